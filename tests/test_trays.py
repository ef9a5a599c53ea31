"""The trays of a folder: what was read of its captures comes out of a few files, and nothing that is wrong ever does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sitegen.files import Found
from sitegen.model import Capture, Noted
from sitegen.packing import unpack
from sitegen.pipeline import read
from sitegen.reading import Reading, read_stock, take_stock
from sitegen.settings import find_site
from sitegen.store import get, put
from tests.edge import fill, story


@pytest.fixture
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Five captures, a tray for two of them, and a clock that went on by an hour."""
    monkeypatch.setenv("SITEGEN_CACHE", str(tmp_path / "memory"))
    monkeypatch.setattr("sitegen.inventory._CLEARLY", -3_600_000_000_000)
    monkeypatch.setattr("sitegen.trays._EACH", 2)
    return fill(tmp_path / "seeds", 5)


@pytest.fixture
def unpacked(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What is taken from the store."""
    taken: list[bytes] = []

    def noted(content: bytes, *, is_sealed: bool = False) -> object:
        taken.append(content)
        return unpack(content, is_sealed=is_sealed)

    monkeypatch.setattr("sitegen.store.unpack", noted)
    return taken


def reading(seeds: Path) -> Reading:
    return read_stock(take_stock(find_site(seeds, None, None)), jobs=1)


def trays(seeds: Path) -> list[Path]:
    return sorted(path for path in (seeds.parent / "memory").rglob("trays/*/*") if path.is_file())


def plainly(seeds: Path) -> list[object]:
    """What each capture is read as, with nothing remembered."""
    return [read(Capture(path.name, path.read_bytes())).value for path in sorted(seeds.iterdir())]


def test_what_lies_in_trays_is_not_looked_for_in_the_store(seeds: Path, unpacked: list[bytes]) -> None:
    first, second = reading(seeds), reading(seeds)
    assert (list(second.articles), second.reused, unpacked) == (plainly(seeds), 5, [])
    assert (first.articles, first.notes, first.found) == (second.articles, second.notes, second.found)
    assert 1 < len(trays(seeds)) <= 4


@pytest.mark.parametrize("change", [lambda path: path.write_text(story(9), encoding="utf-8"), Path.unlink])
def test_an_edit_changes_one_tray(change: Callable[[Path], object], seeds: Path, unpacked: list[bytes]) -> None:
    reading(seeds)
    before = {place: place.read_bytes() for place in trays(seeds)}
    change(min(seeds.iterdir()))
    found = reading(seeds)
    changed = [place for place, content in before.items() if not place.exists() or place.read_bytes() != content]
    assert (list(found.articles), found.reused, unpacked, len(changed)) == (plainly(seeds), 4, [], 1)


def test_what_is_gone_leaves_its_tray(seeds: Path) -> None:
    reading(seeds)
    for path in sorted(seeds.iterdir())[1:]:
        path.unlink()
    reading(seeds)
    (tray,) = trays(seeds)
    content = get(tray)
    assert content is not None
    assert b"River rises for day 0" in content
    assert b"River rises for day 1" not in content


@pytest.mark.parametrize(
    "damage",
    [
        lambda place, _: place.unlink(),
        lambda place, _: place.write_bytes(b""),
        lambda place, _: place.write_bytes(place.read_bytes()[:-1]),
        lambda place, _: place.write_bytes(place.read_bytes().replace(b"harbour", b"hangman")),
        lambda place, _: put(place, b"\x93no tray"),
        lambda place, other: place.write_bytes(other.read_bytes()),
    ],
)
def test_a_tray_that_is_not_whole_is_as_none(damage: Callable[[Path, Path], object], seeds: Path, unpacked: list[bytes]) -> None:
    reading(seeds)
    whole = {place: place.read_bytes() for place in trays(seeds)}
    places = trays(seeds)
    damage(places[0], places[1])
    found = reading(seeds)
    assert (list(found.articles), found.reused, bool(unpacked)) == (plainly(seeds), 5, True)
    assert {place: place.read_bytes() for place in trays(seeds)} == whole


def test_what_may_have_been_another_when_it_was_read_lies_in_no_tray(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.inventory._CLEARLY", 3_600_000_000_000)
    place = min(seeds.iterdir())

    def too_late(found: Found) -> Capture:
        return Capture(found.source, story(9).encode() if found.path == place else found.path.read_bytes())

    monkeypatch.setattr("sitegen.attempt.load", too_late)
    assert reading(seeds).articles[0].article.title == "River rises for day 9"
    monkeypatch.undo()
    monkeypatch.setenv("SITEGEN_CACHE", str(seeds.parent / "memory"))
    assert list(reading(seeds).articles) == plainly(seeds)


def test_half_a_character_lies_in_no_tray(seeds: Path) -> None:
    stock = take_stock(find_site(seeds, None, None))
    (_, key), *_ = stock.captures
    assert key
    sound = read(Capture("a.html", story(1).encode()))
    broken = replace(sound.value, article=replace(sound.value.article, title="\ud800"))
    stock.trays.keep({key: Noted(broken)})
    assert list(stock.trays.recall()) == []


def test_where_trays_cannot_be_kept_captures_are_read_all_the_same(seeds: Path) -> None:
    (seeds.parent / "memory").write_text("no folder", encoding="utf-8")
    assert list(reading(seeds).articles) == plainly(seeds)
