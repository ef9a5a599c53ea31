"""The archive as tables, for CSV, for SQLite and for the data package."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from datetime import date
from functools import cache

from sitegen.digests import Digest, digest
from sitegen.model import AnnotatedArticle, Appearance, Entity, Report
from sitegen.publish.cards import Cards
from sitegen.publish.dossiers import named
from sitegen.publish.exports.columns import ARTICLES, ENTITIES, MENTIONS, QUOTES, STATEMENTS, VERSIONS, Column
from sitegen.publish.exports.matter import Piece
from sitegen.publish.lookup import Lookup
from sitegen.publish.view import View

Value = str | int | float | bool | date | None
Row = tuple[Value, ...]
SEPARATOR = "; "
"""Between the values of a column that holds several."""


class Table(View):
    """A table: its columns, its key, which columns lead to which table's key, and its rows, made piece by piece when they are asked for."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[tuple[tuple[str, ...], str], ...]
    pieces: Callable[[], Iterable[Piece]]
    """What the table is set of, in order."""
    piece: Callable[[str], Iterable[Row]]
    """The rows of one piece."""
    most: Callable[[], int] = lambda: 1
    """How many rows a piece has at most, or no more than that."""
    parts: Callable[[str], Iterable[str]] | None = None
    """Of a table with large pieces: what one is put together of, in order. In the first column stands to which part a row belongs."""
    parts_made_of: Callable[[], dict[str, Digest]] = dict
    """Of what all parts of one name are made, in whatever piece."""
    part: Callable[[str, str], Iterable[Row]] = lambda _, __: ()
    """The rows of one part of a piece."""

    def rows(self) -> Iterator[Row]:
        """All rows."""
        return (row for name, _ in self.pieces() for row in self.piece(name))

    def standing(self, before: Mapping[str, Digest]) -> set[str]:
        """Which parts are made of what they were made of *before*."""
        return {name for name, made_of in self.parts_made_of().items() if before.get(name) == made_of} if before else set()


def tables(lookup: Lookup, cards: Cards, dossiers: Mapping[str, Digest]) -> tuple[Table, ...]:
    """Articles, entities, quotes, dated statements and mentions, each after those that it refers to.

    *dossiers* are digests of all that the archive holds of an article or a name, and of its story.
    """
    article, other, entity = (("article",), "articles"), (("other",), "articles"), (("type", "entity"), "entities")
    names = {named(key): key for key in lookup.entities}

    def listed(these: Callable[[], Iterable[str]]) -> Callable[[], list[Piece]]:
        return cache(lambda: [(name, dossiers[name]) for name in these()])

    by_article, by_name = listed(lambda: lookup.articles), listed(lambda: names)
    by_mention = listed(lambda: map(named, lookup.appearances_of))

    def by_story() -> Iterable[Piece]:
        return ((accession, digest(lookup.story_of[accession], kin)) for accession, kin in lookup.kinships.items())

    def most(shelf: Mapping[str, Sized]) -> Callable[[], int]:
        return lambda: max(map(len, shelf.values()), default=1)

    return (
        Table("articles", "Articles", ARTICLES, ("id",), (), by_article, lambda one: (_article(lookup.articles[one], lookup, cards),)),
        Table("entities", TITLE, ENTITIES, ("type", "id"), (), by_name, lambda one: (_entity(lookup.entities[names[one]], cards),)),
        Table(
            "quotes", "Quotes", QUOTES, ("id",), (article,), by_article, lambda one: _quotes(one, lookup, cards), most(lookup.reports_in)
        ),
        Table(
            "statements", SAID, STATEMENTS, (), (article,), by_article, lambda one: _statements(lookup.articles[one]), lambda: _SENTENCES
        ),
        Table(
            "mentions",
            "Mentions",
            MENTIONS,
            (),
            (article, entity),
            by_mention,
            lambda one: _mentions(lookup.appearances_of[names[one]]),
            most=lambda: len(lookup.met),
            parts=lambda one: lookup.articles_of[names[one]],
            parts_made_of=lambda: dict(by_article()),
            part=lambda one, accession: _mentions(lookup.appearances_in[accession][names[one]]),
        ),
        Table("versions", KIN, VERSIONS, KIN_KEY, (article, other), by_story, lambda one: _versions(one, lookup), most(lookup.kinships)),
    )


TITLE = "People, organisations and places"
SAID, KIN = "Dated statements", "Versions of one text"
KIN_KEY = ("article", "other")
_SENTENCES = 1 << 24
"""No article has more of them; to count the dated ones all would have to be looked into."""


def _versions(accession: str, lookup: Lookup) -> Iterator[Row]:
    for kin in lookup.kinships[accession]:
        if kin.one == accession:
            agencies = SEPARATOR.join(sorted({agency for agency in kin.agencies if agency}))
            story = lookup.story_of[accession]
            yield kin.one, kin.other, story, kin.extent, kin.descent, kin.shared, *kin.lengths, kin.newer, agencies, kin.is_decided


def _article(annotated: AnnotatedArticle, lookup: Lookup, cards: Cards) -> Row:
    article, origin = annotated.article, annotated.article.provenance
    card = cards.articles[origin.accession]
    return (
        origin.accession,
        card.path,
        article.title,
        article.title_is_derived,
        article.deck,
        article.publication,
        article.byline,
        SEPARATOR.join(article.authors),
        SEPARATOR.join(article.contributors),
        article.published,
        article.updated,
        article.dateline,
        article.section,
        article.language,
        article.url,
        origin.source,
        origin.sha256,
        origin.format,
        card.quotes,
        lookup.story_of.get(origin.accession),
        article.text,
    )


def _entity(entity: Entity, cards: Cards) -> Row:
    card = cards.entities[entity.type, entity.id]
    latitude, longitude = entity.coordinates or (None, None)
    return (
        entity.type,
        entity.id,
        card.path,
        entity.name,
        SEPARATOR.join(entity.aliases),
        card.role,
        card.articles,
        card.mentions,
        card.quotes,
        date.fromisoformat(card.since.iso) if card.since.iso else None,
        latitude,
        longitude,
        entity.wikidata,
    )


def _quotes(accession: str, lookup: Lookup, cards: Cards) -> Iterator[Row]:
    return (_quote(report, lookup, cards) for report in lookup.reports_in.get(accession, ()))


def _quote(report: Report, lookup: Lookup, cards: Cards) -> Row:
    quote = report.quote
    echo = lookup.echoes.get(quote.id)
    card = cards.quotes[quote.id]
    return (
        quote.id,
        card.path,
        report.article,
        quote.kind,
        quote.text,
        quote.segments[0].start,
        quote.segments[-1].end,
        card.speaker.name,
        report.speaker_type,
        report.speaker,
        quote.speaker_mention,
        quote.description,
        quote.channel,
        quote.cue,
        quote.confidence,
        echo.id if echo else None,
        bool(report.correction and "speaker" in report.correction.facts),
    )


def _statements(annotated: AnnotatedArticle) -> Iterator[Row]:
    if not annotated.statements:  # of most articles the text need not be looked at
        return
    accession, text = annotated.article.provenance.accession, annotated.article.text
    for one in annotated.statements:
        words, sentence = text[one.words.start : one.words.end], text[one.sentence.start : one.sentence.end]
        yield accession, one.day, one.precision, one.is_reckoned, words, one.sentence.start, one.sentence.end, sentence


def _mentions(appearances: Iterable[Appearance]) -> Iterator[Row]:
    return ((one.article, one.type, one.entity, one.span.start, one.span.end, one.text) for one in appearances)
