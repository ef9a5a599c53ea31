"""The memory of results: the same answer as without it, whatever became of its files."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from sitegen.model import AnnotatedArticle, Capture, Note, Noted
from sitegen.pipeline import read
from sitegen.store import Remembered, cache_folder, forget_old, get, own_salt, put
from tests.edge import story

CAPTURE = Capture("a.html", story(1).encode())


class Counted:
    """The reader, counting how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, capture: Capture) -> Noted[AnnotatedArticle]:
        self.asked += 1
        return read(capture)


def _entries(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_the_second_time_nothing_is_worked_out(tmp_path: Path) -> None:
    reader = Counted()
    remembered = Remembered(reader, tmp_path, "salt")
    first, second = remembered(CAPTURE), remembered(CAPTURE)
    assert (first, second, reader.asked) == (read(CAPTURE), first, 1)


@pytest.mark.parametrize(
    ("capture", "salt"),
    [
        (Capture("a.html", CAPTURE.content + b" "), "salt"),
        (Capture("b.html", CAPTURE.content), "salt"),
        (Capture("a.html", CAPTURE.content, b'title = "Dam"'), "salt"),
        (CAPTURE, "other salt"),
    ],
)
def test_another_content_name_sidecar_or_program_is_another_result(capture: Capture, salt: str, tmp_path: Path) -> None:
    Remembered(read, tmp_path, "salt")(CAPTURE)
    assert Remembered(read, tmp_path, salt).recall(capture) is None


def test_notes_are_remembered_with_the_article(tmp_path: Path) -> None:
    capture = Capture("a.txt", b"It rained. Nobody wrote down when, or under which headline.")
    remembered = Remembered(read, tmp_path, "salt")
    assert remembered(capture).notes == remembered(capture).notes
    assert any(note.severity == "warning" for note in remembered(capture).notes)


@settings(deadline=None, max_examples=30)
@given(st.data())
def test_a_broken_entry_is_ignored_and_written_anew(data: st.DataObject) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        reader = Counted()
        remembered = Remembered(reader, Path(name), "salt")
        wanted = remembered(CAPTURE)
        (entry,) = _entries(Path(name))
        whole = entry.read_bytes()
        at = data.draw(st.integers(0, len(whole) - 1))
        broken = data.draw(st.sampled_from([whole[:at], whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :], b""]))
        entry.write_bytes(broken)
        assert remembered(CAPTURE) == wanted
        assert (reader.asked, entry.read_bytes()) == (2, whole)


def test_an_entry_of_another_shape_is_ignored(tmp_path: Path) -> None:
    import msgspec

    remembered = Remembered(read, tmp_path, "salt")
    remembered(CAPTURE)
    (entry,) = _entries(tmp_path)
    content = msgspec.msgpack.encode({"value": [1, 2]})
    put(entry, content)
    assert remembered.recall(CAPTURE) is None


def test_an_entry_in_anothers_place_is_ignored(tmp_path: Path) -> None:
    remembered = Remembered(read, tmp_path, "salt")
    remembered(CAPTURE)
    (entry,) = _entries(tmp_path)
    other = structs.replace(CAPTURE, source="another.html")
    remembered(other)
    (another,) = set(_entries(tmp_path)) - {entry}
    another.write_bytes(entry.read_bytes())
    assert (remembered.recall(CAPTURE) is None, remembered.recall(other)) == (False, None)


def test_a_memory_that_cannot_be_written_costs_time_only(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert Remembered(read, tmp_path / "file", "salt")(CAPTURE) == read(CAPTURE)


def test_what_is_no_text_is_not_kept(tmp_path: Path) -> None:
    noted = Noted(read(CAPTURE).value, (Note("info", "x", "half a \ud800 character", "a.html"),))
    assert Remembered(lambda _: noted, tmp_path, "salt")(CAPTURE) == noted
    assert _entries(tmp_path) == []


def test_a_write_that_fails_leaves_no_half_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    Remembered(read, tmp_path, "salt")(CAPTURE)
    assert _entries(tmp_path) == []


def test_a_change_of_any_file_of_the_package_changes_the_salt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.store._PACKAGE", tmp_path)
    (tmp_path / "ingest").mkdir()
    (tmp_path / "ingest" / "chrome.toml").write_text("a", encoding="utf-8")
    salts = {own_salt.__wrapped__(), own_salt.__wrapped__()}
    (tmp_path / "ingest" / "chrome.toml").write_text("b", encoding="utf-8")
    salts.add(own_salt.__wrapped__())
    (tmp_path / "ingest" / "chrome.toml").rename(tmp_path / "chrome.toml")
    salts.add(own_salt.__wrapped__())
    assert len(salts) == 3


def test_old_versions_are_forgotten_after_a_month(tmp_path: Path) -> None:
    for name, age in (("a" * 16, 40), ("b" * 16, 20), ("c" * 16, 40), ("somebody's own folder", 400)):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (time.time() - age * 86400,) * 2)
    forget_old(tmp_path, "c" * 64)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b" * 16, "c" * 16, "somebody's own folder"]


def test_the_folder_is_where_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITEGEN_CACHE", str(tmp_path / "here"))
    assert cache_folder() == tmp_path / "here"
    monkeypatch.delenv("SITEGEN_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_folder().is_relative_to(tmp_path)


LONG = os.urandom(200_000)
_FAULTS = {
    "one bit": lambda kept: kept[:150_000] + bytes((kept[150_000] ^ 1,)) + kept[150_001:],
    "nothing of a block": lambda kept: kept[:69_632] + bytes(4096) + kept[73_728:],
    "a block in another's place": lambda kept: kept[:65_568] + kept[131_104:196_640] + kept[65_568:131_104] + kept[196_640:],
    "the end": lambda kept: kept[:-1],
    "more": lambda kept: kept + b"\0",
    "the digest": lambda kept: bytes((kept[0] ^ 1,)) + kept[1:],
}


@pytest.mark.parametrize("fault", _FAULTS)
def test_what_is_long_is_not_taken_for_what_was_kept_where_a_disk_has_failed(fault: str, tmp_path: Path) -> None:
    place = tmp_path / "long"
    digest = put(place, LONG)
    assert get(place, digest) == LONG
    place.write_bytes(_FAULTS[fault](place.read_bytes()))
    assert get(place) is None
    (tmp_path / "other").write_bytes(digest + LONG)
    assert get(tmp_path / "other") is None
