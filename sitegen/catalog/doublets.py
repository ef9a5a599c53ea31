"""Entities -> pairs of them that may be one, though no rule joins them."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    yield from _people([entity for entity in entities if entity.type == "person"], heard)
    for kind in ("organization", "place"):
        yield from _things([entity for entity in entities if entity.type == kind])
    yield from _acronyms([entity for entity in entities if entity.type == "organization"])


def _people(people: Iterable[Entity], heard: Mapping[str, Heard]) -> Iterator[Pair]:
    families: dict[str, list[Entity]] = defaultdict(list)
    for entity in people:
        families[(heard.get(entity.name) or hear(entity.name)).family].append(entity)
    for _, family in sorted(pair for pair in families.items() if len(pair[1]) > 1):
        full = [entity for entity in family if parse_person(entity.name).is_full]
        for alone in (entity for entity in family if not parse_person(entity.name).is_full):
            for bearer in full[:1]:
                yield (
                    bearer,
                    alone,
                    f"`{alone.name}` alone fits {len(full)} people of the name" if len(full) > 1 else "the family name is one",
                )
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


def _things(things: Iterable[Entity]) -> Iterator[Pair]:
    keyed = sorted((thing_key(entity.name, entity.type == "place"), entity.id, entity) for entity in things)
    for (one, _, first), (other, _, second) in pairwise(keyed):
        if not any(map(str.isdigit, one + other)) and _are_near(one, other, _NEAR_THING):
            yield first, second, "the names are spelt nearly alike"


def _acronyms(organizations: Sequence[Entity]) -> Iterator[Pair]:
    spelled: dict[str, list[Entity]] = defaultdict(list)
    for entity in organizations:
        initials = "".join(word[0] for word in entity.name.split() if word[0].isupper())
        if len(initials) > 1:
            spelled[initials.removeprefix("T") if entity.name.startswith("The ") else initials].append(entity)
    for entity in organizations:
        short = entity.name.replace(".", "")
        if short.isupper() and " " not in short:
            for full in spelled.get(short, ()):
                if full is not entity:
                    yield full, entity, f"`{entity.name}` are the initials of `{full.name}`"
