"""Text -> dates: what a date line, a meta tag or an address says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Literal

from sitegen.almanac import MONTH_NUMBERS, WEEKDAYS
from sitegen.patterns import later

Order = Literal["day first", "month first"]

_MONTH_NAME = (
    r"(?P<month{n}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?"
    r"|Dec(?:ember)?)\.?"
)
_DATE = later(
    r"(?:\b|(?<=(?:19|20)\d\d))(?:(?P<year1>(?:19|20)\d\d)[-/.](?P<number1>\d{1,2})[-/.](?P<day1>\d{1,2})(?!\d)"
    r"|(?P<year5>(?:19|20)\d\d)\s" + _MONTH_NAME.format(n=5) + r"\s(?P<day5>\d{1,2})\b"
    r"|" + _MONTH_NAME.format(n=2) + r"\s{1,3}(?P<day2>\d{1,2})(?:st|nd|rd|th)?,?\s{1,3}(?P<year2>(?:19|20)\d\d)(?!\d(?!\d?:\d\d))"
    r"|(?P<day3>\d{1,2})(?:st|nd|rd|th)?(?:\s{1,3}of)?[\s-]{1,3}"
    + _MONTH_NAME.format(n=3)
    + r",?[\s-]{1,3}(?P<year3>(?:19|20)\d\d)(?!\d(?!\d?:\d\d))"
    r"|(?P<first4>\d{1,2})[/.](?P<second4>\d{1,2})[/.](?P<year4>(?:19|20)\d\d|\d\d)(?!\d))",
    re.IGNORECASE,
)
_COMPACT = later(r"((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_YEAR = r"(?:19[89]|20[0-4])\d"
_IN_ADDRESS = later(
    rf"/(?P<year>{_YEAR})(?P<mark>[/-]?)(?P<month>[01]\d|(?<=[/-])[a-z]{{3,9}})(?P=mark)(?P<day>[0-3]\d)(?=[/_.-]|$)"
    rf"|/(?P<year2>{_YEAR})/\d\d/\d\d(?P<month2>\d\d)(?P<day2>\d\d)-"
)

_LABEL = (
    r"(?:first\s|originally\s)?(?P<label>published|posted|updated|last\supdated|last\smodified|modified|date|created|filed|issued)"
    r"(?:\s(?:on|at))?"
)
_LABELLED = later(_LABEL + r"\s*[:|•–—-]?\s{0,3}", re.IGNORECASE)
_CLOCK = r"\d{1,2}(?:[:.h]\d\d){1,2}\s*(?:[ap]\.?\s?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?"
_AROUND = later(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?|"
    + _CLOCK
    + r"|\b(?:[A-Z]{2,4}T|UTC|GMT|IST|local time|eastern|pacific|central)\b(?:[+-]\d{1,2}:?\d{0,2})?"
    + r"|\b(?:at|on|and|EDT|[ECMP]?T)\b|\d+\s+min(?:ute)?s?\s+read|this (?:article|story) is more than \d+ (?:months?|years?) old"
    + r"|[\s,.|•·●:;–—()\[\]/-]",
    re.IGNORECASE,
)
# "Published - March 05, 2016 11:12 pm IST - PORT ARDEN"
_PLACE_BEHIND = later(r"[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,3}")
_DIGIT = later(r"\d")
_LONGEST_LINE = 200
"""Characters; two dates with all labels, hours and zones have about 120."""
_WEEKDAY = later(rf"\b(?:{'|'.join(WEEKDAYS)})\b")


def find_date(text: str, order: Order | None = None) -> tuple[date, int, int] | None:
    """The first date in *text* and where it stands; day and month in numbers only where they cannot be confused or *order* is known."""
    for found in _DATE.finditer(text) if _DIGIT.search(text) else ():
        day = _read(found, order)
        if day:
            return day, found.start(), found.end()
    return None


def is_day_of_story(day: date, story: str) -> bool:
    """Whether *story* tells of *day* as its own: it names that weekday twice or more, and no other as often."""
    (first, times), (_, next_times) = (Counter(_WEEKDAY.findall(story)) + Counter({"": 1, " ": 1})).most_common(2)
    return times > max(1, next_times) and first == WEEKDAYS[day.weekday()]


def number_order(texts: Iterable[str]) -> Order | None:
    """Whether *texts* write month or day first, as the dates among them show that can be read in one way only."""
    seen: set[Order] = set()
    for text in texts:
        for found in _DATE.finditer(text) if "/" in text or "." in text else ():
            if found["year4"] and int(found["first4"]) > 12 >= int(found["second4"]):
                seen.add("day first")
            elif found["year4"] and int(found["second4"]) > 12 >= int(found["first4"]):
                seen.add("month first")
    return seen.pop() if len(seen) == 1 else None


def parse_date(value: str) -> date | None:
    """The day that a machine-readable value such as ``2016-12-07T22:04:11-05:00`` says, as written in its own offset."""
    value = value.strip()
    compact = _COMPACT.match(value)
    if compact:
        return _day(compact[1], compact[2], compact[3])
    found = find_date(value[:80])
    return found[0] if found else None


def date_in_address(url: str) -> date | None:
    """The day in the path of a web address: ``/2016/12/07/``, ``/2016/dec/07/``, ``/20161207-``, ``/2016/12/161207-``."""
    found = _IN_ADDRESS.search(url.lower())
    if not found:
        return None
    month = found["month"] or found["month2"]
    number = MONTH_NUMBERS.get(month[:3], 0) if month.isalpha() else int(month)
    return _day(found["year"] or found["year2"], str(number), found["day"] or found["day2"])


def read_date_line(line: str, order: Order | None = None) -> tuple[tuple[Literal["published", "updated"], date], ...]:
    """The dates that *line* states when it holds nothing but dates, their labels and the hour; else none."""
    if len(line) > _LONGEST_LINE or not _DIGIT.search(line):
        return ()
    rest, said = line, []
    label: Literal["published", "updated"] = "published"
    while rest:
        labelled = _LABELLED.match(rest)
        if labelled:
            label = "updated" if labelled["label"].lower().endswith(("updated", "modified")) else "published"
            rest = rest[labelled.end() :]
            continue
        found = _DATE.match(rest)
        day = _read(found, order) if found else None
        if found and day:
            said.append((label, day))
            rest = rest[found.end() :]
            continue
        # "03/05/2016March 5, 2016": the first may be May as well, the second says what it is
        around = found or _AROUND.match(rest) or (_PLACE_BEHIND.fullmatch(rest) if said else None)
        if not around or not around.end():
            return ()
        rest = rest[around.end() :]
    return tuple(said)


def _read(found: re.Match[str], order: Order | None) -> date | None:
    part = found.groupdict()
    if part["year1"]:
        return _day(part["year1"], part["number1"], part["day1"])
    for n in "235":
        if part[f"year{n}"]:
            return _day(part[f"year{n}"], str(MONTH_NUMBERS[part[f"month{n}"][:3].lower()]), part[f"day{n}"])
    return _numeric(int(part["first4"]), int(part["second4"]), part["year4"], order)


def _numeric(first: int, second: int, year: str, order: Order | None) -> date | None:
    # "03/04/2016" is March in one country and April in another: not asserted
    year = f"20{year}" if len(year) == 2 else year
    if first > 12 >= second or first == second or order == "day first":
        return _day(year, str(second), str(first))
    if second > 12 >= first or order == "month first":
        return _day(year, str(first), str(second))
    return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
