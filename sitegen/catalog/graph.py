"""Builds the archive: every article, entity, quote and mention, and how they hang together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import TypeVar

import msgspec
from msgspec import structs

from sitegen.catalog.corrections import correct_articles, quote_corrections
from sitegen.catalog.echoes import find_echoes
from sitegen.catalog.gazetteer import SOURCE
from sitegen.catalog.locations import find_locations
from sitegen.catalog.memory import Memory
from sitegen.catalog.parting import part_forms
from sitegen.catalog.people import parse_person
from sitegen.catalog.reconcile import Identity
from sitegen.catalog.redaction import renamed, reported, withhold
from sitegen.catalog.roles import descriptions
from sitegen.catalog.rules import ArticleRule, Authority
from sitegen.catalog.settlement import settle, without_names
from sitegen.catalog.slugs import unique_slugs
from sitegen.catalog.versions import find_stories
from sitegen.catalog.withheld import Withheld
from sitegen.model import (
    ENTITY_TYPES,
    AnnotatedArticle,
    Appearance,
    Archive,
    Correction,
    Entity,
    EntityType,
    Note,
    Noted,
    Report,
    Role,
    Story,
)
from sitegen.model.work import Spread
from sitegen.typography import fold

_CLAUSE = re.compile(r"(?:^|,?\s)(?:who|whose|which|that)\s")
_NAME_AND_TEXT = attrgetter("type", "entity", "text")
_NONE = Authority()
_ALL_TOLD = Withheld(frozenset())
Reference = tuple[EntityType, str]
"""Type and ``Entity.id``."""
Name = TypeVar("Name", str, Reference)


def catalog(
    articles: Sequence[AnnotatedArticle],
    authority: Authority = _NONE,
    withheld: Withheld = _ALL_TOLD,
    memory: Memory | None = None,
    spread: Spread = map,
) -> Noted[Archive]:
    """The archive that *articles* make, as *authority* corrects it and without the names *withheld*, the same for any order of them.

    It is the same whatever *memory* holds; what was worked out now is left there. Texts are compared by *spread*, beside all else.
    """
    memory = memory or Memory()
    corrected, unused = correct_articles(articles, authority)
    held, notes = _distinct(sorted(corrected, key=_by_date))
    held = part_forms(held, authority)
    amended, said = settle(held, authority, memory)
    if withheld.names:
        held = withhold(held, amended.identities, withheld)
        amended, _ = settle(held, authority)
    held = without_names(held, amended.ignored)
    compared = spread(_stories, [(held, authority.articles, memory)])
    told = (renamed(identity, withheld) for identity in amended.identities) if withheld.names else amended.identities
    identities = sorted(told, key=lambda identity: (identity.type, identity.name))
    references = _references(identities)
    of_name = {name: reference for identity, reference in zip(identities, references, strict=True) for name in identity.names}
    appearances = tuple(_appearances(held, of_name))
    decided = quote_corrections(authority)
    known = {identity.name: reference for identity, reference in zip(identities, references, strict=True)}
    reports = tuple(_report(annotated, of_name, known, decided) for annotated in held)
    entities = _located(_entities(identities, references, appearances, _roles(held, of_name, memory)), held, appearances, memory)
    flat_reports = tuple(reported(report, withheld) if withheld.names else report for group in reports for report in group)
    echoes = find_echoes(flat_reports, authority.quotes, memory)
    ((stories, left),) = compared
    memory.left.update(left)
    return Noted(Archive(held, entities, flat_reports, echoes, appearances, stories=stories), (*notes, *unused, *said))


def _stories(given: tuple[Sequence[AnnotatedArticle], Sequence[ArticleRule], Memory]) -> tuple[tuple[Story, ...], dict[str, bytes]]:
    """The texts that several articles carry, and what is left for the next time: it may be found out in another process."""
    articles, rules, memory = given
    mine = replace(memory, left={})
    return find_stories(articles, rules, mine), mine.left


def _by_date(annotated: AnnotatedArticle) -> tuple[bool, str, str, str]:
    """By day of publication, undated last, then by source."""
    article = annotated.article
    day = article.published.isoformat() if article.published else ""
    return (not day, day, article.provenance.source, article.provenance.accession)


def _distinct(articles: Iterable[AnnotatedArticle]) -> tuple[tuple[AnnotatedArticle, ...], tuple[Note, ...]]:
    """The articles without those whose capture is byte for byte another's, and a note on each of these."""
    held: dict[str, AnnotatedArticle] = {}
    notes = []
    for annotated in articles:
        origin = annotated.article.provenance
        first = held.get(origin.accession)
        if first is None:
            held[origin.accession] = annotated
        else:
            message = f"holds the same bytes as {first.article.provenance.source} and is left out"
            notes.append(Note("warning", "same-capture", message, origin.source, hint="remove one of the two files"))
    return tuple(held.values()), tuple(notes)


def _references(identities: Sequence[Identity]) -> list[Reference]:
    """Type and id of each identity, in their order."""
    ids: dict[EntityType, list[str]] = {
        kind: unique_slugs([identity.name for identity in identities if identity.type == kind]) for kind in ENTITY_TYPES
    }
    rows = {kind: iter(slugs) for kind, slugs in ids.items()}
    return [(identity.type, next(rows[identity.type])) for identity in identities]


