"""The signs by which a name is a person, an organisation or a place, and what they weigh."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from sitegen.annotate import names
from sitegen.annotate.candidates import Candidate
from sitegen.annotate.lists import read_toml, word_set
from sitegen.model import EntityType

TYPES: tuple[EntityType, EntityType, EntityType] = ("person", "organization", "place")
_WEIGHTS: dict[str, list[float]] = read_toml("evidence.toml")
_AROUND = {key: word_set(words) for key, words in read_toml("names.toml")["around"].items()}
_AGE = re.compile(r",\s(?:aged\s)?\d{1,2}(?:,|\.|;|\s—|$)|\s\(\d{1,2}\)")
_WORD = re.compile(r"[\w'’-]+")
_OF_COUNTRY = re.compile(r",\s([A-Z][\w.]+(?:\s[A-Z]\w+)?)")
_WINDOW = 44


def inner_signs(candidate: Candidate) -> Iterator[str]:
    """What the name itself says."""
    words = [names.plain(word) for word in candidate.words]
    whole = " ".join(candidate.words)
    titled = whole.title() if whole.isupper() and len(whole) > 3 else whole
    yield from _known(whole, titled)
    yield from _heads(words, " of " in candidate.text or " for " in candidate.text)
    if whole.isupper() and len(words) == 1:
        yield "capitals" if len(whole.replace(".", "")) < 6 else "capitals_long"
    if len(words) == 1:
        yield from _single(words[0])
    else:
        yield from _several(words, candidate)


def _known(whole: str, titled: str) -> Iterator[str]:
    if whole in names.ORGANIZATIONS or whole in names.ORGANIZATIONS_ALIASED:
        yield "organization"
    elif {whole, titled} & (names.COUNTRIES | names.PLACES_ALIASED):
        yield "country"
    elif {whole, titled} & names.CITIES:
        yield "city"


def _heads(words: list[str], of: bool) -> Iterator[str]:
    first, last = words[0].rstrip("."), words[-1].rstrip(".")
    if len(words) > 1 and last in names.ORGANIZATION_HEAD:
        yield "organization_head"
    if of and any(word in names.ORGANIZATION_BEFORE_OF for word in words[:-1]):
        yield "organization_of"
    if len(words) > 1 and (last in names.PLACE_HEAD or (of and first in names.PLACE_BEFORE_OF)):
        yield "place_head"
    if len(words) > 1 and first in names.PLACE_START:
        yield "place_start"
    if last in names.NEITHER:
        yield "neither"


def _single(word: str) -> Iterator[str]:
    if word in names.GIVEN:
        yield "given_alone"
    if word in names.SURNAMES:
        yield "surname"
    if names.is_common(word):
        yield "single_common"


def _several(words: list[str], candidate: Candidate) -> Iterator[str]:
    if words[0] in names.GIVEN:
        yield "given"
    if words[-1] in names.SURNAMES:
        yield "surname"
    if any(len(word) == 2 and word[1] == "." for word in words[:-1]):
        yield "initial"
    if words[-1].rstrip(".") in names.SUFFIX:
        yield "suffix"
    if re.search(r"\b(?:al|el|bin|ibn|abu|van|von|de|da)[ -]", candidate.text):
        yield "particle"
    if sum(map(names.is_common, words)) * 2 >= len(words):
        yield "common_words"
    yield "two_names" if len(words) < 4 else "many_words"


def outer_signs(candidate: Candidate, text: str) -> Iterator[str]:
    """What the words around one occurrence say."""
    if candidate.title:
        yield "title"
    if candidate.opens:
        yield "opens"
        if len(candidate.words) == 1 and names.is_common(candidate.words[0].lower()):
            yield "opens_common"
    yield from _before(text[max(0, candidate.start - _WINDOW) : candidate.start])
    yield from _after(text[candidate.end : candidate.end + _WINDOW])


def _before(before: str) -> Iterator[str]:
    words = before.lower().split()[-3:]
    if not words or before[-1:] not in " \xa0":
        return
    last = words[-1]
    if last == "the":
        yield "the"
        words = words[:-1]
        last = words[-1] if words else ""
    if last in _AROUND["place_before"]:
        yield "in"
    elif last in _AROUND["to_place"]:
        yield "near"
    elif last in _AROUND["person_before"]:
        yield "role_before"
    elif last in _AROUND["organization_before"]:
        yield "group_before"
    elif last in _AROUND["location_before"]:
        yield "place_noun_before"
    elif last == "of" and len(words) > 1 and words[-2] in _AROUND["location_before"]:
        yield "place_of_before"
    elif last in _AROUND["speech"]:
        yield "speaks"


def _after(after: str) -> Iterator[str]:
    if _AGE.match(after):
        yield "age"
    country = _OF_COUNTRY.match(after)
    if country and country[1].rstrip(".") in names.COUNTRIES:
        yield "of_country"
    match = _WORD.search(after[:16])
    if not match:
        return
    word = match[0].lower()
    if word in _AROUND["person_after"]:
        yield "who"
    elif after[:1] == " " and word in _AROUND["speech"]:
        yield "speaks"
    elif after[:1] == " " and word in _AROUND["place_after"]:
        yield "place_after"
    elif after[:1] == " " and word in _AROUND["organization_after"]:
        yield "group_after"


def weigh(signs: Mapping[str, int] | Counter[str]) -> list[float]:
    """The weight of *signs* for person, organisation and place; a sign that comes again adds little."""
    total = [0.0, 0.0, 0.0]
    for sign, count in signs.items():
        times = 1 + 0.3 * min(count - 1, 4)
        for column, weight in enumerate(_WEIGHTS[sign]):
            total[column] += weight * times
    return total
