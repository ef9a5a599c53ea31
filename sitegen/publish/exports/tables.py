"""The archive as tables: what each column means is said once, for CSV, for SQLite and for the data package."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sitegen.digests import Digest, digest
from sitegen.model import AnnotatedArticle, Entity, Report
from sitegen.publish.cards import Cards
from sitegen.publish.dossiers import named
from sitegen.publish.exports.matter import Piece
from sitegen.publish.lookup import Key, Lookup

ColumnType = Literal["string", "integer", "number", "boolean", "date", "uri"]
Value = str | int | float | bool | date | None
Row = tuple[Value, ...]
SEPARATOR = "; "
"""Between the values of a column that holds several."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type in the words of Table Schema (a string that is an address is a ``uri``), and what its values mean."""

    name: str
    type: ColumnType
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
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

    def rows(self) -> Iterator[Row]:
        """All rows."""
        return (row for name, _ in self.pieces() for row in self.piece(name))


def tables(lookup: Lookup, cards: Cards, dossiers: Mapping[str, Digest]) -> tuple[Table, ...]:
    """Articles, entities, quotes, dated statements and mentions, each after those that it refers to.

    *dossiers* are digests of all that the archive holds of an article or a name, and of its story.
    """
    article, other, entity = (("article",), "articles"), (("other",), "articles"), (("type", "entity"), "entities")
    names = {named(key): key for key in lookup.entities}

    def by_article() -> Iterable[Piece]:
        return ((accession, dossiers[accession]) for accession in lookup.articles)

    def by_name() -> Iterable[Piece]:
        return ((name, dossiers[name]) for name in names)

    def by_mention() -> Iterable[Piece]:
        return ((name, dossiers[name]) for name in map(named, lookup.appearances_of))

    def by_story() -> Iterable[Piece]:
        return ((accession, digest(lookup.story_of[accession], kin)) for accession, kin in lookup.kinships.items())

    def most(shelf: Mapping[str, Sized]) -> Callable[[], int]:
        return lambda: max(map(len, shelf.values()), default=1)

    def all_mentions() -> int:
        return sum(sum(counts.values()) for counts in lookup.entities_in.values())

    return (
        Table("articles", "Articles", ARTICLES, ("id",), (), by_article, lambda one: (_article(lookup.articles[one], lookup, cards),)),
        Table("entities", TITLE, ENTITIES, ("type", "id"), (), by_name, lambda one: (_entity(lookup.entities[names[one]], cards),)),
        Table(
            "quotes", "Quotes", QUOTES, ("id",), (article,), by_article, lambda one: _quotes(one, lookup, cards), most(lookup.reports_in)
        ),
        Table(
            "statements", SAID, STATEMENTS, (), (article,), by_article, lambda one: _statements(lookup.articles[one]), lambda: _SENTENCES
        ),
        Table("mentions", "Mentions", MENTIONS, (), (article, entity), by_mention, lambda one: _mentions(names[one], lookup), all_mentions),
        Table("versions", KIN, VERSIONS, KIN_KEY, (article, other), by_story, lambda one: _versions(one, lookup), most(lookup.kinships)),
    )


