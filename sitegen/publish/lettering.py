"""Which names a map has room for, and where they stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from sitegen.publish.outline import Place
from sitegen.publish.view import View

LETTER, WIDE = 7.6, 14.5
"""Pixels of a letter, and of one of a script with square letters, as large as names on a map are; fonts differ, so a bit more."""
TALL = 24
"""Pixels: as high as the target of a link must be."""
DOT = 5
GAP = 8
"""Pixels between the middle of a dot and its name."""


class Box(View):
    """A part of the map, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two have a part of the map in common."""
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom


class Lettered(View):
    """A name on the map, in pixels from the place that it names: where the text starts, and what of the map belongs to it."""

    number: int
    """Of the name in the order given."""
    x: float
    y: float
    anchor: str
    """Whether *x* is the ``start``, the ``middle`` or the ``end`` of the text."""
    box: Box


def letter(names: Sequence[str], places: Sequence[Place], dots: Sequence[bool], width: int, height: float) -> tuple[Lettered, ...]:
    """The names that fit on a map of *width* pixels, the first given first; *dots*: which places have a dot.

    A name covers no other name and, if it can be helped, no dot; at worst one of a place that is given later.
    """
    middles = [(x * width, y * width) for x, y in places]
    frame = Box(0, 0, width, height * width)
    drawn: list[Box] = [_around(middle) for middle, dot in zip(middles, dots, strict=True) if dot]
    before: list[Box] = []
    lettered: list[Lettered] = []
    taken: list[Box] = []
    for number, (name, middle, has_dot) in enumerate(zip(names, middles, dots, strict=True)):
        free = [
            (stand, box)
            for stand in _stands(text_width(name, has_dot), has_dot)
            if _is_inside(box := _moved(stand[3], middle), frame) and not any(map(box.meets, taken))
        ]
        own = _around(middle)
        clear = (one for some in (drawn, before) for one in free if not _covers(one[1], some, own))
        if found := next(clear, None):
            taken.append(found[1])
            lettered.append(Lettered(number, *found[0]))
        if has_dot:
            before.append(own)
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


def _moved(box: Box, middle: Place) -> Box:
    return Box(box.left + middle[0], box.top + middle[1], box.right + middle[0], box.bottom + middle[1])


def _around(middle: Place) -> Box:
    return Box(middle[0] - DOT, middle[1] - DOT, middle[0] + DOT, middle[1] + DOT)


def _covers(box: Box, drawn: Iterable[Box], own: Box) -> bool:
    """Whether *box* covers a dot, but for those that are drawn over its *own*: they hide it as it is."""
    return any(box.meets(dot) and not dot.meets(own) for dot in drawn)
