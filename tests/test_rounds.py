"""What does not belong in a folder is found, whenever it came; where nobody has been, nothing is looked through twice."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.rounds import Rounds

OURS = {"index.html": "", "people/mara-quill.html": ""}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "output"
    for path in (*OURS, "people/portrait.png"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(path, encoding="utf-8")
    (folder / "drafts").mkdir()
    return folder


def _later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be so much later that every change so far was clearly before."""
    now = time.time_ns()
    monkeypatch.setattr("sitegen.rounds.time.time_ns", lambda: now + 10_000_000_000)


def _replace(folder: Path) -> None:
    (folder / "new").write_text("later", encoding="utf-8")
    (folder / "new").replace(folder / "people" / "portrait.png")


CHANGES: list[tuple[Callable[[Path], None], list[str]]] = [
    (lambda folder: (folder / "people" / "new.txt").touch(), ["drafts", "people/new.txt", "people/portrait.png"]),
    (lambda folder: (folder / "drafts" / "one.md").touch(), ["drafts/one.md", "people/portrait.png"]),
    (lambda folder: (folder / "people" / "portrait.png").unlink(), ["drafts"]),
    (lambda folder: (folder / "people" / "more").mkdir(), ["drafts", "people/more", "people/portrait.png"]),
    (lambda folder: (folder / "drafts").rmdir(), ["people/portrait.png"]),
    (lambda folder: (folder / "link").symlink_to("people"), ["drafts", "link", "people/portrait.png"]),
    (_replace, ["drafts", "people/portrait.png"]),
]


@pytest.mark.parametrize("is_later", [True, False])
@pytest.mark.parametrize(("change", "found"), CHANGES)
def test_whatever_changed_since_the_last_round_is_seen(
    site: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None], found: list[str], *, is_later: bool
) -> None:
    if is_later:
        time.sleep(0.02)  # more than a tick of the file system's clock
        _later(monkeypatch)
    rounds = Rounds(OURS)
    assert rounds.strangers(site) == ["drafts", "people/portrait.png"]
    change(site)
    moved = site.rename(site.with_name("left"))
    assert rounds.strangers(moved) == found
    assert rounds.strangers(site) == []


def test_a_folder_that_nobody_has_touched_is_looked_through_once(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    time.sleep(0.02)
    _later(monkeypatch)
    rounds, looked, scandir = Rounds(OURS), [], os.scandir

    def noted(place: Path) -> object:
        looked.append(place)
        return scandir(place)

    monkeypatch.setattr("sitegen.rounds.os.scandir", noted)
    assert rounds.strangers(site) == rounds.strangers(site) == ["drafts", "people/portrait.png"]
    assert len(looked) == 3
    (site / "people" / "new.txt").touch()
    os.utime(site / "people", ns=(0, 0))  # what a program that copies folders does
    assert rounds.strangers(site) == ["drafts", "people/new.txt", "people/portrait.png"]
    assert len(looked) == 4
