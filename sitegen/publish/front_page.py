"""What the front page and the page about the archive are given."""

from __future__ import annotations

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Iterator
from heapq import nlargest
from itertools import chain

from sitegen.model import ENTITY_TYPES, Archive
from sitegen.publish.cards import ArticleCard, Cards, EntityCard, QuoteCard
from sitegen.publish.entity_page import days_of
from sitegen.publish.exports.database import lacking
from sitegen.publish.kin import story_of
from sitegen.publish.lookup import dated
from sitegen.publish.permalinks import article_path, entity_path, quote_path
from sitegen.publish.sayings import Said
from sitegen.publish.shelves import peek
from sitegen.publish.tongue import N_, Tongue
from sitegen.publish.view import View
from sitegen.publish.wording import NO_OUTLET
from sitegen.settings import Settings

NEWEST = 6
VOICES = (N_("named people"), N_("organisations and places"), N_("described, not named"), N_("not identified"))
"""The kinds of speakers."""
MOST_QUOTED = 8
MOST_CARRIED = 3


class Figure(View):
    """A count of the archive, and the list that shows what was counted."""

    number: int
    noun: str
    path: str


class Voice(View):
    """A kind of speaker, and how many of the quotes are theirs."""

    label: str
    quotes: int
    percent: int


class Outlet(View):
    """A publication, and how much of it stands in the archive."""

    name: str
    articles: int
    quotes: int
    unnamed: int
    """Quotes whose speaker is not named."""


class Pinned(View):
    """What the keeper of the archive shows first: one of the three is there."""

    article: ArticleCard | None = None
    quote: QuoteCard | None = None
    entity: EntityCard | None = None


class FrontView(View):
    """What the archive is and holds."""

    title: str
    description: str
    notice: str | None
    figures: tuple[Figure, ...]
    days: str | None
    versions: int
    """How many articles are other versions of a text that another one carries."""
    pinned: tuple[Pinned, ...]
    newest: tuple[ArticleCard, ...]
    most_quoted: tuple[EntityCard, ...]
    most_carried: tuple[QuoteCard, ...]
    """Quotes that several articles carry, each in its first report."""
    voices: tuple[Voice, ...]
    outlets: tuple[Outlet, ...]


class AboutView(View):
    """How the archive was made, and what it does not know."""

    description: str
    notice: str | None
    articles: int
    versions: int
    """Other versions of a text that another article carries."""
    undated: int
    untitled: int
    without_outlet: int
    quotes: int
    unidentified: int
    kept: int | None
    """Of a hundred words visible in the captures, how many stand in the articles."""
    has_database: bool
    """Whether the archive is handed out as a database: not every Python can make one."""


def front_view(archive: Archive, said: Said, settings: Settings, cards: Cards) -> FrontView:
    """The front page of *archive*, in which this is *said*."""
    return FrontView(
        title=settings.title,
        description=settings.description,
        notice=settings.notice,
        figures=tuple(_figures(archive, len(said.reports), cards.tongue)),
        days=days_of(dated([one.article.published for one in archive.articles]), len(archive.articles), cards.tongue),
        versions=_versions(archive),
        pinned=_pinned(archive, settings, cards),
        newest=_newest(archive, cards),
        most_quoted=_most_quoted(said, cards),
        most_carried=_most_carried(archive, cards),
        voices=_voices(said, cards.tongue),
        outlets=_outlets(archive, said, cards.tongue),
    )


def about_view(archive: Archive, said: Said, settings: Settings) -> AboutView:
    """The page about *archive*."""
    articles = [annotated.article for annotated in archive.articles]
    visible = sum([article.words_visible for article in articles])
    return AboutView(
        description=settings.description,
        notice=settings.notice,
        articles=len(articles),
        versions=_versions(archive),
        undated=[article.published for article in articles].count(None),
        untitled=[article.title is None or article.title_is_derived for article in articles].count(True),
        without_outlet=[article.publication for article in articles].count(None),
        quotes=len(said.reports),
        unidentified=len([report for report in said.reports if report.quote.speaker is None]),
        kept=100 * sum([article.words_kept for article in articles]) // visible if visible else None,
        has_database=lacking() is None,
    )


def _versions(archive: Archive) -> int:
    return sum(len(story.articles) - 1 for story in archive.stories)


def _newest(archive: Archive, cards: Cards) -> tuple[ArticleCard, ...]:
    """The newest articles, the dated ones first; of the versions of one text, the newest."""
    stories = story_of(archive)
    dated = (one.article.provenance.accession for one in reversed(archive.articles) if one.article.published)
    undated = (one.article.provenance.accession for one in archive.articles if not one.article.published)
    newest: dict[str, str] = {}
    for accession in chain(dated, undated):
        newest.setdefault(stories.get(accession, accession), accession)
        if len(newest) == NEWEST:
            break
    return tuple(map(cards.articles.__getitem__, newest.values()))


