"""What an archive's keeper may decide about names, articles and quotes: the keys of ``authority.toml``, and where each entry stands."""

from __future__ import annotations

from datetime import date

import msgspec

from sitegen.model import EntityType
from sitegen.model.value import Value


class EntityRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One person, organisation or place, as the keeper knows it; what is not stated stays as it was found."""

    line: int
    """Where the entry opens, counted from 1."""
    name: str
    """The preferred name."""
    type: EntityType | None = None
    aliases: tuple[str, ...] = ()
    """Single forms, as articles write them, that are this entity's; what else was found to go with them stays where it is."""
    same_as: tuple[str, ...] = ()
    """Names whose entities are this one, with all their forms."""
    not_same_as: tuple[str, ...] = ()
    """Forms that are somebody or something else."""
    ignore: bool = False
    """True where this is no name at all."""
    coordinates: tuple[float, float] | None = None
    """Latitude and longitude in degrees."""
    wikidata: str | None = None
    note: str | None = None

    @property
    def claims(self) -> tuple[str, ...]:
        """All names that the rule says to be this entity's."""
        return (self.name, *self.aliases, *self.same_as)


class ArticleRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the keeper knows of one article."""

    line: int
    article: str
    """Its accession, or its source."""
    title: str | None = None
    published: date | None = None
    note: str | None = None
    same_as: tuple[str, ...] = ()
    """Articles, by accession or source, that are versions of the same story."""
    not_same_as: tuple[str, ...] = ()
    """Articles that are none."""


class QuoteRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the keeper knows of one quote."""

    line: int
    quote: str
    """Its id."""
    speaker: str | None = None
    """The speaker; empty where nobody can tell, None where nothing is said of it."""
    note: str | None = None
    same_as: tuple[str, ...] = ()
    """Ids of quotes that report the same utterance."""
    not_same_as: tuple[str, ...] = ()
    """Ids of quotes that report another one."""


class Authority(Value):
    """All that the keeper of an archive decided; without contradictions."""

    path: str = "authority.toml"
    entities: tuple[EntityRule, ...] = ()
    """One for each name, in the order of the file."""
    articles: tuple[ArticleRule, ...] = ()
    quotes: tuple[QuoteRule, ...] = ()
