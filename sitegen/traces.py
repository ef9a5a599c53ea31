"""Looks for names that must not be told in every byte of a site."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote

from sitegen.catalog.spelling import parts, sound
from sitegen.catalog.withheld import Withheld
from sitegen.model import Note
from sitegen.patterns import later

_TAG = later(r"<[^>]*>")
_ESCAPE = later(r"\\u([0-9a-fA-F]{4})")
_WORD = later(r"\w+(?:[-’'‑]\w+)*")
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


def find_doubts(folder: Path, paths: Sequence[str], names: Sequence[str]) -> Iterator[Note]:
    """A note on what cannot be told to be free of *names*: words on pages that sound like a name, and pictures."""
    if not names:
        return
    wanted = {key for name in names if len(key := _sounds(name)) > 1}
    withheld = Withheld(frozenset(names))
    for path in paths:
        place = folder / path
        if path.endswith(".html") and place.is_file():
            for line in _sounding(place.read_text(encoding="utf-8", errors="replace"), wanted, withheld):
                hint = "read the line; where it is the name, add this spelling to `redact`"
                yield Note(
                    "warning", "like-a-withheld-name", "holds words that sound like a name that `redact` withholds", path, line, hint
                )
    if pictures := [path for path in paths if path.startswith("pictures/")]:
        message = f"what a picture shows cannot be searched for names that `redact` withholds: look at the {len(pictures):,} in this folder"
        yield Note("warning", "unseen-pictures", message, pictures[0], hint="silence this code once you have looked")


def _sounding(page: str, wanted: set[tuple[str, ...]], withheld: Withheld) -> Iterator[int]:
    """The lines of *page* on which words with capitals sound like one of the names *wanted* and are not written like it."""
    lengths = sorted({len(key) for key in wanted})
    for number, line in enumerate(page.splitlines(), 1):
        found = [word for word in _WORD.findall(html.unescape(_TAG.sub(" ", line))) if not word.islower()]
        heard = [key for word in found for key in _sounds(word)]
        windows = {tuple(heard[start : start + length]) for length in lengths for start in range(len(heard) - length + 1)}
        if not wanted.isdisjoint(windows) and not withheld.holds(line):
            yield number


def _sounds(name: str) -> tuple[str, ...]:
    return tuple(map(sound, parts(name)))


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
    import sqlite3

    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(content)
        for (table,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%fts5%'").fetchall():
            for row in database.execute(f'SELECT * FROM "{table}"'):  # noqa: S608  (a name that sitegen wrote)
                yield from (value for value in row if isinstance(value, str))
