"""A stretch of a page's text, with its line breaks -> its paragraphs, with single spaces, and the links in them."""

from __future__ import annotations

import re

from sitegen.ingest.units import Anchor
from sitegen.typography import flat

_TWO_BREAKS = re.compile(r"\x0b(?:[ \t\r\n\u00a0]*\x0b)+")
_ONE_BREAK = re.compile(r"\x0b")
_BREAK = "\x0b"
_FEWEST_BREAKS = 2
_OF_A_PARAGRAPH = 120
"""Characters that the lines of a stretch have on the average when each is a paragraph."""
_ENDS = frozenset(".!?…”’\"')")


def divide(raw: str) -> list[tuple[int, int]]:
    """Where two line breaks divide a stretch into paragraphs, or one does where every line of a long stretch is one."""
    if _BREAK not in raw:
        return [(0, len(raw))]
    out, at = [], 0
    for gap in (_ONE_BREAK if _is_lined(raw) else _TWO_BREAKS).finditer(raw):
        out.append((at, gap.start()))
        at = gap.end()
    return [*out, (at, len(raw))]


def _is_lined(raw: str) -> bool:
    """Whether the lines of *raw* are paragraphs: many words each, and most end like a sentence; those of a poem or an address do not."""
    if raw.count("\x0b") < _FEWEST_BREAKS or _TWO_BREAKS.search(raw):
        return False
    lines = [line for line in map(str.rstrip, raw.split("\x0b")) if line]
    ended = sum(line[-1] in _ENDS for line in lines)
    return sum(map(len, lines)) >= _OF_A_PARAGRAPH * len(lines) and ended * 4 >= 3 * len(lines)


def flatten(raw: str, start: int, end: int, anchors: list[tuple[int, int, str]]) -> tuple[str, tuple[Anchor, ...]]:
    """The stretch with single spaces, and the links moved to where their words now stand."""
    text = flat(raw[start:end]).strip("| ")
    if not anchors:
        return text, ()
    spots, at = [], 0
    for a, b, href in anchors:
        label = flat(raw[a:b]) if a >= start and b <= end else ""
        place = text.find(label, at) if label else -1
        if place >= 0:
            at = place + len(label)
            spots.append(Anchor(place, at, href))
    return text, tuple(spots)
