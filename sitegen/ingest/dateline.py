"""First paragraph -> dateline: ``PORT ARDEN, Norland — The ferry …`` -> ``PORT ARDEN, Norland``."""

from __future__ import annotations

import re

_UPPER = r"[^\W\d_a-zß-öø-ÿ][^\W\d_a-zß-öø-ÿ’'.-]+"
_PLACE = rf"(?P<place>{_UPPER}(?:[ /]{{1,2}}(?:{_UPPER}|de|of|la|el|and)){{0,4}}(?:,\s[^\W\d_][\w.’'-]*(?:\s[^\W\d_][\w.’'-]*){{0,3}})?)"
_DAY = r"(?:,?\s(?:(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]*\.?\s\d{1,2}|\d{1,2}\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?)(?:,\s\d{4})?)?"
_AGENCY = r"(?:,?\s{1,2}\((?P<agency>[\w .’'/&-]{2,40})\))?"
_DATELINE = re.compile(rf"^\s*{_PLACE}{_DAY}{_AGENCY},?\s*(?:[—–]|--+|\s-\s)\s*\S")
# "Port Arden (Wire) - The ferry": mixed case only with an agency in brackets, or with the spaced long dash after a known shape
_MIXED = re.compile(
    rf"^\s*(?P<place>[^\W\d_a-z][\w.’'-]+(?:[ /]{{1,2}}[^\W\d_a-z][\w.’'-]+){{0,3}}(?:,\s[^\W\d_a-z][\w.’'-]*(?:\s[^\W\d_a-z][\w.’'-]*){{0,2}})?){_DAY},?\s{{1,2}}\((?P<agency>[A-Z][\w .’'/&-]{{1,40}})\),?\s*(?:[—–]|--+|\s?-\s)\s*\S"
)
_DAY_AT_END = re.compile(r",?\s+(?:Jan|Feb|Mar|April|May|June|July|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?(?:\s\d{1,2})?$")


def find_dateline(paragraph: str) -> str | None:
    """The place that *paragraph* opens with when it is written as a dateline, without day, agency and dash."""
    found = _DATELINE.match(paragraph[:160]) or _MIXED.match(paragraph[:160])
    if not found:
        return None
    return _DAY_AT_END.sub("", found["place"]).strip()
