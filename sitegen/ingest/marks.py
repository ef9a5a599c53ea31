"""Class names -> what a part of a page is, as the page's own authors named it."""

from __future__ import annotations

import re
from functools import lru_cache

from sitegen.ingest.elements import Attributes
from sitegen.patterns import later
from sitegen.reference import reference_tables

_WORDS: dict[str, list[str]] = reference_tables("sitegen.ingest", "marks.toml")["marks"]
_KIND = {word: kind for kind, words in _WORDS.items() for word in words}
_MARK = later(
    r"(?:^|[\s_-]|(?-i:(?<=[a-z0-9])(?=[A-Z])))(" + "|".join(sorted(map(re.escape, _KIND), key=len, reverse=True)) + r")s?(?!(?-i:[a-z]))",
    re.IGNORECASE,
)
NAMING = ("class", "id", "itemprop", "data-testid", "data-component", "data-type")


def mark(element: Attributes) -> str | None:
    """What the names on *element* say it is; None when they say nothing."""
    names = " ".join(value for value in map(element.get, NAMING) if value)
    return read_mark(names)


def is_author(element: Attributes) -> bool:
    """Whether *element* is marked as an author's name."""
    return element.get("rel") == "author" or element.get("itemprop") == "author" or mark(element) == "byline"


def read_mark(names: str) -> str | None:
    """What *names*, the values of all naming attributes, say: the first that says something; None when they say nothing."""
    return next((kind for kind in map(_read_name, names[:400].split()) if kind), None)


@lru_cache(maxsize=20_000)
def _read_name(name: str) -> str | None:
    found = _MARK.search(name)
    return _KIND.get(found[1].lower()) if found else None
