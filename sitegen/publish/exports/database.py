"""Tables -> an SQLite file with a full-text index, which Datasette opens as it is."""

from __future__ import annotations

import errno
import hashlib
from array import array
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import closing
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import msgspec

from sitegen.digests import Digest, digest
from sitegen.drawers import closed, opened
from sitegen.model import DrawnFile, Sheaf
from sitegen.palimpsest import written_over
from sitegen.publish.exports.columns import Column
from sitegen.publish.exports.matter import Piece
from sitegen.publish.exports.rows import Group, revise
from sitegen.publish.exports.segments import DESK, Compared, Index, Segment, can_be_set, groups, segment_of
from sitegen.publish.exports.tables import Table

if TYPE_CHECKING:
    from sqlite3 import Connection

PATH = "data/archive.sqlite"
_TYPES = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_SEARCHED = {"articles": ("title", "deck", "text"), "quotes": ("text", "speaker"), "entities": ("name", "aliases", "role")}
"""Which columns of which table the full-text index covers; its name is the table's with ``_fts``, where Datasette looks for it."""

_SETTINGS = ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "cache_size = -16000")
"""Nobody else knows of the file yet, and one that is not whole is thrown away; 16 MB of it are in memory at a time."""
_CACHE = "cache_size = -200"
"""While the database is put into its final form it is gone through once: what is in few bytes stays near to the processor."""
_PAGE, _LARGE_PAGE, _MANY = 4096, 65_536, 2000
"""Bytes of a page, and of one where a table has many pieces: large pages are copied in half the time, small ones leave less room empty."""
_NUMBERS = ((24, 4), (40, 4), (92, 8))
"""Where in the file, and in how many bytes, SQLite counts its changes, those of the tables, and says which SQLite made the last one."""
_GALLEY = ".galley"
"""How the name ends of the database that is at work, beside its final form."""
_STRETCH = 1 << 18
"""Bytes that are read at once, and of which a checksum is kept."""
_ALONE = 1 << 20
"""Groups of a table in which no words are looked for may be as many: they are as small as can be, and little moves in them."""
_OF_THE_DISK = {8: errno.EROFS, 10: errno.EIO, 13: errno.ENOSPC, 14: errno.EIO}
"""What SQLite says of a disk that cannot be written, fails, is full or has no such place, as the system says it."""

_BEFORE = "earlier"
"""What the standing database is called beside the new one."""


