"""Which chosen units are the story: the one stretch of the page that holds the most of what was chosen and the least of what was not."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.ingest.units import Unit

_COST_OF_A_UNIT = 12
"""Letters that a unit which was not chosen weighs besides its text: thirty links in a footer outweigh a stray date below them."""
_SHARE_OF_TEXT = 0.2
"""What one letter that was not chosen weighs against one that was: a story may have a comment box or a gallery in its middle."""


def keep_story(units: Sequence[Unit], chosen: Sequence[bool]) -> list[bool]:
    """*chosen* without the strays before and after the story."""
    first, last = _heaviest(units, chosen)
    return [mine and first <= at <= last for at, mine in enumerate(chosen)]


def _heaviest(units: Sequence[Unit], chosen: Sequence[bool]) -> tuple[int, int]:
    best, best_span, weight, start = 0.0, (0, len(units)), 0.0, 0
    for at, (unit, mine) in enumerate(zip(units, chosen, strict=True)):
        if weight <= 0:
            weight, start = 0.0, at
        weight += _weight(unit, mine)
        if weight > best:
            best, best_span = weight, (start, at)
    return best_span


def _weight(unit: Unit, mine: bool) -> float:
    if mine:
        return float(len(unit.text))
    if unit.hidden or unit.picture is not None:
        return 0.0
    return -_COST_OF_A_UNIT - _SHARE_OF_TEXT * len(unit.text)


def show_story(units: Sequence[Unit], chosen: Sequence[bool]) -> None:
    """Take the hidden marks off when most of what was chosen is hidden: a script was to show the story, and the capture has none."""
    hidden = sum(len(unit.text) for unit, mine in zip(units, chosen, strict=True) if mine and unit.hidden)
    if hidden * 2 > sum(len(unit.text) for unit, mine in zip(units, chosen, strict=True) if mine):
        for unit in units:
            unit.hidden = False
