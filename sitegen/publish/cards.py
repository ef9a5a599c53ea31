"""Cards: what any page says of an article, a quote or an entity when it names one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from sitegen.model import AnnotatedArticle, Entity, EntityType, Quote, Report
from sitegen.publish.carriers import Carried, Utterance, are_many, utterance
from sitegen.publish.kin import told_apart, versions_of
from sitegen.publish.lookup import Key, Lookup, first_day, speaker_key
from sitegen.publish.permalinks import article_path, entity_path, quote_anchor, quote_path_of
from sitegen.publish.roles import in_a_line
from sitegen.publish.scripts import LATIN, script_of_text
from sitegen.publish.shelves import Late
from sitegen.publish.tongue import ENGLISH, Tongue
from sitegen.publish.view import View
from sitegen.publish.wording import NO_DATE, NO_TITLE

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


class DateText(View):
    """A date for machines and for readers; *iso* is None when the date is not known."""

    iso: str | None
    words: str


class ArticleCard(View, cache_hash=True):
    """An article in a line."""

    path: str
    title: str
    title_is_derived: bool
    language: str | None
    """As the capture states it; else, where the site's own language would be taken for it, a language that is not known, in its letters."""
    direction: str | None
    """Of the text, where it is not that of the site."""
    outlet: str | None
    authors: tuple[str, ...]
    published: DateText
    quotes: int
    """Direct quotes and fragments."""
    versions: int
    """How many other articles carry its text."""


class EntityCard(View):
    """A person, an organisation or a place in a line."""

    path: str
    type: EntityType
    name: str
    mentions: int
    articles: int
    quotes: int
    """Direct quotes and fragments with this speaker."""
    role: str | None
    """How an article describes it: the first that does so in words which need no sentence before them, else the first."""
    since: DateText
    """Date of the first dated article that mentions it."""
    coordinates: tuple[float, float] | None
    """Latitude and longitude of a place where they are known."""
    is_country: bool
    """Whether the coordinates are those of a whole country."""


class NameCard(View, cache_hash=True):
    """A person, an organisation or a place where nothing but the name is said; what other articles say of it changes nothing here."""

    path: str
    type: EntityType
    name: str


class SpeakerCard(View):
    """Who speaks: an entity with a page, or only words of the article; *name* is None when not identified."""

    name: str | None
    path: str | None
    description: str | None


class QuoteCard(View):
    """A quote in a few lines. A site has six for each article, all of them at hand to the end: what follows from the rest is not kept."""

    id: str
    said: str
    """Its words without the first mark and the last, nearly always the very string that the archive holds: One,” … “two."""
    is_verbatim: bool
    """False for reported speech."""
    language: str | None
    speaker: SpeakerCard
    article: ArticleCard
    reports: int
    """How many texts carry the utterance; versions of one text count as one."""
    articles: int
    """How many articles carry it."""

    @property
    def path(self) -> str:
        """Of its page."""
        return quote_path_of(self.id)

    @property
    def place(self) -> str:
        """The path of the article with the fragment of the very words."""
        return f"{self.article.path}#{quote_anchor(self.id)}"

    @property
    def words(self) -> str:
        """As shown: each stretch between marks, “One,” … “two.”; reported speech without marks."""
        return f"“{self.said}”" if self.is_verbatim else self.said


class Cards(Struct, frozen=True):
    """The cards of the whole archive, each written when it is first asked for."""

    articles: Late[str, ArticleCard]
    entities: Late[Key, EntityCard]
    names: Late[Key, NameCard]
    quotes: Late[str, QuoteCard]
    utterances: Late[str, Utterance]
    """Those that more than MANY reports carry, by the first quote of their echo."""
    tongue: Tongue


def date_text(moment: date | None, tongue: Tongue) -> DateText:
    """*moment* for machines and readers."""
    return DateText(moment.isoformat(), tongue.day(moment)) if moment else DateText(None, tongue.gettext(NO_DATE))


def write_cards(lookup: Lookup, tongue: Tongue = ENGLISH) -> Cards:
    """A card for every article, entity and quote."""
    articles = Late(lookup.articles, lambda key: _article(lookup.articles[key], _others(key, lookup), tongue))
    entities = Late(lookup.entities, lambda key: _entity(key, lookup.entities[key], lookup, tongue))
    quotes = Late(lookup.reports, lambda id: _quote(lookup.reports[id], lookup, articles))
    names = Late(lookup.entities, lambda key: NameCard(entity_path(*key), key[0], lookup.entities[key].name))
    carried = (id for id, echo in lookup.echoes.items() if are_many(len(echo.quotes)) and echo.quotes[0] == id)
    utterances = Late(carried, lambda id: utterance_of(lookup.echoes[id].quotes, lookup, quotes))
    return Cards(articles, entities, names, quotes, utterances, tongue)


