"""Text and blocks of an article in few bytes, until somebody looks into them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from sitegen.model.article import Article, Block
from sitegen.model.capture import Picture

if TYPE_CHECKING:
    import msgspec

_OPEN = 16
"""Bodies that stay open: the pages of an article and of its quotes are made one after the other."""
_BETWEEN = 2
"""Characters of the blank line between two blocks of the text."""


@dataclass(frozen=True, slots=True)
class Body:
    """The text and the blocks of an article, packed."""

    packed_text: bytes
    packed_blocks: bytes
    """Where they are stretches of the text, one behind the other, without their words."""
    pictures: tuple[Picture, ...] = ()

    @property
    def text(self) -> str:
        """``Article.text``."""
        return _text(self.packed_text)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """``Article.blocks``."""
        return _blocks(self.packed_blocks, self.packed_text)


def body_of(article: Article) -> Body:
    """The body of *article*; UnicodeEncodeError where there is half a character in it."""
    if isinstance(body := getattr(article, "_body", None), Body):
        return body
    import msgspec

    is_cut = _is_cut(article.blocks, article.text)
    blocks = [_shortened(block) if is_cut and block.start is not None else block for block in article.blocks]
    return Body(article.text.encode(), msgspec.msgpack.encode((is_cut, blocks)), article.pictures)


def check(body: Body) -> None:
    """UnicodeDecodeError or MsgspecError where *body* is none, as in what another program wrote."""
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


def _is_cut(blocks: tuple[Block, ...], text: str) -> bool:
    """Whether the stretches of *text* that are *blocks* stand one behind the other in it, and are all of it."""
    at = 0
    for block in blocks:
        if block.start is not None:
            if block.start != at or not text.startswith(block.text, at):
                return False
            at += len(block.text) + _BETWEEN
    return max(0, at - _BETWEEN) == len(text)


def _shortened(block: Block) -> object:
    """*block* without its text; most have nothing but their kind and their place."""
    if not block.links and all(fact is None for fact in (block.level, block.credit, block.src, block.picture)):
        return {"kind": block.kind, "text": "", "start": block.start}
    return replace(block, text="")


@lru_cache(maxsize=_OPEN)
def _text(packed: bytes) -> str:
    return packed.decode()


@lru_cache(maxsize=_OPEN)
def _blocks(packed: bytes, packed_text: bytes) -> tuple[Block, ...]:
    is_cut, blocks = _decoder().decode(packed)
    text = _text(packed_text)
    end = len(text)
    for block in reversed(blocks) if is_cut else ():
        if block.start is not None:
            object.__setattr__(block, "text", text[block.start : end])
            end = block.start - _BETWEEN
    return blocks


@cache
def _decoder() -> msgspec.msgpack.Decoder[tuple[bool, tuple[Block, ...]]]:
    import msgspec

    return msgspec.msgpack.Decoder(tuple[bool, tuple[Block, ...]])
