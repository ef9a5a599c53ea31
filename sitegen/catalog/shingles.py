"""Which of many wordings may be alike: those that share a run of words, found by sorting and not by comparing all with all."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterator, Sequence
from itertools import combinations, groupby, pairwise

from sitegen.catalog.stems import stem
from sitegen.catalog.wording import FUNCTION_WORDS, Wording

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
    shelves = [array("Q") for _ in range(_SHELVES)]
    tickets = _Tickets()
    for position, wording in enumerate(wordings):
        for mark in _marks(wording, tickets):
            shelves[mark % _SHELVES].append(mark << _PLACES | position)
    while shelves:
        marks = sorted(shelves.pop())
        start = end = -1
        for place, (mark, after) in enumerate(pairwise(marks)):
            if (mark ^ after) >> _PLACES:
                continue
            if place != end:
                yield [one & _PLACE for one in marks[start : end + 1]]
                start = place
            end = place + 1
        yield [one & _PLACE for one in marks[start : end + 1]]


class _Tickets(dict[str, int]):
    """A digest of each word, whatever its ending and spelling, odd where it carries meaning."""

    def __missing__(self, word: str) -> int:
        """The digest of a word that is met for the first time."""
        ticket = self[word] = zlib.crc32(stem(word).encode("utf-8", "surrogatepass")) << 1 | (word not in FUNCTION_WORDS)
        return ticket


def _marks(wording: Wording, tickets: _Tickets) -> set[int]:
    """The shingles of *wording* as digests, without those that carry no meaning."""
    told = [tickets[word] for word in wording.words]
    rows = zip(told, told[1:], told[2:], strict=False)
    return {hash(row) & _DIGEST for row in rows if (row[0] | row[1] | row[2]) & 1}  # of whole numbers: the same in every process
