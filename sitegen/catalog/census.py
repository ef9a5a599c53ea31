"""Articles -> how often each name is mentioned, as what and in which forms; upon the last census, only what came or went is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import add, sub

import msgspec

from sitegen.catalog.memory import Memory, free_numbers
from sitegen.catalog.sheets import Sheet, Sheets
from sitegen.digests import Digest, digest
from sitegen.model import ENTITY_TYPES, AnnotatedArticle
from sitegen.model.appearances import Roll, names_on, roll_of


class Tally(msgspec.Struct, array_like=True):
    """How all articles mention a name."""

    number: int
    """What it is called on rolls, as long as an article mentions it."""
    counts: list[int]
    articles: int
    """How many of them do."""
    forms: dict[str, int]
    """By each form, in how many it is written so."""

    @property
    def total(self) -> int:
        """How often the name is mentioned."""
        return sum(self.counts)


class Counted(msgspec.Struct):
    """A drawer: what was counted."""

    mark: Digest = b""
    """What stands for all its articles."""
    rolls: dict[str, Roll] = {}
    """By what stands for it, which names are in each article, and how often."""
    names: dict[str, Tally] = {}
    acronyms: dict[str, dict[str, int]] = {}
    """By acronym, in how many articles it is used for each name."""
    given_only: dict[str, int] = {}
    strangers: dict[str, tuple[str, ...]] = {}
    """By what stands for it, of each article that has such."""


class Census(msgspec.Struct, frozen=True):
    """What all articles say of names, and what has changed since the last census."""

    stamps: Sequence[str]
    """What stands for each article, in their order."""
    counted: Counted
    since: Digest
    """What stands for all articles of the last one."""
    came: frozenset[str]
    """What stands for each article that is new."""
    met: frozenset[str]
    """The names in articles that came or went."""
    came_with: Counter[str]
    """In how many articles that are new each name is."""
    sheets: Sheets
    """What each article says."""
    is_level: bool
    """Whether what came says of names just what went did, as where another word of a text was changed: then no tally is another."""

    @property
    def mark(self) -> Digest:
        """What stands for all its articles."""
        return self.counted.mark

    @property
    def names(self) -> Mapping[str, Tally]:
        """How each name is mentioned."""
        return self.counted.names

    def carriers(self, names: Iterable[str]) -> list[int]:
        """Where the articles stand in which one of *names* is."""
        numbers = {self.names[name].number for name in names if name in self.names}
        rolls = map(self.counted.rolls.__getitem__, self.stamps) if numbers else ()
        return [place for place, roll in enumerate(rolls) if not numbers.isdisjoint(names_on(roll))]


def take_census(articles: Sequence[AnnotatedArticle], memory: Memory) -> Census:
    """What *articles* say of names."""
    counted = memory.open("census", Counted)
    stamps = memory.stamps(articles)
    by_stamp = dict(zip(stamps, articles, strict=True))
    sheets = Sheets(by_stamp, memory)
    former = {stamp: sheets.kept(stamp) for stamp in sorted(counted.rolls.keys() - by_stamp.keys())}
    if None in former.values():
        counted, former = Counted(), {}
    since, came = counted.mark, by_stamp.keys() - counted.rolls.keys()
    went, came_with = set[str](), Counter[str]()
    free = free_numbers(lambda: (tally.number for tally in counted.names.values()))
    balance = Counter[object]()
    for stamp, gone in former.items():
        for row in (counted.rolls, counted.strangers):
            row.pop(stamp, None)
        if gone:
            went.update(gone.told)
            balance.subtract(_said(gone))
            _enter(gone, counted, -1, free)
    for stamp in by_stamp if came else ():
        if stamp in came:
            sheet = sheets.write(stamp)
            came_with.update(sheet.told.keys())
            balance.update(_said(sheet) if former else ())
            _enter(sheet, counted, 1, free)
            counted.rolls[stamp] = _roll(sheet, counted)
            counted.strangers |= {stamp: sheet.strangers} if sheet.strangers else {}
    counted.mark = digest(sorted(by_stamp))
    memory.leave("census", counted)
    sheets.leave(former)
    met, is_level = frozenset(went | came_with.keys()), bool(former) and not any(balance.values())
    return Census(stamps, counted, since, frozenset(came), met, came_with, sheets, is_level)


def _said(sheet: Sheet) -> Iterable[object]:
    """All that *sheet* says which is counted."""
    return chain(sheet.told.items(), sheet.acronyms, sheet.given_only)


def _roll(sheet: Sheet, counted: Counted) -> Roll:
    return roll_of((counted.names[name].number for name in sheet.told), (sum(told.counts) for told in sheet.told.values()))


def _enter(sheet: Sheet, counted: Counted, by: int, free: Iterator[int]) -> None:
    """Count what *sheet* says, or where *by* is -1 take it out of what was *counted*; new names take the numbers that are *free*."""
    names, changed = counted.names, add if by > 0 else sub
    for name, told in sheet.told.items():
        tally = names.get(name)
        if tally is None:
            tally = names[name] = Tally(next(free), [0] * len(ENTITY_TYPES), 0, {})
        tally.counts = list(map(changed, tally.counts, told.counts))
        tally.articles += by
        for form in told.forms:
            _count(tally.forms, form, by)
        if not tally.articles:
            del names[name]
    for acronym, name in sheet.acronyms:
        _count(counted.acronyms.setdefault(acronym, {}), name, by)
        if not counted.acronyms[acronym]:
            del counted.acronyms[acronym]
    for name in sheet.given_only:
        _count(counted.given_only, name, by)


def _count(counts: dict[str, int], key: str, by: int) -> None:
    counts[key] = number = counts.get(key, 0) + by
    if not number:
        del counts[key]
