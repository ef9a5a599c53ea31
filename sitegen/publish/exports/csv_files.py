"""Tables -> CSV (RFC 4180, UTF-8), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io

from sitegen.model import OutputFile
from sitegen.publish.exports.tables import Table, Value

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would run: ``=HYPERLINK(…)`` in a headline. A mark before it makes it text."""


def csv_file(table: Table) -> OutputFile:
    """*table* with its column names in the first line."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(column.name for column in table.columns)
    writer.writerows(map(_cell, row) for row in table.rows())
    return OutputFile(path_of(table), text.getvalue().encode("utf-8", "replace"))


def path_of(table: Table) -> str:
    """Where the CSV file of *table* stands below the root of the site."""
    return f"data/{table.name}.csv"


def _cell(value: Value) -> Value:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return str(value).lower() if isinstance(value, bool) else value
