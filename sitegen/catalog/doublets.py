"""Entities -> pairs of them that may be one, though no rule joins them."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from sitegen.catalog.people import Heard, hear, may_be_one, parse_person
from sitegen.catalog.spelling import letter, plain, thing_key
from sitegen.model import Entity

_NEAR_GIVEN = 0.7
"""Share of letters that two given names of one family name have in common, such as ``Yusef`` and ``Yousif``, to be worth a look."""
_NEAR_THING = 0.9
_WIDEST = 20
"""Names of one family name that each is compared with: a look stays a look in an archive of a thousand Kims."""
Pair = tuple[Entity, Entity, str]
"""Two entities and why they may be one."""


def find_doublets(entities: Sequence[Entity], heard: Mapping[str, Heard] = MappingProxyType({})) -> Iterator[Pair]:
    """The pairs among *entities*, each once; *heard* is what names are known to sound like."""
    families: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        if entity.type == "person":
            families[key_of(entity, heard)].append(entity)
    for _, family in sorted(families.items()):
        yield from of_family(family)
    for kind in ("organization", "place"):
        keyed = sorted((key_of(entity), entity.name, entity.id, entity) for entity in entities if entity.type == kind)
        for (one, _, _, first), (other, _, _, second) in pairwise(keyed):
            if are_spelt_alike(one, other):
                yield first, second, "the names are spelt nearly alike"
    yield from acronyms([entity for entity in entities if entity.type == "organization"])


def key_of(entity: Entity, heard: Mapping[str, Heard] = MappingProxyType({})) -> str:
    """The sound of a family name; of what is no person, what the spellings of its name share."""
    if entity.type == "person":
        return (heard.get(entity.name) or hear(entity.name)).family
    return thing_key(entity.name, entity.type == "place")


def of_family(family: Sequence[Entity]) -> Iterator[Pair]:
    """The pairs among people whose family names sound alike."""
    full = [entity for entity in family if parse_person(entity.name).is_full]
    for alone in (entity for entity in family if not parse_person(entity.name).is_full):
        for bearer in full[:1]:
            yield bearer, alone, f"`{alone.name}` alone fits {len(full)} people of the name" if len(full) > 1 else "the family name is one"
    for place, one in enumerate(full):
        for other in full[place + 1 : place + 1 + _WIDEST]:
            if (why := _nearly(one, other)) is not None:
                yield one, other, why


def _nearly(one: Entity, other: Entity) -> str | None:
    first, second = parse_person(one.name), parse_person(other.name)
    if may_be_one(first, second):
        return "the names fit each other, but one of them fits somebody else too"
    if letter(first.given[0]) != letter(second.given[0]) or first.suffix != second.suffix:
        return None
    near = _are_near(plain(first.given[0]), plain(second.given[0]), _NEAR_GIVEN)
    return "one family name, and given names that are nearly one" if near else None


def _are_near(one: str, other: str, share: float) -> bool:
    """Whether two words have such a *share* of their letters in common; what is quick to tell, none can be, is asked first."""
    letters, both = min(len(one), len(other)), len(one) + len(other)
    if 2.0 * letters < share * both - 1:
        return False
    letters = sum(min(one.count(each), other.count(each)) for each in set(one))
    return 2.0 * letters >= share * both - 1 and difflib.SequenceMatcher(None, one, other).ratio() >= share


def are_spelt_alike(one: str, other: str) -> bool:
    """Whether two things of one type may be one by what their spellings share; only those are asked that stand beside each other."""
    return not any(map(str.isdigit, one + other)) and _are_near(one, other, _NEAR_THING)


def acronyms(organizations: Sequence[Entity]) -> Iterator[Pair]:
    """The organisations that are called by the initials of another."""
    spelled: dict[str, list[Entity]] = defaultdict(list)
    for entity in organizations:
        if letters := initials(entity):
            spelled[letters].append(entity)
    for entity in organizations:
        for full in spelled.get(short(entity), ()):
            if full is not entity:
                yield full, entity, f"`{entity.name}` are the initials of `{full.name}`"


def initials(organization: Entity) -> str:
    """Those of its name, where there are several; a leading ``The`` has none."""
    letters = "".join(word[0] for word in organization.name.split() if word[0].isupper())
    if len(letters) < 2:
        return ""
    return letters.removeprefix("T") if organization.name.startswith("The ") else letters


def short(organization: Entity) -> str:
    """Its name where that may be an acronym, without full stops; else nothing."""
    name = organization.name.replace(".", "")
    return name if name.isupper() and " " not in name else ""
