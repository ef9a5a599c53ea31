"""What is known of names: given names, family names, places, organisations, and the words of titles."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import filterfalse
from typing import Literal

from sitegen.annotate.lists import phrase_set, read_groups, read_toml, word_set
from sitegen.typography import latin

Gender = Literal["female", "male"]
_WHOLE_LETTERS = tuple(zip("’‘–ıĐÐŁłđ", "''-iDDLld", strict=True))
"""What no letter and accent make up, each with what stands for it in ASCII."""


def _with_plain(places: frozenset[str]) -> frozenset[str]:
    """*places*, and the same without accents; to take them off all in one step takes half the time."""
    return places.union(without_accents("|".join(place for place in places if not place.isascii())).split("|"))


def without_accents(name: str) -> str:
    """*name* in the Latin alphabet: what letters are made of is known at once, all others have to be looked up in large tables."""
    whole = name
    for letter, sign in _WHOLE_LETTERS:
        whole = whole.replace(letter, sign)
    plain = "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFKD", whole)))
    return plain if plain.isascii() else _transliterated(name)


_transliterated = lru_cache(maxsize=1 << 14)(latin)


_GIVEN = read_groups("given_names.txt")
_TABLES = read_toml("names.toml")
_PLACES = read_groups("places.txt", "|")

SURNAMES = read_groups("surnames.txt")["surname"]
COMMON = read_groups("common_words.txt")["word"]

STOP, HONORIFIC, TITLE, OFFICE, FORMER, SUFFIX, DIRECTION, COLOR, NAMED, TAILS, PARTICLE, NEITHER = (
    word_set(_TABLES["words"][key])
    for key in ("stop", "honorific", "title", "office", "former", "suffix", "direction", "color", "named", "tails", "particle", "neither")
)
PARTING = word_set(_TABLES["words"]["parting"])
# Al may be a person, but Al Jazira is not.
GIVEN = _GIVEN["f"].union(_GIVEN["m"], _GIVEN["both"]) - {"al", "el", *(STOP - NAMED)}
IN_TITLES = TITLE | OFFICE | FORMER | HONORIFIC
MALE_TITLE, FEMALE_TITLE = word_set(_TABLES["words"]["male"]), word_set(_TABLES["words"]["female"])
ORGANIZATION_HEAD, ORGANIZATION_START, ORGANIZATION_BEFORE_OF, POSSESSIVE, BRAND = (
    word_set(_TABLES["organization"][key]) for key in ("head", "start", "before_of", "possessive", "brand")
)
REFERRING = word_set(_TABLES["organization"]["referring"])
TEAM = word_set(_TABLES["organization"]["team"])
OPENING = word_set(_TABLES["organization"]["opening"])
FOREIGN = word_set(_TABLES["organization"]["foreign"])
COMPANY = word_set(_TABLES["organization"]["company"])
PLACE_HEAD, PLACE_START, PLACE_BEFORE_OF, REALM = (word_set(_TABLES["place"][key]) for key in ("head", "start", "before_of", "realm"))
_BEGINS_MANY = ORGANIZATION_START | ORGANIZATION_HEAD | PLACE_START | PLACE_HEAD | PLACE_BEFORE_OF | DIRECTION | COLOR
DEMONYM = word_set(_TABLES["demonym"]["words"])
_DEMONYM_ENDINGS = tuple(_TABLES["demonym"]["endings"].split())
ORGANIZATIONS = phrase_set(_TABLES["organization"]["known"])
STATES = _PLACES["state"]
COUNTRIES = _PLACES["country"] | _PLACES["state"] | phrase_set(_TABLES["place"]["known"])
CITIES = _with_plain(_PLACES["city"] | _PLACES["region"]) - COUNTRIES
ALIASES = {alias: group[0] for kind in ("organization", "place") for group in _TABLES[kind]["aliases"] for alias in group}
ORGANIZATIONS_ALIASED = frozenset(alias for group in _TABLES["organization"]["aliases"] for alias in group)
PLACES_ALIASED = frozenset(alias for group in _TABLES["place"]["aliases"] for alias in group)
KNOWN = COUNTRIES | CITIES | ORGANIZATIONS
_OF_A_PLACE = ("n", "an", "ian", "nian", "er", "ese")
_INFLECTED = ("s", "es", "d", "ed", "ing", "ly", "er")
_LOW_PLACES = frozenset(map(str.lower, COUNTRIES | CITIES))


def plain(name: str) -> str:
    """*name* in small letters of the Latin alphabet, as the lists hold it."""
    return name.lower() if name.isascii() else _transliterated(name).lower()


def gender_of(given_name: str) -> Gender | None:
    """Whom a given name is given to, where it is nearly always the same; None for unknown names and names for both."""
    name = plain(given_name)
    if name in _GIVEN["f"]:
        return "female"
    return "male" if name in _GIVEN["m"] else None


@lru_cache(maxsize=1 << 14)
def is_demonym(word: str) -> bool:
    """Whether *word*, in small letters, is an adjective or a people of a country, a faith or a place: ``kenyan``, ``londoners``."""
    if word in DEMONYM:
        return True
    bare = word.removesuffix("s")
    if not bare.endswith(_OF_A_PLACE) or word in _LOW_PLACES or word in GIVEN:
        return False
    stems = [bare.removesuffix(end) for end in _OF_A_PLACE if bare.endswith(end) and len(bare) > len(end) + 3]
    return any(stem in _LOW_PLACES for stem in stems) or (bare.endswith("ian") and bare[:-3] + "a" in _LOW_PLACES)


def may_be_demonym(word: str) -> bool:
    """Whether *word*, in small letters and known as no name, is built like the adjective of a country: ``karvelian``."""
    return len(word) > 5 and word.endswith(_DEMONYM_ENDINGS) and not (word in GIVEN or word in SURNAMES or word in _LOW_PLACES)


@lru_cache(maxsize=1 << 14)
def is_common(word: str) -> bool:
    """Whether *word*, in small letters, is an English word; regular inflections count."""
    if word in COMMON:
        return True
    if not word.endswith(_INFLECTED):
        return False
    stems = [word[: -len(end)] + more for end in _INFLECTED if word.endswith(end) for more in ("", "e")]
    doubled = [stem[:-1] for stem in stems if len(stem) > 3 and stem[-1] == stem[-2]]
    if len(word) > 5 and word.endswith(("ies", "ied")):
        stems.append(word[:-3] + "y")
    return any(stem in COMMON for stem in (*stems, *doubled))


def says_little(word: str) -> bool:
    """Whether *word*, in small letters, begins the names of many bodies, so that it stands for none of them."""
    return word in _BEGINS_MANY or word in _LOW_PLACES or is_demonym(word)
