"""Which pages there are: each with its path, its template and, when its turn comes, what the template is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sitegen.model import AnnotatedArticle, Archive, Entity, Report
from sitegen.publish import list_pages
from sitegen.publish.article_page import article_view
from sitegen.publish.cards import Cards
from sitegen.publish.connections_page import PATH as CONNECTIONS
from sitegen.publish.connections_page import connections_view
from sitegen.publish.entity_page import entity_view, leaf_count, leaf_path
from sitegen.publish.events import events_by_day
from sitegen.publish.exports.feeds import archive_feed, person_feed
from sitegen.publish.front_page import about_view, front_view
from sitegen.publish.leaves import ListView
from sitegen.publish.lookup import Lookup, speaker_key
from sitegen.publish.map_page import PATH as MAP
from sitegen.publish.map_page import map_view
from sitegen.publish.permalinks import FOLDERS
from sitegen.publish.quote_page import quote_view
from sitegen.publish.structured_data import Address, Facts, article_facts, named_entity, quotation
from sitegen.publish.timeline_page import OVERVIEW, timeline_view, year_views
from sitegen.publish.wording import TYPES, TYPES_MANY
from sitegen.settings import Settings

Crumb = tuple[str, str]
"""A page on the way from the front page: its name and its path."""

HOME: Crumb = ("Front page", "index.html")
MOVED = "pages/moved.html"
"""The template of pages at addresses of old."""
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
    about: Callable[[Address], Facts] | None = None
    """Makes what is said of the page's subject to machines, from the way in which paths become whole addresses."""
    feed: str | None = None
    """Path of the feed that tells what is new on the page."""


def list_all(archive: Archive, settings: Settings, lookup: Lookup, cards: Cards) -> Iterator[Page]:
    """Every page of the site."""
    yield from _single(archive, settings, lookup, cards)
    yield from _lists(cards)
    yield from _timeline(lookup, cards)
    for annotated in archive.articles:
        yield _article(annotated, lookup, cards)
    for report in archive.reports:
        yield _quote(report, lookup, cards)
    for entity in archive.entities:
        yield from _entity(entity, lookup, cards)
    for moved in archive.moved:
        title = "This page has moved" if moved.to else "This page was withdrawn"
        yield Page(moved.path, MOVED, title, partial(_same, moved), shelf=f"{moved.path.partition('/')[0]}.html")


def _single(archive: Archive, settings: Settings, lookup: Lookup, cards: Cards) -> Iterator[Page]:
    feed = archive_feed(lookup)
    yield Page("index.html", "pages/front.html", settings.title, partial(front_view, archive, settings, cards), trail=(), feed=feed)
    yield Page(
        "about.html", "pages/about.html", "About this archive", partial(about_view, archive, settings), shelf="about.html", feed=feed
    )
    yield Page("search.html", "pages/search.html", "Search", object, shelf="search.html")
    yield Page(CONNECTIONS, "pages/connections.html", "Connections", partial(connections_view, lookup, cards), shelf="people.html")
    places = list_pages.entity_orders("place", cards)
    if MAP in (order.path for order in places):
        yield Page(MAP, "pages/map.html", "Map of the places", partial(map_view, cards, places), shelf=places[0].path)
    yield Page("404.html", "pages/404.html", "Page not found", object, trail=())


def _lists(cards: Cards) -> Iterator[Page]:
    yield from _leaves("articles", "Articles", list_pages.articles_by_date(cards))
    yield from _leaves("articles", "Articles, A–Z", list_pages.articles_by_title(cards))
    yield from _leaves("quotes", "Quotes", list_pages.quotes_by_date(cards))
    yield from _leaves("quotes", "Quotes by speaker", list_pages.quotes_by_speaker(cards))
    for type, name in TYPES_MANY.items():
        yield from _leaves("entities", name, list_pages.entities_by_name(type, cards))
        yield from _leaves("entities", f"{name} by first date", list_pages.entities_by_date(type, cards))


def _leaves(template: str, title: str, leaves: Sequence[ListView[Any]], shelf: str = "") -> Iterator[Page]:
    for number, leaf in enumerate(leaves, 1):
        name = title if number == 1 else f"{title}, page {number}"
        yield Page(leaf.path, f"pages/{template}.html", name, partial(_same, leaf), shelf=shelf or leaf.orders[0].path)


def _timeline(lookup: Lookup, cards: Cards) -> Iterator[Page]:
    timeline = timeline_view(lookup, cards)
    yield from _leaves("events", "Days that the articles tell of", events_by_day(lookup, cards), OVERVIEW)
    yield Page(OVERVIEW, "pages/timeline.html", "Timeline", partial(_same, timeline), shelf=OVERVIEW)
    for view in year_views(timeline):
        trail = (HOME, ("Timeline", OVERVIEW))
        yield Page(view.shown.path, "pages/year.html", f"Timeline, {view.shown.date.words}", partial(_same, view), trail, OVERVIEW)


def _same(view: object) -> object:
    return view


def _article(annotated: AnnotatedArticle, lookup: Lookup, cards: Cards) -> Page:
    card = cards.articles[annotated.article.provenance.accession]
    return Page(
        path=card.path,
        template="pages/article.html",
        title=card.title,
        make=partial(article_view, annotated, lookup, cards),
        trail=(HOME, ("Articles", "articles.html")),
        shelf="articles.html",
        about=partial(article_facts, annotated.article, lookup, cards),
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
        about=partial(quotation, report.quote, card, lookup.articles[report.article].article, cards.names[key] if key else None),
    )


def _entity(entity: Entity, lookup: Lookup, cards: Cards) -> Iterator[Page]:
    key = (entity.type, entity.id)
    title = f"{entity.name} ({TYPES[entity.type].lower()})"
    shelf = f"{FOLDERS[entity.type]}.html"
    for leaf in range(1, leaf_count(key, lookup, cards) + 1):
        yield Page(
            path=leaf_path(cards.entities[key].path, leaf),
            template="pages/entity.html",
            title=title if leaf == 1 else f"{title}, page {leaf}",
            make=partial(entity_view, entity, leaf, lookup, cards),
            trail=(HOME, (TYPES_MANY[entity.type], shelf)),
            shelf=shelf,
            about=partial(named_entity, entity, cards.names[key]),
            feed=person_feed(cards.entities[key]),
        )
