"""What the timeline is given: an overview, and a page for each year, day by day.

Articles and quotes are named by their keys; their cards are dealt when a page is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Generic, TypeVar

from msgspec.structs import replace

from sitegen.publish.cards import ArticleCard, Cards, DateText, QuoteCard, date_text
from sitegen.publish.events import event_orders
from sitegen.publish.leaves import Order
from sitegen.publish.lookup import Lookup
from sitegen.publish.tongue import Tongue
from sitegen.publish.view import View

OVERVIEW = "timeline.html"

ROOM = 150
"""Articles of a page: with their quotes about 500 KB. A year with more has a page for each of its months."""

P = TypeVar("P")


class Entry(View):
    """An article and the quotes in it."""

    article: ArticleCard
    quotes: tuple[QuoteCard, ...]


class Stretch(View, Generic[P]):
    """A year, a month or a day on which an article was published, and what it is made of."""

    date: DateText
    path: str
    """Of the page that shows it; of a year with several pages, the first."""
    anchor: str
    """Its fragment there."""
    parts: tuple[P, ...]
    """Of a day, none but on the page that shows it."""
    articles: int
    quotes: int


Said = Mapping[str, tuple[str, ...]]
"""By accession of an article, the ids of the words between marks in it."""
Told = tuple[str, tuple[str, ...]]
"""The accession of an article, and the ids of the words between marks in it."""
DayTold = tuple[str, tuple[Told, ...]]
"""A day, and what was published on it."""
Day = Stretch[Entry]
Month = Stretch[Day]
Year = Stretch[Month]


class TimelineView(View):
    """All years, for the overview; its days have no entries."""

    orders: tuple[Order, ...]
    """The ways to see the archive by date, where there are several."""
    years: tuple[Year, ...]
    undated: int
    busiest: int
    """Articles of the day with most of them, the measure of all bars."""


class Place(View):
    """Where a year or a month is shown, and its parts: a page says no more of what is on others."""

    date: DateText
    path: str
    anchor: str
    parts: tuple[Place, ...]
    """Of a month, none."""


class YearView(View):
    """One year or, of a year with very many articles, one month of it."""

    year: Place
    shown: Year | Month
    """The year, or its month."""
    months: tuple[Month, ...]
    """Those on this page, with the entries of their days."""
    earlier: Place | None
    later: Place | None


class Leaf(View):
    """A page of the timeline before it is made."""

    year: Place
    shown: Year | Month
    months: tuple[Month, ...]
    """Those of which the days stand on the page."""
    earlier: Place | None
    later: Place | None
    told: tuple[DayTold, ...]
    """What was published, by day."""


def timeline_view(said: Said, lookup: Lookup, tongue: Tongue) -> tuple[TimelineView, list[Leaf]]:
    """The years of the archive, and their pages, with what is *said* in its articles."""
    days = _days(said, lookup)
    years = tuple(_year(label, tuple(inside), days, tongue) for label, inside in groupby(days, lambda iso: iso[:4]))
    busiest = max(map(len, days.values()), default=0)
    undated = len(lookup.articles) - sum(map(len, days.values()))
    return TimelineView(event_orders(lookup, tongue), years, undated, busiest), list(_leaves(years, days))


def year_view(
    year: Place,
    shown: Year | Month,
    months: Iterable[Month],
    beside: tuple[Place | None, Place | None],
    told: Iterable[DayTold],
    cards: Cards,
) -> YearView:
    """The page that shows *shown*, a *year* or a month of it, between those *beside* it, with what is *told* of its days; see ``Leaf``."""
    days = dict(told)
    return YearView(year, shown, tuple(_dealt(month, days, cards) for month in months), *beside)


def _dealt(month: Month, days: Mapping[str, tuple[Told, ...]], cards: Cards) -> Month:
    """*month* with the entries of its *days*."""
    return replace(month, parts=tuple(replace(day, parts=_entries(days[day.date.iso or ""], cards)) for day in month.parts))


def _entries(told: tuple[Told, ...], cards: Cards) -> tuple[Entry, ...]:
    return tuple(Entry(cards.articles[accession], tuple(map(cards.quotes.__getitem__, quotes))) for accession, quotes in told)


def _days(said: Said, lookup: Lookup) -> dict[str, tuple[Told, ...]]:
    """What was published, by day."""
    dated = ((day, accession) for is_undated, day, _, accession in lookup.filed.values() if not is_undated)
    days = groupby(sorted(dated, key=itemgetter(0)), itemgetter(0))
    return {day: tuple([(accession, said.get(accession, ())) for _, accession in inside]) for day, inside in days}


def _leaves(years: tuple[Year, ...], days: Mapping[str, tuple[Told, ...]]) -> Iterator[Leaf]:
    """A page for each year, or for each month of a year that is cut."""
    shown = [(year, *page) for year in years for page in _pages(year)]
    beside = [None, *(_place(part) for _, part, _ in shown), None]
    for at, (year, part, months) in enumerate(shown):
        told = tuple((iso, days[iso]) for month in months for day in month.parts if (iso := day.date.iso))
        yield Leaf(_place(year, year.parts), part, months, beside[at], beside[at + 2], told)


def _place(shown: Year | Month, parts: Iterable[Month] = ()) -> Place:
    return Place(shown.date, shown.path, shown.anchor, tuple(map(_place, parts)))


def _pages(year: Year) -> list[tuple[Year | Month, tuple[Month, ...]]]:
    """What each page of *year* shows, and the months on it."""
    if len({month.path for month in year.parts}) == 1:
        return [(year, year.parts)]
    return [(month, (month,)) for month in year.parts]


def _year(label: str, days: tuple[str, ...], told: Mapping[str, tuple[Told, ...]], tongue: Tongue) -> Year:
    first, months = f"timeline-{label}.html", [(iso, tuple(inside)) for iso, inside in groupby(days, lambda iso: iso[:7])]
    cut = sum(len(told[iso]) for iso in days) > ROOM
    paths = [f"timeline-{iso}.html" if cut and place else first for place, (iso, _) in enumerate(months)]
    parts = tuple(_month(iso, inside, told, path, tongue) for (iso, inside), path in zip(months, paths, strict=True))
    return _stretch(DateText(label, label), "y", first, parts)


def _month(iso: str, days: tuple[str, ...], told: Mapping[str, tuple[Told, ...]], path: str, tongue: Tongue) -> Month:
    parts = tuple(_day(day, told[day], path, tongue) for day in days)
    return _stretch(DateText(iso, tongue.month(int(iso[:4]), int(iso[5:]))), "m", path, parts)


def _day(iso: str, told: tuple[Told, ...], path: str, tongue: Tongue) -> Day:
    return Stretch(date_text(date.fromisoformat(iso), tongue), path, f"d-{iso}", (), len(told), sum(len(quotes) for _, quotes in told))


def _stretch(date: DateText, letter: str, path: str, parts: tuple[Stretch[P], ...]) -> Stretch[Stretch[P]]:
    articles, quotes = sum(part.articles for part in parts), sum(part.quotes for part in parts)
    return Stretch(date, path, f"{letter}-{date.iso}", parts, articles, quotes)
