"""The inventory: a capture that cannot have changed is not looked at again, and no change is missed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.files import Found, load
from sitegen.model import Capture
from sitegen.reading import take_stock
from sitegen.settings import find_site

TEXT = "The ferry sails again\n\nBy Mira Sol\n\nIt had been laid up since May.\n"


@pytest.fixture
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of two captures, the one with a picture of its own, the other with a sidecar; and a clock that went on by an hour."""
    monkeypatch.setenv("SITEGEN_CACHE", str(tmp_path / "memory"))
    monkeypatch.setattr("sitegen.inventory._CLEARLY", -3_600_000_000_000)
    seeds = tmp_path / "seeds"
    (seeds / "page_files").mkdir(parents=True)
    (seeds / "a.txt").write_text(TEXT, encoding="utf-8")
    (seeds / "a.toml").write_text('section = "Harbour"\n', encoding="utf-8")
    (seeds / "page.html").write_text("<html><body><p>A quay.</p><img src='page_files/q.png'></body></html>", encoding="utf-8")
    (seeds / "page_files" / "q.png").write_bytes(b"no picture")
    return seeds


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The captures that are looked at."""
    looked: list[str] = []

    def noted(found: Found) -> Capture:
        looked.append(found.source)
        return load(found)

    monkeypatch.setattr("sitegen.reading.load", noted)
    return looked


def keys(seeds: Path, *, is_anew: bool = False) -> list[str | None]:
    return [key for _, key in take_stock(find_site(seeds, None, None), is_anew=is_anew).captures]


def test_what_stands_as_it_stood_is_not_looked_at(seeds: Path, looked_at: list[str]) -> None:
    first = keys(seeds)
    assert looked_at == ["a.txt", "page.html"]
    assert keys(seeds) == first
    assert looked_at == ["a.txt", "page.html"]


def _same_size_and_time(seeds: Path) -> None:
    then = (seeds / "a.txt").stat()
    (seeds / "a.txt").write_text(TEXT.replace("ferry", "liner"), encoding="utf-8")
    os.utime(seeds / "a.txt", ns=(then.st_atime_ns, then.st_mtime_ns))


def _another_in_its_place(seeds: Path) -> None:
    (seeds / "b.part").write_text(TEXT.replace("May", "Jul"), encoding="utf-8")
    (seeds / "b.part").rename(seeds / "a.txt")


CHANGES: list[tuple[Callable[[Path], object], str]] = [
    (_same_size_and_time, "a.txt"),
    (_another_in_its_place, "a.txt"),
    (lambda seeds: (seeds / "a.toml").write_text('section = "Harbor"\n', encoding="utf-8"), "a.txt"),
    (lambda seeds: (seeds / "a.toml").unlink(), "a.txt"),
    (lambda seeds: (seeds / "page.toml").write_text('section = "Quay"\n', encoding="utf-8"), "page.html"),
    (lambda seeds: (seeds / "page_files" / "q.png").write_bytes(b"an image.."), "page.html"),
    (lambda seeds: (seeds / "page_files" / "r.png").write_bytes(b"one more"), "page.html"),
    (lambda seeds: (seeds / "page_files" / "q.png").rename(seeds / "page_files" / "s.png"), "page.html"),
    (lambda seeds: (seeds / "a.txt").chmod(0o600), "a.txt"),
]


@pytest.mark.parametrize(("change", "source"), CHANGES)
def test_each_change_is_seen(change: Callable[[Path], object], source: str, seeds: Path, looked_at: list[str]) -> None:
    keys(seeds)
    time.sleep(0.02)  # the clock of the files ticks
    looked_at.clear()
    change(seeds)
    upon_the_last = keys(seeds)
    assert looked_at == [source]
    assert upon_the_last == keys(seeds, is_anew=True)


def test_a_sidecar_is_seen_that_is_the_first_of_its_folder(seeds: Path, looked_at: list[str]) -> None:
    (seeds / "a.toml").unlink()
    before = keys(seeds)
    looked_at.clear()
    (seeds / "page.TOML").write_text('section = "Quay"\n', encoding="utf-8")
    assert keys(seeds) == before
    (seeds / "page.toml").write_text('section = "Quay"\n', encoding="utf-8")
    assert keys(seeds) != before
    (seeds / "page.toml").unlink()
    assert (keys(seeds), looked_at) == (before, ["page.html"] * 2)


def test_what_may_have_changed_while_it_was_looked_at_is_looked_at_again(
    seeds: Path, looked_at: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitegen.inventory._CLEARLY", 3_600_000_000_000)
    keys(seeds)
    looked_at.clear()
    keys(seeds)
    assert looked_at == ["a.txt", "page.html"]


def test_nothing_is_believed_before_the_moment_of_the_last_stock_taking(
    seeds: Path, looked_at: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    keys(seeds)
    looked_at.clear()
    now = time.time_ns()
    monkeypatch.setattr("sitegen.inventory.time.time_ns", lambda: now - 60_000_000_000)
    keys(seeds)
    assert looked_at == ["a.txt", "page.html"]


def test_an_inventory_that_is_not_whole_is_as_none(seeds: Path, looked_at: list[str], tmp_path: Path) -> None:
    first = keys(seeds)
    (place,) = (path for path in (tmp_path / "memory").rglob("inventories/*") if path.is_file())
    place.write_bytes(place.read_bytes()[:-1])
    looked_at.clear()
    assert keys(seeds) == first
    assert looked_at == ["a.txt", "page.html"]


def test_where_it_cannot_be_kept_the_stock_is_taken_all_the_same(seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "memory").write_text("no folder", encoding="utf-8")
    assert len(keys(seeds)) == 2
