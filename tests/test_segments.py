"""A full-text index that is set of segments is one that SQLite could have made; a segment is made anew only where words are others."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from hashlib import sha256
from itertools import count, pairwise
from pathlib import Path
from zlib import crc32

import pytest

from sitegen.digests import digest
from sitegen.drawers import opened
from sitegen.model import DrawnFile
from sitegen.publish.exports import database as exports_database
from sitegen.publish.exports import segments
from sitegen.publish.exports.columns import Column
from sitegen.publish.exports.database import PATH, _Kept, database
from sitegen.publish.exports.matter import Piece
from sitegen.publish.exports.rows import Group
from sitegen.publish.exports.segments import Index, Segment, groups
from sitegen.publish.exports.tables import Row, Table

COLUMNS = tuple(Column(name, "string", "") for name in ("id", "title", "deck", "text"))
Logs = dict[str, tuple[str, ...]]
"""By the name of a boat, what its log says."""
LONG = "the keeper of the ledger saw a lantern " * 40


def logs(number: int = 300) -> Logs:
    return {f"boat {at:04}": tuple(f"tide {at} quay {line}" for line in range(3 if at == 1 else at % 2 + 1)) for at in range(number)}


def table(told: Logs, revised: str = "") -> Table:
    """The logs; in what is not looked for, that of the boat *revised* is another one."""

    def rows(name: str) -> list[Row]:
        return [(f"{name}, {at}{'x' * (name == revised)}", text and "Log", None, text) for at, text in enumerate(told[name])]

    pieces = [(name, digest(texts, name == revised)) for name, texts in told.items()]
    return Table("articles", "Logs", COLUMNS, ("id",), (), lambda: pieces, rows, lambda: max(map(len, told.values()), default=1))


def drawn(place: Path, table: Table, drawer: bytes = b"", earlier: Path = Path()) -> bytes:
    """The drawer of the database at *place*."""
    sheaf = database([table], drawer, [PATH])
    (file,) = sheaf.files
    assert isinstance(file, DrawnFile)
    place.unlink(missing_ok=True)
    assert file.draw(str(place), str(earlier)) == sha256(place.read_bytes()).hexdigest()
    return sheaf.drawer()


def pieces_of(number: int) -> list[Piece]:
    return [(f"boat {at}", b"") for at in range(number)]


@pytest.mark.parametrize(("number", "mean"), [(0, 64), (1, 64), (400, 64), (5000, 128), (20_000, 512)])
@pytest.mark.parametrize(("most", "rows"), [(0, 2), (1, 2), (3, 4), (4, 8)])
def test_a_group_ends_where_its_last_piece_says_so(number: int, mean: int, most: int, rows: int) -> None:
    pieces = pieces_of(number)
    found = list(groups(pieces, most))
    assert [piece for group in found for piece in group.pieces] == pieces
    numbers = [group.number for group in found]
    assert numbers[:1] in ([], [0])
    assert [group.first for group in found] == [1 + at * mean * 4 * rows for at in numbers]
    for group, after in pairwise(found):
        assert after.number == next(at for at in count(group.number + 1) if at % _step(group.pieces[-1], mean) == 0)
    for group in found:
        ends = [_is_end(piece, at, mean) for at, piece in enumerate(group.pieces, 1)]
        assert not any(ends[:-1])
        assert ends[-1] or group is found[-1]


def _is_end(piece: Piece, at: int, mean: int) -> bool:
    return (crc32(piece[0].encode()) % (mean // 4) == 0 and at >= mean // 2) or at == mean * 4


def _step(piece: Piece, mean: int) -> int:
    """Of what the number of the group behind this *piece* is a multiple."""
    strength, ends = divmod(crc32(piece[0].encode()), mean // 4)
    return 1 if ends or strength % 4 else 8 if strength % 16 else 64


@pytest.mark.parametrize("parts", [64, 1 << 20])
def test_a_group_that_comes_moves_few_others(parts: int) -> None:
    pieces = pieces_of(10_000)
    before = set(groups(pieces, 3, parts))
    moved = []
    for at in range(37, 10_000, 83):
        sign = next(piece for turn in count() if not crc32((piece := (f"boat {at}, {turn}", b""))[0].encode()) % 128)
        moved.append(len(set(groups([*pieces[:at], sign, *pieces[at:]], 3, parts)) - before))
    assert sum(moved) / len(moved) < len(before) / 6  # where all behind it moved, it would be half of them


def test_numbers_of_groups_are_numbers_of_segments() -> None:
    highest = next(f"boat {at}" for at in count() if not crc32(f"boat {at}".encode()) % (64 * 64))
    *_, last = groups([(highest, b"")] * 16_383, 1)  # as many groups as can be, of the highest tier each
    assert last.number < 1 << 16


def test_groups_are_never_larger_than_they_have_room_for() -> None:
    [first, second, third] = groups([("boat 0", b"")] * 600, 1)  # its name never says that a group ends
    assert (len(first.pieces), len(second.pieces), len(third.pieces)) == (256, 256, 88)
    [least, *_] = groups([(_sign(16), b"")] * 600, 1)  # it always does
    assert len(least.pieces) == 32
    assert [group.number for group in groups([("half a \ud800", b"")], 1)] == [0]


def _sign(mean: int) -> str:
    return next(name for at in range(10_000) if crc32((name := f"boat {at}").encode()) % mean == 0)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the groups of which the segment is made."""
    noted: list[int] = []
    make = Index._make

    def noting(self: Index, group: Group) -> Segment:
        noted.append(group.number)
        return make(self, group)

    monkeypatch.setattr(Index, "_make", noting)
    return noted


