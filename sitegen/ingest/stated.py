"""What the archive's keeper states of a capture, in front matter or in a sidecar file: keys and values -> facts."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from sitegen.ingest.byline import is_name
from sitegen.ingest.dates import read_date_line
from sitegen.ingest.facts import Facts, learn
from sitegen.ingest.moments import parse_moment
from sitegen.ingest.outlets import public
from sitegen.model.value import Value
from sitegen.patterns import later
from sitegen.typography import flat

_ISO = later(r"(\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d[\d:.,]*\s?(?:Z|UTC|[+-]\d\d:?\d\d)?)?")
_LANGUAGE = later(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_BETWEEN_NAMES = later(r"\s*[,;&]\s*|\s+and\s+")


class Entry(Value):
    """One key with its value, as it was written."""

    key: str
    value: object
    """Text, a list of texts, or whatever else TOML can hold; None or empty states nothing."""
    line: int


class Fault(Value):
    """What could not be used, and where it stands."""

    message: str
    line: int | None
    hint: str


class Statement(Value):
    """All that one place states, and what is wrong with it."""

    entries: tuple[Entry, ...] = ()
    faults: tuple[Fault, ...] = ()


class _UnusableError(ValueError):
    """A value of the wrong kind; its text is the hint."""


def field_of(key: str) -> str | None:
    """The fact that *key* states: ``date`` is ``published``; None for an unknown key."""
    name = key.lower()
    name = {"author": "authors", "contributor": "contributors", "date": "published"}.get(name, name)
    return name if name in _READERS else None


def near(key: str) -> str | None:
    """The known key that *key* was probably meant to be."""
    found = difflib.get_close_matches(key.lower()[:40], sorted({*_READERS, "author", "date"}), n=1, cutoff=0.75)
    return found[0] if found else None


def read_statement(statement: Statement, where: str) -> tuple[Facts, tuple[Fault, ...]]:
    """The facts that *statement* gives, found at *where*, and its faults; one bad entry leaves the others."""
    found: dict[str, Any] = {}
    faults = list(statement.faults)
    seen: set[str] = set()
    for entry in statement.entries:
        field = field_of(entry.key)
        if field is None:
            faults.append(_unknown(entry))
        elif field in seen:
            faults.append(
                Fault(f"`{entry.key}` states again what a line above has stated", entry.line, "the first one counts: take one out")
            )
        else:
            seen.add(field)
            try:
                found[field] = _READERS[field](entry.value) if entry.value not in (None, "", []) else None
            except _UnusableError as error:
                faults.append(Fault(f"`{entry.key}` cannot be used: {_shown(entry.value)}", entry.line, str(error)))
    return learn(Facts(), where, **found), tuple(sorted(faults, key=lambda fault: fault.line or 0))


def _unknown(entry: Entry) -> Fault:
    meant = near(entry.key)
    hint = f"did you mean `{meant}`?" if meant else f"known keys: {', '.join(_READERS)}"
    return Fault(f"unknown key `{flat(entry.key)[:60]}`", entry.line, hint)


def _shown(value: object) -> str:
    """A table or a list may be nested without end: it is named, not shown."""
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    text = repr(flat(value)) if isinstance(value, str) else str(value)
    return text if len(text) <= 80 else f"{text[:79]}…"


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _UnusableError('write one text, in quotation marks: "…"')
    text = flat(value)
    # half a surrogate pair cannot be written to any file; a control character is no character of a page
    if not text.isprintable() and any(unicodedata.category(c) in ("Cc", "Cs") for c in text):
        raise _UnusableError("write it without control characters")
    return text


def _names(value: object) -> tuple[str, ...]:
    """A list gives the names as they are; a line is split only where every part of it is a name: ``Ana Reyes and Tom Okafor``."""
    if isinstance(value, list):
        if not all(isinstance(name, str) for name in value):
            raise _UnusableError('write a list of names: ["Ana Reyes", "Tom Okafor"]')
        return tuple(dict.fromkeys(name for name in map(_text, value) if name))
    line = _text(value)
    parts = [part for part in _BETWEEN_NAMES.split(line) if part]
    return tuple(dict.fromkeys(parts)) if len(parts) > 1 and all(map(is_name, parts)) else (line,) if line else ()


def _day(value: object) -> date:
    """The day as written, whatever the offset: one day, and nothing but the hour beside it."""
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    text = value.strip()[:80] if isinstance(value, str) else ""
    iso = _ISO.fullmatch(text)
    try:
        days = {date.fromisoformat(iso[1])} if iso else {day for _, day in read_date_line(text)}
    except ValueError:
        days = set()
    if len(days) != 1:
        raise _UnusableError("write the day as 2014-03-12")
    return days.pop()


def _address(value: object) -> str:
    text = _text(value)
    try:
        parts = urlsplit(text)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_web = False
    if not is_web or " " in text:
        raise _UnusableError("write the whole address: https://…")
    return public(text)


def _language(value: object) -> str:
    text = _text(value).replace("_", "-")
    if not _LANGUAGE.fullmatch(text):
        raise _UnusableError('write a language tag such as "en" or "pt-BR"')
    return text


def _moment(value: object) -> str:
    if isinstance(value, date):
        text = value.isoformat()
        return text.replace("+00:00", "Z") if not isinstance(value, datetime) or value.tzinfo else text[:10]
    moment = parse_moment(value) if isinstance(value, str) else None
    if moment is None:
        raise _UnusableError("write the moment as 2014-03-12T08:30:00Z, or the day as 2014-03-12")
    return moment


_READERS: dict[str, Callable[[object], Any]] = {
    **dict.fromkeys(("title", "deck", "publication"), _text),
    **dict.fromkeys(("authors", "contributors"), _names),
    **dict.fromkeys(("published", "updated"), _day),
    **dict.fromkeys(("dateline", "section"), _text),
    "url": _address,
    "language": _language,
    "captured": _moment,
}


def is_known_or_near(keys: Iterable[str]) -> bool:
    """Whether one of *keys* can be stated, or is a slip of the pen for one that can."""
    return any(field_of(key) or near(key) for key in keys)
