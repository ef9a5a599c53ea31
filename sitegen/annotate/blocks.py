"""Blocks -> marked stretches: block quotes and embedded posts are quotations without marks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sitegen.annotate.marks import Marked
from sitegen.model import Block, Span

_SHARE: Final = 0.5
"""A block whose marks cover so much of it is left to its marks."""


def with_blocks(marked: tuple[Marked, ...], blocks: tuple[Block, ...], paragraphs: tuple[Span, ...]) -> tuple[Marked, ...]:
    """The marked stretches, with each block quote that has few marks of its own taken as one quotation."""
    found = list(marked)
    for block in blocks:
        if block.kind == "blockquote" and block.start is not None and block.text:
            start, end = block.start, block.start + len(block.text)
            inside = [stretch for stretch in found if start <= stretch.left < end]
            if sum(stretch.right - stretch.left for stretch in inside) < _SHARE * (end - start):
                found = [stretch for stretch in found if stretch not in inside]
                found.extend(_pieces(start, end, block.credit, paragraphs))
    return tuple(sorted(found, key=lambda stretch: stretch.left))


def _pieces(start: int, end: int, credit: str | None, paragraphs: tuple[Span, ...]) -> Iterator[Marked]:
    """One stretch a paragraph of the block, the later ones going on from the first."""
    inside = [paragraph for paragraph in paragraphs if start <= paragraph.start < end]
    for place, paragraph in enumerate(inside):
        stop = min(paragraph.end, end)
        yield Marked(paragraph.start, stop, paragraph.start, stop, place == len(inside) - 1, place > 0, "block", credit)
