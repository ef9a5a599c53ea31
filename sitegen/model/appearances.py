"""Every mention with who is meant by it: an archive has a quarter of a million of them, and each is made when somebody asks for it."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from struct import Struct

from sitegen.model.annotation import AnnotatedArticle, EntityType
from sitegen.model.archive import Appearance

Who = tuple[EntityType, str]
"""Type and ``Entity.id``."""
Roll = bytes
"""The numbers of the names in an article, in the order in which they come, and then how often each does, of four bytes each."""
_NUMBER = Struct("I")


def roll_of(numbers: Iterable[int], counts: Iterable[int]) -> Roll:
    """The roll of an article that has these names so often."""
    return array("I", (*numbers, *counts)).tobytes()


def names_on(roll: Roll) -> memoryview:
    """The numbers of the names on *roll*."""
    numbers = memoryview(roll).cast("I")
    return numbers[: len(numbers) // 2]


def _times(name: bytes, roll: Roll) -> int:
    """How often a *name*, by its number as it stands on rolls, is in the article of this *roll*."""
    many = len(roll) // 2
    place = roll.find(name, 0, many)
    while place % _NUMBER.size and place > 0:  # what was found lies across two numbers
        place = roll.find(name, place + 1, many)
    times: int = _NUMBER.unpack_from(roll, many + place)[0] if place >= 0 else 0
    return times


class Appearances(Collection[Appearance]):
    """Those of all *articles*, article by article in the order of place.

    After an edit a few hundred are looked at. Which names stand in an article, and how often, its roll says without them.
    """

    def __init__(
        self,
        articles: Sequence[AnnotatedArticle],
        numbered: Sequence[Who | None],
        rolls: Mapping[str, Roll],
        made: Callable[[AnnotatedArticle], list[Appearance]],
    ) -> None:
        """*numbered* says who is meant by the name of each number, *rolls* which names are in each article, *made* are those of one."""
        self._articles, self._numbered, self._rolls, self._made = articles, numbered, rolls, made

    def within(self, annotated: AnnotatedArticle) -> list[Appearance]:
        """Those in one article, in the order of place."""
        return self._made(annotated)

    @property
    def numbered(self) -> Sequence[Who | None]:
        """Who is meant by the name of each number; None where it is no name of the archive."""
        return self._numbered

    def roll(self, accession: str) -> Roll:
        """Which names are in an article, and how often."""
        return self._rolls[accession]

    def names(self, accession: str) -> memoryview:
        """The numbers of the names of an article, in the order in which they come; who is meant by each, ``numbered`` says."""
        return names_on(self._rolls[accession])

    def meant(self, accession: str) -> list[Who | None]:
        """Who is meant by each name of an article, in the order in which they come; None where it is no name of the archive."""
        return list(map(self._numbered.__getitem__, self.names(accession)))

    def counts(self, accession: str) -> dict[Who, int]:
        """How often an article mentions whom, in the order in which they come."""
        told = memoryview(self._rolls[accession]).cast("I")
        many = len(told) // 2
        who = list(map(self._numbered.__getitem__, told[:many]))
        found = dict(zip(who, told[many:], strict=True))
        if len(found) < many:
            found = dict.fromkeys(who, 0)
            for one, number in zip(who, told[many:], strict=True):
                found[one] += number
        found.pop(None, None)
        return found  # type: ignore[return-value]  # None is none of them

    def times(self, who: Who, accessions: Iterable[str]) -> list[int]:
        """How often each of these articles mentions *who*; nobody else is counted."""
        rolls = list(map(self._rolls.__getitem__, accessions))
        return list(map(sum, zip(*([_times(name, roll) for roll in rolls] for name in self._names[who]), strict=True)))

    def articles_of(self) -> dict[Who, list[str]]:
        """Which articles mention whom, in their order; in the order in which names first come."""
        accessions = [annotated.article.provenance.accession for annotated in self._articles]
        rows: defaultdict[int, list[str]] = defaultdict(list)
        for accession in accessions:
            for name in self.names(accession):
                rows[name].append(accession)
        found: dict[Who, list[str]] = {}
        several: dict[Who, set[str]] = {}
        for name, row in rows.items():
            who = self._numbered[name]
            if who and found.setdefault(who, row) is not row:
                several.setdefault(who, set(found[who])).update(row)
        places = {accession: place for place, accession in enumerate(accessions)} if several else {}
        return found | {who: sorted(row, key=places.__getitem__) for who, row in several.items()}

    @cached_property
    def _names(self) -> dict[Who, list[bytes]]:
        """The numbers of the names by which each is meant, as they stand on rolls."""
        found: dict[Who, list[bytes]] = {}
        for number, who in enumerate(self._numbered):
            if who:
                found.setdefault(who, []).append(_NUMBER.pack(number))
        return found

    def __iter__(self) -> Iterator[Appearance]:
        for annotated in self._articles:
            yield from self._made(annotated)

    def __len__(self) -> int:
        rolls = self._rolls.values()
        counts = memoryview(b"".join([roll[len(roll) // 2 :] for roll in rolls])).cast("I")
        nobody = {number for number, who in enumerate(self._numbered) if who is None}
        if not nobody:
            return sum(counts)
        names = memoryview(b"".join([roll[: len(roll) // 2] for roll in rolls])).cast("I")
        return sum(number for name, number in zip(names, counts, strict=True) if name not in nobody)

    def __contains__(self, one: object) -> bool:
        return any(one == other for other in self)

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Collection) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # it is as long as the archive

    def __repr__(self) -> str:
        return repr(tuple(self))
