"""What each article says of names, on sheets that lie in trays: after an edit few are opened, and few laid down again."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from typing import TypeVar

import msgspec

from sitegen.catalog.memory import Memory
from sitegen.catalog.people import parse_person
from sitegen.catalog.roles import descriptions
from sitegen.catalog.spelling import parts
from sitegen.drawers import closed
from sitegen.model import ENTITY_TYPES, AnnotatedArticle
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


class Tray(msgspec.Struct, frozen=True):
    """A drawer: some of the sheets, by what stands for the article of each."""

    sheets: dict[str, bytes] = {}


class _Described(msgspec.Struct, frozen=True, array_like=True):
    """A sheet of which only this is looked into."""

    told: msgspec.Raw
    acronyms: msgspec.Raw
    given_only: msgspec.Raw
    described: tuple[Described, ...]


_decode, _decode_some = msgspec.msgpack.Decoder(Sheet).decode, msgspec.msgpack.Decoder(_Described).decode


class Sheets:
    """The sheets of *articles*, which come by what stands for each: those that were kept, and those that are written now."""

    def __init__(self, articles: Mapping[str, AnnotatedArticle], memory: Memory) -> None:
        self._articles, self._memory = articles, memory
        self._trays: dict[str, Tray] = {}
        self._new: dict[str, bytes] = {}
        """Nothing where there is half a character in it."""

    def kept(self, stamp: str) -> Sheet | None:
        """The sheet of an article that was there; None where it is lost."""
        packed = self._tray(_tray_of(stamp)).sheets.get(stamp)
        return _decode(packed) if packed else None

    def write(self, stamp: str) -> Sheet:
        """The sheet of an article that is new."""
        sheet = read_sheet(self._articles[stamp])
        self._new[stamp] = closed(sheet)
        return sheet

    def described(self, stamp: str) -> tuple[Described, ...]:
        """What the sheet of an article that is there tells of what names are called."""
        packed = self._new.get(stamp) or self._tray(_tray_of(stamp)).sheets.get(stamp)
        return (_decode_some(packed) if packed else read_sheet(self._articles[stamp])).described

    def leave(self, gone: Iterable[str]) -> None:
        """Lay down for the next time the trays of the sheets that were written and of those that are *gone*."""
        fresh: dict[str, dict[str, bytes]] = {_tray_of(stamp): {} for stamp in (*self._new, *gone)}
        for stamp, packed in self._new.items():
            fresh[_tray_of(stamp)] |= {stamp: packed} if packed else {}
        for name, sheets in fresh.items():
            last = self._tray(name).sheets
            self._memory.leave(name, Tray({stamp: packed for stamp, packed in last.items() if stamp in self._articles} | sheets))

    def _tray(self, name: str) -> Tray:
        if name not in self._trays:
            self._trays[name] = self._memory.open(name, Tray)
        return self._trays[name]


def _tray_of(stamp: str) -> str:
    """The name of the tray in which a sheet lies: there are sixteen, for stamps end with a hexadecimal digit."""
    return f"sheets-{stamp[-1:]}"


def read_sheet(annotated: AnnotatedArticle) -> Sheet:
    """What *annotated* says of names."""
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
        if quote.description and quote.speaker in here and (role := _CLAUSE.split(quote.description, 1)[0].rstrip(" ,")):
            yield quote.speaker, role
