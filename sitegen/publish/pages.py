"""Which pages there are: each with its path, its template and, when its turn comes, what the template is given."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from functools import partial
from itertools import chain
from operator import itemgetter
from typing import Any

from msgspec import structs

from sitegen.model import ENTITY_TYPES, AnnotatedArticle, Archive, Entity, Report
from sitegen.publish import list_pages
from sitegen.publish.article_page import article_view
from sitegen.publish.cards import Cards
from sitegen.publish.carriers import are_many
from sitegen.publish.connections_page import PATH as CONNECTIONS
from sitegen.publish.connections_page import connections_view
from sitegen.publish.dossiers import Subject
from sitegen.publish.entity_page import entity_view, leaf_count, leaf_path
from sitegen.publish.events import events_by_day
from sitegen.publish.exports.feeds import archive_feed, person_feed
from sitegen.publish.filing import Filing
from sitegen.publish.front_page import about_view, front_view
from sitegen.publish.leaves import ListView
from sitegen.publish.list_pages import Cardshelf, dealt
from sitegen.publish.lookup import Lookup, speaker_key
from sitegen.publish.map_page import PATH as MAP
from sitegen.publish.map_page import map_view
from sitegen.publish.permalinks import FOLDERS, article_path, entity_path, quote_path
from sitegen.publish.quote_page import quote_view
from sitegen.publish.sayings import Said, words_said
from sitegen.publish.shelves import Fact
from sitegen.publish.structured_data import Address, Facts, article_facts, named_entity, quotation
from sitegen.publish.timeline_page import OVERVIEW, Leaf, timeline_view, year_view
from sitegen.publish.tongue import N_, Tongue
from sitegen.publish.view import View
from sitegen.publish.wording import BY_FIRST_DATE, NAMED, TYPES_MANY
from sitegen.settings import Settings

Crumb = tuple[str, str]
"""A page on the way from the front page: its name and its path."""

HOME: Crumb = (N_("Front page"), "index.html")
MISSING = "404.html"
"""The page that servers show at addresses that lead nowhere."""
MOVED = "pages/moved.html"
"""The template of pages at addresses of old."""
SHELVES = (
    (N_("Articles"), "articles.html"),
    (N_("Quotes"), "quotes.html"),
    (N_("Timeline"), OVERVIEW),
    *((TYPES_MANY[type], f"{FOLDERS[type]}.html") for type in ENTITY_TYPES),
)
"""The lists that pages stand below, each with its name and its path."""
ARTICLE, QUOTE, NAME = "lookup.articles", "lookup.reports", "lookup.entities"
"""The shelves of what pages are about."""
SHORT = 60
"""Characters of a quote in a title: what a tab or a list of bookmarks shows."""


class Page(View):
    """One page of the site before it is rendered."""

    path: str
    template: str
    title: str
    make: Callable[[], object]
    """Makes what the template is given, one of the views; made late, so that an archive's pages are never all in memory."""
    trail: tuple[Crumb, ...]
    shelf: str = ""
    """The list that the page belongs to, marked in the navigation."""
    about: Callable[[Address], Facts] | None = None
    """Makes what is said of the page's subject to machines, from the way in which paths become whole addresses."""
    feed: str | None = None
    """Path of the feed that tells what is new on the page."""
    subject: Fact | None = None
    """Of what the page is: all that it is given besides the shelves follows from what the archive holds of this. See ``dossiers``."""


class Commission(View):
    """A page about an article, a quote or a name, which is laid out when its turn comes: there are ten for each article."""

    path: str
    shelf: str
    """On which shelf its subject stands, and under which key."""
    key: Any
    leaf: int = 1
    """Of a name that has several."""

    @property
    def subject(self) -> Fact:
        """As of a page."""
        return self.shelf, self.key


def list_all(
    archive: Archive,
    settings: Settings,
    found: Lookup,
    rooms: tuple[Lookup, Cards],
    unsettled: Container[Subject],
    filing: Filing,
) -> Iterator[Page | Commission]:
    """Every page of the site; of those about articles and names, only of such as are *unsettled*.

    Those of an article and of the quotes in it come one after the other, for they are made of the same; so do those of names of one type
    that are first met in the same article. Pages take what they show from the *rooms*; what is *found* there is also given plainly, for the
    lists go through all of it and hold keys alone, in the order of their *filing*.
    """
    lookup, cards = rooms
    trails = _trails(cards.tongue)
    said = words_said(found)
    yield from _single(archive, said, settings, lookup, cards)
    yield from _lists(found, cards, said, filing)
    yield from _timeline(found, cards, said, trails)
    for accession in filter(unsettled.__contains__, found.articles):
        yield Commission(article_path(found.articles[accession].article), ARTICLE, accession)
        for report in found.reports_in.get(accession, ()):
            yield Commission(quote_path(report.quote), QUOTE, report.quote.id)
    yield from _carriers(lookup, cards, trails)
    names = dict.fromkeys(filter(unsettled.__contains__, chain(found.articles_of, found.entities)))
    for key in sorted(names, key=itemgetter(0)):
        leaves = range(1, leaf_count(key, found) + 1)
        yield from (Commission(leaf_path(entity_path(*key), leaf), NAME, key, leaf) for leaf in leaves)
    for moved in archive.moved:
        title = cards.tongue.gettext("This page has moved" if moved.to else "This page was withdrawn")
        yield Page(moved.path, MOVED, title, partial(_same, moved), trails[""], f"{moved.path.partition('/')[0]}.html")


