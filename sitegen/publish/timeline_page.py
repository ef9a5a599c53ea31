"""What the timeline is given: an overview, and a page for each year, day by day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar

from sitegen.publish.cards import ArticleCard, Cards, DateText, QuoteCard
from sitegen.publish.events import event_orders
from sitegen.publish.leaves import Order
from sitegen.publish.lookup import Lookup
from sitegen.publish.tongue import Tongue

OVERVIEW = "timeline.html"

ROOM = 150
"""Articles of a page: with their quotes about 500 KB. A year with more has a page for each of its months."""

P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class Entry:
    """An article and the quotes in it."""

    article: ArticleCard
    quotes: tuple[QuoteCard, ...]


@dataclass(frozen=True, slots=True)
class Stretch(Generic[P]):
    """A year, a month or a day on which an article was published, and what it is made of."""

    date: DateText
    path: str
    """Of the page that shows it; of a year with several pages, the first."""
    anchor: str
    """Its fragment there."""
    parts: tuple[P, ...]
    articles: int
    quotes: int


Day = Stretch[Entry]
Month = Stretch[Day]
Year = Stretch[Month]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """All years, for the overview."""

    orders: tuple[Order, ...]
    """The ways to see the archive by date, where there are several."""
    years: tuple[Year, ...]
    undated: int
    busiest: int
    """Articles of the day with most of them, the measure of all bars."""


@dataclass(frozen=True, slots=True)
class YearView:
    """One year or, of a year with very many articles, one month of it."""

    year: Year
    shown: Year | Month
    """The year, or its month."""
    months: tuple[Month, ...]
    """Those on this page."""
    earlier: Year | Month | None
    later: Year | Month | None


def timeline_view(lookup: Lookup, cards: Cards) -> TimelineView:
    """The years of the archive."""
    quotes: dict[str, list[QuoteCard]] = {}
    for quote in cards.quotes.values():
        if quote.is_verbatim:
            quotes.setdefault(quote.article.path, []).append(quote)
    entries = [Entry(card, tuple(quotes.get(card.path, ()))) for card in cards.articles.values() if card.published.iso]
    years = tuple(_year(label, group, cards.tongue) for label, group in _grouped(sorted(entries, key=_iso), 4))
    busiest = max((day.articles for year in years for month in year.parts for day in month.parts), default=0)
    return TimelineView(event_orders(lookup, cards.tongue), years, len(cards.articles) - len(entries), busiest)


def year_views(timeline: TimelineView) -> list[YearView]:
    """A view for each year, or for each month of a year that is cut."""
    shown = [(year, *page) for year in timeline.years for page in _pages(year)]
    beside = [None, *(part for _, part, _ in shown), None]
    return [YearView(year, part, months, beside[at], beside[at + 2]) for at, (year, part, months) in enumerate(shown)]


def _pages(year: Year) -> list[tuple[Year | Month, tuple[Month, ...]]]:
    """What each page of *year* shows, and the months on it."""
    if len({month.path for month in year.parts}) == 1:
        return [(year, year.parts)]
    return [(month, (month,)) for month in year.parts]


def _iso(entry: Entry) -> str:
    return entry.article.published.iso or ""


def _grouped(entries: list[Entry], digits: int) -> Iterator[tuple[str, list[Entry]]]:
    """*entries* in order of date, by the first *digits* of it."""
    return ((label, list(group)) for label, group in groupby(entries, lambda entry: _iso(entry)[:digits]))


def _year(label: str, entries: list[Entry], tongue: Tongue) -> Year:
    first, months = f"timeline-{label}.html", list(_grouped(entries, 7))
    cut = len(entries) > ROOM
    paths = [f"timeline-{iso}.html" if cut and place else first for place, (iso, _) in enumerate(months)]
    parts = tuple(_month(iso, group, path, tongue) for (iso, group), path in zip(months, paths, strict=True))
    return _stretch(DateText(label, label), "y", first, parts, entries)


def _month(iso: str, entries: list[Entry], path: str, tongue: Tongue) -> Month:
    days = tuple(_stretch(group[0].article.published, "d", path, tuple(group), group) for _, group in _grouped(entries, 10))
    return _stretch(DateText(iso, tongue.month(int(iso[:4]), int(iso[5:]))), "m", path, days, entries)


def _stretch(date: DateText, letter: str, path: str, parts: tuple[P, ...], entries: list[Entry]) -> Stretch[P]:
    return Stretch(date, path, f"{letter}-{date.iso}", parts, len(entries), sum(len(entry.quotes) for entry in entries))
