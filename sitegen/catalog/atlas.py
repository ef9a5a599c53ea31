"""Entities -> the same with the coordinates of the places that a gazetteer knows without doubt."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec
from msgspec import structs

from sitegen.catalog.census import Census
from sitegen.catalog.entities import Reference
from sitegen.catalog.gazetteer import SOURCE, Realm
from sitegen.catalog.locations import Location, Said, candidates, find_locations, homes_of
from sitegen.catalog.memory import Memory
from sitegen.digests import Digest, digest
from sitegen.model import AnnotatedArticle, Appearance, Entity


class Surroundings(msgspec.Struct, frozen=True):
    """A drawer: what articles say of where places are."""

    mark: Digest = b""
    """What stands for the articles of the census."""
    known: Digest = b""
    """Of the names of places that the gazetteer has."""
    homes: dict[str, Realm] = {}
    """By name, where the cities lie that can hardly be others."""
    unknown: frozenset[str] = frozenset()
    """Names of places that the gazetteer has not."""
    articles: dict[str, Said] = {}
    """By what stands for it, what each article says."""


def locate(
    entities: Iterable[Entity],
    new: Collection[Reference],
    held: Sequence[AnnotatedArticle],
    of_name: Mapping[str, Reference],
    census: Census,
    memory: Memory,
) -> tuple[Entity, ...]:
    """*entities* with the coordinates of places; those that are not *new* come with theirs, and keep them if no other place has moved.

    *held* are the articles of the *census*, in its order.
    """
    last = memory.open("surroundings", Surroundings)
    last = last if last.mark == census.since else Surroundings(unknown=last.unknown)
    entities = tuple(entities)
    places = [one for one in entities if one.type == "place" and (one.coordinates is None or one.gazetteer)]
    known = [one for one in places if one.name not in last.unknown]
    homes = last.homes
    if _digest(known) != last.known:  # else nobody looks into the gazetteer
        ranked = {one.id: found for one in known if (found := candidates(one.name))}
        known = [one for one in known if one.id in ranked]
        homes = homes_of((one, ranked[one.id]) for one in known)
    unknown = frozenset({one.name for one in places} - {one.name for one in known})
    is_anew = not last.mark or _is_spoken_of({name for name, _ in homes.items() ^ last.homes.items()}, census)
    wanted = {entity.id: entity for entity in known if is_anew or ("place", entity.id) in new}
    names = {name for name, (kind, id) in of_name.items() if kind == "place" and id in wanted}
    carriers = census.carriers(names)
    stamps = {held[place].article.provenance.accession: census.stamps[place] for place in carriers}
    said = {accession: last.articles.get(stamp) for accession, stamp in stamps.items()}
    texts = [held[place] for place in carriers]
    located = find_locations(wanted.values(), texts, _met(texts, names, of_name), homes, said)
    articles = {stamp: told for stamp, told in last.articles.items() if stamp in census.counted.rolls}
    articles |= {stamps[accession]: told for accession, told in said.items() if told}
    memory.leave("surroundings", Surroundings(census.mark, _digest(known), homes, unknown, articles))
    return tuple(_placed(one, located.get(one.id)) if one.type == "place" and one.id in wanted else one for one in entities)


def _digest(places: Iterable[Entity]) -> Digest:
    return digest([(one.name, one.aliases) for one in places])


def _met(articles: Iterable[AnnotatedArticle], names: Collection[str], of_name: Mapping[str, Reference]) -> Iterator[Appearance]:
    """Where *articles* mention *names*."""
    for annotated in articles:
        for mention in annotated.mentions:
            if mention.entity in names:
                yield Appearance(*of_name[mention.entity], annotated.article.provenance.accession, mention.span, mention.text)


def _is_spoken_of(names: Collection[str], census: Census) -> bool:
    """Whether articles that were there mention one of *names*."""
    return any(name in census.names and census.names[name].articles > census.came_with[name] for name in names)


def _placed(entity: Entity, location: Location | None) -> Entity:
    record = location.record if location else None
    if record:
        return structs.replace(entity, coordinates=record.coordinates, gazetteer=f"{SOURCE} {record.id}", is_country=record.is_country)
    return structs.replace(entity, coordinates=None, gazetteer=None, is_country=False) if entity.gazetteer else entity
