"""Which of many wordings may be alike: those that share a run of words, found by sorting and not by comparing all with all."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sitegen.catalog.wording import Wording

LENGTH = 3
"""Words of a shingle: what two wordings of one utterance share even where a word was added or changed."""
FEW, MANY = 8, 200
"""Wordings that share a shingle: up to FEW all are compared, up to MANY neighbours in the alphabet; what more share is a turn of speech."""
_PLACES = 24
"""Bits that name a wording in a mark; the other 40 hold the shingle's digest."""
_SHELVES = 16
"""Marks are sorted in so many parts, to hold few of them in memory at once."""


def likely_pairs(wordings: Sequence[Wording]) -> Iterator[tuple[int, int]]:
    """Pairs of positions in *wordings*, fewer than 16,777,216, that share a shingle, the smaller first; a pair may come more than once."""
    for group in _sharing(wordings):
        if len(group) <= FEW:
            yield from ((one, other) for place, one in enumerate(group) for other in group[place + 1 :])
        elif len(group) <= MANY:
            in_order = sorted(group, key=lambda position: wordings[position].words)
            yield from ((min(pair), max(pair)) for pair in pairwise(in_order))


def _sharing(wordings: Sequence[Wording]) -> Iterator[list[int]]:
    """Positions of the wordings that have a shingle in common, in order, for each shingle that at least two have."""
    shelves = [array("Q") for _ in range(_SHELVES)]
    for position, wording in enumerate(wordings):
        for mark in _marks(wording, position):
            shelves[(mark >> _PLACES) % _SHELVES].append(mark)
    for shelf in shelves:
        group: list[int] = []
        last = -1
        for mark in sorted(shelf):
            if mark >> _PLACES != last:
                if len(group) > 1:
                    yield group
                group, last = [], mark >> _PLACES
            group.append(mark & (1 << _PLACES) - 1)
        if len(group) > 1:
            yield group


def _marks(wording: Wording, position: int) -> set[int]:
    """The shingles of *wording*, each a digest with *position* behind it, so that sorting puts equal ones together."""
    digests = [zlib.crc32(word.encode()) for word in wording.words]
    rows = zip(*(digests[start:] for start in range(LENGTH)), strict=False)
    return {((first * 961 + second * 31 + third) & (1 << 40) - 1) << _PLACES | position for first, second, third in rows}
