"""The draft between the readers and the finished article: blocks and removed texts in the order of the capture."""

from __future__ import annotations

from sitegen.ingest.facts import Facts
from sitegen.model import Block, Removed
from sitegen.model.value import Value

Piece = Block | Removed


class Doubt(Value):
    """What a reader of a format was not sure of, for a note."""

    code: str
    message: str
    hint: str


class Draft(Value):
    """What a reader of one format made of a capture; offsets are not set yet."""

    facts: Facts
    pieces: tuple[Piece, ...]
    words_visible: int
    doubts: tuple[Doubt, ...] = ()
