"""The paragraphs of a pasted story -> its blocks, and what was run into them."""

from __future__ import annotations

from sitegen.ingest.align import letters
from sitegen.ingest.apart import read_apart
from sitegen.ingest.chrome import chrome_kind
from sitegen.ingest.draft import Piece
from sitegen.ingest.prose import is_heading_like, is_title_like
from sitegen.model import Block, Removed
from sitegen.patterns import later

_BULLET = later(r"^(?:[-*•▪●]|(?P<number>\d{1,2})[.)])\s+(?=\S)")


_LONGEST_LINK = 18
"""Words; a longer line without a full stop is a sentence that lost it, not the headline of another story."""


def read_story(paragraphs: list[str], below: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces of the story; a title-like line that also stands *below* it names another story."""
    others = {letters(piece.text) for piece in below}
    pieces: list[Piece] = []
    seen: set[str] = set()
    for at, text in enumerate(paragraphs):
        bare = letters(text)
        if bare in seen and len(text.split()) > 8:
            pieces.append(Removed("repeated", text))
            continue
        seen.add(bare)
        following = paragraphs[at + 1] if at + 1 < len(paragraphs) else ""
        pieces.append(Removed("related", text) if bare in others else _piece(text, pieces, following))
    return tuple(pieces)


def _piece(text: str, before: list[Piece], following: str) -> Piece:
    piece = read_apart(text)
    if piece:
        return piece
    bullet = _BULLET.match(text)
    if bullet:
        return Block("list", text[bullet.end() :], level=int(bullet["number"]) if bullet["number"] else None)
    if not is_title_like(text) or text[0] in "“\"‘'«„" or len(text.split()) > _LONGEST_LINK:
        return Block("paragraph", text)
    if not following and not _below_label(before):
        return Block("paragraph", text)
    if _below_label(before) or not is_heading_like(text):
        return Removed("related", text)
    return Block("heading", text, level=2)


def _below_label(before: list[Piece]) -> bool:
    """Whether the line before is ``Read more:`` or a title below it."""
    for piece in reversed(before):
        if not isinstance(piece, Removed) or piece.kind != "related":
            return False
        if chrome_kind(piece.text) == "related":
            return True
    return False
