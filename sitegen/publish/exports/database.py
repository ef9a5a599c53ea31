"""Tables -> an SQLite file with a full-text index, which Datasette opens as it is."""

from __future__ import annotations

import errno
from collections.abc import Container, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import chain, repeat
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.digests import digest_on_disk
from sitegen.drawers import closed, opened
from sitegen.model import DrawnFile, Sheaf
from sitegen.publish.exports.matter import Setting
from sitegen.publish.exports.rows import fill
from sitegen.publish.exports.segments import DESK, Index, Segment, can_be_set, groups
from sitegen.publish.exports.tables import Column, Table

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


@dataclass(slots=True)
class _Kept:
    """What a database was set of, for the next one."""

    sqlite: str = ""
    """The version of the SQLite that put it together: another one may do it otherwise."""
    sha256: str = ""
    """Of the file."""
    settings: dict[str, Setting] = field(default_factory=dict)
    """Of each table that no index covers."""
    segments: dict[str, list[Segment]] = field(default_factory=dict)
    """Of each other table; none where they cannot be taken over."""


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


def database(tables: Sequence[Table], drawer: bytes = b"", standing: Container[str] = ()) -> Sheaf:
    """All *tables* in one file, with keys, foreign keys and full-text indexes.

    It is always put together whole: where SQLite puts things depends on what stood there before. But rows, and segments of an index, that
    would come out the same are copied from the file that stands, if it is among *standing*, by what was kept of it in *drawer*.
    """
    import sqlite3

    kept = _Kept(sqlite3.sqlite_version)
    draw = partial(_draw, tables, opened(drawer if PATH in standing else b"", _Kept), kept)
    return Sheaf((DrawnFile(PATH, draw),), lambda: closed(kept))


def _draw(tables: Sequence[Table], before: _Kept, kept: _Kept, place: str, earlier: str) -> str:
    """The SHA-256 of the database that is drawn up at *place*, upon the *earlier* one; what it is set of is put into *kept*."""
    import sqlite3

    try:
        with closing(sqlite3.connect(place, isolation_level=None, uri=True)) as connection:
            for setting in _SETTINGS:
                connection.execute(f"PRAGMA {setting}")
            if _is_as_it_was(earlier, before):
                connection.execute(f"ATTACH ? AS {_BEFORE}", (f"{Path(earlier).as_uri()}?immutable=1",))
            else:
                before = _Kept()
            connection.execute(f"ATTACH ':memory:' AS {DESK}")
            connection.execute("BEGIN")
            keys = {table.name: table.key for table in tables}
            for table in tables:
                name = table.name
                connection.execute(_creation(table, keys))
                if name in _SEARCHED:
                    kept.segments[name] = _fill_searched(table, before.segments.get(name, []), connection)
                else:
                    kept.settings[name] = fill(table, table.pieces(), 1, before.settings.get(name, Setting()), _BEFORE, connection)
                _index(table, connection)
            connection.execute("COMMIT")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in _OF_THE_DISK:
            raise
        raise OSError(_OF_THE_DISK[error.sqlite_errorcode & 0xFF], str(error), place) from error
    _take_numbers_out(place)
    kept.sha256 = digest_on_disk(Path(place))
    return kept.sha256


def _take_numbers_out(place: str) -> None:
    """Take out of the file at *place* which SQLite wrote it, and how often: another one makes the same of it."""
    with Path(place).open("r+b") as file:
        for start, length in _NUMBERS:
            file.seek(start)
            file.write(bytes(length))


def _is_as_it_was(earlier: str, before: _Kept) -> bool:
    """Whether the *earlier* database is, to the byte, what this SQLite has set as *before*."""
    import sqlite3

    try:
        return before.sqlite == sqlite3.sqlite_version and before.sha256 == digest_on_disk(Path(earlier))
    except OSError:
        return False


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


def _index(table: Table, connection: Connection) -> None:
    """Indexes of the columns that lead to other tables."""
    for columns, _ in table.references:
        connection.execute(f"CREATE INDEX {table.name}_{'_'.join(columns)} ON {table.name} ({', '.join(columns)})")


def _fill_searched(table: Table, before: Sequence[Segment], connection: Connection) -> list[Segment]:
    """The segments of the full-text index of *table*, now that both are filled; those of *before* are taken over where their rows stand."""
    beside = zip(groups(list(table.pieces()), table.most()), chain(before, repeat(Segment())), strict=False)
    pairs = [(group, then if then.first == group.first else Segment()) for group, then in beside]
    settings = [fill(table, group.pieces, group.first, then.setting, _BEFORE, connection) for group, then in pairs]
    index = Index(f"{table.name}_fts", _SEARCHED[table.name], table.name, connection)
    if not can_be_set():
        return index.rebuild()
    for (group, then), setting in zip(pairs, settings, strict=True):
        if index.stands(group, setting, then, _BEFORE):
            index.take(group, setting, then, _BEFORE)
        else:
            index.make(group, setting)
    return index.close()
