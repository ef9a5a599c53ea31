"""A large file of a former site is written over, unless anybody can see it; whatever it held, the new one holds what it should."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import IO

import pytest

from sitegen.model import DrawnFile, OutputFile
from sitegen.output import claimed
from sitegen.palimpsest import lend, written_over
from tests.edge import is_whole
from tests.test_output import names, without_manifest

PATH = "data/records.jsonl"
FIRST, SECOND, THIRD = b"one\n" * 9, b"two\n" * 5, b"three\n" * 3

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells whether anybody has a file open")


@pytest.fixture(autouse=True)
def _always(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.output.WORTH_A_SPARE", 1)
    monkeypatch.setattr("sitegen.palimpsest.WORTH_KEEPING", 1)


def _build(folder: Path, content: bytes) -> Path:
    def draw(place: str, _: str) -> str:
        with written_over(place) as file:
            file.write(content)
        return sha256(content).hexdigest()

    page = OutputFile("index.html", b"page")
    with claimed(folder / "output") as output:
        output.begin().write([page, DrawnFile(PATH, draw)])
    assert without_manifest(folder / "output") == {"index.html": b"page", PATH: content}
    assert is_whole(folder / "output")
    return folder / "output" / PATH


def test_the_file_of_the_site_before_the_last_is_written_over(tmp_path: Path) -> None:
    first = _build(tmp_path, FIRST).stat()
    assert _build(tmp_path, SECOND).stat().st_ino != first.st_ino
    third = _build(tmp_path, THIRD).stat()
    assert (third.st_ino, third.st_nlink, third.st_size) == (first.st_ino, 2, len(THIRD))
    assert _build(tmp_path, FIRST).stat().st_size == len(FIRST)
    assert names(tmp_path) == [".output.sitegen", "output"]


def test_who_reads_a_former_site_reads_it_to_its_end(tmp_path: Path) -> None:
    with _build(tmp_path, FIRST).open("rb") as before:
        start = before.read(4)
        _build(tmp_path, SECOND)
        with (tmp_path / "output" / PATH).open("rb") as between:
            for content in (THIRD, FIRST, SECOND):
                _build(tmp_path, content)
            assert (start + before.read(), between.read()) == (FIRST, SECOND)


def _open_it(aside: Path) -> IO[bytes]:
    return aside.open("rb")


def _name_it_again(aside: Path) -> None:
    (aside.parents[2] / "mine").hardlink_to(aside)


def _let_others_write(aside: Path) -> None:
    aside.chmod(0o666)


def _take_it_away(aside: Path) -> Path:
    """It lives on: the inode of one that is gone may be given to the next one."""
    return aside.rename(aside.parents[2] / "mine")


def _put_a_link_there(aside: Path) -> None:
    aside.symlink_to(_take_it_away(aside))


def _put_a_folder_there(aside: Path) -> None:
    _take_it_away(aside)
    aside.mkdir()


def _put_a_pipe_there(aside: Path) -> None:
    _take_it_away(aside)
    os.mkfifo(aside)


HARM = (_open_it, _name_it_again, _let_others_write, _put_a_link_there, _put_a_folder_there, _put_a_pipe_there)


@pytest.mark.parametrize("harm", HARM)
def test_what_may_be_seen_or_is_another_stays_as_it_is(harm: Callable[[Path], IO[bytes] | None], tmp_path: Path) -> None:
    first = _build(tmp_path, FIRST).stat()
    _build(tmp_path, SECOND)
    (aside,) = (path for path in (tmp_path / ".output.sitegen" / "former").iterdir() if path.read_bytes() == FIRST)
    with closing(harm(aside) or BytesIO()):
        third = _build(tmp_path, THIRD).stat()
    assert (third.st_ino != first.st_ino, third.st_mode) == (True, first.st_mode)
    mine = tmp_path / "mine"
    assert not mine.exists() or mine.read_bytes() == FIRST


def test_a_damaged_file_says_nothing(tmp_path: Path) -> None:
    _build(tmp_path, FIRST)
    _build(tmp_path, SECOND)
    for aside in (tmp_path / ".output.sitegen" / "former").iterdir():
        aside.write_bytes(b"X" * 1000)
    _build(tmp_path, THIRD)


def test_a_site_that_keeps_no_spare_sets_nothing_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _build(tmp_path, FIRST)
    _build(tmp_path, SECOND)
    monkeypatch.setattr("sitegen.output.WORTH_A_SPARE", 1000)
    _build(tmp_path, THIRD)
    assert names(tmp_path) == ["output"]


def test_where_a_file_system_knows_no_leases_nothing_is_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(22, "Invalid argument")

    monkeypatch.setattr("fcntl.fcntl", refuse)
    _build(tmp_path, FIRST)
    _build(tmp_path, SECOND)
    assert names(tmp_path / ".output.sitegen") == [".gitignore", "spare"]
    _build(tmp_path, THIRD)


def test_nothing_is_lent_of_what_is_not_there(tmp_path: Path) -> None:
    draft = tmp_path / "draft"
    draft.touch()
    lend(str(draft), PATH, tmp_path / "former")
    assert draft.read_bytes() == b""
