"""Entities that may be one, upon those of the last time: names that were compared and are both still there are not compared again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, pairwise
from operator import attrgetter

import msgspec

from sitegen.catalog.doublets import acronyms, are_spelt_alike, initials, key_of, of_family, short
from sitegen.catalog.entities import Reference
from sitegen.catalog.memory import Memory
from sitegen.catalog.people import Heard
from sitegen.digests import Digest, digest
from sitegen.drawers import closed, opened
from sitegen.model import ENTITY_TYPES, Entity, EntityType

_REFERENCE, _NAMED = attrgetter("type", "id"), attrgetter("type", "id", "name")
Couple = tuple[EntityType, str, str]
"""The type of two entities, and their ids."""


class Row(msgspec.Struct, frozen=True, array_like=True):
    """By what an entity is compared with others."""

    type: EntityType
    id: str
    name: str
    key: str
    initials: str = ""
    short: str = ""


class Rows(msgspec.Struct, frozen=True):
    """A drawer in a drawer, which is opened only where names came or went."""

    rows: tuple[Row, ...] = ()


class Compared(msgspec.Struct, frozen=True):
    """A drawer: the entities that may be one, and by what all were compared."""

    made_of: Digest = b""
    """Of the names of all."""
    people: tuple[Couple, ...] = ()
    things: tuple[Couple, ...] = ()
    acronyms: tuple[Couple, ...] = ()
    rows: bytes = b""
    """By what each is compared, in the order of the archive."""


def find_couples(entities: Sequence[Entity], heard: Mapping[str, Heard], memory: Memory) -> list[tuple[int, int]]:
    """Where those stand among *entities* of whom ``find_doublets`` makes pairs; *heard* is what names are known to sound like."""
    last = memory.open("doublets", Compared)
    made_of = digest(list(map(_NAMED, entities)))
    now = last if last.made_of == made_of else _compared(made_of, entities, heard, last)
    if now is not last:
        memory.leave("doublets", now)
    place_of = dict(zip(map(_REFERENCE, entities), count(), strict=False))
    return [(place_of[kind, one], place_of[kind, other]) for kind, one, other in (*now.people, *now.things, *now.acronyms)]


def _compared(made_of: Digest, entities: Sequence[Entity], heard: Mapping[str, Heard], last: Compared) -> Compared:
    before = opened(last.rows, Rows).rows
    last = last if before else Compared()
    known = {(row.type, row.id, row.name): row for row in before}
    rows = [known.get((entity.type, entity.id, entity.name)) or _row(entity, heard) for entity in entities]
    moved = set(rows) ^ set(before)
    keys = {(row.type, row.id): row for row in before}
    people = _people(entities, rows, {row.key for row in moved if row.type == "person"}, last.people, keys)
    things = [couple for kind in ENTITY_TYPES[1:] for couple in _things(kind, rows, before, last.things)]
    letters = {each for row in moved for each in (row.initials, row.short) if each}
    return Compared(made_of, (*people,), (*things,), (*_acronyms(entities, rows, letters, last.acronyms, keys),), closed(Rows(tuple(rows))))


def _row(entity: Entity, heard: Mapping[str, Heard]) -> Row:
    told = (initials(entity), short(entity)) if entity.type == "organization" else ()
    return Row(entity.type, entity.id, entity.name, key_of(entity, heard), *told)


def _people(
    entities: Iterable[Entity], rows: Iterable[Row], families: set[str], last: Iterable[Couple], before: Mapping[Reference, Row]
) -> Iterator[Couple]:
    """Couples of people: those of the *last* time but in *families* in which somebody came or went, who are compared again."""
    yield from (couple for couple in last if before[couple[:2]].key not in families)
    met: dict[str, list[Entity]] = defaultdict(list)
    for entity, row in zip(entities, rows, strict=True):
        if row.type == "person" and row.key in families:
            met[row.key].append(entity)
    yield from (("person", one.id, other.id) for family in met.values() for one, other, _ in of_family(family))


def _things(kind: EntityType, rows: Iterable[Row], before: Iterable[Row], last: Iterable[Couple]) -> Iterator[Couple]:
    """Couples of things of this *kind*, which are compared where they stand beside each other and did not *before*."""
    now, then = (sorted((row.key, row.name, row.id) for row in some if row.type == kind) for some in (rows, before))
    beside, alike = set(pairwise(then)), set(last)
    for one, other in pairwise(now):
        couple = kind, one[2], other[2]
        if couple in alike if (one, other) in beside else are_spelt_alike(one[0], other[0]):
            yield couple


def _acronyms(
    entities: Iterable[Entity], rows: Iterable[Row], letters: set[str], last: Iterable[Couple], before: Mapping[Reference, Row]
) -> Iterator[Couple]:
    """Couples of acronyms: those of the *last* time but for *letters* that stand for a name which came or went."""
    yield from (couple for couple in last if before[couple[0], couple[2]].short not in letters)
    met = [entity for entity, row in zip(entities, rows, strict=True) if not letters.isdisjoint((row.initials, row.short))]
    yield from (("organization", full.id, one.id) for full, one, _ in acronyms(met) if short(one) in letters)
