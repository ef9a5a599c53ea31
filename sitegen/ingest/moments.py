"""Text -> the moment of a capture, as the program that captured it wrote it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from sitegen.almanac import MONTH_NUMBERS
from sitegen.patterns import later

_DIGITS = later(r"(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)(?:\d{3})?)?")
"""``20170102030405``, of a web archive's address; with milliseconds, of ScrapBook."""
_DOTTED = later(r"(\d{4})\.(\d\d)\.(\d\d)-(\d\d)(\d\d)(\d\d)")
_ISO = later(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?(?:[.,]\d{1,9})?\s?(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?")
# "Mon Jan 02 2017 03:04:05 GMT+0100 (Central European Standard Time)": what JavaScript makes of a date
_SCRIPT = later(
    r"(?:[A-Z][a-z]{2} )?([A-Z][a-z]{2}) (\d{1,2}) (\d{4}) (\d\d):(\d\d):(\d\d)(?: (?:GMT|UTC)?([+-]\d\d:?\d\d)?(?: ?\([^()]{0,80}\))?)?"
)
# "Mon, 2 Jan 2017 03:04:05 +0100", "Mon, 02 Jan 2017 03:04:05 GMT"
_MAIL = later(r"(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d)(?::(\d\d))?(?: ?(Z|UTC|GMT|UT|-0000|[+-]\d\d:?\d\d))?")


def parse_moment(text: str) -> str | None:
    """The moment in *text* as in ``Provenance.captured``; None where it says none, and a day alone where it says no offset."""
    text = " ".join(text.split())[:120]
    for pattern in (_DIGITS, _DOTTED):
        if found := pattern.fullmatch(text):
            return _written(found[1], found[2], found[3], found.groups()[3:6], "Z")
    if found := _ISO.fullmatch(text):
        return _written(found[1], found[2], found[3], found.groups()[3:6], found[7])
    if found := _SCRIPT.fullmatch(text):
        return _written(
            found[3], MONTH_NUMBERS.get(found[1].lower(), 0), found[2], found.groups()[3:6], found[7] or ("Z" if "GMT" in text else None)
        )
    if found := _MAIL.fullmatch(text):
        return _written(found[3], MONTH_NUMBERS.get(found[2].lower(), 0), found[1], found.groups()[3:6], found[7])
    return None


def _written(year: str, month: str | int, day: str, clock: tuple[str | None, ...], offset: str | None) -> str | None:
    try:
        if not clock[0] or not offset:
            return date(int(year), int(month), int(day)).isoformat()
        hour, minute, second = (int(part or 0) for part in clock)
        moment = datetime(int(year), int(month), int(day), hour, minute, second, tzinfo=_zone(offset))
        moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment.isoformat().replace("+00:00", "Z")


def _zone(offset: str) -> timezone:
    if offset[0] not in "+-":
        return UTC
    minutes = int(offset[1:3]) * 60 + int(offset[-2:])
    return timezone(timedelta(minutes=minutes if offset[0] == "+" else -minutes))
