"""Lines around a byline in a paste: names without ``By``, the place of a reporter, the sentence that says who the author is."""

from __future__ import annotations

import re

from sitegen.ingest.byline import bare_name, is_name
from sitegen.ingest.dateline import find_dateline
from sitegen.ingest.dates import read_date_line
from sitegen.ingest.prose import is_prose
from sitegen.patterns import later

_BETWEEN = later(r",\s+|\s+and\s+|\s+&\s+")
_LONGEST_BYLINE, _LONGEST_BIO = 14, 60
"""Words."""
_TITLED = re.compile(r"(?:Mr|Ms|Mrs|Dr|Prof|Professor|Sir|Dame)\.?\s")
_ABOUT = later(
    r"(?:,[^.]{3,80},)?\s(?:is an?|is the|was an?|has (?:been|contributed|written|reported)|covers|writes|reports|reported from|teaches)\b"
)
_OPENING = 12
"""Paragraphs of a story in which its places are named."""


def is_dated(lines: list[str]) -> bool:
    """Whether the first of *lines* is a date line."""
    return bool(lines) and bool(read_date_line(lines[0]))


def is_bare_byline(line: str, after: list[str], below_date: bool) -> bool:
    """Whether *line* is nothing but names of people, above a date, a dateline or, *below_date*, the story; its places are no names."""
    parts = _BETWEEN.split(line)
    if len(line.split()) > _LONGEST_BYLINE or not after or not all(is_name(bare_name(part)) for part in parts):
        return False
    if any(_is_place(bare_name(part), after) for part in parts):
        return False
    if is_dated(after) or find_dateline(after[0]) or (is_name(after[0]) and is_dated(after[1:])):
        return True
    return below_date and is_prose(after[0])


def is_about_author(line: str, authors: tuple[str, ...]) -> bool:
    """Whether *line* tells who one of the *authors* is: ``Ms. Reyes is a baker on the outermost island``."""
    if len(line.split()) > _LONGEST_BIO:
        return False
    titled = _TITLED.match(line)
    starts = {0, titled.end() if titled else 0}
    names = {name for author in authors for name in (author, author.split()[-1])}
    return any(line.startswith(name, start) and _ABOUT.match(line, start + len(name)) for name in names for start in starts)


def _is_place(name: str, story: list[str]) -> bool:
    """Whether the story speaks of *name* as of a place."""
    place = re.compile(rf"\b(?:in|at|near|off|outside|around|across)\s{re.escape(name)}\b", re.IGNORECASE)
    return any(place.search(paragraph) or find_dateline(paragraph) == name for paragraph in story[:_OPENING])
