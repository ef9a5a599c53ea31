"""Finds the utterances that several articles carry."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence

from sitegen.model import Echo, Report
from sitegen.typography import words

FEWEST = 4
"""Words below which an utterance inside a longer one may be chance."""


def find_echoes(reports: Sequence[Report]) -> tuple[Echo, ...]:
    """The utterances that at least two articles carry, whole or as a part of at least FEWEST words, in the order of *reports*."""
    said = [tuple(words(report.quote.text)) for report in reports]
    parent = list(range(len(reports)))
    for one, other in _pairs(said):
        if _may_be_one(reports[one], reports[other]):
            parent[_root(parent, max(one, other))] = _root(parent, min(one, other))
    groups: dict[int, list[int]] = defaultdict(list)
    for position in range(len(reports)):
        groups[_root(parent, position)].append(position)
    shared = [group for _, group in sorted(groups.items()) if len({reports[position].article for position in group}) > 1]
    return tuple(_echo([reports[p] for p in group], max((said[p] for p in group), key=lambda w: (len(w), w))) for group in shared)


def _pairs(said: Sequence[tuple[str, ...]]) -> list[tuple[int, int]]:
    """Positions of utterances with equal words, or of which one holds the other."""
    by_opening: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for position, spoken in enumerate(said):
        if len(spoken) >= FEWEST:
            by_opening[spoken[:FEWEST]].append(position)
    pairs: list[tuple[int, int]] = []
    for long, spoken in enumerate(said):
        for start in range(len(spoken) - FEWEST + 1):
            near = by_opening.get(spoken[start : start + FEWEST], ())
            pairs.extend((short, long) for short in near if short != long and spoken[start : start + len(said[short])] == said[short])
    return pairs


def _may_be_one(one: Report, other: Report) -> bool:
    """Whether nothing says that two speakers said it."""
    return one.speaker is None or other.speaker is None or (one.speaker_type, one.speaker) == (other.speaker_type, other.speaker)


def _root(parent: list[int], position: int) -> int:
    while parent[position] != position:
        parent[position] = parent[parent[position]]
        position = parent[position]
    return position


def _echo(reports: Sequence[Report], fullest: tuple[str, ...]) -> Echo:
    return Echo(hashlib.sha256(" ".join(fullest).encode()).hexdigest()[:12], tuple(report.quote.id for report in reports))
