"""Dated statements: the sentences that say on which day something happened.

A day may be written whole, or be reckoned from the date of publication: a weekday, ``yesterday``, a day and month without its year. What
was reckoned says so. What may lie before or after publication stays undated, and so do the days that speakers count from their own.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from sitegen.almanac import MONTH_NUMBERS, MONTHS, WEEKDAYS
from sitegen.annotate.lists import read_toml
from sitegen.model import Article, DatePrecision, Quote, Span, Statement
from sitegen.model.value import Value
from sitegen.patterns import later
from sitegen.sentences import find_bounds

_WORDS = {key: frozenset(words) for key, words in read_toml("statements.toml").items()}
_MONTH = "(" + "|".join(rf"{name}\b|{name[:3]}t?\b\.?" for name in MONTHS) + ")"
_YEAR = r"((?:1[89]|20)\d\d)(?!\d)"
_ITS_WEEKDAY = rf"(?:(?:{'|'.join(WEEKDAYS)}),? (?:the )?)?"
_NUMBER = r"(\d{1,2})(?:st|nd|rd|th)?"
_NAMES = (*(f"{name[:3]}(?:t|{name[3:]})?" for name in MONTHS), *WEEKDAYS)
# Few words begin with a capital or a figure: only there all forms are tried.
_INITIALS = "".join(sorted({name[0] for name in _NAMES}))
_REST = "|".join(rf"(?<={first})(?:{'|'.join(name[1:] for name in _NAMES if name[0] == first)})\b" for first in _INITIALS)
_ANY = re.compile(rf"[12{_INITIALS}](?:(?<=1)[89]\d\d|(?<=2)0\d\d|{_REST})")
_OR_NEAR = later(f"{_ANY.pattern}|esterday|oday|omorrow")
_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}
_FEW_DAYS = timedelta(days=31)
"""So far ahead of publication a day without its year may lie: articles announce what is near."""
_NOT_LONG_AGO = timedelta(days=150)
"""So far behind publication it may lie: a reader of May takes ``Nov. 8`` for the one of last year or for the next, so it stays undated."""
_WORD = later(r"[\w’']+")
_DATELINE = later(r"(?: ?\([A-Za-z ]{2,20}\))?[\s)]{0,3}(?:[–—―]|-{1,2} )")
_LONGEST_DATELINE = 80
_NEAR_WORDS = 200
"""Characters before a day that say how it is meant: a long clause."""
_WEEK = 7


class _Place(Value):
    """Where a day is named: what stands around it in its sentence, and when the article was published."""

    before: str
    after: str
    published: date | None

    @property
    def words(self) -> list[str]:
        """The words before the day, in small letters, since the last word of telling; the month of May is no ``may``."""
        words = [word.lower() for word in _WORD.findall(self.before) if word != "May"]
        told = max((place for place, word in enumerate(words, 1) if word in _WORDS["told"]), default=0)
        return words[told:]


Read = tuple[date, DatePrecision, bool]
"""A day, how exact it is, and whether it was reckoned from the date of publication."""


def find_statements(article: Article, quotes: Sequence[Quote]) -> tuple[Statement, ...]:
    """The dated statements of *article*, in order; a day that a quote names without its year is the speaker's and is left out."""
    found = [Statement(sentence, span, *read) for sentence in _sentences(article.text) for span, read in _days(article, sentence)]
    if not any(one.is_reckoned for one in found):
        return tuple(found)
    spoken = bytearray(len(article.text))
    for segment in (segment for quote in quotes if quote.kind != "indirect" for segment in quote.segments):
        spoken[segment.start : segment.end] = b"\1" * (segment.end - segment.start)
    return tuple(one for one in found if not (one.is_reckoned and any(spoken[one.words.start : one.words.end])))


def _sentences(text: str) -> Iterator[Span]:
    """The sentences that may name a day."""
    near = "esterday" in text or "oday" in text or "omorrow" in text
    start, end, ahead = 0, -1, deque[tuple[int, int]]()
    for hint in (_OR_NEAR if near else _ANY).finditer(text):
        if hint.start() > end:
            start, end = text.rfind("\n", 0, hint.start()) + 1, text.find("\n", hint.end())
            end = end if end >= 0 else len(text)
            ahead = deque(find_bounds(text[start:end]))
        while ahead and start + ahead[0][1] <= hint.start():
            ahead.popleft()
        if ahead and start + ahead[0][0] <= hint.start():
            first, last = ahead.popleft()
            yield Span(start + first, start + last)


def _days(article: Article, sentence: Span) -> list[tuple[Span, Read]]:
    """The days that *sentence* names, in order of place; what is part of a longer date counts once."""
    text, first = article.text, sentence.start
    taken = bytearray(sentence.end - first)
    found: list[tuple[Span, Read]] = []
    for pattern, reader in _forms():
        for match in pattern.finditer(text, first, sentence.end):
            start, end = match.span()
            if any(taken[start - first : end - first]) or _is_dateline(text, end):
                continue
            taken[start - first : end - first] = b"\1" * (end - start)
            place = _Place(text[max(first, start - _NEAR_WORDS) : start], text[end : min(end + 2, sentence.end)], article.published)
            if read := reader(match, place):
                found.append((Span(start, end), read))
    return sorted(found, key=lambda pair: pair[0].start)


