"""Tables -> an SQLite file with a full-text index, which Datasette opens as it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence

from sitegen.model import OutputFile
from sitegen.publish.exports.tables import Column, Table, Value

PATH = "data/archive.sqlite"
_TYPES = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_SEARCHED = {"articles": ("title", "deck", "text"), "quotes": ("text", "speaker"), "entities": ("name", "aliases", "role")}
"""Which columns of which table the full-text index covers; its name is the table's with ``_fts``, where Datasette looks for it."""


def database(tables: Sequence[Table]) -> OutputFile:
    """All *tables* in one file, with keys, foreign keys and full-text indexes."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.execute("PRAGMA page_size = 4096")
        connection.execute("BEGIN")
        keys = {table.name: table.key for table in tables}
        for table in tables:
            connection.execute(_creation(table, keys))
            marks = ", ".join("?" * len(table.columns))
            connection.executemany(f"INSERT INTO {table.name} VALUES ({marks})", _rows(table))  # noqa: S608  (names of our own)
            _index(table, connection)
        connection.execute("COMMIT")
        connection.execute("VACUUM")
        return OutputFile(PATH, connection.serialize())
    finally:
        connection.close()


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


def _rows(table: Table) -> Iterator[tuple[str | int | float | None, ...]]:
    return (tuple(map(_value, row)) for row in table.rows())


def _value(value: Value) -> str | int | float | None:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    return value if value is None or isinstance(value, int | float) else value.isoformat()


def _index(table: Table, connection: sqlite3.Connection) -> None:
    """The full-text index of *table*, named in the marks that Datasette looks for, and those of the columns that lead to other tables."""
    for columns, _ in table.references:
        connection.execute(f"CREATE INDEX {table.name}_{'_'.join(columns)} ON {table.name} ({', '.join(columns)})")
    searched = _SEARCHED.get(table.name)
    if searched:
        names = ", ".join(searched)
        index = f"{table.name}_fts"
        connection.execute(
            f'CREATE VIRTUAL TABLE {index} USING fts5({names}, content="{table.name}", tokenize="unicode61 remove_diacritics 2")'
        )
        connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")  # noqa: S608  (names of our own)
