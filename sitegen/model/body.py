"""The text and the blocks of an article in few bytes, until somebody looks into them."""

from __future__ import annotations

from codecs import charmap_decode
from dataclasses import replace
from encodings.cp1252 import decoding_table
from functools import cache
from typing import Any, Literal, TypeVar

import msgspec
from msgspec import structs

from sitegen.model.article import Article, Block
from sitegen.model.capture import Picture
from sitegen.model.value import Value

T = TypeVar("T")
Letters = Literal["latin-1", "cp1252", "utf-8"]
"""How a text is packed."""
_OF_ONE_BYTE: tuple[Letters, ...] = "latin-1", "cp1252"
"""Where one of these has all characters of a text, it is packed so: any stretch of it can be read alone."""
_OPEN = 64
"""Bodies that stay open: the pages of an article and of its quotes are made one after the other."""
_BETWEEN = "\n\n"
"""The blank line between two blocks of the text."""
_BODY, _TEXT, _BLOCKS = (getattr(Article, name) for name in ("_body", "text", "blocks"))
"""Where an article has them."""
_put_body, _drop_text, _drop_blocks = _BODY.__set__, _TEXT.__delete__, _BLOCKS.__delete__


class Body(Value):
    """The text and the blocks of an article, packed."""

    packed_text: bytes
    packed_blocks: bytes
    """Without the words of those that the text is made of, where blank lines alone say which these are."""
    letters: Letters
    pictures: tuple[Picture, ...] = ()

    @property
    def text(self) -> str:
        """``Article.text``."""
        body, text = _texts.get(id(self), _NOTHING)
        return text if body is self else _laid_open(_texts, self, _read(self.packed_text, self.letters))

    def between(self, start: int, end: int) -> str:
        """``Article.between``."""
        if self.letters == "utf-8":
            return self.text[start:end]
        return _read(self.packed_text[start:end], self.letters)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """``Article.blocks``."""
        body, blocks = _blocks.get(id(self), _NOTHING)
        return blocks if body is self else _laid_open(_blocks, self, _unpacked(self))


_NOTHING: tuple[Any, Any] = (None, None)
_texts: dict[int, tuple[Body, str]] = {}
"""By identity, those that are open."""
_blocks: dict[int, tuple[Body, tuple[Block, ...]]] = {}


def _laid_open(shelf: dict[int, tuple[Body, T]], body: Body, found: T) -> T:
    if len(shelf) >= _OPEN:
        shelf.clear()
    shelf[id(body)] = body, found
    return found


def body_of(article: Article) -> Body:
    """The body of *article*; UnicodeEncodeError where there is half a character in it."""
    if isinstance(body := getattr(article, "_body", None), Body):
        return body
    within = [block.text for block in article.blocks if block.start is not None]
    is_cut = article.text.split(_BETWEEN) == within
    packed_text, letters = _written(article.text)
    blocks = [structs.replace(block, text="") if is_cut and block.start is not None else block for block in article.blocks]
    return Body(packed_text, msgspec.msgpack.encode((is_cut, blocks)), letters, article.pictures)


def check(body: Body) -> None:
    """MsgspecError or UnicodeDecodeError where *body* is none, as in what another program wrote."""
    _read(body.packed_text, body.letters)
    _decoder().decode(body.packed_blocks)


def without_body(article: Article) -> Article:
    """*article* with nothing in it, to be put to a body again."""
    return replace(article, text="", blocks=())


def put_together(front: Article, body: Body) -> None:
    """Let the article *front*, which has nothing in it and is nobody else's, have this *body*."""
    _put_body(front, body)
    _drop_text(front)  # so that it is looked for in the body
    _drop_blocks(front)


def _written(text: str) -> tuple[bytes, Letters]:
    """*text* packed, and how."""
    for letters in _OF_ONE_BYTE:
        try:
            return text.encode(letters), letters
        except UnicodeEncodeError:
            continue
    return text.encode(), "utf-8"


def _read(packed: bytes, letters: Letters) -> str:
    """The text that is *packed* so."""
    return charmap_decode(packed, "strict", decoding_table)[0] if letters == "cp1252" else packed.decode(letters)


def _unpacked(body: Body) -> tuple[Block, ...]:
    is_cut, blocks = _decoder().decode(body.packed_blocks)
    if is_cut:
        within = (block for block in blocks if block.start is not None)
        for block, words in zip(within, body.text.split(_BETWEEN), strict=False):
            structs.force_setattr(block, "text", words)  # nobody has seen it yet
    return blocks


@cache
def _decoder() -> msgspec.msgpack.Decoder[tuple[bool, tuple[Block, ...]]]:
    return msgspec.msgpack.Decoder(tuple[bool, tuple[Block, ...]])
