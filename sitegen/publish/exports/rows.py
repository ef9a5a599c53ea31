"""Tables -> the rows of a database: those that would come out the same are copied from an earlier one."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from sitegen.publish.exports.matter import Piece, Setter, Setting, proofread
from sitegen.publish.exports.tables import Table, Value

if TYPE_CHECKING:
    from sqlite3 import Connection

Numbered = tuple[int, Sequence[Value]]
"""The number of a row, and its values."""


def fill(table: Table, pieces: Iterable[Piece], first: int, before: Setting, earlier: str, connection: Connection) -> Setting:
    """What *table* is set of from the row number *first* on, now that *pieces* are put there.

    Rows that were set there *before* are copied from the *earlier* database.
    """
    setter, there = Setter(), 0
    for run in proofread(pieces, before):
        if run.place:
            _copy(table, first + run.place[0], first + run.place[1], there - run.place[0], earlier, connection)
        else:
            run.lengths = _insert(table, run.names, first + there, connection)
        setter.note(run)
        there += sum(run.lengths)
    return setter.setting()


def _copy(table: Table, start: int, end: int, further: int, earlier: str, connection: Connection) -> None:
    """Copy the rows from the number *start* to before *end* from the *earlier* database, so much *further* on."""
    names = _names(table)
    rows = f"SELECT rowid + ?, {names} FROM {earlier}.{table.name} WHERE rowid >= ? AND rowid < ? ORDER BY rowid"
    connection.execute(f"INSERT INTO {table.name} (rowid, {names}) {rows}", (further, start, end))


def _insert(table: Table, pieces: Sequence[str], first: int, connection: Connection) -> array[int]:
    """How many rows each of *pieces* has, which stand from the number *first* on now."""
    insertion = f"INSERT INTO {table.name} (rowid, {_names(table)}) VALUES (?{', ?' * len(table.columns)})"
    lengths = array("Q")
    try:
        connection.executemany(insertion, ((number, *row) for number, row in _numbered(table, pieces, first, lengths)))
    except UnicodeEncodeError:  # half a character of a broken capture
        last = connection.execute(f"SELECT max(rowid) FROM {table.name}").fetchone()[0] or 0
        del lengths[:]
        rest = ((number, row) for number, row in _numbered(table, pieces, first, lengths) if number > last)
        connection.executemany(insertion, ((number, *map(_whole, row)) for number, row in rest))
    return lengths


def _numbered(table: Table, pieces: Iterable[str], first: int, lengths: array[int]) -> Iterator[Numbered]:
    """The rows of *pieces* from the number *first* on, as SQLite takes them; how many each piece has is added to *lengths*."""
    days = [place for place, column in enumerate(table.columns) if column.type == "date"]
    for name in pieces:
        rows = list(table.piece(name))
        lengths.append(len(rows))
        for number, row in enumerate(rows, first):
            yield number, _with_days_as_text(row, days) if days else row
        first += len(rows)


def _with_days_as_text(row: Sequence[Value], days: Sequence[int]) -> list[Value]:
    told = list(row)
    for place in days:
        day = row[place]
        told[place] = day.isoformat() if isinstance(day, date) else day
    return told


def _whole(value: Value) -> Value:
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


def _names(table: Table) -> str:
    return ", ".join(f'"{column.name}"' for column in table.columns)
