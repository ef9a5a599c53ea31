"""Tables -> an SQLite file with a full-text index, which Datasette opens as it is."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.drawers import closed, opened
from sitegen.model import NOTHING_STANDS, DrawnFile, Sheaf
from sitegen.publish.exports.matter import Piece, Setting, proofread, setting_of
from sitegen.publish.exports.tables import Column, Table, Value

if TYPE_CHECKING:
    from sqlite3 import Connection

PATH = "data/archive.sqlite"
_TYPES = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_SEARCHED = {"articles": ("title", "deck", "text"), "quotes": ("text", "speaker"), "entities": ("name", "aliases", "role")}
"""Which columns of which table the full-text index covers; its name is the table's with ``_fts``, where Datasette looks for it."""

_SETTINGS = ("page_size = 4096", "journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "cache_size = -16000")
"""Nobody else knows of the file yet, and one that is not whole is thrown away; 16 MB of it are in memory at a time."""
_NUMBERS = ((24, 4), (92, 8))
"""Where in the file, and in how many bytes, SQLite counts its changes and says which SQLite made the last one."""
_OF_THE_DISK = {8: errno.EROFS, 10: errno.EIO, 13: errno.ENOSPC, 14: errno.EIO}
"""What SQLite says of a disk that cannot be written, fails, is full or has no such place, as the system says it."""

_BEFORE = "earlier"
"""What the standing database is called beside the new one."""
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
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE words USING fts5(word)")
        except sqlite3.OperationalError:
            return "the full-text search of SQLite (FTS5)"
    return None


def database(tables: Sequence[Table], drawer: bytes = b"", standing: Mapping[str, bytes] = NOTHING_STANDS) -> Sheaf:
    """All *tables* in one file, with keys, foreign keys and full-text indexes.

    It is always put together whole: where SQLite puts things depends on what stood there before. But rows that would come out the same are
    copied from the *standing* file, by what was kept of it in *drawer*.
    """
    kept: dict[str, Setting] = {}
    draw = partial(_draw, tables, opened(drawer, dict[str, Setting]), standing.get(PATH, b""), kept)
    return Sheaf((DrawnFile(PATH, draw),), lambda: closed(kept))


def _draw(tables: Sequence[Table], before: Mapping[str, Setting], standing: bytes, kept: dict[str, Setting], place: str) -> None:
    """Draw the database up at *place*, and put into *kept* what it is set of."""
    import sqlite3

    try:
        with closing(sqlite3.connect(place, isolation_level=None)) as connection:
            for setting in _SETTINGS:
                connection.execute(f"PRAGMA {setting}")
            is_open = _lay_open(standing, before, connection)
            connection.execute("BEGIN")
            keys = {table.name: table.key for table in tables}
            for table in tables:
                connection.execute(_creation(table, keys))
                kept[table.name] = _fill(table, before.get(table.name, Setting()) if is_open else Setting(), connection)
                _index(table, connection)
            connection.execute("COMMIT")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in _OF_THE_DISK:
            raise
        raise OSError(_OF_THE_DISK[error.sqlite_errorcode & 0xFF], str(error), place) from error
    _take_numbers_out(place)


def _take_numbers_out(place: str) -> None:
    """Take out of the file at *place* which SQLite wrote it, and how often: another one makes the same of it."""
    with Path(place).open("r+b") as file:
        for start, length in _NUMBERS:
            file.seek(start)
            file.write(bytes(length))


def _lay_open(standing: bytes, before: Mapping[str, Setting], connection: Connection) -> bool:
    """Whether the *standing* database lies beside the new one now, and holds so many rows as were set *before*."""
    import sqlite3

    if not standing or not before or not hasattr(connection, "deserialize"):
        return False
    connection.execute(f"ATTACH ':memory:' AS {_BEFORE}")
    try:
        connection.deserialize(standing, name=_BEFORE)
        count = "SELECT count(*) FROM {0}.{1}"
        return all(connection.execute(count.format(_BEFORE, name)).fetchone()[0] == setting.length for name, setting in before.items())
    except sqlite3.DatabaseError:
        return False


def _fill(table: Table, before: Setting, connection: Connection) -> Setting:
    """What *table* was set of, now that it is filled."""
    copying = f"INSERT INTO {table.name} SELECT * FROM {_BEFORE}.{table.name} WHERE rowid > ? AND rowid <= ? ORDER BY rowid"  # noqa: S608  (names of our own)
    pieces: list[Piece] = []
    lengths: list[int] = []
    for run in proofread(table.pieces(), before):
        if run.place:
            connection.execute(copying, run.place)
        pieces += run.pieces
        lengths += run.lengths or _insert(table, run.pieces, sum(lengths), connection)
    return setting_of(pieces, lengths)


def _insert(table: Table, pieces: Sequence[Piece], there: int, connection: Connection) -> list[int]:
    """How many rows each of *pieces* has; they are behind the others that were *there* now."""
    insertion = f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(table.columns))})"  # noqa: S608  (as above)
    lengths: list[int] = []
    try:
        connection.executemany(insertion, _counted(table, pieces, lengths))
    except UnicodeEncodeError:  # half a character of a broken capture
        done = connection.execute(f"SELECT max(rowid) FROM {table.name}").fetchone()[0] or 0  # noqa: S608  (as above)
        lengths.clear()
        rest = islice(_counted(table, pieces, lengths), done - there, None)
        connection.executemany(insertion, ([_whole(value) for value in row] for row in rest))
    return lengths


def _counted(table: Table, pieces: Iterable[Piece], lengths: list[int]) -> Iterator[Sequence[Value]]:
    """The rows of *pieces*, as SQLite takes them; how many each piece has is added to *lengths*."""
    days = [place for place, column in enumerate(table.columns) if column.type == "date"]
    for name, _ in pieces:
        rows = list(table.piece(name))
        lengths.append(len(rows))
        yield from (_with_days_as_text(row, days) for row in rows) if days else rows


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
