"""What does not belong in a folder is found, whenever it came; where nobody has been, nothing is looked through twice."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.account import Account
from sitegen.marks import NEVER, Clock, Mark
from sitegen.rounds import Rounds

OURS = Account.of(dict.fromkeys(("index.html", "people/mara-quill.html"), "0" * 64))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "output"
    for path in (*OURS, "people/portrait.png"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(path, encoding="utf-8")
    (folder / "drafts").mkdir()
    return folder


def _later(site: Path) -> Mark:
    """What the clock of the file system tells when it has gone on since *site* was changed."""
    (site.parent / "lock").touch()
    clock = Clock(site.parent)
    assert clock.clear(site, ["", "people", "drafts"]).keys() == {"", "people", "drafts"}
    return clock.now()


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
    site: Path, change: Callable[[Path], None], found: list[str], *, is_later: bool
) -> None:
    rounds = Rounds(OURS, _later(site) if is_later else NEVER)
    assert rounds.strangers(site) == ["drafts", "people/portrait.png"]
    change(site)
    moved = site.rename(site.with_name("left"))
    assert rounds.strangers(moved) == found
    assert rounds.strangers(site) == []


def test_a_folder_that_nobody_has_touched_is_looked_through_once(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rounds, looked, scandir = Rounds(OURS, _later(site)), [], os.scandir

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


def test_where_the_clock_stands_still_everything_is_looked_through_each_time(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.rounds.mark", lambda _: Mark(1, 2, 30))
    for now, found in ((30, ["drafts", "people/new.txt", "people/portrait.png"]), (31, ["drafts", "people/portrait.png"])):
        rounds = Rounds(OURS, Mark(1, 9, now))
        assert rounds.strangers(site) == ["drafts", "people/portrait.png"]
        (site / "people" / "new.txt").touch()
        assert rounds.strangers(site) == found
        (site / "people" / "new.txt").unlink()
