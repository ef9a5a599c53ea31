"""Tables -> the rows of a database: of those that stand there, only what would come out otherwise is touched.

Each piece of a table has numbers of its own for its rows, by its place in its group, so that what comes or goes moves few others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from sitegen.publish.exports.matter import Piece
from sitegen.publish.exports.tables import Table, Value

if TYPE_CHECKING:
    from sqlite3 import Connection

Numbered = tuple[int, Sequence[Value]]
"""The number of a row, and its values."""


@dataclass(frozen=True, slots=True)
class Group:
    """Pieces one after the other."""

    number: int = 0
    first: int = 0
    """The number of the first row."""
    each: int = 0
    """How many rows each piece has room for."""
    pieces: tuple[Piece, ...] = ()

    def row(self, place: int) -> int:
        """The number of the first row of the piece at this *place*."""
        return self.first + place * self.each

    @property
    def end(self) -> int:
        """The number behind those of all rows."""
        return self.row(len(self.pieces))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pieces of a group, from the place *at* to before *end*."""

    at: int
    end: int
    there: int | None
    """From which place on they stood in the same group before; None where they did not."""


def revise(table: Table, pairs: Sequence[tuple[Group, Group]], earlier: str, connection: Connection) -> None:
    """Put the rows of *table* in order: of each of the *pairs* the first group is to stand where the second one stands.

    Rows that have moved in their group are copied from the *earlier* database.
    """
    changed = [(now, was, list(stretches(now, was))) for now, was in pairs]
    for _, was, found in changed:
        _clear(table, was, found, connection)
    for now, was, found in changed:
        for stretch in found:
            if stretch.there is None:
                _insert(table, now, stretch, connection)
            elif stretch.there != stretch.at:
                _copy(table, was, stretch, earlier, connection)


def stretches(now: Group, was: Group) -> Iterator[Stretch]:
    """The pieces of a group *now*, as they stand where it *was*, or do not."""
    is_there = (now.first, now.each) == (was.first, was.each)
    places = {piece: place for place, piece in enumerate(was.pieces)} if is_there else {}
    shifts = [None if (there := places.get(piece)) is None else there - at for at, piece in enumerate(now.pieces)]
    at = 0
    for shift, run in groupby(shifts):
        end = at + len(list(run))
        yield Stretch(at, end, None if shift is None else at + shift)
        at = end


def _clear(table: Table, was: Group, found: Sequence[Stretch], connection: Connection) -> None:
    """Take out the rows of the group that *was*, but of those pieces that stand where they stood."""
    start = 0
    for stretch in [*(one for one in found if one.at == one.there), Stretch(len(was.pieces), 0, None)]:
        if start < stretch.at:
            connection.execute(f"DELETE FROM {table.name} WHERE rowid >= ? AND rowid < ?", (was.row(start), was.row(stretch.at)))
        start = stretch.end


def _copy(table: Table, was: Group, stretch: Stretch, earlier: str, connection: Connection) -> None:
    """Copy the rows of a *stretch* from where the group *was*."""
    there = stretch.there or 0
    names = _names(table)
    rows = f"SELECT rowid + ?, {names} FROM {earlier}.{table.name} WHERE rowid >= ? AND rowid < ? ORDER BY rowid"
    places = (stretch.at - there) * was.each, was.row(there), was.row(there + stretch.end - stretch.at)
    connection.execute(f"INSERT INTO {table.name} (rowid, {names}) {rows}", places)


def _insert(table: Table, group: Group, stretch: Stretch, connection: Connection) -> None:
    """Set the rows of a *stretch* of *group*."""
    insertion = f"INTO {table.name} (rowid, {_names(table)}) VALUES (?{', ?' * len(table.columns)})"
    try:
        connection.executemany(f"INSERT {insertion}", ((number, *row) for number, row in _numbered(table, group, stretch)))
    except UnicodeEncodeError:  # half a character of a broken capture
        rows = ((number, *map(_whole, row)) for number, row in _numbered(table, group, stretch))
        connection.executemany(f"REPLACE {insertion}", rows)


def _numbered(table: Table, group: Group, stretch: Stretch) -> Iterator[Numbered]:
    """The rows of a *stretch* of *group*, each with its number, as SQLite takes them."""
    days = [place for place, column in enumerate(table.columns) if column.type == "date"]
    for place in range(stretch.at, stretch.end):
        for number, row in enumerate(table.piece(group.pieces[place][0]), group.row(place)):
            yield number, _with_days_as_text(row, days) if days else row


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
