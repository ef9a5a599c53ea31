"""Names of places -> the records that may be meant: cities, and countries with the regions that texts name behind a town."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from anyascii import anyascii

from sitegen.catalog.spelling import sound

SOURCE = "GeoNames"
_READ = files("sitegen.catalog")
_ROWS = _READ.joinpath("gazetteer.txt").read_text(encoding="utf-8")
_REALMS = tomllib.loads(_READ.joinpath("realms.toml").read_text(encoding="utf-8"))
_RENAMED: dict[str, str] = _REALMS["renamed"]
_OTHER = re.compile(r"[^a-z0-9]+")
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
    return low if low.isascii() and low.isalpha() else _OTHER.sub("", anyascii(low))


def towns_named(name: str) -> tuple[Record, ...]:
    """The cities that *name* may mean, those that it is the first name of before those that are also called so; each group by people."""
    first, also = _tables()
    sought = key(_RENAMED.get(name, name))
    main = sorted(first.get(sought, ()), key=_people)
    other = sorted((row for row in also.get(sought, ()) if row not in main), key=_people)
    return tuple(_parsed(row) for row in (*main, *other))


def is_headed(record: Record, name: str) -> bool:
    """Whether the gazetteer heads *record* with *name*, but for spelling, an article, a ``City`` behind it, or an older name."""
    head = _RENAMED.get(name, name)
    return key(record.name) == key(head) or _bare(record.name) == _bare(head)


def _bare(name: str) -> str:
    return "".join(map(sound, _FRAME.sub("", anyascii(name).lower().replace("`", "")).split()))


@cache
def country_record(country: str) -> Record | None:
    """The record of a country, by its code."""
    return next((_parsed(line) for line in _ROWS.split("\n", 400) if _is_country(line) and line.split("\t")[2] == country), None)


def _is_country(line: str) -> bool:
    return line.endswith("\tn\t")


def _people(line: str) -> int:
    return -int(line.split("\t", 5)[4])


def _parsed(line: str) -> Record:
    number, name, country, region, people, north, east, marks, _ = line.split("\t")
    return Record(number, name, Realm(country, region), int(people), (float(north), float(east)), "n" in marks, "c" in marks, "r" in marks)


@cache
def _tables() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The lines of cities by their first names and by their others, as they are looked up; made when first asked for."""
    first: dict[str, list[str]] = defaultdict(list)
    also: dict[str, list[str]] = defaultdict(list)
    for line in _ROWS.splitlines():
        if not line.startswith("#") and not _is_country(line):
            first[key(line.split("\t", 2)[1])].append(line)
            for name in filter(None, line.rpartition("\t")[2].split("|")):
                also[name].append(line)
    return first, also
