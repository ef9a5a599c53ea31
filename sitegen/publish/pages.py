"""Which pages there are: each with its path, its template and, when its turn comes, what the template is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from sitegen.model import AnnotatedArticle, Archive, Entity, EntityType, Report
from sitegen.publish import list_pages
from sitegen.publish.article_page import article_view
from sitegen.publish.cards import Cards, write_cards
from sitegen.publish.entity_page import entity_view
from sitegen.publish.front_page import about_view, front_view
from sitegen.publish.lookup import Lookup, look_up, speaker_key
from sitegen.publish.quote_page import quote_view
from sitegen.publish.structured_data import Facts, named_entity, news_article, quotation
from sitegen.publish.wording import TYPES, TYPES_MANY
from sitegen.settings import Settings

Crumb = tuple[str, str]
"""A page on the way from the front page: its name and its path."""

HOME: Crumb = ("Front page", "index.html")
SHORT = 60
"""Characters of a quote in a title: what a tab or a list of bookmarks shows."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site before it is rendered."""

    path: str
    template: str
    title: str
    make: Callable[[], object]
    """Makes what the template is given, one of the views; made late, so that an archive's pages are never all in memory."""
    trail: tuple[Crumb, ...] = (HOME,)
    shelf: str = ""
    """The list that the page belongs to, marked in the navigation."""
    about: Facts | None = None
    """What the page is about, for machines."""


def list_all(archive: Archive, settings: Settings) -> Iterator[Page]:
    """Every page of the site."""
    lookup = look_up(archive)
    cards = write_cards(lookup)
    yield from _single(archive, settings, cards)
    yield from _lists(cards)
    for annotated in archive.articles:
        yield _article(annotated, lookup, cards)
    for report in archive.reports:
        yield _quote(report, lookup, cards)
    for entity in archive.entities:
        yield _entity(entity, lookup, cards)


def _single(archive: Archive, settings: Settings, cards: Cards) -> Iterator[Page]:
    yield Page("index.html", "pages/front.html", settings.title, partial(front_view, archive, settings, cards), trail=())
    yield Page("about.html", "pages/about.html", "About this archive", partial(about_view, archive, settings), shelf="about.html")
    yield Page("search.html", "pages/search.html", "Search", object, shelf="search.html")
    yield Page("404.html", "pages/404.html", "Page not found", object, trail=())


def _lists(cards: Cards) -> Iterator[Page]:
    by_date, by_title = list_pages.ARTICLE_ORDERS
    yield _list(by_date.path, "articles", "Articles", by_date.path, partial(list_pages.articles_by_date, cards))
    yield _list(by_title.path, "articles", "Articles, A–Z", by_date.path, partial(list_pages.articles_by_title, cards))
    by_date, by_speaker = list_pages.QUOTE_ORDERS
    yield _list(by_date.path, "quotes", "Quotes", by_date.path, partial(list_pages.quotes_by_date, cards))
    yield _list(by_speaker.path, "quotes", "Quotes by speaker", by_date.path, partial(list_pages.quotes_by_speaker, cards))
    for type, (by_name, by_since) in list_pages.ENTITY_ORDERS.items():
        name = TYPES_MANY[type]
        yield _list(by_name.path, "entities", name, by_name.path, partial(list_pages.entities_by_name, type, cards))
        yield _list(by_since.path, "entities", f"{name} by first date", by_name.path, partial(list_pages.entities_by_date, type, cards))


def _list(path: str, template: str, title: str, shelf: str, make: Callable[[], object]) -> Page:
    return Page(path, f"pages/{template}.html", title, make, shelf=shelf)


def _article(annotated: AnnotatedArticle, lookup: Lookup, cards: Cards) -> Page:
    card = cards.articles[annotated.article.provenance.accession]
    return Page(
        path=card.path,
        template="pages/article.html",
        title=card.title,
        make=partial(article_view, annotated, lookup, cards),
        trail=(HOME, ("Articles", "articles.html")),
        shelf="articles.html",
        about=news_article(annotated.article),
    )


def _quote(report: Report, lookup: Lookup, cards: Cards) -> Page:
    card = cards.quotes[report.quote.id]
    words = card.words if len(card.words) <= SHORT else card.words[:SHORT].rpartition(" ")[0] + " …"
    key = speaker_key(report)
    return Page(
        path=card.path,
        template="pages/quote.html",
        title=words,
        make=partial(quote_view, report, lookup, cards),
        trail=(HOME, ("Quotes", "quotes.html")),
        shelf="quotes.html",
        about=quotation(report.quote, card, lookup.articles[report.article].article, key[0] if key else None),
    )


def _entity(entity: Entity, lookup: Lookup, cards: Cards) -> Page:
    type: EntityType = entity.type
    shelf = list_pages.ENTITY_ORDERS[type][0].path
    return Page(
        path=cards.entities[type, entity.id].path,
        template="pages/entity.html",
        title=f"{entity.name} ({TYPES[type].lower()})",
        make=partial(entity_view, entity, lookup, cards),
        trail=(HOME, (TYPES_MANY[type], shelf)),
        shelf=shelf,
        about=named_entity(entity),
    )
