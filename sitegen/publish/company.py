"""Who is mentioned in the same articles as a name, most often."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property
from itertools import accumulate, chain, starmap
from typing import TYPE_CHECKING

from sitegen.model import ENTITY_TYPES
from sitegen.model.appearances import Appearances
from sitegen.publish.permalinks import entity_path

if TYPE_CHECKING:
    from sitegen.publish.lookup import Key

NEAR = 15
"""Names of each type that are told of one."""

Beside = tuple[tuple["Key", int], ...]
"""Names, type by type, and how many of some articles mention each."""


_NOBODY = -1
"""The mark of what is no name of the archive: on no shelf."""


class Company:
    """The names of an archive, each in the company in which its articles have it."""

    def __init__(self, articles_of: Mapping[Key, Sequence[str]], met: Appearances) -> None:
        self._articles_of, self._met = articles_of, met

    def of(self, key: Key) -> Beside:
        """The names of each type that most of the articles mention beside *key*: those in most of them first, then by path."""
        shared = Counter(chain.from_iterable(map(self._marks, self._articles_of[key])))
        del shared[self._numbers[key]]
        marks = sorted(shared)
        shelves = (marks[bisect_left(marks, start) : bisect_left(marks, end)] for start, end in self._shelves)
        nearest = (mark for shelf in shelves for mark in sorted(shelf, key=shared.__getitem__, reverse=True)[:NEAR])
        return tuple([(self._keys[mark], shared[mark]) for mark in nearest])

    @cached_property
    def _keys(self) -> list[Key]:
        """The names in the order of their paths, which has those of one type together: their marks are their places here."""
        by_path = dict(zip(starmap(entity_path, self._articles_of), self._articles_of, strict=True))
        return list(map(by_path.__getitem__, sorted(by_path)))

    @cached_property
    def _shelves(self) -> list[tuple[int, int]]:
        """The marks from which and up to which the names are of each type."""
        many = Counter(type for type, _ in self._keys)
        starts = dict(zip(many, accumulate(many.values(), initial=0), strict=False))
        return [(start, start + many[type]) for type in ENTITY_TYPES for start in (starts.get(type, 0),)]

    @cached_property
    def _numbers(self) -> dict[Key, int]:
        return {key: mark for mark, key in enumerate(self._keys)}

    @cached_property
    def _marks(self) -> Callable[[str], list[int]]:
        """Gives the marks of the names in an article, in their order: so that those of many are soon sorted."""
        met, numbers = self._met, self._numbers
        marks = [numbers[who] if who else _NOBODY for who in met.numbered]
        return cache(lambda accession: sorted(set(map(marks.__getitem__, met.names(accession)))))
