"""Tables -> the rows of a database: of those that stand there, only what would come out otherwise is touched.

Each piece of a table has numbers of its own for its rows, by its place in its group, so that what comes or goes moves few others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import count, groupby, repeat
from operator import sub
from typing import TYPE_CHECKING

import msgspec

from sitegen.publish.exports.matter import Piece
from sitegen.publish.exports.tables import Table, Value

if TYPE_CHECKING:
    from sqlite3 import Connection

Numbered = tuple[int, Sequence[Value]]
"""The number of a row, and its values."""


class Group(msgspec.Struct, frozen=True):
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


class Stretch(msgspec.Struct):
    """Rows one after the other, from the number *start* to before *end*."""

    start: int
    end: int
    there: int | None
    """The number of the first one before; None where they must be set."""
    rows: Callable[[], Iterable[Numbered]] = tuple


def revise(table: Table, pairs: Sequence[tuple[Group, Group]], standing: Container[str], earlier: str, connection: Connection) -> None:
    """Put the rows of *table* in order: of each of the *pairs* the first group is to stand where the second one stands.

    Rows that have moved in their group are copied from the *earlier* database, and so are parts of other pieces that are *standing*.
    """
    amend = partial(_amended, table, standing, earlier, connection) if table.parts else None
    changed = [(was, _joined(_stretches(table, now, was, amend))) for now, was in pairs]
    for was, found in changed:
        _clear(table, was, found, connection)
    stretches = [one for _, found in changed for one in found]
    for one in stretches:
        if one.there is not None and one.there != one.start:
            _copy(table, one, one.there, earlier, connection)
    _insert(table, [one for one in stretches if one.there is None], connection)


def _stretches(table: Table, now: Group, was: Group, amend: Callable[[str, int, range], Iterable[Stretch]] | None) -> Iterator[Stretch]:
    """The rows of a group *now*, as they stand where it *was*, or do not; a piece that has changed may be amended."""
    there = was.pieces if (now.first, now.each) == (was.first, was.each) else ()
    standing = dict(zip(there, count(), strict=False))
    names = {name: place for place, (name, _) in enumerate(there)} if amend else {}
    # of pieces that stand one behind the other as they stood all have moved as far; what does not stand has moved as nothing else can
    moves = map(sub, map(standing.get, now.pieces, repeat(-2)), count())
    end = 0
    for move, run in groupby(moves):
        place, end = end, end + len(list(run))
        start, name = now.row(place), now.pieces[place][0]
        if place + move >= 0:
            yield Stretch(start, now.row(end), was.row(place + move))
        elif amend and name in names:
            yield from amend(name, start, range(was.row(names[name]), was.row(names[name] + 1)))
        else:
            yield Stretch(start, now.row(end), None, partial(_numbered, table, name, start))


def _amended(
    table: Table, standing: Container[str], earlier: str, connection: Connection, name: str, start: int, there: range
) -> Iterator[Stretch]:
    """The rows of the piece of this *name*, from the number *start* on; those of parts that are *standing* have numbers of *there*."""
    rows = f"SELECT {table.columns[0].name} FROM {earlier}.{table.name} WHERE rowid >= ? AND rowid < ? ORDER BY rowid"
    told = [one for (one,) in connection.execute(rows, (there.start, there.stop))]
    before, lengths = dict(zip(reversed(told), count(there.start + len(told) - 1, -1), strict=False)), Counter(told)
    run = Stretch(start, start, None)
    for one in table.parts(name) if table.parts else ():
        first, many = (before.get(one, 0), lengths[one]) if one in standing else (0, 0)
        if run.there is None or not many or first != run.there + run.end - run.start:
            yield run
            run = Stretch(run.end, run.end, first if many else None)
        if not many:
            anew = list(_numbered(table, name, run.start, one))
            run.rows, many = partial(list, anew), len(anew)
        run.end += many
    yield run


def _joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """*stretches*, those as one that stand one behind the other as they stood."""
    found: list[Stretch] = []
    for one in stretches:
        last = found[-1] if found else one
        if last.end == one.start and last.there is not None and last.there + last.end - last.start == one.there:
            last.end = one.end
        else:
            found.append(one)
    return found


def _clear(table: Table, was: Group, found: Iterable[Stretch], connection: Connection) -> None:
    """Take out the rows of the group that *was*, but of those stretches that stand where they stood."""
    start = was.first
    for one in [*(one for one in found if one.start == one.there), Stretch(was.end, was.end, None)]:
        if start < one.start:
            connection.execute(f"DELETE FROM {table.name} WHERE rowid >= ? AND rowid < ?", (start, one.start))
        start = one.end


def _copy(table: Table, one: Stretch, there: int, earlier: str, connection: Connection) -> None:
    """Copy the rows of a stretch from where they were *there*."""
    names = _names(table)
    rows = f"SELECT rowid + ?, {names} FROM {earlier}.{table.name} WHERE rowid >= ? AND rowid < ? ORDER BY rowid"
    connection.execute(f"INSERT INTO {table.name} (rowid, {names}) {rows}", (one.start - there, there, there + one.end - one.start))


def _insert(table: Table, stretches: Sequence[Stretch], connection: Connection) -> None:
    """Set the rows of *stretches*."""
    insertion = f"INTO {table.name} (rowid, {_names(table)}) VALUES (?{', ?' * len(table.columns)})"
    try:
        connection.executemany(f"INSERT {insertion}", ((number, *row) for one in stretches for number, row in one.rows()))
    except UnicodeEncodeError:  # half a character of a broken capture
        connection.executemany(f"REPLACE {insertion}", ((number, *map(_whole, row)) for one in stretches for number, row in one.rows()))


def _numbered(table: Table, name: str, start: int, part: str | None = None) -> Iterator[Numbered]:
    """The rows of a piece, or of one *part* of it, each with its number, as SQLite takes them."""
    days = [place for place, column in enumerate(table.columns) if column.type == "date"]
    rows = table.piece(name) if part is None else table.part(name, part)
    return enumerate((_with_days_as_text(row, days) for row in rows) if days else rows, start)


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
