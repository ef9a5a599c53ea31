"""Tables -> CSV (RFC 4180, UTF-8), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Container, Iterable
from itertools import chain

from sitegen.digests import digest
from sitegen.drawers import closed, opened
from sitegen.model import DrawnFile, Sheaf
from sitegen.publish.exports.matter import Printing, Setting
from sitegen.publish.exports.tables import Table, Value

_HEAD = ""
"""The name of the first line, as a piece."""
_FORMULA = frozenset("=+-@\t\r")
"""How a cell begins that a spreadsheet would run: ``=HYPERLINK(…)`` in a headline. A mark before it makes it text."""


def csv_file(table: Table, drawer: bytes = b"", standing: Container[str] = ()) -> Sheaf:
    """*table* below its column names, upon the file that stands, if it is one of *standing*, by what *drawer* says of it."""
    path = path_of(table)
    before = opened(drawer if path in standing else b"", dict[str, Setting]).get(table.name, Setting())
    head = _lines([[column.name for column in table.columns]])
    pieces = chain(((_HEAD, digest(head)),), table.pieces())
    printing = Printing(pieces, lambda one: head if one is _HEAD else _piece(table, one), before)
    return Sheaf((DrawnFile(path, printing.draw),), lambda: closed({table.name: printing.setting()}))


def _piece(table: Table, name: str) -> bytes:
    return _lines([_cell(value) for value in row] for row in table.piece(name))


def _lines(rows: Iterable[Iterable[Value]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8", "replace")


def path_of(table: Table) -> str:
    """Where the CSV file of *table* stands below the root of the site."""
    return f"data/{table.name}.csv"


def _cell(value: Value) -> Value:
    if isinstance(value, str):
        return f"'{value}" if value[:1] in _FORMULA else value
    return str(value).lower() if isinstance(value, bool) else value
