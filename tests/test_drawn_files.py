"""Files that are drawn up on disk: what is too large to be held in memory is put out as everything else is."""

from __future__ import annotations

import errno
from hashlib import sha256
from pathlib import Path

import pytest

from sitegen.errors import SitegenError
from sitegen.model import DrawnFile, OutputFile
from sitegen.output import claimed
from sitegen.publish.exports.columns import Column
from sitegen.publish.exports.database import database
from sitegen.publish.exports.tables import Table
from tests.edge import is_whole
from tests.test_output import FIRST, names, without_manifest, write


def drawn(path: str, content: bytes) -> DrawnFile:
    def draw_up(place: str, _: str) -> str:
        Path(place).write_bytes(content)
        return sha256(content).hexdigest()

    return DrawnFile(path, draw_up)


def draw(folder: Path, *files: OutputFile | DrawnFile) -> int:
    with claimed(folder) as output:
        return output.begin().write(files).kept


def test_a_file_that_is_drawn_up_on_disk_is_one_like_any_other(tmp_path: Path) -> None:
    page = OutputFile("index.html", b"one")
    assert draw(tmp_path / "output", page, drawn("data/a.sqlite", b"rows")) == 0
    before = (tmp_path / "output" / "data" / "a.sqlite").stat()
    assert draw(tmp_path / "output", page, drawn("data/a.sqlite", b"rows")) == 2
    after = (tmp_path / "output" / "data" / "a.sqlite").stat()
    assert (before.st_ino, before.st_mtime_ns, after.st_nlink) == (after.st_ino, after.st_mtime_ns, 1)
    assert draw(tmp_path / "output", page, drawn("data/a.sqlite", b"more")) == 1
    assert without_manifest(tmp_path / "output") == {"index.html": b"one", "data/a.sqlite": b"more"}
    assert (names(tmp_path), is_whole(tmp_path / "output")) == (["output"], True)


def test_a_file_that_is_drawn_up_may_stand_where_a_folder_was(tmp_path: Path) -> None:
    draw(tmp_path / "output", OutputFile("data/a/b.txt", b"deep"))
    draw(tmp_path / "output", drawn("data/a", b"flat"))
    assert without_manifest(tmp_path / "output") == {"data/a": b"flat"}


def test_where_a_file_cannot_be_drawn_up_the_site_is_as_it_was(tmp_path: Path) -> None:
    def fail(place: str, _: str) -> str:
        Path(place).write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    write(tmp_path / "output", FIRST)
    with pytest.raises(SitegenError, match="No space left"):
        draw(tmp_path / "output", DrawnFile("data/a.sqlite", fail))
    assert without_manifest(tmp_path / "output") == FIRST
    draw(tmp_path / "output", OutputFile("index.html", b"two"))
    assert (without_manifest(tmp_path / "output"), names(tmp_path)) == ({"index.html": b"two"}, ["output"])


@pytest.mark.parametrize(("place", "wanted"), [("full.sqlite", errno.ENOSPC), ("nowhere/archive.sqlite", errno.EIO)])
def test_a_disk_that_fails_under_the_database_is_told_as_any_other(place: str, wanted: int, tmp_path: Path) -> None:
    if wanted == errno.ENOSPC and not Path("/dev/full").exists():
        pytest.skip("no such disk here")
    (tmp_path / "full.sqlite").symlink_to("/dev/full")
    table = Table("boats", "Boats", (Column("name", "string", "painted on it"),), (), (), lambda: [("one", b"1")], lambda one: [(one,)])
    (file,) = database([table]).files
    assert isinstance(file, DrawnFile)
    with pytest.raises(OSError) as raised:  # noqa: PT011  (what it says is SQLite's)
        file.draw(str(tmp_path / place), "")
    assert (raised.value.errno, names(tmp_path)) == (wanted, ["full.sqlite"])
