"""A full-text index is put together of segments, one for each group of rows: where the rows stand, theirs stands in the next database.

A group ends behind a piece whose name says so, and its rows have numbers from one of its own on, so that what comes or goes moves no other,
and a group that comes or goes moves few.
FTS5 keeps an index in tables beside it: the blocks of each segment, by numbers that begin with the segment's; the first term of blocks;
how many words each row has; and two records, of all rows together and of the segments. Its source tells of them in ``fts5_index.c``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING
from zlib import crc32

from msgspec.structs import replace

from sitegen.drawers import closed, opened
from sitegen.model.value import Value
from sitegen.publish.exports.matter import Piece
from sitegen.publish.exports.rows import Group

if TYPE_CHECKING:
    from sqlite3 import Connection

_TOKENIZER = 'tokenize="unicode61 remove_diacritics 2"'
_LEAST, _PARTS = 64, 64
"""Pieces of a group of a small archive, in the middle; groups of a large one, of which each makes a search a little slower."""
_MUCH, _LITTLE = 4, 2
"""A group is at most so many times as large, or as small. The names that may end one come _MUCH times as often: so most are of about one
size, and an edit falls into a large one more rarely."""
_TIER, _ROOM = 4, 8
"""One of so many names that may end a group leaves room behind it, as a chapter does that begins on a page of its own: the next group's
number is a multiple of the second one; behind one of its square it is a multiple of the square, and so on. Where a group comes or goes, the
others have other numbers to the end of such a chapter, and not to the end of all. No index comes near to the 2**16 numbers that FTS5 has
for segments."""
_OWN = 37
"""Bits of a block's number behind that of its segment."""
_TOTALS, _STRUCTURE = 1, 10
"""The numbers of the two records."""
_NO_BLOCK = ((1 << 6) - 1) << 31
"""Bits that none of the blocks with words has in its number."""
DESK = "desk"
"""What the database is called in which a segment is made."""
_AT_ONCE = f"INSERT INTO {DESK}.{{0}} ({{0}}, rank) VALUES ('hashsize', 67108864)"
"""An index gathers so many bytes before it writes: one segment of a group, where it would write many and merge them."""


class Segment(Value):
    """What is known of the rows of a group, and of their part of the index."""

    number: int = 0
    first: int = 0
    each: int = 0
    pieces: bytes = b""
    """Packed."""
    blocks: int = 0
    totals: tuple[int, ...] = ()
    """How many rows there are, and how many words in each column."""

    def group(self) -> Group:
        """The group; one of nothing where nothing is known of it."""
        return Group(self.number, self.first, self.each, opened(self.pieces, tuple[Piece, ...]))


class Compared(Value):
    """A group beside the one of the same number before."""

    group: Group
    now: Segment
    """What is known of the group before any index."""
    before: Segment
    """What is known of the one before."""

    @property
    def is_same(self) -> bool:
        """Whether the group is what is known of the one before."""
        now, before = self.now, self.before
        return bool(now.pieces) and (now.first, now.each, now.pieces) == (before.first, before.each, before.pieces)


def segment_of(group: Group) -> Segment:
    """What is known of *group* before any index."""
    return Segment(group.number, group.first, group.each, closed(group.pieces))


