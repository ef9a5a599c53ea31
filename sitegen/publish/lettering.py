"""Which names a map has room for, and where they stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sitegen.publish.outline import Place

LETTER, WIDE = 7.6, 14.5
"""Pixels of a letter, and of one of a script with square letters, as large as names on a map are; fonts differ, so a bit more."""
TALL = 24
"""Pixels: as high as the target of a link must be."""
DOT = 5
GAP = 8
"""Pixels between the middle of a dot and its name."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the map, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two have a part of the map in common."""
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True, slots=True)
class Lettered:
    """A name on the map, in pixels from the place that it names: where the text starts, and what of the map belongs to it."""

    number: int
    """Of the name in the order given."""
    x: float
    y: float
    anchor: str
    """Whether *x* is the ``start``, the ``middle`` or the ``end`` of the text."""
    box: Box


def letter(names: Sequence[str], places: Sequence[Place], dots: Sequence[bool], width: int, height: float) -> tuple[Lettered, ...]:
    """The names that fit on a map of *width* pixels, the first given first; *dots*: which places have a dot."""
    middles = [(x * width, y * width) for x, y in places]
    frame = Box(0, 0, width, height * width)
    taken: list[Box] = []
    lettered = []
    for number, (name, middle, has_dot) in enumerate(zip(names, middles, dots, strict=True)):
        others = [Box(x - DOT, y - DOT, x + DOT, y + DOT) for (x, y), dot in zip(middles, dots, strict=True) if dot and (x, y) != middle]
        for x, y, anchor, box in _stands(text_width(name, has_dot), has_dot):
            absolute = Box(box.left + middle[0], box.top + middle[1], box.right + middle[0], box.bottom + middle[1])
            if _is_inside(absolute, frame) and not any(map(absolute.meets, _apart(others, middle))) and not any(map(absolute.meets, taken)):
                taken.append(absolute)
                lettered.append(Lettered(number, x, y, anchor, box))
                break
    return tuple(lettered)


def text_width(name: str, is_plain: bool = True) -> float:
    """About how many pixels *name* needs; one that is not plain stands in capitals, set apart."""
    wide = sum(WIDE if unicodedata.east_asian_width(letter) in "WF" else LETTER for letter in name)
    return wide if is_plain else 1.35 * wide


def _stands(width: float, has_dot: bool) -> Iterator[tuple[float, float, str, Box]]:
    """Where a name may stand, the best place first: behind its dot, before it, above, below; without a dot upon the place."""
    half, beside = TALL / 2, width / 2
    if not has_dot:
        yield 0, 4.5, "middle", Box(-beside, -half, beside, half)
        return
    around = max(beside, half)
    yield GAP, 4.5, "start", Box(-half, -half, GAP + width, half)
    yield -GAP, 4.5, "end", Box(-GAP - width, -half, half, half)
    yield 0, -GAP - 2, "middle", Box(-around, -GAP - 16, around, half)
    yield 0, GAP + 12, "middle", Box(-around, -half, around, GAP + 18)


def _is_inside(box: Box, frame: Box) -> bool:
    return frame.left <= box.left and box.right <= frame.right and frame.top <= box.top and box.bottom <= frame.bottom


def _apart(dots: Iterable[Box], middle: Place) -> Iterator[Box]:
    """*dots* without those that are drawn over the dot in the *middle*: they hide it as it is."""
    own = Box(middle[0] - DOT, middle[1] - DOT, middle[0] + DOT, middle[1] + DOT)
    return (dot for dot in dots if not dot.meets(own))
