"""First paragraph -> dateline: ``PORT ARDEN, Norland — The ferry …`` -> ``PORT ARDEN, Norland``."""

from __future__ import annotations

from sitegen.patterns import later

_UPPER = r"[A-ZÀ-ÖØ-ÞŁŚŻĆČŠŽĐĞİŞ][A-ZÀ-ÖØ-ÞŁŚŻĆČŠŽĐĞİŞ’'.-]+"
_MIXED_WORD = r"[^\W\d_a-z][\w.’'-]*"
_REGION = rf"(?:,\s{_MIXED_WORD}(?:\s{_MIXED_WORD}){{0,3}})?"
_PLACE = rf"(?P<place>{_UPPER}(?:[ /]{{1,2}}(?:{_UPPER}|de|of|la|el|and)){{0,4}}{_REGION})"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:,?\s(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH})(?:,\s\d{{4}})?)?"
_DASH = r",?\s*(?:[—–]|--+|\s-\s)\s*\S"
_DATELINE = later(rf"^\s*{_PLACE}{_DAY}(?:,?\s{{1,2}}\([\w .’'/&-]{{2,40}}\))?{_DASH}")
# "Port Arden (Wire) - The ferry": in mixed case only with an agency in brackets
_MIXED = later(
    rf"^\s*(?P<place>{_MIXED_WORD}(?:[ /]{{1,2}}{_MIXED_WORD}){{0,3}}{_REGION}){_DAY},?\s{{1,2}}\([A-Z][\w .’'/&-]{{1,40}}\){_DASH}"
)
_DASHES = "—–-"
_LONGEST = 160
"""Characters."""
_DAY_AT_END = later(r",?\s+(?:Jan|Feb|Mar|April|May|June|July|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?(?:\s\d{1,2})?$")


def find_dateline(paragraph: str) -> str | None:
    """The place that *paragraph* opens with when it is written as a dateline, without day, agency and dash."""
    return take_dateline(paragraph)[0]


def take_dateline(paragraph: str) -> tuple[str | None, str]:
    """Split a dateline off *paragraph*: its place, and the words that follow the dash."""
    head = paragraph[:_LONGEST]
    found = (_DATELINE.match(head) or _MIXED.match(head)) if any(map(head.__contains__, _DASHES)) else None
    if not found:
        return None, paragraph
    return _DAY_AT_END.sub("", found["place"]).strip(), paragraph[found.end() - 1 :]
