"""How other languages than English write dates, numbers and lists, by Babel's copy of the Unicode Common Locale Data.

Digits are the Western ones everywhere, as most newsrooms have them, the Arabic ones too, and as the search and the addresses have them.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

MANY = 1 << 16
_ONE = re.compile(r"\A1(?=[ –])")
_SHORT_MONTH = re.compile(r"(?<![ML])([ML])\1\1(?!\1)")


@lru_cache(maxsize=MANY)
def number_in(locale: str, number: int) -> str:
    """*number* with its digits in groups."""
    return format_decimal(number, locale=locale)


def list_in(locale: str, parts: tuple[str, ...]) -> str:
    """*parts* as a sentence names them."""
    return format_list(parts, locale=locale)


@lru_cache(maxsize=MANY)
def day_in(locale: str, moment: date) -> str:
    """*moment* with the name of its month."""
    return _first(locale, format_date(moment, "long", locale))


@lru_cache(maxsize=MANY)
def month_in(locale: str, year: int, number: int) -> str:
    """A month as a heading has it, with a capital."""
    words = format_skeleton("yMMMM", date(year, number, 1), locale=locale)
    return words[:1].upper() + words[1:]


def span_in(locale: str, first: date, last: date) -> str:
    """The days from *first* to *last*, what they share said once."""
    whole = f"{day_in(locale, first)} – {day_in(locale, last)}"
    if first.year != last.year:
        return whole
    known = Locale.parse(locale)
    begins_with_day = known.date_formats["long"].pattern.startswith("d ") or known.date_formats["long"].pattern.startswith("d.")
    if first.month != last.month and begins_with_day:
        return f"{_first(locale, format_skeleton('MMMMd', first, locale=locale))} – {day_in(locale, last)}"
    start, *end = known.interval_formats.get("yMMMd", {}).get("d" if first.month == last.month else "M", ())
    if not end:
        return whole
    start, end = (_SHORT_MONTH.sub(r"\1\1\1\1", pattern) for pattern in (start, *end))
    return _first(locale, format_date(first, start, locale)) + (day_in(locale, last) if begins_with_day else format_date(last, end, locale))


def _first(locale: str, words: str) -> str:
    """The first day of a month is an ordinal in French, and no other is: ``1er mai``."""
    return _ONE.sub("1er", words) if locale.partition("_")[0] == "fr" else words
