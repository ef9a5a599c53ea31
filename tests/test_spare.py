"""The site is kept ready a second time, as second names of its files, for the next build to start from; whatever happens to these names."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.bag import label
from sitegen.model import OutputFile
from sitegen.output import claimed
from tests.edge import is_whole
from tests.test_output import FIRST, SECOND, names, without_manifest, write


@pytest.fixture(autouse=True)
def _always(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.output.WORTH_A_SPARE", 1)


@pytest.fixture
def spare(tmp_path: Path) -> Path:
    write(tmp_path / "output", FIRST)
    write(tmp_path / "output", SECOND)
    return tmp_path / ".output.sitegen" / "spare"


def _inodes(folder: Path) -> dict[str, int]:
    return {path.relative_to(folder).as_posix(): path.stat().st_ino for path in folder.rglob("*") if path.is_file()}


def test_it_holds_what_the_site_holds_and_takes_no_room(spare: Path, tmp_path: Path) -> None:
    assert _inodes(spare) == _inodes(tmp_path / "output")
    assert names(spare.parent) == [".gitignore", "spare"]


def test_a_small_site_has_none(spare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.output.WORTH_A_SPARE", 1000)
    write(tmp_path / "output", FIRST)
    assert not spare.exists()
    assert (names(tmp_path), without_manifest(tmp_path / "output")) == (["output"], FIRST)


def _empty(spare: Path) -> None:
    shutil.rmtree(spare)
    spare.mkdir()


def _write_over(spare: Path) -> None:
    (spare / "index.html").unlink()
    (spare / "index.html").write_bytes(b"two")


def _put_a_folder_there(spare: Path) -> None:
    (spare / "index.html").unlink()
    (spare / "index.html" / "deep").mkdir(parents=True)
    (spare / "index.html" / "deep" / "x").write_bytes(b"x")


def _put_a_file_there(spare: Path) -> None:
    shutil.rmtree(spare / "people")
    (spare / "people").write_bytes(b"x")


def _link_elsewhere(spare: Path) -> None:
    (spare.parent.parent / "mine").write_bytes(b"mine")
    (spare / "assets" / "a.css").unlink()
    (spare / "assets" / "a.css").symlink_to(spare.parent.parent / "mine")


def _exchange(spare: Path) -> None:
    (spare / "index.html").rename(spare / "aside")
    (spare / "assets" / "a.css").rename(spare / "index.html")
    (spare / "aside").rename(spare / "assets" / "a.css")


def _add(spare: Path) -> None:
    (spare / "of" / "nobody").mkdir(parents=True)
    (spare / "of" / "nobody" / "x").write_bytes(b"x")


HARM = (_empty, _write_over, _put_a_folder_there, _put_a_file_there, _link_elsewhere, _exchange, _add)


@pytest.mark.parametrize("harm", HARM)
@pytest.mark.parametrize("files", [FIRST, SECOND])
def test_whatever_became_of_it_the_next_site_is_right(
    harm: Callable[[Path], None], files: dict[str, bytes], spare: Path, tmp_path: Path
) -> None:
    harm(spare)
    write(tmp_path / "output", files)
    assert (without_manifest(tmp_path / "output"), is_whole(tmp_path / "output")) == (files, True)
    assert _inodes(spare) == _inodes(tmp_path / "output")
    assert not (tmp_path / "mine").exists() or (tmp_path / "mine").read_bytes() == b"mine"


def test_a_page_that_was_written_over_in_place_is_made_anew(spare: Path, tmp_path: Path) -> None:
    (tmp_path / "output" / "index.html").write_bytes(b"XXX")
    write(tmp_path / "output", SECOND)
    assert without_manifest(tmp_path / "output") == SECOND
    assert _inodes(spare) == _inodes(tmp_path / "output")


def test_files_of_others_come_and_go_with_the_site_that_stands(spare: Path, tmp_path: Path) -> None:
    (tmp_path / "output" / "CNAME").write_bytes(b"here")
    (tmp_path / "output" / "mine" / "empty").mkdir(parents=True)
    write(tmp_path / "output", FIRST)
    write(tmp_path / "output", SECOND)
    assert (tmp_path / "output" / "CNAME").read_bytes() == b"here"
    assert (tmp_path / "output" / "mine" / "empty").is_dir()
    (tmp_path / "output" / "CNAME").unlink()
    (tmp_path / "output" / "mine" / "empty").rmdir()
    write(tmp_path / "output", FIRST)
    write(tmp_path / "output", SECOND)
    assert without_manifest(tmp_path / "output") == SECOND
    assert not (tmp_path / "output" / "mine" / "empty").exists()


def test_a_bag_is_made_beside_it(spare: Path, tmp_path: Path) -> None:
    files = [OutputFile(path, content) for path, content in FIRST.items()]
    with claimed(tmp_path / "output") as output:
        output.begin(label("An archive.", "1", None)).write(files)
    assert (tmp_path / "output" / "bagit.txt").is_file()
    write(tmp_path / "output", SECOND)
    assert without_manifest(tmp_path / "output") == SECOND
    assert _inodes(spare) == _inodes(tmp_path / "output")


def test_where_files_cannot_have_second_names_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", refuse)
    write(tmp_path / "output", FIRST)
    write(tmp_path / "output", SECOND)
    assert (names(tmp_path), without_manifest(tmp_path / "output")) == (["output"], SECOND)