def groups(pieces: Sequence[Piece], most: int, parts: int = _PARTS) -> Iterator[Group]:
    """*pieces*, each of at most so many rows, in groups: in so many *parts* or more, where there are many."""
    mean = max(_LEAST, 1 << (len(pieces) // parts).bit_length())
    each = 1 << max(1, most).bit_length()
    room = mean * _MUCH * each
    sums = ((end, crc32(name.encode("utf-8", "surrogatepass"))) for end, (name, _) in enumerate(pieces, 1))
    signs = [(end, total // (mean // _MUCH)) for end, total in sums if not total % (mean // _MUCH)]
    number = start = 0
    for sign, strength in [*signs, (len(pieces), 1)]:
        while start < sign and (sign - start >= mean // _LITTLE or sign == len(pieces)):
            end = min(sign, start + mean * _MUCH)
            yield Group(number, 1 + number * room, each, tuple(pieces[start:end]))
            start, step = end, _step(strength, parts) if end == sign else 1
            number += step - number % step


def _step(strength: int, parts: int) -> int:
    """Of what the number of the group behind a sign of this *strength* is a multiple; in so many *parts* hardly any is in a higher tier."""
    step, tier = 1, _TIER
    while tier < parts and not strength % tier:
        step, tier = step * _ROOM, tier * _TIER
    return step


@cache
def can_be_set() -> bool:
    """Whether this SQLite lets others write into the tables of an index; that of macOS is on its guard."""
    import sqlite3

    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE words USING fts5(word)")
        try:
            connection.execute("DELETE FROM words_data WHERE id < 0")
        except sqlite3.OperationalError:
            return False
    return True


class Index:
    """The index *name* of these *columns* of a *table*, which *stands* already, or is to be created, on its way."""

    def __init__(self, name: str, columns: Sequence[str], table: str, connection: Connection, *, stands: bool) -> None:
        self._name, self._columns, self._table, self._run = name, ", ".join(columns), table, connection.execute
        if not stands:
            self._run(f'CREATE VIRTUAL TABLE {name} USING fts5({self._columns}, content="{table}", {_TOKENIZER})')
        self._run(f'CREATE VIRTUAL TABLE {DESK}.{name} USING fts5({self._columns}, content="", {_TOKENIZER})')
        self._run(_AT_ONCE.format(name))

    def revise(self, pairs: Sequence[Compared], earlier: str) -> list[Segment]:
        """The segments of all groups, the rows of which are in order: those that stand in the *earlier* database, and else others."""
        standing = [pair.is_same or self._stands(pair.group, pair.before, earlier) for pair in pairs]
        for pair, stands in zip(pairs, standing, strict=True):
            if not stands and pair.before.first:
                self._remove(pair.group.number, pair.before)
        found = [
            replace(pair.before, pieces=pair.now.pieces) if stands else self._make(pair.group)
            for pair, stands in zip(pairs, standing, strict=True)
            if pair.group.pieces
        ]
        self._close(found)
        return found

    def _stands(self, group: Group, segment: Segment, earlier: str) -> bool:
        """Whether the rows of *group* say in all that is looked for what those of *segment* said in the *earlier* database.

        The row of a name tells how many articles mention it, too: after an edit of one, few rows of names are other ones for the index.
        """
        was = segment.group()
        if (group.first, group.each) != (was.first, was.each):
            return False
        says = "SELECT rowid, {} FROM {}.{} WHERE rowid >= ? AND rowid < ? ORDER BY rowid"
        now, before = (says.format(self._columns, one, self._table) for one in ("main", earlier))
        others = [place for place, (one, other) in enumerate(zip_longest(group.pieces, was.pieces)) if one != other]
        spans = ((group.row(place), group.row(place + 1)) for place in others)
        return all(self._run(now, span).fetchall() == self._run(before, span).fetchall() for span in spans)

    def _remove(self, number: int, segment: Segment) -> None:
        """Take out the *segment* of the group of this *number*."""
        here, was = number + 1, segment.group()
        self._run(f"DELETE FROM {self._name}_data WHERE id >= ? AND id < ?", (here << _OWN, (here + 1) << _OWN))
        self._run(f"DELETE FROM {self._name}_idx WHERE segid = ?", (here,))
        self._run(f"DELETE FROM {self._name}_docsize WHERE id >= ? AND id < ?", (was.first, was.end))

    def _make(self, group: Group) -> Segment:
        """The segment of *group*, made of the rows that stand in the table."""
        rows = f"SELECT rowid, {self._columns} FROM {self._table} WHERE rowid >= ? AND rowid < ?"
        self._run(f"INSERT INTO {DESK}.{self._name} (rowid, {self._columns}) {rows}", (group.first, group.end))
        self._run(f"INSERT INTO {DESK}.{self._name} ({self._name}) VALUES ('optimize')")
        (last,) = self._run(f"SELECT max(id) FROM {DESK}.{self._name}_data WHERE id & ? = 0", (_NO_BLOCK,)).fetchone()
        there, blocks = last >> _OWN, last & ((1 << _OWN) - 1)
        sizes = [_numbers(sizes) for (sizes,) in self._run(f"SELECT sz FROM {DESK}.{self._name}_docsize")]
        self._bring(group.number + 1, there)
        self._run(f"INSERT INTO {DESK}.{self._name} ({self._name}) VALUES ('delete-all')")
        totals = len(sizes), *map(sum, zip(*sizes, strict=True))
        return replace(segment_of(group), blocks=blocks if there else 0, totals=totals)

    def rebuild(self) -> list[Segment]:
        """No segments: SQLite makes the whole index by itself."""
        self._run(f"INSERT INTO {self._name} ({self._name}) VALUES ('rebuild')")
        return []

    def _close(self, segments: Sequence[Segment]) -> None:
        """Let the index tell of all *segments*."""
        there = [(segment.number + 1, segment.blocks) for segment in segments if segment.blocks]
        totals = map(sum, zip_longest(*(segment.totals for segment in segments), fillvalue=0)) if there else ()
        structure = [len(there) and 1, len(there), sum(blocks for _, blocks in there)]
        if there:
            structure += [0, len(there)]  # one level, nothing of which is being merged
        structure += [part for number, blocks in there for part in (number, 1, blocks)]
        for record, content in ((_TOTALS, _bytes(totals)), (_STRUCTURE, bytes(4) + _bytes(structure))):
            self._run(f"REPLACE INTO {self._name}_data VALUES (?, ?)", (record, content))

    def _bring(self, here: int, there: int) -> None:
        """Put the segment that has the number *there* on the desk *here*."""
        desk = f"{DESK}.{self._name}"
        blocks = f"SELECT id + ?, block FROM {desk}_data WHERE id >= ? AND id < ? ORDER BY id"
        self._run(f"INSERT INTO {self._name}_data {blocks}", ((here - there) << _OWN, max(there, 1) << _OWN, (there + 1) << _OWN))
        terms = f"SELECT ?, term, pgno FROM {desk}_idx WHERE segid = ? ORDER BY term"
        self._run(f"INSERT INTO {self._name}_idx {terms}", (here, there))
        self._run(f"INSERT INTO {self._name}_docsize SELECT id, sz FROM {desk}_docsize ORDER BY id")


def _bytes(numbers: Iterable[int]) -> bytes:
    """*numbers* as SQLite writes them: seven bits a byte, those that another follows with the highest bit."""
    found = bytearray()
    for number in numbers:
        parts = [number & 0x7F]
        while number := number >> 7:
            parts.append(number & 0x7F | 0x80)
        found += bytes(reversed(parts))
    return bytes(found)


def _numbers(content: bytes) -> list[int]:
    """The numbers that were written so."""
    found, number = [], 0
    for byte in content:
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            found.append(number)
            number = 0
    return found
