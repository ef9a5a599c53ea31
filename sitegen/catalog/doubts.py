"""What makes an entity worth its keeper's look, and how much of that there is, upon what was counted the last time."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter

import msgspec

from sitegen.catalog.census import Tally
from sitegen.catalog.entities import Listed
from sitegen.catalog.gazetteer import Record, is_headed
from sitegen.catalog.locations import candidates
from sitegen.catalog.memory import Memory
from sitegen.catalog.people import parse_person
from sitegen.catalog.reconcile import Identity
from sitegen.catalog.spelling import sound
from sitegen.digests import Digest
from sitegen.drawers import unpacked
from sitegen.model import Entity


class Told(msgspec.Struct, frozen=True):
    """A drawer: how much there is to ask of each entity, in the order of the archive; four bytes each."""

    made_of: Digest = b""
    """Of what the entities follow."""
    merged: bytes = b""
    """Names that were put together with the one it bears."""
    others: bytes = b""
    """All else."""


def count_doubts(
    listed: Listed, identities: Sequence[Identity], names: Mapping[str, Tally], memory: Memory, given: set[str], looked_at: set[str]
) -> int:
    """How much there is to ask of the entities *listed*, who are these *identities*, by how articles mention their *names*.

    Nothing is asked of names that are *given* away, and of those *looked_at* not whether others are theirs.
    """
    last = memory.open("doubts", Told)
    is_known = last.made_of == listed.upon
    then = [*zip(unpacked(last.merged), unpacked(last.others), strict=True), None]  # where nobody stood before, nothing is known
    stood = unpacked(listed.stood, "i") if is_known else [-1] * len(listed.entities)
    told = [
        known or _asked(listed.entities[place], identities[place].names, names) for place, known in enumerate(map(then.__getitem__, stood))
    ]
    merged, others = (array("I", map(itemgetter(part), told)) for part in (0, 1))
    memory.leave("doubts", Told(listed.made_of, merged.tobytes(), others.tobytes()))
    silent = given | looked_at
    quiet = ((entity.name in given, *told[place]) for place, entity in enumerate(listed.entities) if entity.name in silent)
    return sum(merged) + sum(others) - (sum(number + other * is_given for is_given, number, other in quiet) if silent else 0)


def _asked(entity: Entity, forms: Iterable[str], names: Mapping[str, Tally]) -> tuple[int, int]:
    """How many names there are that may be another's, and what else there is to ask."""
    votes = list(map(sum, zip(*(names[form].counts for form in forms), strict=True)))
    others = is_contested(entity, votes), is_single(entity, sum(votes)), bool(records_of(entity))
    return sum(1 for _ in merged(entity, forms)), sum(others)


def merged(entity: Entity, forms: Iterable[str]) -> Iterator[str]:
    """Those of its *forms* that an initial alone, or nothing but the archive, puts to a person."""
    return (form for form in forms if form != entity.name and _are_apart(form, entity.name)) if entity.type == "person" else iter(())


def _are_apart(form: str, name: str) -> bool:
    one, other = parse_person(form), parse_person(name)
    return one.is_full and other.is_full and sound(one.given[0]) != sound(other.given[0])


def is_contested(entity: Entity, votes: Iterable[int]) -> bool:
    """Whether it is mentioned as several types, by its *votes* for each, and nobody has decided."""
    return entity.correction is None and sum(map(bool, votes)) > 1


def is_single(entity: Entity, total: int) -> bool:
    """Whether it is mentioned only once."""
    return total == 1 and entity.correction is None


def records_of(entity: Entity) -> Sequence[Record]:
    """The places of its name, where it is one that nothing in the articles puts anywhere."""
    if entity.type != "place" or entity.coordinates is not None or entity.correction is not None:
        return ()
    found = candidates(entity.name)
    return found if found and is_headed(found[0], entity.name) else ()
