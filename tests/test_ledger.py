"""The ledger beside the settings of an archive: what was given out once leads on for ever."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.build import Order, build_site
from sitegen.check import check_site
from sitegen.errors import SettingsError
from sitegen.ledger import FILE_NAME, load_ledger, save_ledger
from sitegen.model import Noted
from sitegen.publish.keeping.ledger import Entry, Ledger, write_ledger
from sitegen.settings import Site, find_site

STORY = """The quay opens

By Mara Quill

May 4, 2031

PORT ELLERY, Anvane — Odo Brandt said the old quay would open. “We will open the old quay in May, whatever it costs,” Mr. Brandt said.

It rained on the town of Port Ellery, and nobody minded.
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "sitegen.toml").write_text('title = "Papers"\n', encoding="utf-8")
    (tmp_path / "seeds" / "quay.txt").write_text(STORY, encoding="utf-8")
    return find_site(tmp_path, None, None)


def pages(site: Site) -> set[str]:
    folders = ("articles", "quotes", "people", "organizations", "places")
    return {path.relative_to(site.output).as_posix() for folder in folders for path in (site.output / folder).glob("*.html")}


def test_whatever_changes_no_address_is_lost(site: Site) -> None:
    build_site(site)
    given = pages(site)
    assert len(given) >= 3
    (site.source / "quay.txt").rename(site.source / "story.txt")
    build_site(site)
    (site.source / "story.txt").write_text(
        STORY.replace("The quay opens", "A quay opens at last").replace("whatever", "never mind what"), "utf-8"
    )
    build_site(site)
    (site.root / "authority.toml").write_text('[[entity]]\nname = "Odo P. Brandt"\nsame_as = ["Odo Brandt"]\n', encoding="utf-8")
    build_site(site)
    assert given <= pages(site)
    moved = [path for path in given if 'http-equiv="refresh"' in (site.output / path).read_text(encoding="utf-8")]
    assert any(path.startswith("articles/") for path in moved)
    redirects = (site.output / "_redirects").read_text(encoding="utf-8")
    assert all(f"/{path} /" in redirects for path in moved)
    faults = [note for note in check_site({}, site) if note.code in ("orphan", "broken-link")]
    assert faults == []


def test_a_withdrawn_capture_says_so_at_its_old_address(site: Site) -> None:
    (site.source / "other.txt").write_text(
        "Rain in Harrow\n\nIt rained in Harrow all day, and the fair was held in the barn.\n", encoding="utf-8"
    )
    build_site(site)
    (site.source / "quay.txt").unlink()
    build_site(site)
    (old,) = [path for path in pages(site) if path.startswith("articles/the-quay-opens")]
    page = (site.output / old).read_text(encoding="utf-8")
    assert "This page was withdrawn" in page
    assert "refresh" not in page
    (site.source / "quay.txt").write_text(STORY, encoding="utf-8")
    build_site(site)
    assert "This page was withdrawn" not in (site.output / old).read_text(encoding="utf-8")


def test_the_same_ledger_makes_the_same_site(site: Site) -> None:
    build_site(site)
    first = (site.root / FILE_NAME).read_bytes()
    built = build_site(site)
    assert built.written.kept == len(list(filter(Path.is_file, site.output.rglob("*")))) or built.written.pages
    assert (site.root / FILE_NAME).read_bytes() == first


def test_captures_without_settings_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "quay.txt").write_text(STORY, encoding="utf-8")
    site = find_site(tmp_path, None, tmp_path.parent / f"{tmp_path.name}-site")
    build_site(site)
    assert [path.name for path in tmp_path.iterdir()] == ["quay.txt"]
    assert load_ledger(site) == ()


def test_a_torn_ledger_stops_the_build_and_the_last_site_stands(site: Site) -> None:
    build_site(site)
    before = (site.output / "index.html").read_bytes()
    with (site.root / FILE_NAME).open("a", encoding="utf-8") as file:
        file.write("articles/half\n")
    with pytest.raises(SettingsError) as raised:
        build_site(site)
    assert raised.value.line == len((site.root / FILE_NAME).read_text(encoding="utf-8").splitlines())
    assert (site.output / "index.html").read_bytes() == before


def test_no_old_address_tells_a_withheld_name(site: Site) -> None:
    build_site(site)
    assert "people/odo-brandt.html" in pages(site)
    (site.root / "sitegen.toml").write_text('title = "Papers"\nredact = ["Odo Brandt", "Brandt"]\n', encoding="utf-8")
    hidden = find_site(site.root, None, None)
    build_site(hidden)
    assert [path for path in hidden.output.rglob("*") if path.is_file() and b"brandt" in path.read_bytes().lower()] == []
    assert [path.name for path in hidden.output.rglob("*") if "brandt" in path.name] == []


def test_a_ledger_among_the_captures_is_no_capture(tmp_path: Path) -> None:
    (tmp_path / "sitegen.toml").write_text(f'source = "."\noutput = "../{tmp_path.name}-site"\n', encoding="utf-8")
    (tmp_path / "quay.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / FILE_NAME).write_text(STORY.replace("old quay", "new quay"), encoding="utf-8")
    site = find_site(tmp_path, None, None)
    build_site(site)
    assert (tmp_path / FILE_NAME).is_file()
    again = build_site(site)
    assert dict(again.formats) == {"text": 2}


@pytest.mark.parametrize(("mark", "end"), [("\ufeff", "\n"), ("", "\r\n"), ("\ufeff", "\r\n")])
def test_a_ledger_that_an_editor_of_windows_saved_is_read(mark: str, end: str, site: Site) -> None:
    build_site(site)
    ledger, place = load_ledger(site), site.root / FILE_NAME
    place.write_bytes((mark + place.read_text(encoding="utf-8").replace("\n", end)).encode())
    assert load_ledger(site) == ledger


def _refused(code: int) -> Callable[[Path, str], None]:
    def write(place: Path, _: str) -> None:
        raise OSError(code, os.strerror(code), str(place))

    return write


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES, errno.EPERM])
def test_an_archive_that_may_only_be_read_is_built_and_says_so(code: int, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.ledger.write_text", _refused(code))
    for _ in range(2):
        (note,) = build_site(site).notes
        assert (note.severity, note.code, note.source) == ("warning", "ledger", str((site.root / FILE_NAME).resolve()))
    assert any(path.startswith("articles/") for path in pages(site))
    assert not (site.root / FILE_NAME).exists()


def test_a_full_disk_stops_the_build(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.ledger.write_text", _refused(errno.ENOSPC))
    with pytest.raises(SettingsError, match="cannot write the ledger"):
        build_site(site)
    assert not site.output.exists()


def test_an_archive_that_may_only_be_read_and_gives_out_nothing_new_is_no_matter(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    build_site(site)
    monkeypatch.setattr("sitegen.ledger.write_text", _refused(errno.EROFS))
    assert build_site(site, Order(clean=True)).notes == ()


def test_what_another_build_gave_out_meanwhile_is_kept(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Entry("people/ida-vessel.html", ("Ida Vessel",))

    def meanwhile(site: Site, ledger: Ledger) -> Noted[Ledger]:
        (site.root / FILE_NAME).write_text(write_ledger((other,)), encoding="utf-8")
        return save_ledger(site, ledger)

    with monkeypatch.context() as patch:
        patch.setattr("sitegen.build.save_ledger", meanwhile)
        build_site(site)
    assert other in load_ledger(site)
    assert len(load_ledger(site)) > 1
    build_site(site)
    assert other.path in pages(site)
