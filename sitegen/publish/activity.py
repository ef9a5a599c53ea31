"""How often a name is mentioned over time, as the bars of a small drawing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from sitegen.publish.tongue import Tongue
from sitegen.publish.view import View

FEW_DAYS = 62
FEW_MONTHS = 120
"""So many bars can be told apart on a phone."""


class Bar(View):
    """The mentions of one day, month or year."""

    label: str
    count: int
    height: float
    """Of a hundred."""


class Activity(View):
    """Mentions from the first dated article to the last, without gaps."""

    unit: str
    """``day``, ``month`` or ``year``."""
    heading: str
    """What the bars are, in words."""
    days: str
    bars: tuple[Bar, ...]


def activity(mentioned: Sequence[date], tongue: Tongue) -> Activity | None:
    """The bars of *mentioned*, the dates of all mentions; None when they are all of one day."""
    days = tongue.span_of(mentioned)
    if days is None or min(mentioned) == max(mentioned):
        return None
    first, last = min(mentioned), max(mentioned)
    if (last - first).days < FEW_DAYS:
        numbers, counts = range(first.toordinal(), last.toordinal() + 1), Counter(map(date.toordinal, mentioned))
        return _bars("day", tongue.gettext("Mentions by day"), days, [(tongue.day(date.fromordinal(n)), counts[n]) for n in numbers])
    if _months(last) - _months(first) < FEW_MONTHS:
        numbers, counts = range(_months(first), _months(last) + 1), Counter(map(_months, mentioned))
        return _bars("month", tongue.gettext("Mentions by month"), days, [(_month(n, tongue), counts[n]) for n in numbers])
    counts = Counter(moment.year for moment in mentioned)
    return _bars("year", tongue.gettext("Mentions by year"), days, [(str(n), counts[n]) for n in range(first.year, last.year + 1)])


def _bars(unit: str, heading: str, days: str, counted: Sequence[tuple[str, int]]) -> Activity:
    most = max(count for _, count in counted)
    return Activity(unit, heading, days, tuple([Bar(label, count, round(100 * count / most, 1)) for label, count in counted]))


def _months(moment: date) -> int:
    return 12 * moment.year + moment.month - 1


def _month(number: int, tongue: Tongue) -> str:
    return tongue.month(number // 12, number % 12 + 1)