def _month_day(match: re.Match[str], place: _Place) -> Read | None:
    return _day_of_month(match[1], match[2], match[3], place)


def _day_month(match: re.Match[str], place: _Place) -> Read | None:
    return _day_of_month(match[2], match[1], match[3], place)


def _day_of_month(name: str, number: str, year: str | None, place: _Place) -> Read | None:
    month = MONTH_NUMBERS[name[:3].lower()]
    if year:
        day = _day(int(year), month, int(number))
        return (day, "day", False) if day else None
    if place.published is None:
        return None
    years = (place.published.year + step for step in (1, 0, -1))
    days = [day for year in years if (day := _day(year, month, int(number)))]
    near = [day for day in days if -_NOT_LONG_AGO <= day - place.published <= _FEW_DAYS]
    return (near[0], "day", True) if near else None


def _iso(match: re.Match[str], _: _Place) -> Read | None:
    day = _day(int(match[1]), int(match[2]), int(match[3]))
    return (day, "day", False) if day else None


def _month_year(match: re.Match[str], _: _Place) -> Read | None:
    return date(int(match[2]), MONTH_NUMBERS[match[1][:3].lower()], 1), "month", False


def _year(match: re.Match[str], _: _Place) -> Read | None:
    return date(int(match[1]), 1, 1), "year", False


def _weekday(match: re.Match[str], place: _Place) -> Read | None:
    """The nearest such day before publication, or behind it where the sentence looks ahead."""
    words = place.words
    last = words[-1] if words else ""
    if place.published is None or last in _WORDS["named"] | _WORDS["habitual"] or _is_of_a_name(place, last) or _is_second_of_two(words):
        return None
    ago = (place.published.weekday() - WEEKDAYS.index(match[1])) % _WEEK
    if last == "last":
        return _reckoned(place.published, -(ago or _WEEK))
    if last == "next" or _WORDS["ahead"].intersection(words) or _WORDS["announces"].intersection(words[-2:]):
        return _reckoned(place.published, (_WEEK - ago) % _WEEK or (_WEEK if last == "next" else 0))
    if _WORDS["open"].intersection(words):
        return None
    return _reckoned(place.published, -ago)


def _is_second_of_two(words: Sequence[str]) -> bool:
    """Whether the weekday behind *words* is one of two, and nobody knows which: ``on Tuesday or Wednesday``."""
    return words[-1:] == ["or"] and words[-2:-1] != [] and words[-2].capitalize() in WEEKDAYS


def _is_of_a_name(place: _Place, last: str) -> bool:
    """Whether the weekday is part of a name: ``the Sunday Mirror``, ``Friday’s``."""
    follows = re.match(r" [A-Z]|['’”\"]", place.after)
    return follows is not None and last not in ("on", "last", "next", "this", "from", "since")


def _near(match: re.Match[str], place: _Place) -> Read | None:
    if place.published is None:
        return None
    return _reckoned(place.published, _NEAR[match[1].lower()])


@cache
def _forms() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str], _Place], Read | None]], ...]:
    """How days are written, the fullest forms first, and what reads each; made when a day may be named at all."""
    return (
        (re.compile(rf"\b{_ITS_WEEKDAY}{_MONTH} {_NUMBER}(?:,? {_YEAR})?(?!\d)"), _month_day),
        (re.compile(rf"\b{_ITS_WEEKDAY}{_NUMBER} (?:of )?{_MONTH}(?:,? {_YEAR})?"), _day_month),
        (re.compile(rf"\b{_YEAR}-(\d\d)-(\d\d)\b"), _iso),
        (re.compile(rf"\b{_MONTH},? (?:of )?{_YEAR}"), _month_year),
        (re.compile(rf"\b(?:[Ii]n|[Ss]ince|[Dd]uring) {_YEAR}(?! ?[%-]| [a-z]+s\b)"), _year),
        (re.compile(rf"\b({'|'.join(WEEKDAYS)})\b(?! or (?:{'|'.join(WEEKDAYS)})\b)"), _weekday),
        (re.compile(r"\b([Yy]esterday|[Tt]oday|[Tt]omorrow)\b(?!['’])"), _near),
    )


def _is_dateline(text: str, end: int) -> bool:
    """Whether the day that ends at *end* stands in the line that opens the story: ``PORT ELLERY, May 4 –``."""
    return end < _LONGEST_DATELINE and _DATELINE.match(text, end) is not None


def _reckoned(published: date, days: int) -> Read | None:
    """The day so many *days* after *published*; None beyond the calendar, for a capture may state the year 9999."""
    try:
        return published + timedelta(days=days), "day", True
    except OverflowError:
        return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
