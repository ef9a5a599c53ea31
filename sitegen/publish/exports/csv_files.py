"""Tables -> CSV (RFC 4180, UTF-8), safe to open in a spreadsheet."""

from __future__ import annotations

from sitegen.model import OutputFile
from sitegen.publish.exports.tables import Table, Value

_FORMULA = frozenset("=+-@\t\r")
"""How a cell begins that a spreadsheet would run: ``=HYPERLINK(…)`` in a headline. A mark before it makes it text."""


def csv_file(table: Table) -> OutputFile:
    """*table* with its column names in the first line."""
    head = ",".join(column.name for column in table.columns)
    lines = [head, *(",".join([_field(value) for value in row]) for row in table.rows()), ""]
    return OutputFile(path_of(table), "\r\n".join(lines).encode("utf-8", "replace"))


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
