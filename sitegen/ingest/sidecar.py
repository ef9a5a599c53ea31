"""TOML -> statement: the sidecar file beside a capture, and front matter between ``+++``."""

from __future__ import annotations

import tomllib

from sitegen.ingest.stated import Entry, Fault, Statement
from sitegen.patterns import later

LARGEST = 16_000
"""Bytes, and characters of front matter; what is stated of one capture is a page at most."""
_AT_LINE = later(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")
_KEY = later(r"[\"']?([^\s\"'=.\]]+)")
_NO_TOML = 'write key = "value" lines: title = "…", published = 2014-03-12, authors = ["…", "…"]'


def read_sidecar(content: bytes) -> Statement:
    """What the sidecar file with *content* states; one that is no TOML states nothing and has one fault."""
    if not content:
        return Statement()
    if len(content) > LARGEST:
        return Statement((), (Fault("the sidecar is too large", None, f"the limit is {LARGEST:,} bytes"),))
    try:
        return read_toml(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return Statement((), (Fault("the sidecar is not UTF-8 text", content.count(b"\n", 0, error.start) + 1, "save it as UTF-8"),))


def read_toml(text: str, above: int = 0) -> Statement:
    """What *text* states, which has *above* lines of its file over it."""
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        found = _AT_LINE.search(str(error))
        line = int(found[1]) if found and found[1] else text.count("\n") + 1 if found else None
        said = _AT_LINE.sub("", str(error)) if not isinstance(error, RecursionError) else "nested too deeply"
        return Statement((), (Fault(f"this is not TOML: {said}", None if line is None else line + above, _NO_TOML),))
    lines: dict[str, int] = {}
    for number, row in enumerate(text.split("\n"), 1):
        if key := _KEY.match(row.lstrip("[ \t")):
            lines.setdefault(key[1], number)
    return Statement(tuple(Entry(key, value, lines.get(key, 1) + above) for key, value in table.items()))
