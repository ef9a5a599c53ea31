"""Which of many articles may carry one text: those that share many of the runs of words that are looked at, found by sorting."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, groupby, pairwise

from sitegen.catalog.wording import FUNCTION_WORDS
from sitegen.typography import words

_FEW = 8
"""Articles that share a run, of which each is held against each; of more, each against the next."""
_SHARE = 0.15
"""Share of the runs of the shorter text that two must have in common."""
_PLACES = 24
"""Bits that name an article; the others hold the run's digest."""
_DIGEST = (1 << 40) - 1
_SHELVES = 16


def likely_kin(texts: Iterable[str]) -> list[tuple[int, int]]:
    """Pairs of positions in *texts*, fewer than 16,777,216, that share many runs of words, the smaller first, in order."""
    shelves = [array("Q") for _ in range(_SHELVES)]
    counts = array("L")
    tickets = _Tickets()
    for position, text in enumerate(texts):
        marks = _marks(text, tickets)
        counts.append(len(marks))
        for mark in marks:
            shelves[mark % _SHELVES].append(mark << _PLACES | position)
    pairs = array("Q", (one << _PLACES | other for shelf in shelves for one, other in _pairs(shelf)))
    found = ((pair >> _PLACES, pair & (1 << _PLACES) - 1, sum(1 for _ in same)) for pair, same in groupby(sorted(pairs)))
    return [(one, other) for one, other, shared in found if shared >= _SHARE * min(counts[one], counts[other])]


class _Tickets(dict[str, int]):
    """A digest of each word, odd where a run that opens with it is looked at: half of the words that carry meaning."""

    def __missing__(self, word: str) -> int:
        """The digest of a word that is met for the first time; marks around it do not count."""
        bare = " ".join(words(word))
        digest = zlib.crc32(bare.encode("utf-8", "surrogatepass"))
        ticket = self[word] = digest << 1 | (digest & 1 and bare not in FUNCTION_WORDS)
        return ticket


def _marks(text: str, tickets: _Tickets) -> set[int]:
    """Digests of the runs of words that open with a word chosen by its letters: the same ones in every text that holds them."""
    told = [tickets[word] for word in text.split()]
    rows = zip(told, told[1:], told[2:], told[3:], strict=False)
    return {hash(row) & _DIGEST for row in rows if row[0] & 1}  # of whole numbers, hashes are the same in every process


def _pairs(shelf: array[int]) -> Iterator[tuple[int, int]]:
    """The pairs of articles that share a run, for each run on *shelf*."""
    in_order = sorted(shelf)
    again = [place for place, (mark, after) in enumerate(pairwise(in_order)) if not (mark ^ after) >> _PLACES]
    start = end = -1
    for place in again:
        if place != end:
            yield from _paired(in_order[start : end + 1])
            start = place
        end = place + 1
    yield from _paired(in_order[start : end + 1])


def _paired(marks: Sequence[int]) -> Iterable[tuple[int, int]]:
    places = [mark & (1 << _PLACES) - 1 for mark in marks]
    return combinations(places, 2) if len(places) <= _FEW else pairwise(places)
