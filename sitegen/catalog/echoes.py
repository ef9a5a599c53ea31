"""Finds the utterances that several articles carry."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from sitegen.model import Echo, EntityType, Report
from sitegen.typography import words

FEWEST = 4
"""Words below which an utterance inside a longer one may be chance."""
Words = tuple[str, ...]
Speaker = tuple[EntityType | None, str]


def find_echoes(reports: Sequence[Report]) -> tuple[Echo, ...]:
    """The utterances that at least two articles carry, whole or as a part of at least FEWEST words, in the order of *reports*."""
    said = [tuple(words(report.quote.text)) for report in reports]
    by_words: dict[Words, list[int]] = defaultdict(list)
    for position, spoken in enumerate(said):
        by_words[spoken].append(position)
    groups = _Groups(reports)
    standing = {}
    for spoken, positions in by_words.items():
        groups.join_all(positions)
        standing[spoken] = groups.one_of_each(positions)
    for short, long in _contained(by_words):
        groups.join_all([*standing[short], *standing[long]])
    shared = [group for group in groups.all() if len({reports[position].article for position in group}) > 1]
    return tuple(_echo([reports[p] for p in group], max((said[p] for p in group), key=lambda w: (len(w), w))) for group in shared)


def _contained(utterances: Iterable[Words]) -> Iterator[tuple[Words, Words]]:
    """Utterances of which one, of at least FEWEST words, stands in the other."""
    known = {spoken for spoken in utterances if len(spoken) >= FEWEST}
    # Many quotes begin alike, such as *I do not know*, but these have few lengths.
    lengths: dict[Words, set[int]] = defaultdict(set)
    for spoken in known:
        lengths[spoken[:FEWEST]].add(len(spoken))
    for long in utterances:
        for start in range(len(long) - FEWEST + 1):
            for length in sorted(lengths.get(long[start : start + FEWEST], ())):
                short = long[start : start + length]
                if length < len(long) and short in known:
                    yield short, long


class _Groups:
    """Positions of reports that are put together as long as no two known speakers meet."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._parent = list(range(len(reports)))
        self._speaker: list[Speaker | None] = [(r.speaker_type, r.speaker) if r.speaker else None for r in reports]

    def join_all(self, positions: Sequence[int]) -> None:
        """Put reports together: first those of each known speaker, then the unnamed ones to the first that takes them."""
        by_speaker: dict[Speaker | None, int] = {}
        for position in positions:
            first = by_speaker.setdefault(self._speaker[self._root(position)], position)
            self._join(self._root(first), self._root(position))
        for one, other in pairwise(by_speaker.values()):
            self._join(self._root(one), self._root(other))

    def one_of_each(self, positions: Iterable[int]) -> list[int]:
        """One position of each group that *positions* stand in."""
        return list({self._root(position): position for position in positions}.values())

    def _join(self, one: int, other: int) -> None:
        first, second = self._speaker[one], self._speaker[other]
        if one != other and (first is None or second is None or first == second):
            self._parent[max(one, other)] = min(one, other)
            self._speaker[min(one, other)] = first or second

    def _root(self, position: int) -> int:
        while self._parent[position] != position:
            self._parent[position] = self._parent[self._parent[position]]
            position = self._parent[position]
        return position

    def all(self) -> list[list[int]]:
        """The groups, each in order, by their first member."""
        groups: dict[int, list[int]] = defaultdict(list)
        for position in range(len(self._parent)):
            groups[self._root(position)].append(position)
        return [group for _, group in sorted(groups.items())]


def _echo(reports: Sequence[Report], fullest: Words) -> Echo:
    return Echo(hashlib.sha256(" ".join(fullest).encode()).hexdigest()[:12], tuple(report.quote.id for report in reports))
