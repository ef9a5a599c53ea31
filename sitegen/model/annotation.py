"""What an article says and names: its quotes and its mentions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from sitegen.model.article import Article, Span
from sitegen.model.value import Value

QuoteKind = Literal["direct", "fragment", "indirect"]
DatePrecision = Literal["day", "month", "year"]
EntityType = Literal["person", "organization", "place"]
ENTITY_TYPES: tuple[EntityType, ...] = get_args(EntityType)


class Quote(Value):
    """One utterance: one or more unbroken stretches between quotation marks."""

    id: str
    """12 hexadecimal digits, from the capture's accession, the words and their place among equal words."""
    kind: QuoteKind
    segments: tuple[Span, ...]
    """The words without the marks."""
    text: str
    """The segments' text, joined by one space."""
    speaker: str | None
    """The speaker's full name in this article, or a description as written; None when not identified."""
    speaker_mention: str | None
    """The words that name the speaker beside the quote: ``he``, ``Mr. Earnest``, ``the statement``."""
    description: str | None
    """How the article describes the speaker here: ``a teacher and antigovernment activist``."""
    channel: str | None
    """How it was said: ``in a text message to a group of journalists``."""
    cue: str | None
    """The word that reports the speech: ``said``, ``according to``."""
    confidence: float
    """Share of attributions with such evidence that were right, 0 to 1; 0 when there is no speaker."""

    @property
    def is_verbatim(self) -> bool:
        """Whether the words stand between marks; reported speech is shown apart and left out of the figures."""
        return self.kind != "indirect"


class Mention(Value):
    """A name in ``Article.text``."""

    span: Span
    text: str
    type: EntityType
    entity: str
    """The fullest form of the name in this article; equal for all mentions of one entity."""


class Statement(Value):
    """A sentence of ``Article.text`` that says when something happened or will."""

    sentence: Span
    words: Span
    """The words that name the day."""
    day: date
    """The day; the first one where only the month or the year is said."""
    precision: DatePrecision
    is_reckoned: bool
    """Whether the day was worked out from the date of publication: ``on Tuesday``, ``May 4``."""


class Vote(Value):
    """What another program takes a stretch of ``Article.text`` for."""

    span: Span
    type: EntityType


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article, its quotes in order of place, and its mentions in order of place."""

    article: Article
    quotes: tuple[Quote, ...]
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...] = ()
    """The dated ones, in order of place."""
