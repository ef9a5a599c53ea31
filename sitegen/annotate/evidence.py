"""What a name itself says of its kind, and what all signs together weigh."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from sitegen.annotate import names
from sitegen.annotate.coreference import Key, key_of
from sitegen.annotate.lists import read_toml
from sitegen.model import EntityType
from sitegen.model.value import Value
from sitegen.patterns import later

_WEIGHTS = {sign: [10 * round(weight * 10) for weight in weights] for sign, weights in read_toml("evidence.toml").items()}
"""For person, organisation and place, in hundredths: sums of whole numbers are the same in any order."""
_NO_TEAM = names.PLACE_HEAD | names.NEITHER
_BY_LAST = (
    ("organization_head", names.ORGANIZATION_HEAD),
    ("company", names.COMPANY),
    ("place_head", names.PLACE_HEAD),
    ("neither", names.NEITHER),
)
_BY_FIRST = (
    ("organization_start", names.ORGANIZATION_START),
    ("foreign", names.FOREIGN),
    ("place_start", names.PLACE_START),
    ("direction", names.DIRECTION),
)
_PARTICLE = later(r"\b(?:[AaEe]l|bin|ibn|bint|abu|Abu|van|von|de|da|del|la|le|di)[ -]")
_GIVEN_PAIR = later(r"[^\W\d_](?:-| - )[a-z]+$")


class Name(Value):
    """What a name says by itself, wherever it stands."""

    key: Key
    signs: dict[str, int]
    """What its words say of its kind, each sign once."""


@lru_cache(maxsize=1 << 14)
def name_of(written: tuple[str, ...], text: str, shouted: bool) -> Name:
    """What is said by a name of these words, as they stand in the *text* of it, among words in capitals or not."""
    return Name(key_of(written), dict.fromkeys(_inner_signs(written, text, shouted), 1))


def _inner_signs(written: tuple[str, ...], text: str, shouted: bool) -> Iterator[str]:
    yield "any"
    words = [names.plain(word) for word in written]
    whole = " ".join(written).replace(". ", ".") if len(text) < 6 else " ".join(written)
    flat = " ".join(text.split())
    known = _known(whole) or (None if flat == whole else _known(flat))
    if known:
        yield known
    if shouted:
        yield "shouted"
        if known != "country" and names.is_common(words[0]):
            yield "opens_common"
    if len(words) == 1:
        yield from _single(words[0], written[0])
    elif known != "country":
        yield from _heads(words, " of " in text or " for " in text)
        yield from _several(words, written, text)


def _known(whole: str) -> str | None:
    titled = whole.title() if whole.isupper() and len(whole) > 3 else whole
    if whole in names.ORGANIZATIONS or whole in names.ORGANIZATIONS_ALIASED:
        return "organization"
    if whole in names.COUNTRIES or titled in names.COUNTRIES or whole in names.PLACES_ALIASED:
        return "country"
    return "city" if whole in names.CITIES or titled in names.CITIES else None


def _heads(words: list[str], of: bool) -> Iterator[str]:
    first, last = words[0].rstrip("."), words[-1].rstrip(".")
    yield from [sign for sign, known in _BY_LAST if last in known]
    yield from [sign for sign, known in _BY_FIRST if first in known]
    if of and any(word in names.ORGANIZATION_BEFORE_OF for word in words[:-1]):
        yield "organization_of"
    if of and first in names.PLACE_BEFORE_OF:
        yield "place_of"


def _single(word: str, written: str) -> Iterator[str]:
    if written.isupper():
        yield "capitals" if len(written.replace(".", "")) < 6 else "capitals_long"
    elif not written.istitle() and not written[1:].islower():
        yield "camel"
    if word in names.TEAM:
        yield "team_alone"
    if word in names.GIVEN:
        yield "given_alone"
    if word in names.SURNAMES:
        yield "surname_alone"
    if names.is_common(word):
        yield "single_common"
    if word in names.NEITHER or names.is_demonym(word):
        yield "neither"


def _several(words: list[str], written: tuple[str, ...], text: str) -> Iterator[str]:
    if words[0] in names.GIVEN and written[0] not in names.COUNTRIES:
        yield "given"
    if words[-1] in names.SURNAMES and words[-1] not in names.ORGANIZATION_HEAD and words[-1] not in names.PLACE_HEAD:
        yield "surname"
    if any(len(word) == 2 and word[1] == "." for word in words[:-1]):
        yield "initial"
    if words[-1].rstrip(".") in names.SUFFIX:
        yield "suffix"
    if _PARTICLE.search(text):
        yield "particle"
    if "-" in text and _GIVEN_PAIR.search(text):
        yield "given_pair"
    yield from _made_of(words, written)
    yield ("two_names", "three_names", "many_words")[min(len(words), 4) - 2]


def _made_of(words: list[str], written: tuple[str, ...]) -> Iterator[str]:
    common = sum(map(names.is_common, words))
    if common == len(words):
        yield "all_common"
    elif common * 2 >= len(words):
        yield "common_words"
    if _is_team(words, written):
        yield "city_team"
    if written[0] in names.KNOWN or written[-1] in names.COUNTRIES:
        yield "holds_place"
    if written[0].isupper() and len(words[0].strip(".")) > 1:
        yield "capitals_first"


def _is_team(words: list[str], written: tuple[str, ...]) -> bool:
    """Whether a place and a word for several make the name of a team: ``Lima Herons``, ``New York Ferrymen``."""
    last = words[-1]
    if last == "sox":
        return True
    if last not in names.TEAM and (last in _NO_TEAM or last in names.SURNAMES or not last.endswith("s") or last[:-1] not in names.COMMON):
        return False
    return any(" ".join(written[:size]) in names.KNOWN for size in range(1, len(words)))


def type_of(signs: Mapping[str, int]) -> EntityType | None:
    """The kind of name that *signs* speak for; None where they do not speak for any. A sign that comes again adds little."""
    person = organization = place = 0
    for sign, count in signs.items():
        for_person, for_organization, for_place = _WEIGHTS[sign]
        if count > 1:
            tenths = 10 + 3 * min(count - 1, 4)
            for_person, for_organization, for_place = for_person * tenths // 10, for_organization * tenths // 10, for_place * tenths // 10
        person += for_person
        organization += for_organization
        place += for_place
    if person <= 0 and organization <= 0 and place <= 0:
        return None
    if person >= organization and person >= place:
        return "person"
    return "organization" if organization >= place else "place"