def _appearances(held: Iterable[AnnotatedArticle], of_name: Mapping[str, Reference]) -> Iterator[Appearance]:
    """Who is meant by each mention, in the order of the articles and of place in them."""
    for annotated in held:
        accession = annotated.article.provenance.accession
        for mention in annotated.mentions:
            kind, entity = of_name[mention.entity]
            yield Appearance(kind, entity, accession, mention.span, mention.text)


def _report(
    annotated: AnnotatedArticle, of_name: Mapping[str, Reference], known: Mapping[str, Reference], decided: Mapping[str, Correction]
) -> list[Report]:
    """The quotes of one article with the entities that speak; whom the keeper names may be *known* from other articles alone."""
    here = {mention.entity for mention in annotated.mentions}
    reports = []
    for quote in annotated.quotes:
        correction = decided.get(quote.id)
        nobody: tuple[None, None] = (None, None)
        kind, speaker = of_name[quote.speaker] if quote.speaker in here else nobody
        if correction and "speaker" in correction.facts and quote.speaker:
            kind, speaker = (
                known.get(quote.speaker) or of_name.get(quote.speaker) or _written_here(annotated, quote.speaker, of_name) or nobody
            )
        reports.append(Report(annotated.article.provenance.accession, quote, kind, speaker, correction))
    return reports


def _written_here(annotated: AnnotatedArticle, form: str, of_name: Mapping[str, Reference]) -> Reference | None:
    """Whom an article writes *form* for, where that is one."""
    found = {of_name[mention.entity] for mention in annotated.mentions if " ".join(mention.text.split()) == form}
    return found.pop() if len(found) == 1 else None


def _entities(
    identities: Sequence[Identity],
    references: Sequence[Reference],
    appearances: Iterable[Appearance],
    roles: Mapping[Reference, Sequence[Role]],
) -> tuple[Entity, ...]:
    """The entities in the order of the archive, with their other names and their *roles*."""
    written: dict[Reference, set[str]] = defaultdict(set)
    for kind, entity, text in set(map(_NAME_AND_TEXT, appearances)):
        written[kind, entity].add(" ".join(text.split()))
    entities = [
        Entity(
            reference[1],
            identity.type,
            identity.name,
            _aliases(identity, written[reference]),
            tuple(roles.get(reference, ())),
            identity.correction,
            identity.coordinates,
            identity.wikidata,
        )
        for identity, reference in zip(identities, references, strict=True)
    ]
    return tuple(sorted(entities, key=lambda entity: (ENTITY_TYPES.index(entity.type), *_looked_up(entity), entity.id)))


def _located(
    entities: Sequence[Entity], held: Sequence[AnnotatedArticle], appearances: Sequence[Appearance], memory: Memory
) -> tuple[Entity, ...]:
    """*entities* with the coordinates of the places that a gazetteer knows without doubt."""
    found = {id_: place.record for id_, place in find_locations(entities, held, appearances, memory).items()}
    out = []
    for entity in entities:
        record = found.get(entity.id) if entity.type == "place" else None
        if record is None:
            out.append(entity)
        else:
            known = f"{SOURCE} {record.id}"
            out.append(structs.replace(entity, coordinates=record.coordinates, gazetteer=known, is_country=record.is_country))
    return tuple(out)


def _aliases(identity: Identity, written: set[str]) -> tuple[str, ...]:
    return tuple(sorted((identity.names | written) - {identity.name}))


def _looked_up(entity: Entity) -> tuple[str, str]:
    """How a reader looks a name up: people by the family name, all without an article."""
    if entity.type == "person":
        person = parse_person(entity.name)
        return (person.family, fold(entity.name))
    return (fold(entity.name).removeprefix("the "), entity.name)


class Described(msgspec.Struct, frozen=True):
    """A drawer: by what stands for an article, each name in it with what it is called there, each once."""

    articles: dict[str, tuple[tuple[str, str], ...]] = {}


def _roles(held: Iterable[AnnotatedArticle], of_name: Mapping[str, Reference], memory: Memory) -> dict[Reference, list[Role]]:
    """The descriptions of each entity in the order of the articles, each once an article."""
    last = memory.open("described", Described).articles
    described: dict[str, tuple[tuple[str, str], ...]] = {}
    out: dict[Reference, list[Role]] = defaultdict(list)
    for annotated in held:
        stamp, accession = memory.stamp(annotated), annotated.article.provenance.accession
        found = described[stamp] = last[stamp] if stamp in last else tuple(_once(_described(annotated)))
        roles = [(of_name[name], words) for name, words in found]
        if len(found) > 1 and len({name for name, _ in found}) > len({reference for reference, _ in roles}):  # two names of one
            roles = list(_once(roles))
        for reference, words in roles:
            out[reference].append(Role(words, accession))
    memory.leave("described", Described(described))
    return out


def _once(described: Iterable[tuple[Name, str]]) -> Iterable[tuple[Name, str]]:
    """Who is described, with each description once."""
    once: dict[tuple[Name, str], tuple[Name, str]] = {}
    for name, words in described:
        once.setdefault((name, fold(words)), (name, words))
    return once.values()


def _described(annotated: AnnotatedArticle) -> Iterator[tuple[str, str]]:
    """Each name of an article with what it is called there."""
    here, text = {mention.entity for mention in annotated.mentions}, annotated.article.text
    for mention in annotated.mentions:
        for words in descriptions(mention, text):
            yield mention.entity, words
    for quote in annotated.quotes:
        role = _CLAUSE.split(quote.description or "")[0].rstrip(" ,")
        if role and quote.speaker in here:
            yield quote.speaker, role