class _Kept(msgspec.Struct):
    """What a database was set of, for the next one."""

    maker: Digest = b""
    """Of the version of the SQLite that put it together, for another one may do it otherwise, and of all that it was told."""
    sums: bytes = b""
    """A checksum of each stretch of the file."""
    segments: dict[str, list[Segment]] = {}
    """Of each table."""
    parts: dict[str, dict[str, Digest]] = {}
    """Of what the parts of each table's pieces were made."""


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

    Where SQLite puts things depends on what stood there before. So what has changed, by what was kept of the last making in *drawer*, is
    changed in a copy of the file that stands, if it is among *standing*; and all that is in this galley is put into its final form.
    """
    kept = _Kept()
    draw = partial(_draw, tables, opened(drawer if PATH in standing else b"", _Kept), kept)
    return Sheaf((DrawnFile(PATH, draw),), lambda: closed(kept))


def _draw(tables: Sequence[Table], before: _Kept, kept: _Kept, place: str, earlier: str) -> str:
    """The SHA-256 of the database that is drawn up at *place*, upon the *earlier* one; what it is set of is put into *kept*."""
    import sqlite3

    galley, pieces = place + _GALLEY, {table.name: list(table.pieces()) for table in tables}
    page = _LARGE_PAGE if max(map(len, pieces.values())) > _MANY else _PAGE
    keys = {table.name: table.key for table in tables}
    _make_way(place, galley)
    kept.maker = digest(sqlite3.sqlite_version, page, [_creation(table, keys) for table in tables])
    try:
        before = before if kept.maker == before.maker and can_be_set() and _is_copied(earlier, before, galley) else _start(galley)
        with closing(sqlite3.connect(galley, isolation_level=None, uri=True)) as connection:
            for setting in (f"page_size = {page}", *_SETTINGS):
                connection.execute(f"PRAGMA {setting}")
            if before.sums:
                connection.execute(f"ATTACH ? AS {_BEFORE}", (f"{Path(earlier).as_uri()}?immutable=1",))
            _set(tables, pieces, before, kept, connection)
            connection.execute(f"PRAGMA {_CACHE}")
            connection.execute("VACUUM INTO ?", (place,))
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in _OF_THE_DISK:
            raise
        raise OSError(_OF_THE_DISK[error.sqlite_errorcode & 0xFF], str(error), place) from error
    finally:
        Path(galley).unlink(missing_ok=True)
    _take_numbers_out(place)
    sha256, kept.sums = _digested(place)
    return sha256


def _make_way(place: str, galley: str) -> None:
    """Let an empty file lie at *place*, as SQLite wants it; what is there to be written over is the *galley*."""
    lying = Path(place)
    if lying.is_file() and lying.stat().st_size:
        lying.replace(galley)
        lying.touch()


def _is_copied(earlier: str, before: _Kept, galley: str) -> bool:
    """Whether the *earlier* database is what was set as *before*, stretch by stretch, and is copied to the *galley*."""
    sums = array("I")
    try:
        with written_over(galley) as copy:
            for stretch in _stretches(earlier):
                sums.append(crc32(stretch))
                copy.write(stretch)
    except OSError:
        return False
    return sums.tobytes() == before.sums


def _digested(place: str) -> tuple[str, bytes]:
    """The SHA-256 of the database at *place*, and the checksums of its stretches."""
    sha256, sums = hashlib.sha256(), array("I")
    for stretch in _stretches(place):
        sha256.update(stretch)
        sums.append(crc32(stretch))
    return sha256.hexdigest(), sums.tobytes()


def _stretches(place: str) -> Iterator[memoryview]:
    """What the file at *place* holds; each stretch until the next one is asked for."""
    room = memoryview(bytearray(_STRETCH))
    with Path(place).open("rb") as file:
        while length := file.readinto(room):
            yield room[:length]


def _start(galley: str) -> _Kept:
    """Nothing: the *galley* is empty."""
    Path(galley).unlink(missing_ok=True)
    return _Kept()


def _set(tables: Sequence[Table], pieces: Mapping[str, Sequence[Piece]], before: _Kept, kept: _Kept, connection: Connection) -> None:
    """Set all *tables*, of these *pieces*, upon what was set *before*; of what is put into *kept*."""
    keys = {table.name: table.key for table in tables}
    connection.execute(f"ATTACH ':memory:' AS {DESK}")
    connection.execute("BEGIN")
    for table in tables:
        if not before.sums:
            connection.execute(_creation(table, keys))
        kept.segments[table.name] = _fill(table, pieces[table.name], before, connection)
        kept.parts[table.name] = table.parts_made_of()
        if not before.sums:
            _index(table, connection)
    connection.execute("COMMIT")


def _take_numbers_out(place: str) -> None:
    """Take out of the file at *place* which SQLite wrote it, and how often: another one makes the same of it."""
    with Path(place).open("r+b") as file:
        for start, length in _NUMBERS:
            file.seek(start)
            file.write(bytes(length))


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


def _fill(table: Table, pieces: Sequence[Piece], before: _Kept, connection: Connection) -> list[Segment]:
    """What is known of each group of *table*, now that all are in order, and so is the full-text index, if there is one."""
    pairs = _pairs(table, pieces, before.segments.get(table.name, []))
    others = [(pair.group, pair.before.group()) for pair in pairs if not pair.is_same]
    revise(table, others, table.standing(before.parts.get(table.name, {})), _BEFORE, connection)
    if table.name not in _SEARCHED:
        return [pair.now for pair in pairs if pair.group.pieces]
    index = Index(f"{table.name}_fts", _SEARCHED[table.name], table.name, connection, stands=bool(before.sums))
    return index.revise(pairs, _BEFORE) if can_be_set() else index.rebuild()


def _pairs(table: Table, pieces: Sequence[Piece], before: Sequence[Segment]) -> list[Compared]:
    """The groups of *pieces* of *table*, and one of nothing for each number that had one; with each what is known of it from *before*."""
    there = {segment.number: segment for segment in before}
    found = {group.number: group for group in groups(pieces, table.most(), *(() if table.name in _SEARCHED else (_ALONE,)))}
    of_nothing = {number: Group(number) for number in there.keys() - found.keys()}
    every = sorted((found | of_nothing).items())
    return [Compared(group, segment_of(group), there.get(number, Segment())) for number, group in every]
