"""Tables -> CSV (RFC 4180, UTF-8), safe to open in a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from itertools import chain

import msgspec

from sitegen.digests import Digest, digest
from sitegen.drawers import closed, opened
from sitegen.model import DrawnFile, Sheaf
from sitegen.publish.exports.matter import Printing, Setting
from sitegen.publish.exports.tables import Table, Value

_HEAD = ""
"""The name of the first line, as a piece."""
_PART = re.compile(rb"(([^,\n]*),.*\n(?:\2,.*\n)*)")
"""Lines one after the other that say the same in the first column, and what they say there."""
_FORMULA = frozenset("=+-@\t\r")
"""How a cell begins that a spreadsheet would run: ``=HYPERLINK(…)`` in a headline. A mark before it makes it text."""


class _Kept(msgspec.Struct, frozen=True):
    """What a file was set of, for the next one."""

    setting: Setting = msgspec.field(default_factory=Setting)
    parts: dict[str, Digest] = {}
    """Of what the parts of its pieces were made."""


def csv_file(table: Table, drawer: bytes = b"", standing: Container[str] = ()) -> Sheaf:
    """*table* below its column names, upon the file that stands, if it is one of *standing*, by what *drawer* says of it."""
    path = path_of(table)
    kept = opened(drawer if path in standing else b"", _Kept)
    head = _told([[column.name for column in table.columns]])
    pieces = chain(((_HEAD, digest(head)),), table.pieces())
    parts = table.standing(kept.parts)
    printing = Printing(pieces, lambda one, former: head if one is _HEAD else _piece(table, one, former, parts), kept.setting)
    return Sheaf((DrawnFile(path, printing.draw),), lambda: closed(_Kept(printing.setting(), table.parts_made_of())))


def _piece(table: Table, name: str, former: memoryview | None, standing: Container[str]) -> bytes:
    """The piece of this *name*; of the *former* one those parts are taken that are *standing*."""
    before = _by_part(bytes(former)) if table.parts and former else {}
    if not table.parts or not before:
        return _told(table.piece(name))
    parts = ((one, before.get(one.encode()) if one in standing else None) for one in table.parts(name))
    return b"".join(_told(table.part(name, one)) if lines is None else lines for one, lines in parts)


def _by_part(content: bytes) -> dict[bytes, bytes]:
    """By part, its lines, as in the first column they say to which they belong; nothing where a text has more than one line."""
    if b'"' in content and any(line.count(b'"') % 2 for line in content.split(b"\n")):
        return {}
    return {part: lines for lines, part in _PART.findall(content)}


def _told(rows: Iterable[Iterable[Value]]) -> bytes:
    """*rows*, as the module ``csv`` would write what the cells say; it looks at each character of a text, and most texts are long."""
    return "".join([",".join(map(_cell, row)) + "\r\n" for row in rows]).encode("utf-8", "replace")


def path_of(table: Table) -> str:
    """Where the CSV file of *table* stands below the root of the site."""
    return f"data/{table.name}.csv"


def _cell(value: Value) -> str:
    if isinstance(value, str):
        text = f"'{value}" if value[:1] in _FORMULA else value
        is_plain = "," not in text and '"' not in text and "\n" not in text and "\r" not in text
        return text if is_plain else '"' + text.replace('"', '""') + '"'
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
