"""Tables -> an SQLite file with a full-text index, which Datasette opens as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from sitegen.model import OutputFile
from sitegen.publish.exports.tables import Column, Table, Value

if TYPE_CHECKING:
    from sqlite3 import Connection

PATH = "data/archive.sqlite"
_TYPES = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_SEARCHED = {"articles": ("title", "deck", "text"), "quotes": ("text", "speaker"), "entities": ("name", "aliases", "role")}
"""Which columns of which table the full-text index covers; its name is the table's with ``_fts``, where Datasette looks for it."""

_AT_ONCE = "INSERT INTO {0} ({0}, rank) VALUES ('hashsize', 67108864)"
"""An index gathers so many bytes before it writes: one segment for 10,000 articles, where it would write many and merge them."""
_AS_EVER = "INSERT INTO {0} ({0}, rank) VALUES ('hashsize', 1048576)"


@cache
def lacking() -> str | None:
    """What this Python lacks for making the file; None where it lacks nothing."""
    try:
        import sqlite3
    except ImportError:
        return "the module sqlite3"
    if not hasattr(sqlite3.Connection, "serialize"):
        return "the function `serialize` of sqlite3"
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE words USING fts5(word)")
        except sqlite3.OperationalError:
            return "the full-text search of SQLite (FTS5)"
    return None


def database(tables: Sequence[Table]) -> OutputFile:
    """All *tables* in one file, with keys, foreign keys and full-text indexes.

    It is always made whole: where SQLite puts things depends on what stood there before.
    """
    import sqlite3

    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("PRAGMA page_size = 4096")
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("BEGIN")
        keys = {table.name: table.key for table in tables}
        for table in tables:
            connection.execute(_creation(table, keys))
            _fill(table, connection)
            _index(table, connection)
        connection.execute("COMMIT")
        return OutputFile(PATH, connection.serialize())


def _fill(table: Table, connection: Connection) -> None:
    insertion = f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(table.columns))})"  # noqa: S608  (names of our own)
    try:
        connection.executemany(insertion, _rows(table))
    except UnicodeEncodeError:  # half a character of a broken capture
        connection.execute(f"DELETE FROM {table.name}")  # noqa: S608  (as above)
        connection.executemany(insertion, ([_whole(value) for value in row] for row in _rows(table)))


def _creation(table: Table, keys: Mapping[str, Sequence[str]]) -> str:
    """What makes *table*; the columns that it refers to are named, for Datasette does not find them by itself."""
    lines = [_column(column) for column in table.columns]
    if table.key:
        lines.append(f"PRIMARY KEY ({', '.join(table.key)})")
    for columns, to in table.references:
        lines.append(f"FOREIGN KEY ({', '.join(columns)}) REFERENCES {to} ({', '.join(keys[to])})")
    return f"CREATE TABLE {table.name} ({', '.join(lines)})"


def _column(column: Column) -> str:
    return f'"{column.name}" {_TYPES.get(column.type, "TEXT")}'


def _rows(table: Table) -> Iterator[Sequence[Value]]:
    days = [place for place, column in enumerate(table.columns) if column.type == "date"]
    if not days:
        return table.rows()
    return (_with_days_as_text(row, days) for row in table.rows())


def _with_days_as_text(row: Sequence[Value], days: Sequence[int]) -> list[Value]:
    told = list(row)
    for place in days:
        day = row[place]
        told[place] = day.isoformat() if isinstance(day, date) else day
    return told


def _whole(value: Value) -> Value:
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


def _index(table: Table, connection: Connection) -> None:
    """The full-text index of *table*, and indexes of the columns that lead to other tables."""
    for columns, _ in table.references:
        connection.execute(f"CREATE INDEX {table.name}_{'_'.join(columns)} ON {table.name} ({', '.join(columns)})")
    searched = _SEARCHED.get(table.name)
    if searched:
        names = ", ".join(searched)
        index = f"{table.name}_fts"
        connection.execute(
            f'CREATE VIRTUAL TABLE {index} USING fts5({names}, content="{table.name}", tokenize="unicode61 remove_diacritics 2")'
        )
        for command in (_AT_ONCE, "INSERT INTO {0} ({0}) VALUES ('rebuild')", _AS_EVER):
            connection.execute(command.format(index))
