"""What the timeline is given: an overview, and a page for each year, day by day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar

from sitegen.publish.cards import ArticleCard, Cards, DateText, QuoteCard
from sitegen.publish.wording import month

OVERVIEW = "timeline.html"

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
    """Of its year's page."""
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

    years: tuple[Year, ...]
    undated: int
    busiest: int
    """Articles of the day with most of them, the measure of all bars."""


@dataclass(frozen=True, slots=True)
class YearView:
    """One year, with the years beside it."""

    year: Year
    earlier: Year | None
    later: Year | None


def timeline_view(cards: Cards) -> TimelineView:
    """The years of the archive."""
    quotes: dict[str, list[QuoteCard]] = {}
    for quote in cards.quotes.values():
        if quote.is_verbatim:
            quotes.setdefault(quote.article.path, []).append(quote)
    entries = [Entry(card, tuple(quotes.get(card.path, ()))) for card in cards.articles.values() if card.published.iso]
    years = tuple(_year(label, group) for label, group in _grouped(sorted(entries, key=_iso), 4))
    busiest = max((day.articles for year in years for month in year.parts for day in month.parts), default=0)
    return TimelineView(years, len(cards.articles) - len(entries), busiest)


def year_views(timeline: TimelineView) -> list[YearView]:
    """A view for each year."""
    beside = [None, *timeline.years, None]
    return [YearView(year, beside[place], beside[place + 2]) for place, year in enumerate(timeline.years)]


def _iso(entry: Entry) -> str:
    return entry.article.published.iso or ""


def _grouped(entries: list[Entry], digits: int) -> Iterator[tuple[str, list[Entry]]]:
    """*entries* in order of date, by the first *digits* of it."""
    return ((label, list(group)) for label, group in groupby(entries, lambda entry: _iso(entry)[:digits]))


def _year(label: str, entries: list[Entry]) -> Year:
    return _stretch(DateText(label, label), "y", tuple(_month(iso, group) for iso, group in _grouped(entries, 7)), entries)


def _month(iso: str, entries: list[Entry]) -> Month:
    days = tuple(_stretch(group[0].article.published, "d", tuple(group), group) for _, group in _grouped(entries, 10))
    return _stretch(DateText(iso, month(int(iso[:4]), int(iso[5:]))), "m", days, entries)


def _stretch(date: DateText, letter: str, parts: tuple[P, ...], entries: list[Entry]) -> Stretch[P]:
    path = f"timeline-{_iso(entries[0])[:4]}.html"
    return Stretch(date, path, f"{letter}-{date.iso}", parts, len(entries), sum(len(entry.quotes) for entry in entries))