TITLE = "People, organisations and places"
SAID, KIN = "Dated statements", "Versions of one text"
KIN_KEY = ("article", "other")
_SENTENCES = 1 << 24
"""No article has more of them; to count the dated ones all would have to be looked into."""
ARTICLES = (
    Column("id", "string", "accession: the first 12 digits of the capture's SHA-256"),
    Column("page", "string", "the article's page, from the root of the site"),
    Column("title", "string", "headline; without one, the first words"),
    Column("title_is_derived", "boolean", "whether the title is the first words"),
    Column("deck", "string", "standfirst"),
    Column("publication", "string", "outlet"),
    Column("byline", "string", "as written"),
    Column("authors", "string", "the people of the byline, divided by semicolons"),
    Column("contributors", "string", "divided by semicolons"),
    Column("published", "date", "as the capture states it; empty where it does not"),
    Column("updated", "date", "as the capture states it"),
    Column("dateline", "string", "the place line that opens the story"),
    Column("section", "string", "of the outlet"),
    Column("language", "string", "BCP 47 tag, as the capture states it"),
    Column("url", "string", "address of the original, as the capture states it"),
    Column("source", "string", "the capture's file"),
    Column("sha256", "string", "of the capture's bytes"),
    Column("format", "string", "html, markdown or text"),
    Column("quotes", "integer", "direct quotes and fragments in it"),
    Column("story", "string", "the text: equal for all articles that are versions of one; empty where it is the only one"),
    Column("text", "string", "paragraphs, list items and block quotes, joined by a blank line; offsets count its code points from 0"),
)
ENTITIES = (
    Column("type", "string", "person, organization or place"),
    Column("id", "string", "unique within its type"),
    Column("page", "string", "its page, from the root of the site"),
    Column("name", "string", "the fullest common form"),
    Column("aliases", "string", "other forms, divided by semicolons"),
    Column("role", "string", "how an article describes it"),
    Column("articles", "integer", "articles that mention it"),
    Column("mentions", "integer", "in all of them"),
    Column("quotes", "integer", "direct quotes and fragments with this speaker"),
    Column("since", "date", "the first dated article that mentions it"),
    Column("latitude", "number", "degrees, WGS 84"),
    Column("longitude", "number", "degrees, WGS 84"),
    Column("wikidata", "string", "item that the keeper of the archive gave"),
)
QUOTES = (
    Column("id", "string", "12 digits, from the accession and the words"),
    Column("page", "string", "the quote's page, from the root of the site"),
    Column("article", "string", "id of the article"),
    Column("kind", "string", "direct, fragment (a few words inside a sentence) or indirect (reported, not word for word)"),
    Column("text", "string", "the words without their marks; stretches joined by one space"),
    Column("start", "integer", "offset in the article's text where the first stretch begins"),
    Column("end", "integer", "offset where the last stretch ends"),
    Column("speaker", "string", "name, or description as written; empty where nobody is identified"),
    Column("speaker_type", "string", "type of the speaker's entity"),
    Column("speaker_id", "string", "id of the speaker's entity; empty where the speaker has no page"),
    Column("speaker_mention", "string", "the words that name the speaker beside the quote"),
    Column("description", "string", "how the article describes the speaker there"),
    Column("channel", "string", "how it was said"),
    Column("cue", "string", "the word that reports the speech"),
    Column("confidence", "number", "share of attributions with such evidence that were right, 0 to 1"),
    Column("echo", "string", "the utterance: equal for all reports of it; empty where there is one report"),
    Column("corrected", "boolean", "whether the keeper of the archive decided who speaks"),
)
MENTIONS = (
    Column("article", "string", "id of the article"),
    Column("type", "string", "type of the entity"),
    Column("entity", "string", "id of the entity"),
    Column("start", "integer", "offset in the article's text"),
    Column("end", "integer", "offset behind it"),
    Column("text", "string", "as written"),
)

STATEMENTS = (
    Column("article", "string", "id of the article"),
    Column("day", "date", "on which it is said to have happened; the first one where only a month or a year is said"),
    Column("precision", "string", "day, month or year"),
    Column("reckoned", "boolean", "whether the day was worked out from the date of publication, as for a weekday"),
    Column("words", "string", "those that name the day"),
    Column("start", "integer", "offset of the sentence in the article's text"),
    Column("end", "integer", "offset behind it"),
    Column("sentence", "string", "as written"),
)
VERSIONS = (
    Column("article", "string", "id of an article"),
    Column("other", "string", "id of another that carries its text, later in the order of the archive"),
    Column("story", "string", "the text: equal for all its versions"),
    Column("extent", "string", "how the other looks from the article: same, shorter, longer or changed"),
    Column(
        "descent",
        "string",
        "again (saved twice), revised (changed by one outlet), agency (one of them names it), outlets (two; nothing is said), unknown",
    ),
    Column("shared", "integer", "words that stand in both, in runs"),
    Column("words", "integer", "of the article"),
    Column("other_words", "integer", "of the other"),
    Column("newer", "string", "id of the one that is later by what both captures state; empty where they do not tell"),
    Column("agencies", "string", "news agencies that they name, divided by semicolons"),
    Column("decided", "boolean", "whether the keeper of the archive put the two together"),
)


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
    accession, text = annotated.article.provenance.accession, annotated.article.text
    for one in annotated.statements:
        words, sentence = text[one.words.start : one.words.end], text[one.sentence.start : one.sentence.end]
        yield accession, one.day, one.precision, one.is_reckoned, words, one.sentence.start, one.sentence.end, sentence


def _mentions(key: Key, lookup: Lookup) -> Iterator[Row]:
    return ((one.article, one.type, one.entity, one.span.start, one.span.end, one.text) for one in lookup.appearances_of[key])
