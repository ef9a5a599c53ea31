"""How often a name is mentioned over time, as the bars of a small drawing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from itertools import repeat
from operator import attrgetter

from sitegen.publish.tongue import Tongue
from sitegen.publish.view import View

FEW_DAYS = 62
FEW_MONTHS = 120
"""So many bars can be told apart on a phone."""


class Bar(View):
    """The mentions of one day, month or year."""

    place: int
    """Among the bars, counted from 0."""
    count: int
    height: float
    """Of a hundred."""
    called: Callable[[int], str]
    """What a bar is called, by its place: most are gaps, and no drawing names them."""

    @property
    def label(self) -> str:
        """``4 May 2031``, ``May 2031`` or ``2031``."""
        return self.called(self.place)


class Activity(View):
    """Mentions from the first dated article to the last, without gaps."""

    unit: str
    """``day``, ``month`` or ``year``."""
    heading: str
    """What the bars are, in words."""
    days: str
    bars: tuple[Bar, ...]

    @property
    def drawn(self) -> list[Bar]:
        """The bars that are no gaps."""
        return [bar for bar in self.bars if bar.count]


def activity(mentioned: Mapping[date, int], tongue: Tongue) -> Activity | None:
    """The bars of *mentioned*, the number of mentions on each day; None when they are all of one day."""
    days = tongue.span_of(list(mentioned))
    if days is None or len(mentioned) == 1:
        return None
    first, last = min(mentioned), max(mentioned)
    if (last - first).days < FEW_DAYS:
        bars = _bars(mentioned, date.toordinal, lambda n: tongue.day(date.fromordinal(n)))
        return Activity("day", tongue.gettext("Mentions by day"), days, bars)
    if _months(last) - _months(first) < FEW_MONTHS:
        bars = _bars(mentioned, _months, lambda n: tongue.month(n // 12, n % 12 + 1))
        return Activity("month", tongue.gettext("Mentions by month"), days, bars)
    return Activity("year", tongue.gettext("Mentions by year"), days, _bars(mentioned, attrgetter("year"), str))


def _bars(mentioned: Mapping[date, int], numbered: Callable[[date], int], called: Callable[[int], str]) -> tuple[Bar, ...]:
    counts = Counter[int]()
    for day, count in mentioned.items():
        counts[numbered(day)] += count
    first, most = min(counts), max(counts.values())
    counted = [counts.get(number, 0) for number in range(first, max(counts) + 1)]
    heights = {count: round(100 * count / most, 1) for count in {*counted}}
    return tuple(map(Bar, range(len(counted)), counted, map(heights.__getitem__, counted), repeat(lambda place: called(first + place))))


def _months(moment: date) -> int:
    return 12 * moment.year + moment.month - 1
