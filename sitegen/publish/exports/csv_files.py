"""Tables -> CSV (RFC 4180, UTF-8), safe to open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import chain

from sitegen.digests import digest
from sitegen.drawers import closed, opened
from sitegen.model import NOTHING_STANDS, OutputFile, Sheaf
from sitegen.publish.exports.matter import Setting, set_file
from sitegen.publish.exports.tables import Table, Value

_END = b"\r\n"
_HEAD = ""
"""The name of the first line, as a piece."""
_FORMULA = frozenset("=+-@\t\r")
"""How a cell begins that a spreadsheet would run: ``=HYPERLINK(…)`` in a headline. A mark before it makes it text."""


def csv_file(table: Table, drawer: bytes = b"", standing: Mapping[str, bytes] = NOTHING_STANDS) -> Sheaf:
    """*table* with its column names in the first line, as far as it goes from the *standing* file and what was kept of it in *drawer*."""
    path, before = path_of(table), opened(drawer, dict[str, Setting]).get(table.name, Setting())
    head = ",".join(column.name for column in table.columns).encode() + _END
    pieces = chain(((_HEAD, digest(head)),), table.pieces())
    content, setting = set_file(pieces, lambda one: head if one is _HEAD else _piece(table, one), before, standing.get(path, b""))
    return Sheaf((OutputFile(path, content),), partial(closed, {table.name: setting}))


def _piece(table: Table, name: str) -> bytes:
    return b"".join(",".join([_field(value) for value in row]).encode("utf-8", "replace") + _END for row in table.piece(name))


def path_of(table: Table) -> str:
    """Where the CSV file of *table* stands below the root of the site."""
    return f"data/{table.name}.csv"


def _field(value: Value) -> str:
    """*value* as it stands between two commas, in marks where it holds what would end it."""
    if isinstance(value, str):
        text = f"'{value}" if value[:1] in _FORMULA else value
        if "," in text or '"' in text or "\n" in text or "\r" in text:
            return '"' + text.replace('"', '""') + '"'
        return text
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
