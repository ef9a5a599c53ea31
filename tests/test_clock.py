"""The clock of a file system says since when every change must show in a folder's mark, or that nothing can be said."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitegen import marks
from sitegen.marks import NEVER, Clock, Mark, mark


@pytest.fixture
def work(tmp_path: Path) -> Path:
    (tmp_path / "lock").touch()
    (tmp_path / "folder").mkdir()
    return tmp_path


def test_a_mark_is_clear_when_the_clock_has_gone_on(work: Path) -> None:
    found = Clock(work).clear(work, ["folder"])
    assert found == {"folder": mark(work / "folder")}
    assert found["folder"].is_clear(Clock(work).now())
    assert not mark(work / "folder").is_clear(NEVER)
    assert not Mark(1, 2, 3).is_clear(Mark(1, 9, 3))
    assert not Mark(1, 2, 3).is_clear(Mark(2, 9, 4))
    assert not NEVER.is_clear(NEVER)


def test_it_is_waited_until_the_clock_goes_on_but_not_for_long(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = mark(work / "folder")
    waits: list[float] = []
    monkeypatch.setattr("sitegen.marks.time.sleep", waits.append)
    monkeypatch.setattr(Clock, "now", lambda _: Mark(before.device, 0, before.changed + (len(waits) > 3)))
    assert (Clock(work).clear(work, ["folder"]), len(waits)) == ({"folder": before}, 4)
    waits.clear()
    monkeypatch.setattr(Clock, "now", lambda _: Mark(before.device, 0, before.changed))
    assert (Clock(work).clear(work, ["folder"]), sum(waits) < 0.1) == ({}, True)


def test_a_file_system_that_tells_no_changes_is_not_believed(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Clock(work).now() is not NEVER
    device = work.stat().st_dev
    with monkeypatch.context() as patch:  # a folder keeps the time at which it was made
        patch.setattr(marks, "mark", lambda _: Mark(device, 1, 5))
        assert Clock(work).now() is NEVER
    with monkeypatch.context() as patch:  # the time of the last writing, which programs choose, is told for that of the last change
        patch.setattr(Path, "stat", lambda _: os.stat_result((0, 1, device, 1, 0, 0, 0, 0, 0, 0), {"st_ctime_ns": 0}))
        assert Clock(work).now() is NEVER
    monkeypatch.setattr(marks, "_TELLS_CHANGES", False)
    assert mark(work) is NEVER
    assert Clock(work).now() is NEVER
