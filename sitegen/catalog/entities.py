"""Identities -> the entities of the archive, with their other names and what articles call them."""

from __future__ import annotations

from array import array
from bisect import insort
from collections.abc import Iterable, Mapping, Sequence
from itertools import count, groupby, islice, repeat
from operator import attrgetter

import msgspec

from sitegen.catalog.census import Census
from sitegen.catalog.memory import Memory
from sitegen.catalog.people import parse_person
from sitegen.catalog.reconcile import Identity, Reconciled
from sitegen.catalog.rules import Authority
from sitegen.catalog.settlement import Settled
from sitegen.catalog.sheets import Described, once
from sitegen.catalog.slugs import slug, told_apart
from sitegen.digests import Digest, digest
from sitegen.drawers import unpacked
from sitegen.model import ENTITY_TYPES, Entity, EntityType, Role
from sitegen.typography import fold

Reference = tuple[EntityType, str]
"""Type and ``Entity.id``."""
_REFERENCE, _TYPE = attrgetter("type", "id"), attrgetter("type")
_MANY = 8
"""Where more than one entity in so many is new, all are put in order again."""


class Listed(msgspec.Struct, frozen=True):
    """A drawer: the entities of a census, in the order of the archive, and the identity of each."""

    mark: Digest = b""
    """What stands for the articles of that census."""
    entities: tuple[Entity, ...] = ()
    places: bytes = b""
    """Where the identity of each stands among those behind the names, four bytes each; -1 where it is none of these."""
    amended: tuple[Identity, ...] = ()
    """The identities that are none of these, as the keeper of the archive has them, in the same order."""
    slugs: tuple[str, ...] = ()
    """The slug of the name of each."""
    made_of: Digest = b""
    """Of the articles and what their keeper knows, of which the entities follow."""
    upon: Digest = b""
    """The same of the entities of the last time."""
    stood: bytes = b""
    """Of each entity that is all that it was, where it stood among those; else -1; four bytes each."""

    def identities(self, named: Reconciled) -> list[Identity]:
        """The identity of each, by those behind the names."""
        amended = iter(self.amended)
        return [named.identities[place] if place >= 0 else next(amended) for place in unpacked(self.places, "i")]