def _groups(told: Logs) -> dict[int, tuple[Piece, ...]]:
    return {group.number: group.pieces for group in groups([(name, b"") for name in told], 3)}


PIECES = _groups(logs())
ENDS = [(number, at) for number in PIECES for at in (0, -1)]


@pytest.mark.parametrize(("number", "at"), ENDS)
def test_a_segment_is_made_anew_only_where_words_are_others(number: int, at: int, made: list[int], tmp_path: Path) -> None:
    name = PIECES[number][at][0]
    other = logs() | {name: (*logs()[name][:-1], "a windlass")}
    longer = logs() | {name: (*logs()[name], "a windlass")}
    drawer = drawn(tmp_path / "before", table(logs()))
    for now, wanted in ((table(logs()), []), (table(logs(), name), []), (table(other), [number]), (table(longer), [number])):
        drawn(tmp_path / "clean", now)
        made.clear()
        drawn(tmp_path / "now", now, drawer, tmp_path / "before")
        assert (made, (tmp_path / "now").read_bytes()) == (wanted, (tmp_path / "clean").read_bytes())


def test_where_a_group_comes_or_goes_few_others_are_made_anew(made: list[int], tmp_path: Path) -> None:
    more = logs(700)
    ends = (pieces[-1][0] for pieces in _groups(more).values())
    few = next(told for end in ends if len(_groups(told := {name: more[name] for name in more if name != end})) < len(_groups(more)))
    for before, now in ((few, more), (more, few)):
        drawer = drawn(tmp_path / "before", table(before))
        drawn(tmp_path / "clean", table(now))
        made.clear()
        drawn(tmp_path / "now", table(now), drawer, tmp_path / "before")
        assert (tmp_path / "now").read_bytes() == (tmp_path / "clean").read_bytes()
        assert max(made) < 64 < max(_groups(now))


def test_what_was_taken_over_is_taken_over_again(made: list[int], tmp_path: Path) -> None:
    drawer = drawn(tmp_path / "first", table(logs()))
    drawer = drawn(tmp_path / "second", table(logs(), "boat 0007"), drawer, tmp_path / "first")
    made.clear()
    assert drawn(tmp_path / "third", table(logs(), "boat 0007"), drawer, tmp_path / "second") == drawer
    assert made == []


TOLD: dict[str, Logs] = {
    "little": logs(),
    "much": {name: (LONG + name,) * 3 for name in logs(150)},
    "nothing": dict.fromkeys(logs(), ("",)),
    "nothing in some": logs() | {name: ("",) for name, _ in PIECES[1]},
    "no rows in some": logs() | dict.fromkeys((name for name, _ in PIECES[1]), ()),
    "no rows": dict.fromkeys(logs(), ()),
    "room between groups": logs(700),
}