def utterance_of(ids: Iterable[str], lookup: Lookup, quotes: Mapping[str, QuoteCard]) -> Utterance:
    """The reports of one utterance, of which these are the *ids*."""
    articles = {id: lookup.reports[id].article for id in ids}
    return utterance(
        Carried(id, card.article.published.iso, (card.article.path, card.path), card.words, lookup.story_of.get(article, article))
        for id, article in articles.items()
        for card in (quotes[id],)
    )


def with_article(cards: Cards, annotated: AnnotatedArticle, lookup: Lookup) -> Cards:
    """*cards*, and those of *annotated* and its quotes; *lookup* holds it."""
    accession = annotated.article.provenance.accession
    articles = cards.articles.with_others({accession: _article(annotated, _others(accession, lookup), cards.tongue)})
    here = lookup.reports_in[accession]
    quotes = {report.quote.id: _quote(report, lookup, articles) for report in here}
    return replace(cards, articles=articles, quotes=cards.quotes.with_others(quotes))


def language_tag(language: str | None) -> str | None:
    """*language* as a page may state it; None where it has not the form of a tag."""
    tag = (language or "").strip().replace("_", "-")
    return tag if _TAG.fullmatch(tag) else None


def _others(accession: str, lookup: Lookup) -> int:
    return max(0, len(versions_of(accession, lookup)) - 1)


def _article(annotated: AnnotatedArticle, versions: int, tongue: Tongue) -> ArticleCard:
    article = annotated.article
    script = script_of_text(article.text)
    is_told = script is LATIN and tongue.tag.partition("-")[0] == ENGLISH.tag
    return ArticleCard(
        path=article_path(article),
        title=article.title or tongue.gettext(NO_TITLE),
        title_is_derived=article.title_is_derived,
        language=language_tag(article.language) or (None if is_told else script.lang),
        direction=None if script.dir == tongue.direction else script.dir,
        outlet=article.publication,
        authors=article.authors,
        published=date_text(article.published, tongue),
        quotes=sum(quote.is_verbatim for quote in annotated.quotes),
        versions=versions,
    )


def _entity(key: Key, entity: Entity, lookup: Lookup, tongue: Tongue) -> EntityCard:
    articles = lookup.articles_of.get(key, ())
    return EntityCard(
        path=entity_path(*key),
        type=entity.type,
        name=entity.name,
        mentions=sum(lookup.times.get(key, ())),
        articles=len(articles),
        quotes=sum(report.quote.is_verbatim for report in lookup.reports_by.get(key, ())),
        role=in_a_line(entity),
        since=date_text(first_day(key, lookup), tongue),
        coordinates=entity.coordinates if entity.type == "place" else None,
        is_country=entity.is_country,
    )


def _quote(report: Report, lookup: Lookup, articles: Late[str, ArticleCard]) -> QuoteCard:
    article = articles[report.article]
    echo = lookup.echoes.get(report.quote.id)
    carriers = {lookup.reports[id].article for id in echo.quotes} if echo else {report.article}
    return QuoteCard(
        id=report.quote.id,
        said=_said(report.quote, lookup.articles[report.article].article.text),
        is_verbatim=report.quote.is_verbatim,
        language=article.language,
        speaker=_speaker(report, lookup),
        article=article,
        reports=told_apart(carriers, lookup.story_of),
        articles=len(carriers),
    )


def _said(quote: Quote, text: str) -> str:
    """The stretches of *quote* as they are shown: apart where other words of the article stand between them."""
    between_marks = "” … “" if quote.is_verbatim else " … "
    shown = ""
    for number, span in enumerate(quote.segments):
        if number:
            between = text[quote.segments[number - 1].end : span.start]
            shown += between_marks if any(map(str.isalnum, between)) else " "
        shown += text[span.start : span.end]
    return quote.text if shown == quote.text else shown


def _speaker(report: Report, lookup: Lookup) -> SpeakerCard:
    key = speaker_key(report)
    entity = lookup.entities.get(key) if key else None
    name = entity.name if entity else report.quote.speaker
    return SpeakerCard(name, entity_path(*key) if entity and key else None, report.quote.description)
