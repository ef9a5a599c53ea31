"""Pasted text -> a draft of the article: what stands before the story, the story, what stands after it."""

from __future__ import annotations

from typing import TypeGuard

from msgspec import structs

from sitegen.ingest.draft import Doubt, Draft, Piece
from sitegen.ingest.facts import Facts
from sitegen.ingest.head import take_head
from sitegen.ingest.paragraphs import split_paragraphs
from sitegen.ingest.story import read_story
from sitegen.ingest.tail import take_tail
from sitegen.model import Block, Removed


def read_text(text: str) -> Draft:
    """The article that a paste holds; when nothing in it reads like a story, all of it is kept."""
    paragraphs = split_paragraphs(text)
    visible = len(text.split())
    facts, above, rest = take_head(paragraphs)
    rest, below, facts = take_tail(rest, facts)
    pieces = _with_credits((*above, *read_story(rest, below), *below))
    if any(isinstance(piece, Block) for piece in pieces):
        return Draft(facts, pieces, visible)
    doubt = Doubt("all-kept", "nothing in the paste reads like a story; all text was kept", "look at the article page")
    return Draft(Facts(), tuple(Block("paragraph", paragraph) for paragraph in paragraphs), visible, (doubt,))


def _with_credits(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """*pieces* with a credit that stands alone given to the caption beside it; one without a caption is no figure."""
    if not any(map(_is_figure, pieces)):
        return pieces
    out: list[Piece] = []
    for piece in pieces:
        last = out[-1] if out else None
        if _is_figure(piece) and _is_figure(last) and not (piece.text and last.text) and not (piece.credit and last.credit):
            out[-1] = structs.replace(piece, text=piece.text or last.text, credit=piece.credit or last.credit)
        else:
            out.append(piece)
    return tuple(Removed("credit", piece.credit or "") if _is_figure(piece) and not piece.text else piece for piece in out)


def _is_figure(piece: Piece | None) -> TypeGuard[Block]:
    return isinstance(piece, Block) and piece.kind == "figure"
