"""The database is put together of what stands, and looks as if it were made anew; its index finds what one of SQLite's own making finds."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from msgspec.structs import replace

from sitegen.digests import digest
from sitegen.model import DrawnFile
from sitegen.publish.exports import database as exports_database
from sitegen.publish.exports.columns import Column
from sitegen.publish.exports.database import PATH, database
from sitegen.publish.exports.tables import Row, Table

COLUMNS = tuple(Column(name, "string", "") for name in ("id", "title", "deck", "text"))
WORDS = ("harbour", "quay", "ferry", "keeper", "ledger", "lantern", "tide", "winch", "signal", "pilot", "berth", "anchor", "café", "coal")
Logs = dict[str, list[str]]


def logs(number: int = 400) -> Logs:
    """By the name of a boat what its log says; of some nothing, of some much."""
    return {f"boat {at:04}": [_log(at) for _ in range(at % 4)] for at in range(number)}


def _log(at: int) -> str:
    return " ".join(WORDS[(at * 7 + n * n) % len(WORDS)] for n in range(at % 40))


def table(told: Logs) -> Table:
    def rows(name: str) -> Iterator[Row]:
        return ((f"{name}, {at}", f"Log of {name}", None, text) for at, text in enumerate(told[name]))

    pieces = [(name, digest(texts)) for name, texts in told.items()]
    return Table("articles", "Logs", COLUMNS, ("id",), (), lambda: pieces, rows, lambda: max(map(len, told.values()), default=1))


def drawn(place: Path, told: Logs, drawer: bytes = b"", earlier: Path | None = None) -> tuple[bytes, bytes]:
    """The database of *told*, and its drawer."""
    sheaf = database([table(told)], drawer, [PATH] if earlier else [])
    (file,) = sheaf.files
    assert isinstance(file, DrawnFile)
    place.unlink(missing_ok=True)
    told_digest = file.draw(str(place), str(earlier or ""))
    assert told_digest == sha256(place.read_bytes()).hexdigest()
    return place.read_bytes(), sheaf.drawer()


EDITS: dict[str, Callable[[Logs], Logs]] = {
    "none": lambda told: told,
    "one changed": lambda told: told | {"boat 0130": ["a windlass"]},
    "one with half a character": lambda told: told | {"boat 0131": ["a windlass \ud800"]},
    "one added": lambda told: dict(sorted((told | {"boat 0130 b": ["a windlass", "tide"]}).items())),
    "one removed": lambda told: {name: texts for name, texts in told.items() if name != "boat 0222"},
    "one with more rows than any": lambda told: told | {"boat 0133": ["tide"] * 50},
    "all but the first ones": lambda told: dict(list(told.items())[90:]),
    "turned round": lambda told: dict(reversed(told.items())),
    "nothing left": lambda _: {},
    "nothing said": lambda told: {name: [] for name in told},
}


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("can_be_set", [True, False])
def test_what_is_taken_over_leaves_no_trace(edit: str, can_be_set: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports_database, "can_be_set", lambda: can_be_set)
    _, drawer = drawn(tmp_path / "before.sqlite", logs())
    after = EDITS[edit](logs())
    assert drawn(tmp_path / "after.sqlite", after, drawer, tmp_path / "before.sqlite") == drawn(tmp_path / "anew.sqlite", after)


@pytest.mark.parametrize("edit", EDITS)
def test_the_index_finds_and_ranks_as_one_that_sqlite_makes(edit: str, tmp_path: Path) -> None:
    _, drawer = drawn(tmp_path / "before.sqlite", logs())
    drawn(tmp_path / "archive.sqlite", EDITS[edit](logs()), drawer, tmp_path / "before.sqlite")
    with closing(sqlite3.connect(tmp_path / "archive.sqlite")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('integrity-check')")
        ours = found(connection)
        connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")
        assert ours == found(connection)


def found(connection: sqlite3.Connection) -> list[list[object]]:
    find = "SELECT rowid, bm25(articles_fts), snippet(articles_fts, 2, '[', ']', '…', 8) FROM articles_fts WHERE articles_fts MATCH ?"
    return [connection.execute(find, (query,)).fetchall() for query in ("tide", "cafe", '"quay tide"', "wind*", "log NOT tide")]


@pytest.mark.parametrize(
    ("name", "version", "page", "is_taken"),
    [
        ("before", sqlite3.sqlite_version, 4096, True),
        ("damaged", sqlite3.sqlite_version, 4096, False),
        ("cut", sqlite3.sqlite_version, 4096, False),
        ("lost", sqlite3.sqlite_version, 4096, False),
        ("before", "3.0.1", 4096, False),
        ("before", sqlite3.sqlite_version, 8192, False),
    ],
)
def test_a_database_of_another_making_or_with_other_bytes_is_not_taken_over(
    name: str, version: str, page: int, is_taken: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, drawer = drawn(tmp_path / "before.sqlite", logs())
    (tmp_path / "damaged.sqlite").write_bytes(before.replace(b"harbour", b"harbors"))
    (tmp_path / "cut.sqlite").write_bytes(before[:-1])
    monkeypatch.setattr(sqlite3, "sqlite_version", version)
    monkeypatch.setattr(exports_database, "_PAGE", page)
    told = Counted(logs())
    after = drawn(tmp_path / "after.sqlite", told, drawer, tmp_path / f"{name}.sqlite")[0]
    assert (not told.asked) == is_taken
    assert after == drawn(tmp_path / "anew.sqlite", logs())[0]
    assert sorted(place.suffix for place in tmp_path.iterdir()) == [".sqlite"] * 5


def test_a_table_of_other_columns_is_not_taken_over(tmp_path: Path) -> None:
    _, drawer = drawn(tmp_path / "before.sqlite", logs())
    other = replace(table(logs()), columns=(*COLUMNS[:3], Column("text", "integer", "")))
    (file,) = database([other], drawer, [PATH]).files
    assert isinstance(file, DrawnFile)
    file.draw(str(tmp_path / "after.sqlite"), str(tmp_path / "before.sqlite"))
    with closing(sqlite3.connect(tmp_path / "after.sqlite")) as connection:
        assert '"text" INTEGER' in connection.execute("SELECT sql FROM sqlite_schema").fetchone()[0]


@pytest.mark.parametrize(("many", "page"), [(400, 4096), (399, 65_536)])
def test_pages_are_large_where_there_is_much(many: int, page: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports_database, "_MANY", many)
    before, drawer = drawn(tmp_path / "before.sqlite", logs())
    with closing(sqlite3.connect(tmp_path / "before.sqlite")) as connection:
        assert connection.execute("PRAGMA page_size").fetchone() == (page,)
    after, _ = drawn(tmp_path / "after.sqlite", logs(400), drawer, tmp_path / "before.sqlite")
    assert after == before


class Counted(Logs):
    """Logs that tell how often one was asked for."""

    asked = 0

    def __getitem__(self, name: str) -> list[str]:
        self.asked += 1
        return super().__getitem__(name)