def _most_quoted(said: Said, cards: Cards) -> tuple[EntityCard, ...]:
    """Those with most of what is *said*."""
    spoken = {(type, id): len(ids) for (type, id, name), ids in said.by.items() if type and id and name is None}
    least = min(nlargest(MOST_QUOTED, spoken.values()), default=0)
    most = [key for key, number in spoken.items() if number >= least]
    first = sorted(most, key=lambda key: (-spoken[key], peek(cards.entities, key).name, entity_path(*key)))
    return tuple(map(cards.entities.__getitem__, first[:MOST_QUOTED]))


def _pinned(archive: Archive, settings: Settings, cards: Cards) -> tuple[Pinned, ...]:
    wanted = [address.lstrip("/") for address in settings.pinned]
    if not wanted:
        return ()
    articles = {article_path(one.article): one.article.provenance.accession for one in archive.articles}
    quotes = {quote_path(report.quote): report.quote.id for report in archive.reports}
    entities = {entity_path(entity.type, entity.id): (entity.type, entity.id) for entity in archive.entities}
    found = {path: Pinned(article=cards.articles[articles[path]]) for path in wanted if path in articles}
    found |= {path: Pinned(quote=cards.quotes[quotes[path]]) for path in wanted if path in quotes}
    found |= {path: Pinned(entity=cards.entities[entities[path]]) for path in wanted if path in entities}
    return tuple(found[path] for path in wanted if path in found)


def _most_carried(archive: Archive, cards: Cards) -> tuple[QuoteCard, ...]:
    """Of the quotes that several articles carry those that most do; a card counts no more reports than an echo has quotes."""
    firsts: list[tuple[int, int, QuoteCard]] = []
    for place, echo in sorted(enumerate(archive.echoes), key=lambda one: -len(one[1].quotes)):
        if len(firsts) == MOST_CARRIED and -firsts[-1][0] > len(echo.quotes):
            break
        card = cards.quotes[echo.quotes[0]]
        if card.reports > 1 and card.is_verbatim:
            insort(firsts, (-card.reports, place, card))
            del firsts[MOST_CARRIED:]
    return tuple(card for _, _, card in firsts)


def _figures(archive: Archive, quotes: int, tongue: Tongue) -> Iterator[Figure]:
    of_type, articles = Counter(entity.type for entity in archive.entities), len(archive.articles)
    people, organizations, places = (of_type[type] for type in ENTITY_TYPES)
    yield Figure(articles, tongue.npgettext("below a number", "article", "articles", articles), "articles.html")
    yield Figure(quotes, tongue.npgettext("below a number", "quote", "quotes", quotes), "quotes.html")
    yield Figure(people, tongue.npgettext("below a number", "person", "people", people), "people.html")
    yield Figure(organizations, tongue.npgettext("below a number", "organisation", "organisations", organizations), "organizations.html")
    yield Figure(places, tongue.npgettext("below a number", "place", "places", places), "places.html")


def _voices(said: Said, tongue: Tongue) -> tuple[Voice, ...]:
    """Who is quoted: unknown is a value, not an omission."""
    whole = len(said.reports)
    people = sum(len(ids) for (type, _, _), ids in said.by.items() if type == "person")
    nobody = [(name, len(ids)) for (type, _, name), ids in said.by.items() if not type]
    unnamed = sum(number for _, number in nobody)
    described = sum(number for name, number in nobody if name)
    counts = (people, whole - people - unnamed, described, unnamed - described)
    shares = ((voice, count, round(100 * count / whole)) for voice, count in zip(VOICES, counts, strict=True) if count)
    return tuple(Voice(tongue.gettext(voice), quotes, percent) for voice, quotes, percent in shares)


def _outlets(archive: Archive, said: Said, tongue: Tongue) -> tuple[Outlet, ...]:
    unknown = tongue.gettext(NO_OUTLET)
    outlet_of = {a.article.provenance.accession: a.article.publication or unknown for a in archive.articles}
    articles = Counter(outlet_of.values())
    quotes: defaultdict[str, int] = defaultdict(int)
    for accession, ids in said.within.items():
        quotes[outlet_of[accession]] += len(ids)
    unnamed = Counter([outlet_of[report.article] for report in said.reports if report.speaker_type is None])
    by_size = sorted(articles.items(), key=lambda outlet: (outlet[0] == unknown, -outlet[1], outlet[0]))
    return tuple(Outlet(name, number, quotes[name], unnamed[name]) for name, number in by_size)
