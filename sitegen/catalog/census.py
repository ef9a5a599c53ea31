"""Articles -> how often each name is mentioned, as what and in which forms; upon the last census, only what came or went is counted."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from operator import attrgetter
from typing import TypeVar

import msgspec

from sitegen.catalog.memory import Memory
from sitegen.catalog.people import parse_person
from sitegen.catalog.roles import descriptions
from sitegen.catalog.spelling import parts
from sitegen.digests import Digest, digest
from sitegen.drawers import closed
from sitegen.model import ENTITY_TYPES, AnnotatedArticle
from sitegen.model.appearances import Roll, names_on, roll_of
from sitegen.typography import flat, fold

_AS_MENTIONED = attrgetter("entity", "type", "text")
_CLAUSE = re.compile(r"(?:^|,?\s)(?:who|whose|which|that)\s")
_FIRST_NAME = re.compile(r"\b(?:first|given) name\b")
_PLACE = {kind: place for place, kind in enumerate(ENTITY_TYPES)}
Described = tuple[str, str]
"""A name, and what it is called."""
Name = TypeVar("Name")


class Told(msgspec.Struct, frozen=True, array_like=True):
    """How one article mentions a name."""

    counts: tuple[int, ...]
    """How often as each type, in the order of ENTITY_TYPES."""
    forms: tuple[str, ...]
    """As it is written there."""


class Sheet(msgspec.Struct, frozen=True, array_like=True):
    """What one article says of names."""

    told: dict[str, Told]
    acronyms: tuple[tuple[str, str], ...]
    """Each acronym that it spells out, without what spelling alone changes, and the name that this is."""
    given_only: tuple[str, ...]
    """The names of one word that it says to be first names."""
    described: tuple[Described, ...]
    """Each name with what it is called there, each once."""
    strangers: tuple[str, ...]
    """Who speaks there and is mentioned nowhere in it."""


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
    """A drawer: what was counted, and the sheet of each article by what stands for it."""

    mark: Digest = b""
    """What stands for all its articles."""
    sheets: dict[str, bytes] = {}
    rolls: dict[str, Roll] = {}
    """By what stands for it, which names are in each article, and how often."""
    names: dict[str, Tally] = {}
    acronyms: dict[str, dict[str, int]] = {}
    """By acronym, in how many articles it is used for each name."""
    given_only: dict[str, int] = {}
    strangers: dict[str, tuple[str, ...]] = {}
    """By what stands for it, of each article that has such."""


@dataclass(frozen=True, slots=True)
class Census:
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
    odd: Mapping[str, Sheet]
    """The new sheets that hold half a character, so that nothing can pack them."""

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

    def sheet(self, stamp: str) -> Sheet:
        """What the article says that *stamp* stands for."""
        return self.odd[stamp] if stamp in self.odd else _decoder.decode(self.counted.sheets[stamp])


_decoder = msgspec.msgpack.Decoder(Sheet)


def take_census(articles: Sequence[AnnotatedArticle], memory: Memory) -> Census:
    """What *articles* say of names."""
    counted = memory.open("census", Counted)
    stamps = list(map(memory.stamp, articles))
    by_stamp = dict(zip(stamps, articles, strict=True))
    gone = counted.sheets.keys() - by_stamp.keys()
    if any(not counted.sheets[stamp] for stamp in gone):
        counted, gone = Counted(), set()
    since, came = counted.mark, by_stamp.keys() - counted.sheets.keys()
    went, came_with = set[str](), Counter[str]()
    odd: dict[str, Sheet] = {}
    free = _free(counted.names)
    for stamp in sorted(gone):
        sheet = _decoder.decode(counted.sheets.pop(stamp))
        for row in (counted.rolls, counted.strangers):
            row.pop(stamp, None)
        went.update(sheet.told)
        _enter(sheet, counted, -1, free)
    for stamp, annotated in by_stamp.items() if came else ():
        if stamp in came:
            sheet = _sheet(annotated)
            came_with.update(sheet.told.keys())
            _enter(sheet, counted, 1, free)
            counted.rolls[stamp] = _roll(sheet, counted)
            counted.sheets[stamp] = packed = closed(sheet)
            odd |= {} if packed else {stamp: sheet}
            counted.strangers |= {stamp: sheet.strangers} if sheet.strangers else {}
    counted.mark = digest(sorted(by_stamp))
    memory.leave("census", counted)
    return Census(stamps, counted, since, frozenset(came), frozenset(went | came_with.keys()), came_with, odd)


def _free(names: Mapping[str, Tally]) -> Iterator[int]:
    """Numbers that none of *names* has once the first of them is asked for."""
    taken = {tally.number for tally in names.values()}
    yield from (number for number in count() if number not in taken)


def _roll(sheet: Sheet, counted: Counted) -> Roll:
    return roll_of((counted.names[name].number for name in sheet.told), (sum(told.counts) for told in sheet.told.values()))


def _enter(sheet: Sheet, counted: Counted, by: int, free: Iterator[int]) -> None:
    """Count what *sheet* says, or where *by* is -1 take it out of what was *counted*; new names take the numbers that are *free*."""
    for name, told in sheet.told.items():
        tally = counted.names.get(name) or Tally(next(free), [0] * len(ENTITY_TYPES), 0, {})
        tally.counts = [number + by * more for number, more in zip(tally.counts, told.counts, strict=True)]
        tally.articles += by
        for form in told.forms:
            _count(tally.forms, form, by)
        counted.names[name] = tally
        if not tally.articles:
            del counted.names[name]
    for acronym, name in sheet.acronyms:
        _count(counted.acronyms.setdefault(acronym, {}), name, by)
        if not counted.acronyms[acronym]:
            del counted.acronyms[acronym]
    for name in sheet.given_only:
        _count(counted.given_only, name, by)


def _count(counts: dict[str, int], key: str, by: int) -> None:
    number = counts.pop(key, 0) + by
    if number:
        counts[key] = number


def _sheet(annotated: AnnotatedArticle) -> Sheet:
    counts: dict[str, list[int]] = {}
    forms: dict[str, dict[str, None]] = defaultdict(dict)
    acronyms: dict[tuple[str, str], None] = {}
    for (name, kind, text), number in Counter(map(_AS_MENTIONED, annotated.mentions)).items():
        counts.setdefault(name, [0] * len(ENTITY_TYPES))[_PLACE[kind]] += number
        forms[name][flat(text)] = None
        if text != name and text.isupper() and " " not in text:
            acronyms["".join(parts(text)), name] = None
    told = {name: Told(tuple(found), tuple(forms[name])) for name, found in counts.items()}
    strangers = {quote.speaker: None for quote in annotated.quotes if quote.speaker is not None and quote.speaker not in counts}
    return Sheet(told, tuple(acronyms), _given_only(annotated), tuple(once(_described(annotated))), tuple(strangers))


def _given_only(annotated: AnnotatedArticle) -> tuple[str, ...]:
    """Names of one word that an article says to be a first name."""
    text = annotated.article.text
    places = [match.start() for match in _FIRST_NAME.finditer(text)] if " name" in text else []
    if not places:
        return ()
    lone = [mention for mention in annotated.mentions if len(parse_person(mention.entity).given) == 0]
    return tuple(sorted({mention.entity for mention in lone if any(-160 < place - mention.span.end < 160 for place in places)}))


def once(described: Iterable[tuple[Name, str]]) -> Iterable[tuple[Name, str]]:
    """Who is described, with each description once."""
    found: dict[tuple[Name, str], tuple[Name, str]] = {}
    for name, words in described:
        found.setdefault((name, fold(words)), (name, words))
    return found.values()


def _described(annotated: AnnotatedArticle) -> Iterator[Described]:
    """Each name of an article with what it is called there."""
    here, text = {mention.entity for mention in annotated.mentions}, annotated.article.text
    for mention in annotated.mentions:
        for words in descriptions(mention, text):
            yield mention.entity, words
    for quote in annotated.quotes:
        role = _CLAUSE.split(quote.description or "")[0].rstrip(" ,")
        if role and quote.speaker in here:
            yield quote.speaker, role