def laying_out(found: Lookup, rooms: tuple[Lookup, Cards]) -> Callable[[Commission], Page]:
    """The function that lays out the pages that are commissioned; *found* and *rooms* as of ``list_all``."""
    return partial(_laid_out, found, *rooms, _trails(rooms[1].tongue))


def _laid_out(found: Lookup, lookup: Lookup, cards: Cards, trails: dict[str, tuple[Crumb, ...]], one: Commission) -> Page:
    if one.shelf == ARTICLE:
        return _article(found.articles[one.key], lookup, cards, trails)
    if one.shelf == QUOTE:
        return _quote(found.reports[one.key], lookup, cards, trails)
    return _entity(found.entities[one.key], one, lookup, cards, trails)


def _trails(tongue: Tongue) -> dict[str, tuple[Crumb, ...]]:
    """The way from the front page to what stands below each shelf; to the shelves themselves, below nothing."""
    home = (tongue.gettext(HOME[0]), HOME[1])
    names = {path: tongue.gettext(name) for name, path in SHELVES}
    return {"": (home,)} | {path: (home, (name, path)) for path, name in names.items()}


def _single(archive: Archive, said: Said, settings: Settings, lookup: Lookup, cards: Cards) -> Iterator[Page]:
    feed, say = archive_feed(lookup), cards.tongue.gettext
    home = _trails(cards.tongue)[""]
    front, about = partial(front_view, archive, said, settings, cards), partial(about_view, archive, said, settings)
    yield Page("index.html", "pages/front.html", settings.title, front, (), feed=feed)
    yield Page("about.html", "pages/about.html", say(N_("About this archive")), about, home, "about.html", feed=feed)
    yield Page("search.html", "pages/search.html", say(N_("Search")), object, home, "search.html")
    connections = partial(connections_view, lookup, cards)
    yield Page(CONNECTIONS, "pages/connections.html", say(N_("Connections")), connections, home, "people.html")
    places = list_pages.entity_orders("place", lookup, cards.tongue)
    if MAP in (order.path for order in places):
        yield Page(MAP, "pages/map.html", say(N_("Map of the places")), partial(map_view, cards, places), home, places[0].path)
    yield Page(MISSING, "pages/404.html", say(N_("Page not found")), object, ())


def _lists(lookup: Lookup, cards: Cards, said: Said, filing: Filing) -> Iterator[Page]:
    tongue = cards.tongue
    articles, quotes = partial(_shown, cards, "articles"), partial(_shown, cards, "quotes")
    entities = partial(_shown, cards, "entities")
    yield from articles(N_("Articles"), list_pages.articles_by_date(lookup, tongue))
    yield from articles(N_("Articles, A–Z"), list_pages.articles_by_title(lookup, tongue, filing))
    yield from quotes(N_("Quotes"), list_pages.quotes_by_date(said, lookup, tongue))
    yield from quotes(N_("Quotes by speaker"), list_pages.quotes_by_speaker(said, lookup, tongue, filing))
    for type in ENTITY_TYPES:
        yield from entities(TYPES_MANY[type], list_pages.entities_by_name(type, lookup, tongue, filing))
        yield from entities(BY_FIRST_DATE[type], list_pages.entities_by_date(type, lookup, tongue))


def _shown(cards: Cards, name: Cardshelf, title: str, leaves: Sequence[ListView[Any]], trail: tuple[Crumb, ...] = ()) -> Iterator[Page]:
    """The pages of a list, the *leaves* of which hold keys of the shelf *name* of *cards*; it stands below the end of the *trail*."""
    shelf = trail[-1][1] if trail else leaves[0].orders[0].path
    return _leaves(cards.tongue, name, title, leaves, (trail, shelf), lambda leaf: partial(dealt, leaf, name, cards))


def _leaves(
    tongue: Tongue,
    template: str,
    title: str,
    leaves: Sequence[ListView[Any]],
    place: tuple[tuple[Crumb, ...], str],
    make: Callable[[ListView[Any]], Callable[[], object]],
) -> Iterator[Page]:
    """A page for each of *leaves*; its *place* is the way to it, from the front page if there is none, and the list it belongs to."""
    trail, whole = place[0] or _trails(tongue)[""], tongue.gettext(title)
    for number, leaf in enumerate(leaves, 1):
        yield Page(leaf.path, f"pages/{template}.html", _numbered(whole, number, tongue), make(leaf), trail, place[1])


