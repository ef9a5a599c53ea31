"""Looks for names that must not be told in every byte of a site."""

from __future__ import annotations

import html
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote

from sitegen.catalog.withheld import Withheld
from sitegen.model import Note

_TAG = re.compile(r"<[^>]*>")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_DATABASE = b"SQLite format 3\x00"


def find_traces(folder: Path, paths: Iterable[str], names: Sequence[str]) -> Iterator[Note]:
    """A note on each file of *paths* below *folder* that tells one of *names* in its content or in its own name."""
    withheld = Withheld(frozenset(names))
    if not names:
        return
    for path in paths:
        place = folder / path
        readings = readings_of(place.read_bytes()) if place.is_file() else ()
        if withheld.spelled(path) or any(map(withheld.holds, readings)):
            hint = "`redact` covers what captures say; this may be your own words in sitegen.toml or in a template, or what a picture holds"
            yield Note("error", "told-name", "tells a name that `redact` withholds", path, hint=hint)


def readings_of(content: bytes) -> Iterator[str]:
    """*content* in every way that a reader or a program may take it for text."""
    if content.startswith(_DATABASE):
        yield from _cells(content)
    text = content.decode("utf-8", "replace")
    yield text
    yield html.unescape(_TAG.sub("", text))
    yield _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    yield unquote(text)


def _cells(content: bytes) -> Iterator[str]:
    """The texts of a database, whole: in the file a long one is divided."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(content)
        for (table,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%fts5%'").fetchall():
            for row in database.execute(f'SELECT * FROM "{table}"'):  # noqa: S608  (a name that sitegen wrote)
                yield from (value for value in row if isinstance(value, str))
