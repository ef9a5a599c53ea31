"""What an article says and names: its quotes and its mentions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, get_args

import msgspec

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


Asleep = tuple[bytes, bytes, bytes]
"""Quotes, mentions and statements of an article, each packed."""


class _Sleeper:
    """What may have its quotes, its mentions and its statements packed: each until somebody asks for it."""

    __slots__ = ("_mentions", "_quotes", "_statements")

    if not TYPE_CHECKING:  # where no other name is made up

        def __getattr__(self, name: str) -> object:
            if name not in _KINDS:
                raise AttributeError(name, name=name, obj=self)
            packed, decode, put, drop = _waker(name)
            woken = decode(packed(self))
            put(self, woken)
            drop(self)
            return woken


@dataclass(frozen=True, slots=True)
class AnnotatedArticle(_Sleeper):
    """An article, its quotes in order of place, and its mentions in order of place."""

    article: Article
    quotes: tuple[Quote, ...]
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...] = ()
    """The dated ones, in order of place."""


_NOTHING = msgspec.msgpack.encode(())
_put_article, _put_statements = (getattr(AnnotatedArticle, name).__set__ for name in ("article", "statements"))
_lay_quotes, _lay_mentions, _lay_statements = (getattr(_Sleeper, f"_{name}").__set__ for name in ("quotes", "mentions", "statements"))
_KINDS = {"quotes": tuple[Quote, ...], "mentions": tuple[Mention, ...], "statements": tuple[Statement, ...]}


def put_to_sleep(article: Article, asleep: Asleep) -> AnnotatedArticle:
    """*article* with what it says and names, which is *asleep*: nothing tells it from one that never was."""
    sleeper = object.__new__(AnnotatedArticle)
    quotes, mentions, statements = asleep
    _put_article(sleeper, article)
    _lay_quotes(sleeper, quotes)
    _lay_mentions(sleeper, mentions)
    if statements == _NOTHING:  # as in most articles
        _put_statements(sleeper, ())
    else:
        _lay_statements(sleeper, statements)
    return sleeper


def asleep(annotated: AnnotatedArticle) -> Asleep:
    """What *annotated* says and names, packed: what sleeps is not woken. UnicodeEncodeError where there is half a character in it."""
    quotes, mentions, statements = (
        getattr(annotated, f"_{name}", None) or msgspec.msgpack.encode(getattr(annotated, name)) for name in _KINDS
    )
    return quotes, mentions, statements


def wake(annotated: AnnotatedArticle) -> None:
    """Look into all that sleeps of *annotated*; MsgspecError where there is none, as in what another program wrote."""
    for name in _KINDS:
        getattr(annotated, name)


@cache
def _waker(name: str) -> tuple[Callable[..., Any], ...]:
    """What gives what is packed, unpacks it, puts it where it is looked for, and drops the packed: done for each of 10,000 articles."""
    bed, place = getattr(_Sleeper, f"_{name}"), getattr(AnnotatedArticle, name)
    return bed.__get__, msgspec.msgpack.Decoder(_KINDS[name]).decode, place.__set__, bed.__delete__
