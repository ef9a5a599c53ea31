"""The words beside a place's name -> the countries and regions that they put it in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sitegen.catalog.gazetteer import ADJECTIVES, REALMS, Realm
from sitegen.patterns import later

_TOWN = (
    r"(?:city|cities|town|village|capital|port|suburb|settlement|municipality|metropolis|hub|resort|stronghold|enclave|hometown"
    r"|province|governorate|district|region|state|county)"
)
_SIDE = r"(?:the\s)?(?:(?:north|south|east|west|central|northern|southern|eastern|western|north-?\w+|south-?\w+)\s)?"
_NAME = r"((?:[A-Z][\w.'’-]*)(?:\s(?:of\s(?:the\s)?|and\s)?[A-Z][\w.'’-]*){0,4})"
_BEHIND = later(rf",\s(?:in\s)?{_SIDE}{_NAME}")
_INSIDE = later(rf"\sin\s{_SIDE}{_NAME}")
_BRACKET = later(rf"\s\({_NAME}\)")
# Aleppo, the largest Syrian city; Paris, a small town in Texas
_APPOSED = later(r",\s(?:an?|the|its|their|one of the)\s([^,.;:()\n]{3,80})")
_TOWN_WORD = later(rf"\b{_TOWN}\b")
_OF = later(rf"\b(?:in|of)\s{_SIDE}{_NAME}")
_WORD = later(r"[A-Z][\w.-]*(?:\s[A-Z][\w-]*)?")
# the Syrian city of, the Texas town of, Libya’s capital
_BEFORE = later(rf"((?:[A-Z][\w.-]*\s){{0,2}}[A-Z][\w.-]*(?:['’]s?)?)\s(?:[\w-]+\s){{0,3}}?{_TOWN}(?:\s{_TOWN})?(?:\sof|,)?\s$")
# Syria’s second city,; the capital of Mali,
_CAPITAL_OF = later(rf"\b{_TOWN}\s(?:in|of)\s{_SIDE}{_NAME},\s$")
_OWNED = later(r"((?:[A-Z][\w.-]*\s)?[A-Z][\w.-]*)['’]s?\s(?:[a-z-]+\s){0,3}$")
_CLOSED = later(r"[,.;:)\n]|\s?[(—–]|\s-|$")
_LISTED = later(r",?\s(?:and|or)\s|,\s[A-Z]")
_WINDOW = 70


class Hint(NamedTuple):
    """One thing that a text says of where a place is."""

    realms: tuple[Realm, ...]
    """More than one where the words may mean several."""
    is_plain: bool
    """It is said of the place itself; other hints only help to choose."""


def hints_at(text: str, start: int, end: int) -> Iterator[Hint]:
    """What the words around the name from *start* to *end* say of where it is."""
    if text[end : end + 1] in (",", " "):
        yield from _after(text, end)
    if text[start - 1 : start] == " ":
        yield from _before(text[max(0, start - _WINDOW) : start])


def _after(text: str, end: int) -> Iterator[Hint]:
    behind = _BEHIND.match(text, end, end + _WINDOW)
    if behind and (found := _longest(behind[1])) is not None:
        stop = behind.start(1) + len(found)
        listed = bool(_LISTED.match(text, stop))
        yield Hint(REALMS[found], bool(_CLOSED.match(text, stop)) and not listed)
    bracket = _BRACKET.match(text, end, end + _WINDOW)
    if bracket and bracket[1] in REALMS:
        yield Hint(REALMS[bracket[1]], True)
    inside = _INSIDE.match(text, end, end + _WINDOW)
    if inside and (found := _longest(inside[1])) is not None:
        yield Hint(REALMS[found], False)
    apposed = _APPOSED.match(text, end)
    if apposed:
        yield from _apposition(apposed[1])


def _apposition(words: str) -> Iterator[Hint]:
    """What a noun phrase says of the town that it describes."""
    town = _TOWN_WORD.search(words)
    if town is None:
        return
    for match in _WORD.finditer(words, 0, town.start()):
        name = match[0].removesuffix(" ")
        for said in (name, name.partition(" ")[0]):
            if said in ADJECTIVES or said in REALMS:
                yield Hint(ADJECTIVES.get(said) or REALMS[said], True)
                break
    within = _OF.match(words, town.end() + 1)
    if within and (found := _longest(within[1])) is not None:
        yield Hint(REALMS[found], True)


def _before(before: str) -> Iterator[Hint]:
    match = _BEFORE.search(before)
    if match:
        yield from _owner(match[1], True)
    within = _CAPITAL_OF.search(before)
    if within and (found := _longest(within[1])) is not None:
        yield Hint(REALMS[found], True)
    owned = _OWNED.search(before)
    if owned:
        yield from _owner(owned[1], False)


def _owner(words: str, is_plain: bool) -> Iterator[Hint]:
    """The realm at the end of capitalized *words*: ``Libya`` of ``In Libya’s``."""
    parts = re.sub(r"['’]s?$", "", words).split()
    for first in range(len(parts)):
        said = " ".join(parts[first:])
        found = ADJECTIVES.get(said) or REALMS.get(said)
        if found:
            yield Hint(found, is_plain)
            return


def _longest(words: str) -> str | None:
    """The longest beginning of *words* that names a country or a region."""
    bare = re.sub(r"['’]s?$", "", words)
    parts = bare.split(" ")
    for stop in range(len(parts), 0, -1):
        said = " ".join(parts[:stop])
        for form in (said, said.rstrip(".")):
            if form in REALMS:
                return form
    return None