@pytest.mark.parametrize("what", TOLD)
def test_the_records_tell_of_all_blocks_and_of_nothing_else(what: str, tmp_path: Path) -> None:
    kept = opened(drawn(tmp_path / "archive.sqlite", table(TOLD[what])), _Kept).segments["articles"]
    with closing(sqlite3.connect(tmp_path / "archive.sqlite", isolation_level=None)) as connection:
        ids = [id for (id,) in connection.execute("SELECT id FROM articles_fts_data WHERE id > 10")]
        blocks = {number: [id & ((1 << 37) - 1) for id in ids if id >> 37 == number] for number in {id >> 37 for id in ids}}
        assert {number: len(of) for number, of in blocks.items()} == _told(kept)
        assert all(of == list(range(1, len(of) + 1)) for of in blocks.values())
        ours = _records(connection)
        rows = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
        assert connection.execute("SELECT count(*) FROM articles_fts_docsize").fetchone()[0] == rows
        connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")
        totals, structure = _records(connection)
    if blocks:  # where there is nothing to tell of, SQLite tells of the rows, and we do not
        assert ours[0] == totals
    if len(blocks) == 1:
        assert (ours[1][:2], ours[1][3:]) == (structure[:2], structure[3:])
    many = len(blocks)
    wanted = [
        1,
        many,
        sum(map(len, blocks.values())),
        0,
        many,
        *(part for number in sorted(blocks) for part in (number, 1, len(blocks[number]))),
    ]
    assert ours[1] == (wanted if blocks else [0, 0, 0])


def _told(kept: list[Segment]) -> dict[int, int]:
    return {segment.number + 1: segment.blocks for segment in kept if segment.blocks}


def _records(connection: sqlite3.Connection) -> tuple[list[int], list[int]]:
    """What the index tells of all rows, and of its segments."""
    totals, structure = (connection.execute("SELECT block FROM articles_fts_data WHERE id = ?", (id,)).fetchone()[0] for id in (1, 10))
    return segments._numbers(totals), segments._numbers(structure[4:])


def test_numbers_are_written_as_sqlite_writes_them() -> None:
    numbers = [0, 1, 127, 128, 255, 300, 16_383, 16_384, 2_097_151, 2_097_152, 1 << 40]
    written = segments._bytes(numbers)
    assert written[:9] == bytes([0, 1, 0x7F, 0x81, 0, 0x81, 0x7F, 0x82, 0x2C])
    assert segments._numbers(written) == numbers
    assert segments._bytes([16_384]) == bytes([0x81, 0x80, 0])


def test_one_group_is_one_segment_as_sqlite_makes_it(tmp_path: Path) -> None:
    many = " ".join(f"rope{number}" for number in range(3000))
    drawn(tmp_path / "archive.sqlite", table({"boat": (LONG, many, *[LONG] * 7)}))
    with closing(sqlite3.connect(tmp_path / "archive.sqlite", isolation_level=None)) as connection:
        ours = _index(connection)
        connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")
        assert ours == _index(connection)


def _index(connection: sqlite3.Connection) -> list[object]:
    """All that the index holds; the first four bytes of its record of segments count its changes."""
    blocks = connection.execute("SELECT id, iif(id = 10, substr(block, 5), block) FROM articles_fts_data ORDER BY id").fetchall()
    terms = connection.execute("SELECT segid, term, pgno FROM articles_fts_idx ORDER BY segid, term").fetchall()
    assert len(terms) > 3
    return [blocks, terms, connection.execute("SELECT id, sz FROM articles_fts_docsize ORDER BY id").fetchall()]


def test_an_index_that_sqlite_guards_is_made_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports_database, "can_be_set", lambda: False)
    kept = opened(drawn(tmp_path / "archive.sqlite", table(logs())), _Kept)
    assert (kept.segments, len(kept.sums)) == ({"articles": []}, 4)
    with closing(sqlite3.connect(tmp_path / "archive.sqlite", isolation_level=None)) as connection:
        assert connection.execute("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'tide'").fetchone() == (451,)


class _Guarded:
    """A database that lets nobody write where an index lies."""

    def execute(self, statement: str) -> None:
        if "words_data" in statement:
            raise sqlite3.OperationalError("table words_data may not be modified")

    def close(self) -> None:
        """Nothing was opened."""


def test_whether_an_index_is_guarded_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    ask = segments.can_be_set.__wrapped__
    monkeypatch.setattr(sqlite3, "connect", lambda _: _Guarded())
    assert ask() is False
    monkeypatch.setattr(_Guarded, "execute", lambda *_: None)
    assert ask() is True
