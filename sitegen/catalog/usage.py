"""Archive -> how each entity is named, how often and as what, and where first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from operator import attrgetter

from sitegen.catalog.entities import Reference
from sitegen.catalog.findings import Place
from sitegen.model import ENTITY_TYPES, AnnotatedArticle, Archive, Entity

_NAME_AND_TYPE = attrgetter("entity", "type")
Counts = Sequence[int]
"""How often as each type, in the order of ENTITY_TYPES."""


class Usage:
    """The names of an archive."""

    def __init__(self, archive: Archive, forms: Mapping[Reference, Sequence[str]], counts: Mapping[str, Counts]) -> None:
        """*forms* are the names that articles have for each entity, *counts* how often each is mentioned."""
        self.entities: dict[Reference, Entity] = {(entity.type, entity.id): entity for entity in archive.entities}
        self.forms = forms
        self.counts = {name: sum(found) for name, found in counts.items()}
        self.totals = {key: sum(map(self.counts.__getitem__, names)) for key, names in forms.items()}
        """How often each entity is mentioned."""
        self._archive = archive
        self._by_type = counts

    @cached_property
    def articles(self) -> dict[str, AnnotatedArticle]:
        """The articles of the archive by accession."""
        return {annotated.article.provenance.accession: annotated for annotated in self._archive.articles}

    def votes(self, key: Reference) -> Counter[str]:
        """How often the entity is mentioned as which type."""
        told = map(sum, zip(*map(self._by_type.__getitem__, self.forms[key]), strict=True))
        return Counter({kind: number for kind, number in zip(ENTITY_TYPES, told, strict=True) if number})

    @cached_property
    def places(self) -> dict[str, Place]:
        """Where each name stands first, in the order of the archive."""
        found: dict[str, Place] = {}
        for annotated in self._archive.articles:
            for mention in annotated.mentions:
                if mention.entity not in found:
                    found[mention.entity] = Place(annotated, mention.span)
        return found

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {name: rank for rank, name in enumerate(self.places)}

    def first(self, key: Reference) -> Place:
        """Where the entity is named first."""
        return self.places[min(self.forms[key], key=self._ranks.__getitem__)]


def usage_in(archive: Archive) -> Usage:
    """How names are used in *archive*."""
    named = [name for annotated in archive.articles for name in map(_NAME_AND_TYPE, annotated.mentions)]  # as the appearances
    keys = {name: (met.type, met.entity) for (name, _), met in zip(named, archive.appearances, strict=True)}
    counts: dict[str, list[int]] = {name: [0] * len(ENTITY_TYPES) for name in keys}
    for (name, kind), number in Counter(named).items():
        counts[name][ENTITY_TYPES.index(kind)] = number
    forms: dict[Reference, list[str]] = defaultdict(list)
    for name, key in keys.items():
        forms[key].append(name)
    return Usage(archive, forms, counts)
