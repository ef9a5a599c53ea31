"""The watch: every kind of change is noticed, and nothing else is."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sitegen.files import walk
from sitegen.watch import Watch, look


class Watched:
    """A folder under watch, and the bursts of changes that were noticed."""

    def __init__(self, folder: Path, poll: bool) -> None:
        self.folder = folder
        self.watch = Watch(lambda: walk(folder), lambda: [(folder, True)], poll=poll)
        self.bursts: queue.Queue[list[str]] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for burst in self.watch.changes():
            self.bursts.put([os.path.relpath(path, self.folder) for path in burst])

    def next(self, patience: float = 5) -> list[str]:
        return self.bursts.get(timeout=patience)

    def is_quiet(self) -> bool:
        time.sleep(0.6)
        return self.bursts.empty()


@pytest.fixture(params=[False, True], ids=["told", "looking"])
def watched(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Watched]:
    (tmp_path / "deep").mkdir()
    for name in ("a.txt", "deep/b.txt"):
        (tmp_path / name).write_text("before", encoding="utf-8")
    watched = Watched(tmp_path, request.param)
    time.sleep(0.3)
    yield watched
    watched.watch.close()


def _replace(folder: Path) -> None:
    (folder / "a.txt.tmp").write_text("after!", encoding="utf-8")
    (folder / "a.txt.tmp").replace(folder / "a.txt")


def _new_folder(folder: Path) -> None:
    (folder / "new" / "deeper").mkdir(parents=True)
    (folder / "new" / "deeper" / "c.txt").write_text("c", encoding="utf-8")


CHANGES: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "write in place": (lambda folder: (folder / "a.txt").write_text("after!", encoding="utf-8"), ["a.txt"]),
    "write and rename": (_replace, ["a.txt"]),
    "remove": (lambda folder: (folder / "deep" / "b.txt").unlink(), ["deep/b.txt"]),
    "new": (lambda folder: (folder / "c.txt").write_text("c", encoding="utf-8"), ["c.txt"]),
    "new in a new folder": (_new_folder, ["new/deeper/c.txt"]),
    "rename": (lambda folder: (folder / "a.txt").rename(folder / "c.txt"), ["a.txt", "c.txt"]),
    "rename of a folder": (lambda folder: (folder / "deep").rename(folder / "deeper"), ["deep/b.txt", "deeper/b.txt"]),
}


@pytest.mark.parametrize("kind", list(CHANGES))
def test_a_change_is_noticed_once(kind: str, watched: Watched) -> None:
    change, paths = CHANGES[kind]
    change(watched.folder)
    assert watched.next() == paths
    assert watched.is_quiet()


def test_a_removal_in_a_new_folder_is_noticed(watched: Watched) -> None:
    _new_folder(watched.folder)
    watched.next()
    (watched.folder / "new" / "deeper" / "c.txt").unlink()
    assert watched.next() == ["new/deeper/c.txt"]


def test_folders_that_come_one_in_the_other_are_nothing_to_be_warned_of(tmp_path: Path) -> None:
    program = f"""
import time
from pathlib import Path
from sitegen.watch import Watch

folder = Path({str(tmp_path)!r})
watch = Watch(lambda: (), lambda: [(folder, True)])
watch._schedule()
for number in range(300):
    (folder / str(number) / "deep" / "deeper" / "deepest").mkdir(parents=True)
time.sleep(0.5)
watch.close()
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stderr == ""


def test_reading_and_editors_leftovers_are_no_change(watched: Watched) -> None:
    (watched.folder / "a.txt").read_bytes()
    for name in (".a.txt.swp", "a.txt~", "#a.txt#", "4913", ".git-index"):
        (watched.folder / name).write_text("x", encoding="utf-8")
    (watched.folder / "empty").mkdir()
    assert watched.is_quiet()


def test_a_burst_is_one_change(watched: Watched) -> None:
    for number in range(20):
        (watched.folder / f"{number:02}.txt").write_text("x", encoding="utf-8")
        time.sleep(0.01)
    assert watched.next() == [f"{number:02}.txt" for number in range(20)]
    assert watched.is_quiet()


def test_a_change_after_the_first_look_and_before_the_watch_is_not_lost(tmp_path: Path) -> None:
    watch = Watch(lambda: walk(tmp_path), lambda: [(tmp_path, True)])
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    assert next(watch.changes()) == [str(tmp_path / "a.txt")]
    watch.close()


def test_a_system_without_watches_left_is_looked_at_instead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr("sitegen.watch._watch", refuse)
    watched = Watched(tmp_path, poll=False)
    time.sleep(0.2)
    assert not watched.watch.is_told
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    assert watched.next() == ["a.txt"]


def test_a_file_that_goes_away_during_the_look_is_not_seen(tmp_path: Path) -> None:
    assert look([tmp_path / "gone.txt"]) == {}


def test_what_whoever_watches_has_written_is_no_change(tmp_path: Path) -> None:
    mine, other = tmp_path / "mine.txt", tmp_path / "other.txt"
    watch = Watch(lambda: walk(tmp_path), lambda: [(tmp_path, True)], poll=True)
    mine.write_text("written", encoding="utf-8")
    watch.accept([mine, tmp_path / "gone.txt"])
    other.write_text("saved", encoding="utf-8")
    assert next(watch.changes()) == [str(other)]
    mine.write_text("saved too", encoding="utf-8")
    assert next(watch.changes()) == [str(mine)]
    watch.close()