def _numbered(title: str, number: int, tongue: Tongue) -> str:
    """The title of a leaf; the first is called like the whole."""
    return title if number == 1 else tongue.gettext("%(title)s, page %(number)s", title=title, number=number)


def _carriers(lookup: Lookup, cards: Cards, trails: dict[str, tuple[Crumb, ...]]) -> Iterator[Page]:
    """The lists of all who carry an utterance or a text, where they are too many to be shown on the page of each."""
    say = cards.tongue.gettext
    for said in cards.utterances.values():
        title = say("Reports of %(words)s", words=_short(cards.quotes[said.quotes[0]].words))
        yield from _shown(cards, "quotes", title, list_pages.reports_by_date(said, lookup, cards.tongue), trails["quotes.html"])
    for row in lookup.stories.values():
        if are_many(len(row)):
            title = say("Versions of “%(title)s”", title=cards.articles[row[0]].title)
            yield from _shown(cards, "articles", title, list_pages.versions_by_date(row, lookup, cards), trails["articles.html"])


def _timeline(lookup: Lookup, cards: Cards, said: Said, trails: dict[str, tuple[Crumb, ...]]) -> Iterator[Page]:
    tongue = cards.tongue
    say, (timeline, leaves) = tongue.gettext, timeline_view(said.within, lookup, tongue)
    events = events_by_day(lookup, cards)
    yield from _leaves(tongue, "events", N_("Days that the articles tell of"), events, ((), OVERVIEW), lambda leaf: partial(_same, leaf))
    yield Page(OVERVIEW, "pages/timeline.html", say(N_("Timeline")), partial(_same, timeline), trails[""], OVERVIEW)
    for leaf in leaves:
        title = say("Timeline, %(years)s", years=leaf.shown.date.words)
        yield Page(leaf.shown.path, "pages/year.html", title, _told(leaf, cards), trails[OVERVIEW], OVERVIEW)


def _told(leaf: Leaf, cards: Cards) -> Callable[[], object]:
    """Makes a page of the timeline."""
    return partial(year_view, leaf.year, leaf.shown, leaf.months, (leaf.earlier, leaf.later), leaf.told, cards)


def _same(view: object) -> object:
    return view


def _article(annotated: AnnotatedArticle, lookup: Lookup, cards: Cards, trails: dict[str, tuple[Crumb, ...]]) -> Page:
    card = cards.articles[annotated.article.provenance.accession]
    return Page(
        path=card.path,
        template="pages/article.html",
        title=card.title,
        make=partial(article_view, annotated, lookup, cards),
        trail=trails["articles.html"],
        shelf="articles.html",
        about=partial(article_facts, annotated.article, lookup, cards),
        subject=(ARTICLE, annotated.article.provenance.accession),
    )


def article_page(annotated: AnnotatedArticle, lookup: Lookup, cards: Cards) -> Page:
    """The page of *annotated*."""
    return _article(annotated, lookup, cards, _trails(cards.tongue))


def _quote(report: Report, lookup: Lookup, cards: Cards, trails: dict[str, tuple[Crumb, ...]]) -> Page:
    card = cards.quotes[report.quote.id]
    key = speaker_key(report)
    return Page(
        path=card.path,
        template="pages/quote.html",
        title=_short(card.words),
        make=partial(quote_view, report, lookup, cards),
        trail=trails["quotes.html"],
        shelf="quotes.html",
        about=partial(quotation, report.quote, card, lookup.articles[report.article].article, cards.names[key] if key else None),
        subject=(QUOTE, report.quote.id),
    )


def _short(words: str) -> str:
    return words if len(words) <= SHORT else words[:SHORT].rpartition(" ")[0] + " …"


def _entity(entity: Entity, one: Commission, lookup: Lookup, cards: Cards, trails: dict[str, tuple[Crumb, ...]]) -> Page:
    key = (entity.type, entity.id)
    shelf = f"{FOLDERS[entity.type]}.html"
    shown = entity if one.leaf == 1 else structs.replace(entity, roles=())  # an article more changes no leaf but the first and its own
    return Page(
        path=one.path,
        template="pages/entity.html",
        title=_numbered(cards.tongue.gettext(NAMED[entity.type], name=entity.name), one.leaf, cards.tongue),
        make=partial(entity_view, shown, one.leaf, leaf_count(key, lookup), lookup, cards),
        trail=trails[shelf],
        shelf=shelf,
        about=partial(named_entity, shown, cards.names[key]),
        feed=person_feed(key, lookup),
        subject=one.subject,
    )