class Register:
    """The entities of an archive, upon those of the last one: who is called the same by the same articles is as they were."""

    def __init__(self, identities: Sequence[Identity], census: Census, settled: Settled, memory: Memory) -> None:
        """*identities* in the order of type and name, as *settled*."""
        last = memory.open("entities", Listed)
        self._last = last if last.mark == census.since == settled.before.mark else Listed()
        self._were = self._last.identities(settled.before)
        self._census, self._named = census, settled.named
        self._identities = identities
        known = dict(zip((one.name for one in self._last.entities), self._last.slugs, strict=True))
        self._slugs = [known.get(one.name) or slug(one.name) for one in identities]
        self.references = self._referenced()
        """Type and id of each identity, in their order."""

    def _referenced(self) -> list[Reference]:
        references: list[Reference] = []
        slugs = iter(self._slugs)
        for kind, some in groupby(self._identities, _TYPE):
            names = [one.name for one in some]
            references += zip(repeat(kind), told_apart(names, list(islice(slugs, len(names)))))
        return references

    def entities(self, accessions: Sequence[str]) -> tuple[list[Entity], set[Reference]]:
        """The entities in the order of the archive, and which of them are new; those that are not have the coordinates that they had.

        *accessions* are those of the articles of the census, in its order.
        """
        met, last = self._census.met, self._last
        stood = list(map(_REFERENCE, last.entities))
        known = dict(zip(stood, self._were, strict=True))
        rows = zip(self.references, self._identities, strict=True)
        new = {of: identity for of, identity in rows if known.get(of) != identity or not met.isdisjoint(identity.names)}
        roles = self._roles(new, accessions) if new else {}
        made = [self._made(identity, reference, roles[reference]) for reference, identity in new.items()]
        stand = set(self.references).difference(new)
        entities = [one for of, one in zip(stood, last.entities, strict=True) if of in stand]
        return _in_order(entities, made), set(new)

    def leave(self, entities: tuple[Entity, ...], authority: Authority, memory: Memory) -> None:
        """Leave *entities*, which are as *authority* has them and have their coordinates by now, for the next time."""
        places_of = dict(zip(self.references, count()))
        found = [places_of[of] for of in map(_REFERENCE, entities)]
        identities, slugs = list(map(self._identities.__getitem__, found)), tuple(map(self._slugs.__getitem__, found))
        places, stood = _places_of(identities, self._named.identities), _places_of(entities, self._last.entities)
        amended = tuple(one for one, place in zip(identities, places, strict=True) if place < 0)
        made_of = digest(self._census.mark, authority)
        listed = Listed(self._census.mark, entities, places.tobytes(), amended, slugs, made_of, self._last.made_of, stood.tobytes())
        memory.leave("entities", listed)

    def _made(self, identity: Identity, reference: Reference, roles: Iterable[Role]) -> Entity:
        forms = {form for name in identity.names for form in self._census.names[name].forms}
        aliases = tuple(sorted((identity.names | forms) - {identity.name}))
        told = identity.correction, identity.coordinates, identity.wikidata
        return Entity(reference[1], identity.type, identity.name, aliases, tuple(roles), *told)

    def _roles(self, new: Mapping[Reference, Identity], accessions: Sequence[str]) -> dict[Reference, list[Role]]:
        """The descriptions of those that are *new* in the articles *accessions*, in their order, each once an article.

        What articles that were there told of the same names stands; of names that another had, those tell that told anything of that one.
        """
        census, last = self._census, self._last
        stood = {accession for accession, stamp in zip(accessions, census.stamps, strict=True) if stamp not in census.came}
        home = {name: place for place, one in enumerate(self._were) for name in one.names}
        out: dict[Reference, list[Role]] = {}
        asked: dict[str, Reference] = {}
        tellers: set[str] = set()
        for reference, identity in new.items():
            bearers = sorted({home[name] for name in identity.names if name in home})
            told = [role for place in bearers for role in last.entities[place].roles if role.article in stood]
            is_as_it_was = len(bearers) == 1 and self._were[bearers[0]].names == identity.names
            out[reference] = told if is_as_it_was else []
            if not is_as_it_was:
                asked |= dict.fromkeys(identity.names, reference)
                tellers |= {role.article for role in told} if self._are_known(identity.names, home) else stood
        of_new = {name: reference for reference, identity in new.items() for name in identity.names}
        for accession, stamp in zip(accessions, census.stamps, strict=True):
            if stamp in census.came or accession in tellers:
                for reference, words in _told_of(of_new if stamp in census.came else asked, census.sheets.described(stamp)):
                    out[reference].append(Role(words, accession))
        if not stood:
            return out  # they came in their order
        place_of = {accession: place for place, accession in enumerate(accessions)}
        return {reference: sorted(roles, key=lambda role: place_of[role.article]) for reference, roles in out.items()}

    def _are_known(self, names: Iterable[str], home: Mapping[str, int]) -> bool:
        """Whether all *names* were somebody's, or are in new articles alone: one that the keeper ignored had no home."""
        strays = [name for name in names if name not in home]
        return not strays or all(self._census.names[name].articles == self._census.came_with[name] for name in strays)


def _places_of(some: Iterable[object], others: Iterable[object]) -> array[int]:
    """Where each of *some* stands among *others*, the very same one; else -1."""
    places = dict(zip(map(id, others), count()))
    return array("i", map(places.get, map(id, some), repeat(-1)))


def _told_of(names: Mapping[str, Reference], described: Iterable[Described]) -> Iterable[tuple[Reference, str]]:
    """What those of *names* are called that are *described*, each description once."""
    found = [(name, words) for name, words in described if name in names]
    told = [(names[name], words) for name, words in found]
    return once(told) if len({name for name, _ in found}) > len({reference for reference, _ in told}) else told


def _in_order(entities: list[Entity], made: Sequence[Entity]) -> list[Entity]:
    """*entities*, which are in the order of the archive, with those just *made*."""
    if len(made) * _MANY > len(entities):
        return sorted((*entities, *made), key=_filed)
    for entity in made:
        insort(entities, entity, key=_filed)
    return entities


def _filed(entity: Entity) -> tuple[int, str, str, str]:
    """How a reader looks a name up: people by the family name, all without an article."""
    kind = ENTITY_TYPES.index(entity.type)
    if entity.type == "person":
        return kind, parse_person(entity.name).family, fold(entity.name), entity.id
    return kind, fold(entity.name).removeprefix("the "), entity.name, entity.id
