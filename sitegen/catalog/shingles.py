"""Which of many wordings may be alike: those that share a run of words, found by sorting and not by comparing all with all."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterator, Sequence
from itertools import combinations, groupby, islice, pairwise
from operator import xor

from sitegen.catalog.stems import stem
from sitegen.catalog.wording import Wording

LENGTH = 3
"""Words of a shingle: what two wordings of one utterance share even where a word was added or changed."""
FEW, MANY = 8, 200
"""Wordings that share a shingle: up to FEW all are compared, up to MANY neighbours in the alphabet; what more share is a turn of speech."""
_SPARSE = 12
"""Words of the shorter of two wordings for each shingle that they share, above which these are chance."""
_PLACES = 24
"""Bits that name a wording in a mark; the other 40 hold the shingle's digest."""
_PLACE, _DIGEST = (1 << _PLACES) - 1, (1 << 40) - 1
_SHELVES = 16
"""Marks are sorted in so many parts, to hold few of them in memory at once."""


def likely_pairs(wordings: Sequence[Wording]) -> list[tuple[int, int]]:
    """Pairs of positions in *wordings*, fewer than 16,777,216, that share enough shingles, the smaller first, each once and in order."""
    pairs = array("Q")
    for group in _sharing(wordings):
        if len(group) <= FEW:
            pairs.extend(one << _PLACES | other for one, other in combinations(group, 2))
        elif len(group) <= MANY:
            in_order = sorted(group, key=lambda position: wordings[position].words)
            pairs.extend(min(pair) << _PLACES | max(pair) for pair in pairwise(in_order))
    found = ((pair >> _PLACES, pair & _PLACE, sum(1 for _ in same)) for pair, same in groupby(sorted(pairs)))
    lengths = [len(wording.words) for wording in wordings]
    return [(one, other) for one, other, shared in found if shared * _SPARSE >= min(lengths[one], lengths[other])]


def _sharing(wordings: Sequence[Wording]) -> Iterator[list[int]]:
    """Positions of the wordings that have a shingle in common, in order, for each shingle that at least two have."""
    shelves = _shelved(wordings)
    while shelves:
        marks = sorted(shelves.pop())
        start = end = -1
        # Of two marks of one shingle, all bits are equal but those that name the wording.
        for place in [place for place, other in enumerate(map(xor, marks, islice(marks, 1, None))) if other <= _PLACE]:
            if place != end:
                yield sorted({mark & _PLACE for mark in marks[start : end + 1]})
                start = place
            end = place + 1
        yield sorted({mark & _PLACE for mark in marks[start : end + 1]})


def _shelved(wordings: Sequence[Wording]) -> list[array[int]]:
    """A mark for each shingle of each wording: a digest with the wording's position behind it, so that sorting puts equal ones together."""
    shelves = [array("Q") for _ in range(_SHELVES)]
    ticket = _Tickets().__getitem__
    for position, wording in enumerate(wordings):
        told = list(map(ticket, wording.words))
        for shingle in map(hash, zip(told, told[1:], told[2:], strict=False)):  # of whole numbers, hashes are the same in every process
            shelves[shingle % _SHELVES].append((shingle & _DIGEST) << _PLACES | position)
    return shelves


class _Tickets(dict[str, int]):
    """A digest of each word, whatever its ending and spelling."""

    def __missing__(self, word: str) -> int:
        """The digest of a word that is met for the first time."""
        ticket = self[word] = zlib.crc32(stem(word).encode("utf-8", "surrogatepass"))
        return ticket
