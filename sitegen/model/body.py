"""The text and the blocks of an article in few bytes, until somebody looks into them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any, TypeVar

import msgspec
from msgspec import structs

from sitegen.model.article import Article, Block
from sitegen.model.capture import Picture
from sitegen.model.value import Value

T = TypeVar("T")
_OPEN = 64
"""Bodies that stay open: the pages of an article and of its quotes are made one after the other."""
_BETWEEN = "\n\n"
"""The blank line between two blocks of the text."""


class Body(Value):
    """The text and the blocks of an article, packed."""

    packed_text: bytes
    packed_blocks: bytes
    """Without the words of those that the text is made of, where blank lines alone say which these are."""
    pictures: tuple[Picture, ...] = ()

    @property
    def text(self) -> str:
        """``Article.text``."""
        body, text = _texts.get(id(self), _NOTHING)
        return text if body is self else _laid_open(_texts, self, self.packed_text.decode())

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
    blocks = [structs.replace(block, text="") if is_cut and block.start is not None else block for block in article.blocks]
    return Body(article.text.encode(), msgspec.msgpack.encode((is_cut, blocks)), article.pictures)


def check(body: Body) -> None:
    """MsgspecError or UnicodeDecodeError where *body* is none, as in what another program wrote."""
    body.packed_text.decode()
    _decoder().decode(body.packed_blocks)


def without_body(article: Article) -> Article:
    """*article* with nothing in it, to be put to a body again."""
    return replace(article, text="", blocks=())


def put_together(front: Article, body: Body) -> None:
    """Let the article *front*, which has nothing in it and is nobody else's, have this *body*."""
    object.__setattr__(front, "_body", body)
    for name in ("text", "blocks"):
        object.__delattr__(front, name)  # so that it is looked for in the body


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
