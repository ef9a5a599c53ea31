"""What the timeline is given: an overview, and a page for each year, day by day."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from sitegen.publish.cards import ArticleCard, Cards, DateText, QuoteCard
from sitegen.publish.wording import month

OVERVIEW = "timeline.html"


@dataclass(frozen=True, slots=True)
class Entry:
    """An article and the quotes in it."""

    article: ArticleCard
    quotes: tuple[QuoteCard, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """The articles of one day."""

    date: DateText
    anchor: str
    entries: tuple[Entry, ...]
    quotes: int


@dataclass(frozen=True, slots=True)
class Month:
    """The days of a month on which an article was published."""

    label: str
    anchor: str
    days: tuple[Day, ...]
    articles: int


@dataclass(frozen=True, slots=True)
class Year:
    """The months of a year."""

    label: str
    path: str
    months: tuple[Month, ...]
    articles: int


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
        if quote.kind != "indirect":
            quotes.setdefault(quote.article.path, []).append(quote)
    dated = [Entry(card, tuple(quotes.get(card.path, ()))) for card in cards.articles.values() if card.published.iso]
    years = tuple(_year(label, list(entries)) for label, entries in groupby(dated, lambda entry: _iso(entry)[:4]))
    days = [len(day.entries) for year in years for month in year.months for day in month.days]
    return TimelineView(years, len(cards.articles) - len(dated), max(days, default=0))


def year_views(timeline: TimelineView) -> list[YearView]:
    """A view for each year."""
    beside = [None, *timeline.years, None]
    return [YearView(year, beside[place], beside[place + 2]) for place, year in enumerate(timeline.years)]


def _iso(entry: Entry) -> str:
    return entry.article.published.iso or ""


def _year(label: str, entries: list[Entry]) -> Year:
    months = tuple(_month(list(group)) for _, group in groupby(entries, lambda entry: _iso(entry)[:7]))
    return Year(label, f"timeline-{label}.html", months, len(entries))


def _month(entries: list[Entry]) -> Month:
    first = _iso(entries[0])
    days = tuple(_day(list(group)) for _, group in groupby(entries, _iso))
    return Month(month(int(first[:4]), int(first[5:7])), f"m-{first[:7]}", days, len(entries))


def _day(entries: list[Entry]) -> Day:
    published = entries[0].article.published
    return Day(published, f"d-{published.iso}", tuple(entries), sum(len(entry.quotes) for entry in entries))
