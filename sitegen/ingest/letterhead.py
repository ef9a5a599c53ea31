"""A line at the top of a paste -> what it states: a field of a letter, an outlet with its place, an address."""

from __future__ import annotations

import re

from sitegen.ingest.dates import find_date
from sitegen.ingest.facts import Facts, learn
from sitegen.ingest.outlets import Outlet, is_outlet_name, masthead, named
from sitegen.model import RemovedKind
from sitegen.patterns import later

_FIELD = later(r"^(?P<field>From|To|Cc|Subject|Date|Sent|Reply-To):\s+(?P<value>\S.*)$", re.IGNORECASE)
_SENDER = later(r"\s*<[^<>]*>$")
_URL = later(r"^https?://[\w.-]+/\S*$")
# "BBC News, Port Arden", "Arden Daily News (Port Arden)", "Arden Courier, 05/03/2016"
_OUTLET = later(r"^(?P<outlet>[^,(|]{3,50}?)\s*(?:[,|]\s*(?P<behind>[^,|]{2,40}(?:, [^,|]{2,20})?)|\((?P<inside>[^()]{2,40})\))$")
_WORD = later(r"\w+")
_BEHIND_TITLE = later(r"^(?P<title>.{12,}\S)\s(?:\||-|–|—|::)\s(?P<outlet>[^|–—:]{3,40})$")
_SECTIONS = frozenset(
    [
        "home",
        "news",
        "uk",
        "us",
        "world",
        "politics",
        "business",
        "economy",
        "sport",
        "sports",
        "opinion",
        "comment",
        "culture",
        "arts",
        "style",
        "life",
        "lifestyle",
        "travel",
        "tech",
        "technology",
        "science",
        "health",
        "climate",
        "environment",
        "education",
        "entertainment",
        "video",
        "more",
        "local",
        "national",
        "international",
        "africa",
        "asia",
        "europe",
    ]
)
_LEAST_MENU = 4
"""Words of a line of nothing but section names."""
Stated = tuple[Facts, RemovedKind]


def read_topline(line: str, facts: Facts) -> Stated | None:
    """*facts* and what *line* adds to them, with what it is itself; None when it is none of these."""
    field = _FIELD.match(line)
    if field:
        return _of_letter(field["field"].lower(), field["value"], facts), "masthead"
    if _URL.match(line):
        return learn(facts, "address in the paste", url=line), "chrome"
    if is_menu(line):
        return facts, "chrome"
    outlet = _outlet_with_place(line) or (masthead(line.title()) if line.isupper() else None)
    return (learn(facts, "masthead", publication=outlet.name), "masthead") if outlet else None


def split_outlet(title: str) -> tuple[str, Outlet | None]:
    """*title* without the name of the outlet behind it, and the outlet: ``Ferry strike over | The Arden Courier``."""
    found = _BEHIND_TITLE.match(title)
    if not found or not is_outlet_name(found["outlet"]):
        return title, None
    return found["title"], named(found["outlet"]) or Outlet(found["outlet"])


def is_menu(line: str) -> bool:
    """Whether *line* is a row of names of sections."""
    plain = line.lower()
    first = _WORD.search(plain)
    if not first or first[0] not in _SECTIONS:
        return False
    words = _WORD.findall(plain)
    return len(words) >= _LEAST_MENU and _SECTIONS.issuperset(words)


def is_section(line: str) -> bool:
    """Whether *line* names a section of the paper: in capitals, or one of the usual names."""
    return (line.isupper() and len(line.split()) <= 3) or line.lower() in _SECTIONS


def _of_letter(field: str, value: str, facts: Facts) -> Facts:
    if field == "subject":
        return learn(facts, "subject of the letter", title=value)
    if field in ("date", "sent"):
        found = find_date(value)
        return learn(facts, "date of the letter", published=found[0] if found else None)
    sender = _SENDER.sub("", value).strip('" ')
    return learn(facts, "sender of the letter", publication=sender) if field == "from" and is_outlet_name(sender) else facts


def _outlet_with_place(line: str) -> Outlet | None:
    found = _OUTLET.match(line)
    if not found or not is_outlet_name(found["outlet"]):
        return None
    behind = found["behind"] or found["inside"]
    is_place = all(word[0].isupper() for word in behind.split())
    return (named(found["outlet"]) or Outlet(found["outlet"])) if is_place or find_date(behind) or behind[0].isdigit() else None
