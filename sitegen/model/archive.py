"""All articles at once: entities, reports, echoes and appearances."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sitegen.model.annotation import AnnotatedArticle, EntityType, Quote
from sitegen.model.article import Span
from sitegen.model.correction import Correction
from sitegen.model.story import Story
from sitegen.model.value import Value


class Role(Value):
    """How an article describes an entity, in its words."""

    text: str
    article: str


class Entity(Value):
    """A person, organisation or place of the whole archive."""

    id: str
    """Slug, unique within its type: ``bashar-al-assad``."""
    type: EntityType
    name: str
    """Preferred name: the fullest common form."""
    aliases: tuple[str, ...]
    """Other forms met in the archive, sorted."""
    roles: tuple[Role, ...]
    correction: Correction | None = None
    coordinates: tuple[float, float] | None = None
    """Latitude and longitude in degrees; of a country, the middle of its largest piece of land."""
    wikidata: str | None = None
    gazetteer: str | None = None
    """The record that the coordinates are from, such as ``GeoNames 170063``; None where the keeper of the archive stated them."""
    is_country: bool = False
    """Whether the coordinates are those of a whole country, so that a point says little."""


class Appearance(Value):
    """One mention of an entity in an article; an archive has fifteen for each article."""

    type: EntityType
    entity: str  # ``Entity.id``
    article: str
    """Accession of the article."""
    span: Span
    text: str


class Report(Value):
    """One quote as one article reports it."""

    article: str
    """Accession of the article."""
    quote: Quote
    speaker_type: EntityType | None
    speaker: str | None
    """``Entity.id`` of the speaker, where the speaker is an entity of the archive."""
    correction: Correction | None = None


class Echo(Value):
    """One utterance carried by several articles: the ids of its quotes, by date of the article."""

    id: str
    quotes: tuple[str, ...]


class Moved(Value):
    """An address of old at which nothing stands any more."""

    path: str
    """Below the root of the site."""
    to: str | None
    """Where its thing is now; None where the archive does not hold it any more."""


@dataclass(frozen=True, slots=True)
class Archive:
    """Everything at once: one read-only graph, sorted, the same for any order of input."""

    articles: tuple[AnnotatedArticle, ...]
    """By date of publication, undated last, then by source."""
    entities: tuple[Entity, ...]
    """By type, then by name as a reader would look it up."""
    reports: tuple[Report, ...]
    """In the order of the articles and of place in them."""
    echoes: tuple[Echo, ...]
    appearances: Collection[Appearance]
    """In the order of the articles and of place in them, made when they are asked for (``model/appearances.py``)."""
    moved: tuple[Moved, ...] = ()
    """Addresses that were given out in earlier builds, sorted."""
    stories: tuple[Story, ...] = ()
    """The texts that several articles carry, in the order of the articles."""
