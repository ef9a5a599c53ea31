"""What an edition keeps in its drawers is there for the next one, or it is lost, but it is never something else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sitegen.bag import MANIFEST
from sitegen.books import Books, close_books, manifest_digest, open_books
from sitegen.model import Edition


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "output"
    folder.mkdir()
    (folder / MANIFEST).write_text("# nothing\n", encoding="utf-8")
    close_books(folder, tmp_path / "cache", _books(folder, {"index": b"cards", "annex": b"maps"}))
    return folder


def _books(folder: Path, drawers: dict[str, bytes], known: dict[str, bytes] | None = None) -> Books:
    return Books("all", manifest_digest(folder), Edition(drawers=drawers), {}, {}, (), 0, None, known or {})


def _opened(folder: Path) -> Books:
    books = open_books(folder, folder.parent / "cache")
    assert books
    return books


def _file(folder: Path, name: str) -> Path:
    (found,) = (folder.parent / "cache" / "drawers").rglob(name)
    return found


def test_a_drawer_holds_what_was_put_into_it(site: Path) -> None:
    assert dict(_opened(site).edition.drawers) == {"index": b"cards", "annex": b"maps"}
    assert _opened(site).edition.drawers.get("attic", b"") == b""


def test_a_drawer_is_read_only_when_it_is_asked_for(site: Path) -> None:
    drawers = _opened(site).edition.drawers
    _file(site, "index").unlink()
    assert list(drawers) == ["index", "annex"]
    assert drawers["annex"] == b"maps"
    assert drawers.get("index", b"") == b""


@pytest.mark.parametrize("broken", [b"", b"cards", bytes(40)])
def test_a_drawer_that_is_damaged_is_none(site: Path, broken: bytes) -> None:
    _file(site, "index").write_bytes(broken)
    assert "index" not in _opened(site).edition.drawers


def test_a_whole_drawer_of_another_edition_is_none(site: Path) -> None:
    _file(site, "index").write_bytes(_file(site, "annex").read_bytes())
    assert "index" not in _opened(site).edition.drawers


def test_the_drawer_of_a_sheaf_that_stands_is_kept_without_reading_it(site: Path) -> None:
    last = _opened(site)
    before = _file(site, "annex").stat()
    close_books(site, site.parent / "cache", replace(last, edition=Edition(drawers={"index": b"new cards"})))
    assert dict(_opened(site).edition.drawers) == {"index": b"new cards", "annex": b"maps"}
    assert _file(site, "annex").stat() == before
