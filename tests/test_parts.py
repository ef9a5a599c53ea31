"""Of a piece that is put together of parts, an edit makes only its own anew; files come out as they would with no memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sitegen.digests import Digest, digest
from sitegen.model import DrawnFile, Sheaf
from sitegen.publish.exports.columns import Column
from sitegen.publish.exports.csv_files import csv_file
from sitegen.publish.exports.database import database
from sitegen.publish.exports.tables import Row, Table

COLUMNS = (Column("log", "string", ""), Column("boat", "string", ""), Column("text", "string", ""))
Logs = dict[str, dict[str, list[str]]]
"""By log, what it says of each boat."""


def logs() -> Logs:
    return {
        f"log{at:03}": {f"boat {boat}": [f"tide {at}, berth {n}" for n in range(at % 4 + 1)] for boat in {at % 3, at % 7}}
        for at in range(90)
    }


class Told:
    """A table of the boats, which tells what it was asked for."""

    def __init__(self, told: Logs) -> None:
        self._told, self.asked = told, list[str]()
        boats = sorted({boat for by_boat in told.values() for boat in by_boat})
        self._logs_of = {boat: [log for log, by_boat in told.items() if boat in by_boat] for boat in boats}
        most = len(COLUMNS) * len(told) * 4
        self.table = Table(
            "sightings", "", COLUMNS, (), (), self._pieces, self._piece, lambda: most, self._logs_of.__getitem__, self._made_of, self._part
        )

    def _made_of(self) -> dict[str, Digest]:
        return {log: digest(by_boat) for log, by_boat in self._told.items()}

    def _pieces(self) -> Iterator[tuple[str, Digest]]:
        made_of = self._made_of()
        return ((boat, digest(list(map(made_of.__getitem__, some)))) for boat, some in self._logs_of.items())

    def _piece(self, boat: str) -> list[Row]:
        self.asked.append(boat)
        return [(log, boat, text) for log in self._logs_of[boat] for text in self._told[log][boat]]

    def _part(self, boat: str, log: str) -> list[Row]:
        self.asked.append(f"{boat} in {log}")
        return [(log, boat, text) for text in self._told[log][boat]]


def drawn(make: Callable[[Table, bytes, list[str]], Sheaf], told: Told, place: Path, drawer: bytes = b"", earlier: Path = Path()) -> bytes:
    """What is kept of the file that is drawn up at *place*."""
    sheaf = make(told.table, drawer, ["data/sightings.csv", "data/archive.sqlite"])
    (file,) = sheaf.files
    assert isinstance(file, DrawnFile)
    place.write_bytes(b"")
    file.draw(str(place), str(earlier))
    return sheaf.drawer()


LONGER = {"boat 0": ["tide", "ebb", "a windlass"], "boat 2": ["ebb"]}
EDITS: dict[str, tuple[Callable[[Logs], Logs], set[str]]] = {
    "none": (lambda told: told, set()),
    "one says something else": (
        lambda told: told | {"log036": {"boat 0": ["ebb"], "boat 1": ["ebb"]}},
        {"boat 0 in log036", "boat 1 in log036"},
    ),
    "one says more, of another boat too": (lambda told: told | {"log036": LONGER}, {"boat 0 in log036", "boat 2 in log036"}),
    "one is gone": (lambda told: {log: by_boat for log, by_boat in told.items() if log != "log040"}, set()),
    "one is new": (lambda told: dict(sorted((told | {"log0405": LONGER}).items())), {"boat 0 in log0405", "boat 2 in log0405"}),
    "one has half a character": (lambda told: told | {"log039": {"boat 0": ["a winch \ud800", "ebb"]}}, {"boat 0 in log039"}),
    "one tells of a boat that is new": (lambda told: told | {"log039": {"boat 9": ["ebb"]}}, {"boat 9"}),
    "all come in another order": (lambda told: dict(reversed(told.items())), set()),
}


@pytest.mark.parametrize("make", [csv_file, lambda table, *kept: database([table], *kept)], ids=["csv", "database"])
@pytest.mark.parametrize("edit", EDITS)
def test_only_parts_that_say_something_else_are_made_anew(edit: str, make: Callable[..., Sheaf], tmp_path: Path) -> None:
    change, wanted = EDITS[edit]
    before = drawn(make, Told(logs()), tmp_path / "before")
    now, clean = Told(change(logs())), Told(change(logs()))
    kept = drawn(make, now, tmp_path / "now", before, tmp_path / "before")
    assert drawn(make, clean, tmp_path / "clean") == kept
    assert (tmp_path / "now").read_bytes() == (tmp_path / "clean").read_bytes()
    assert set(now.asked) == wanted
    again = Told(change(logs()))
    drawn(make, again, tmp_path / "again", kept, tmp_path / "now")
    assert ((tmp_path / "again").read_bytes(), again.asked) == ((tmp_path / "now").read_bytes(), [])


@pytest.mark.parametrize("text", ["tide\r\nlog036,boat 0,ebb", 'tide "ebb"\r\n', "\r\n", '"\r\n"'])
def test_a_text_of_several_lines_is_not_taken_for_rows(text: str, tmp_path: Path) -> None:
    told = logs() | {"log035": {"boat 0": [text], "boat 2": ["ebb, flood"]}}
    before = drawn(csv_file, Told(told), tmp_path / "before")
    now = Told(told | {"log036": LONGER})
    drawn(csv_file, now, tmp_path / "now", before, tmp_path / "before")
    drawn(csv_file, Told(told | {"log036": LONGER}), tmp_path / "clean")
    assert (tmp_path / "now").read_bytes() == (tmp_path / "clean").read_bytes()
    assert set(now.asked) == {"boat 0", "boat 2 in log036"}
