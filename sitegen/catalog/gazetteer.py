"""Names of places -> the records that may be meant: cities, and countries with the regions that texts name behind a town."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from sitegen.catalog.spelling import sound
from sitegen.reference import reference_bytes, reference_tables
from sitegen.typography import latin

SOURCE = "GeoNames"
_ROWS = reference_bytes("sitegen.catalog", "gazetteer.txt")
"""As bytes: few of its lines are ever looked at, and to make text of all takes longer than most readings."""
_NAMES = reference_bytes("sitegen.catalog", "gazetteer_names.txt")
"""A line for each name as it is looked up, sorted: the name, the rows that it is the first name of, the rows that are also called so."""
_REALMS = reference_tables("sitegen.catalog", "realms.toml")
_RENAMED: dict[str, str] = _REALMS["renamed"]
_OTHER = re.compile(r"[^a-z0-9]+")
_COUNTRIES = 400
"""Rows at the head of the gazetteer among which all countries are."""
_FRAME = re.compile(r"^(?:a[ldnrstz]|ash|el|la|le|les|the)[\s-]|\scity$")


class Realm(NamedTuple):
    """A country, or a region of a country."""

    country: str
    """ISO 3166-1, two letters."""
    region: str = ""
    """The code that GeoNames gives it, empty for the country as a whole."""

    def holds(self, other: Realm) -> bool:
        """Whether *other* is this realm or lies in it."""
        return self.country == other.country and self.region in ("", other.region)


class Record(NamedTuple):
    """One row of the gazetteer."""

    id: str
    name: str
    realm: Realm
    people: int
    coordinates: tuple[float, float]
    """Latitude and longitude in degrees; of a country, the middle of its largest piece of land."""
    is_country: bool
    is_capital: bool
    has_rival: bool
    """Another town of the name in the same country or region is not much smaller."""


def _read_realms(part: int) -> dict[str, tuple[Realm, ...]]:
    """Realms by what they are called: 0 names, 1 adjectives and peoples, 2 names of their parts."""
    out: dict[str, tuple[Realm, ...]] = {}
    for table in ("country", "region"):
        for code, said in _REALMS[table].items():
            country, _, region = code.partition("-")
            for name in "".join(said.split("; ")[part : part + 1]).split("|"):
                out[name] = (*out.get(name, ()), Realm(country, region))
    return out


REALMS = _read_realms(0)
ADJECTIVES = _read_realms(1)
PARTS = _read_realms(2)
WIDER = frozenset(_REALMS["wider"]["names"].replace("\n", "").split("|"))
"""What texts use for more than the town of the name."""


def key(name: str) -> str:
    """*name* in small letters and digits of the Latin alphabet, without anything between them."""
    low = name.lower()
    return low if low.isascii() and low.isalpha() else _OTHER.sub("", latin(low))


def towns_named(name: str) -> tuple[Record, ...]:
    """The cities that *name* may mean, those that it is the first name of before those that are also called so; each group by people."""
    main, other = _named(key(_RENAMED.get(name, name)))
    return tuple(map(_parsed, (*sorted(main, key=_people), *sorted((row for row in other if row not in main), key=_people))))


def _named(sought: str) -> tuple[list[str], list[str]]:
    """The rows of the cities with the first name *sought*, and those of the cities that are also called so."""
    place = bisect_left(range(len(_NAMES)), f"{sought}\t".encode(), key=_line_at)
    found = _line_at(place).decode().split("\t")
    if found[0] != sought:
        return [], []
    first, also = ([_rows()[int(number)].decode() for number in numbers.split()] for numbers in found[1:])
    return first, also


def _line_at(place: int) -> bytes:
    """The line of the index around a *place* in it: few names are sought, and to divide it into all of its lines takes 3 ms."""
    return _NAMES[_NAMES.rfind(b"\n", 0, place) + 1 : _NAMES.find(b"\n", place)]


@cache
def _rows() -> list[bytes]:
    return [line for line in _ROWS.splitlines() if not line.startswith(b"#")]


def is_headed(record: Record, name: str) -> bool:
    """Whether the gazetteer heads *record* with *name*, but for spelling, an article, a ``City`` behind it, or an older name."""
    head = _RENAMED.get(name, name)
    return key(record.name) == key(head) or _bare(record.name) == _bare(head)


def _bare(name: str) -> str:
    return "".join(map(sound, _FRAME.sub("", latin(name).lower().replace("`", "")).split()))


@cache
def country_record(country: str) -> Record | None:
    """The record of a country, by its code."""
    return next(
        (_parsed(line) for line in map(bytes.decode, _rows()[:_COUNTRIES]) if line.split("\t")[2] == country and line.endswith("\tn")), None
    )


def _people(line: str) -> int:
    return -int(line.split("\t", 5)[4])


def _parsed(line: str) -> Record:
    number, name, country, region, people, north, east, marks = line.split("\t")
    return Record(number, name, Realm(country, region), int(people), (float(north), float(east)), "n" in marks, "c" in marks, "r" in marks)
