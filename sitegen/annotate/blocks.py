"""Blocks -> marked stretches: block quotes and embedded posts are quotations without marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from sitegen.annotate.marks import Marked
from sitegen.model import Block, Span

_SHARE: Final = 0.5
"""A block whose marks cover so much of it is left to its marks."""
_SIGNATURE: Final = re.compile(r"[—–-]+ ?(?P<name>[^()\n]{1,60}?) ?(?:\(@\w{1,30}\)[^\n]{0,40})?$")
"""The line that closes an embedded post: — Ann Lee (@annlee) June 7, 2016."""


def with_blocks(text: str, marked: tuple[Marked, ...], blocks: tuple[Block, ...], paragraphs: tuple[Span, ...]) -> tuple[Marked, ...]:
    """The marked stretches, with each block quote that has few marks of its own taken as one quotation."""
    found: list[Marked] = []
    at = 0
    for block in blocks:
        if block.kind == "blockquote" and block.start is not None and block.text:
            start, end = block.start, block.start + len(block.text)
            first, last = (bisect_left(marked, place, key=lambda stretch: stretch.left) for place in (start, end))
            found.extend(marked[at:first])
            inside, at = marked[first:last], max(at, last)
            if sum(stretch.right - stretch.left for stretch in inside) < _SHARE * (end - start):
                _add(text, found, start, end, block.credit, paragraphs)
            else:
                found.extend(inside)
    return (*found, *marked[at:])


def _add(text: str, found: list[Marked], start: int, end: int, credit: str | None, paragraphs: tuple[Span, ...]) -> None:
    """Add a block's words to the stretches; a signature says who spoke them, or those of the block before."""
    first, last = (bisect_left(paragraphs, place, key=lambda paragraph: paragraph.start) for place in (start, end))
    inside = paragraphs[first:last]
    signature = _SIGNATURE.match(text, inside[-1].start, inside[-1].end) if inside else None
    if signature:
        inside = inside[:-1]
        credit = credit or signature["name"]
        before = found[-1] if found else None
        if not inside and before and before.kind == "block" and not text[before.right : start].strip():
            found[-1] = replace(before, source=before.source or credit)
    found.extend(_pieces(inside, end, credit))


def _pieces(inside: Sequence[Span], end: int, credit: str | None) -> Iterator[Marked]:
    """One stretch a paragraph of the block, the later ones going on from the first."""
    for place, paragraph in enumerate(inside):
        stop = min(paragraph.end, end)
        yield Marked(paragraph.start, stop, paragraph.start, stop, place == len(inside) - 1, place > 0, "block", credit)
