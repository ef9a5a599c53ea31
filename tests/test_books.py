"""What an edition keeps in its drawers is there for the next one, or it is lost, but it is never something else."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from sitegen.account import Account
from sitegen.bag import MANIFEST
from sitegen.books import Books, Intact, close_books, last_edition, lay_down_drawer, manifest_digest, open_books
from sitegen.model import Edition

FILES = Account(["a.html", "b/c.html"], bytes(range(64)), bytes(range(24)) + bytes(24))
NONE = Account()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "output"
    folder.mkdir()
    (folder / MANIFEST).write_text("# nothing\n", encoding="utf-8")
    close_books(folder, tmp_path / "cache", _books(folder), FILES, Edition(drawers={"index": b"cards", "annex": b"maps"}, look=b"plain"))
    return folder


def _books(folder: Path, known: dict[str, bytes] | None = None) -> Books:
    return Books("all", manifest_digest(folder), {}, (), 0, None, known or {})


def _opened(folder: Path) -> Books:
    return _with_account(folder)[0]


def _with_account(folder: Path) -> tuple[Books, Account]:
    found = open_books(folder, folder.parent / "cache")
    assert found
    return found


def _edition(folder: Path) -> Edition:
    return last_edition(folder, folder.parent / "cache", _opened(folder), Intact(folder))


def _file(folder: Path, name: str) -> Path:
    (found,) = (folder.parent / "cache" / "drawers").rglob(name)
    return found


@pytest.mark.parametrize("account", [FILES, NONE])
def test_the_account_of_the_files_is_what_it_was(account: Account, site: Path) -> None:
    books, before = _with_account(site)
    assert (before, before.stamps) == (FILES, FILES.stamps)
    close_books(site, site.parent / "cache", books, account, Edition())
    after = _with_account(site)[1]
    assert (after, after.stamps) == (account, account.stamps)


def test_books_whose_account_is_not_whole_are_none(site: Path) -> None:
    halved = Account(["a.html"], bytes(32), bytes(24), counted=FILES.tally)
    halved.stamps = halved.stamps[1:]
    close_books(site, site.parent / "cache", _opened(site), halved, Edition())
    assert open_books(site, site.parent / "cache") is None


def test_books_of_another_manifest_are_none(site: Path) -> None:
    (site / MANIFEST).write_text("# nothing else\n", encoding="utf-8")
    assert open_books(site, site.parent / "cache") is None


@pytest.mark.parametrize("broken", [b"", b"plain", bytes(40)])
def test_an_edition_that_is_lost_or_damaged_is_none(site: Path, broken: bytes) -> None:
    assert _edition(site).look == b"plain"
    _file(site, "edition").write_bytes(broken)
    assert _edition(site).look == b""
    _file(site, "edition").unlink()
    assert (_edition(site).look, dict(_edition(site).drawers)) == (b"", {"index": b"cards", "annex": b"maps"})


def test_a_drawer_holds_what_was_put_into_it(site: Path) -> None:
    assert dict(_edition(site).drawers) == {"index": b"cards", "annex": b"maps"}
    assert _edition(site).drawers.get("attic", b"") == b""


def test_a_drawer_is_read_only_when_it_is_asked_for(site: Path) -> None:
    drawers = _edition(site).drawers
    _file(site, "index").unlink()
    assert list(drawers) == ["index", "annex"]
    assert drawers["annex"] == b"maps"
    assert drawers.get("index", b"") == b""


@pytest.mark.parametrize("broken", [b"", b"cards", bytes(40)])
def test_a_drawer_that_is_damaged_is_none(site: Path, broken: bytes) -> None:
    _file(site, "index").write_bytes(broken)
    assert "index" not in _edition(site).drawers


def test_a_whole_drawer_of_another_edition_is_none(site: Path) -> None:
    _file(site, "index").write_bytes(_file(site, "annex").read_bytes())
    assert "index" not in _edition(site).drawers


def test_the_drawer_of_a_sheaf_that_stands_is_kept_without_reading_it(site: Path) -> None:
    last = _opened(site)
    before = _file(site, "annex").stat()
    close_books(site, site.parent / "cache", last, FILES, Edition(drawers={"index": b"new cards"}))
    assert dict(_edition(site).drawers) == {"index": b"new cards", "annex": b"maps"}
    assert _file(site, "annex").stat() == before


def test_a_drawer_that_was_laid_down_takes_its_place_when_the_books_are_closed(site: Path) -> None:
    cache, last = site.parent / "cache", _opened(site)
    for content in (b"cards of a build that failed", b"new cards"):
        laid = lay_down_drawer(site, cache, "index", content)
        assert dict(_edition(site).drawers) == {"index": b"cards", "annex": b"maps"}
    close_books(site, cache, last, FILES, Edition(laid={"index": laid}))
    assert dict(_edition(site).drawers) == {"index": b"new cards", "annex": b"maps"}
    assert not list(cache.rglob("*.next"))


def test_books_are_not_closed_upon_a_drawer_that_is_gone(site: Path) -> None:
    cache, last = site.parent / "cache", _opened(site)
    laid = lay_down_drawer(site, cache, "index", b"new cards")
    next(cache.rglob("*.next")).unlink()
    close_books(site, cache, replace(last, made_of="more"), FILES, Edition(laid={"index": laid}))
    assert _opened(site).made_of == "all"
    assert dict(_edition(site).drawers) == {"index": b"cards", "annex": b"maps"}
