"""What is known of folders by their marks is true, whoever was there since and however many builds were killed; and it saves the look."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from sitegen import marks, switch
from sitegen.account import NOTHING, Account
from sitegen.bag import MANIFEST
from sitegen.books import intact, manifest_digest
from sitegen.marks import mark
from sitegen.model import OutputFile
from sitegen.output import claimed
from tests.edge import tree

PAGES = ("index.html", "people/mira.html", "people/ansel.html", "data/places/map.json", "data/rows.csv", "data/places/more/deep.json")
FOLDERS = {"people", "data", "data/places", "data/places/more"}


@pytest.fixture(autouse=True)
def _always(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.output.WORTH_A_SPARE", 1)


class Archive:
    """A site that is built over and over, as a build does it that has books, and what its books say."""

    def __init__(self, folder: Path) -> None:
        self.output, self.spare = folder / "output", folder / ".output.sitegen" / "spare"
        self.site: dict[str, bytes] = {}
        self._known: tuple[str, Account] = "", NOTHING

    @property
    def account(self) -> Account | None:
        return self._known[1] if self._known[0] == manifest_digest(self.output) else None

    def build(self, site: dict[str, bytes], *, closes_books: bool = True) -> None:
        account, self.site = self.account, site
        standing = intact(self.output, account) if account else NOTHING
        wanted = {path: hashlib.sha256(content).hexdigest() for path, content in site.items()}
        untouched = [path for path in standing if account and account[path] == wanted.get(path)]
        made = [OutputFile(path, content) for path, content in site.items() if path not in untouched]
        with claimed(self.output) as output:
            now = output.begin(None, account).write(made, standing, untouched).account
        if closes_books:
            self._known = manifest_digest(self.output), now

    def sealed(self) -> tuple[set[str], set[str]]:
        """The folders of the site, and of the spare, of which is known what they hold."""
        account = self.account
        assert account
        return _held(self.output, account), _held(self.spare, account)


def _held(top: Path, account: Account) -> set[str]:
    folders = [place.relative_to(top).as_posix() for place in top.rglob("*") if place.is_dir()]
    return {inside for inside in folders if account.seals.hold(inside, mark(top / inside))}


def _site(number: int, pages: Iterable[str] = PAGES) -> dict[str, bytes]:
    return {path: f"{path} {number if at % 3 == number % 3 else ''}".encode() for at, path in enumerate(pages)}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    found = Archive(tmp_path)
    found.build(_site(0))
    return found


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders that are looked through."""
    found: list[str] = []
    scandir = os.scandir

    def noted(place: str | Path) -> object:
        found.append(os.fspath(place).rstrip("/"))
        return scandir(place)

    monkeypatch.setattr("sitegen.rounds.os.scandir", noted)
    return found


def _two_steps(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(switch, "_exchange", lambda *_: False)


@pytest.mark.parametrize("two_steps", [False, True])
def test_only_the_top_is_looked_through_where_nobody_has_been(
    archive: Archive, looked: list[str], monkeypatch: pytest.MonkeyPatch, *, two_steps: bool
) -> None:
    if two_steps:
        _two_steps(monkeypatch)
    for number in range(1, 5):
        assert archive.sealed() == (FOLDERS, FOLDERS)
        looked.clear()
        archive.build(_site(number))
        assert {Path(place).name for place in looked} <= {"new", "output", "old", "spare"}


def _new_file(top: Path) -> None:
    (top / "data" / "places" / "mine.txt").write_bytes(b"mine")


def _new_folder(top: Path) -> None:
    (top / "data" / "places" / "mine").mkdir()


def _new_link(top: Path) -> None:
    (top / "people" / "mine").symlink_to("/")


def _gone(top: Path) -> None:
    (top / "data" / "places" / "more" / "deep.json").unlink()


def _all_gone(top: Path) -> None:
    shutil.rmtree(top / "data" / "places")


def _replaced(top: Path) -> None:
    (top / "own").write_bytes(b"by hand")
    (top / "own").replace(top / "data" / "places" / "map.json")


def _exchanged(top: Path) -> None:
    (top / "people" / "mira.html").rename(top / "aside")
    (top / "people" / "ansel.html").rename(top / "people" / "mira.html")
    (top / "aside").rename(top / "people" / "ansel.html")


def _folder_instead(top: Path) -> None:
    (top / "people" / "mira.html").unlink()
    (top / "people" / "mira.html").mkdir()


def _copied(top: Path) -> None:
    shutil.copytree(top, top.with_name("copy"), copy_function=shutil.copy2)
    shutil.rmtree(top)
    top.with_name("copy").rename(top)


CHANGES = (_new_file, _new_folder, _new_link, _gone, _all_gone, _replaced, _exchanged, _folder_instead, _copied)


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_became_of_the_spare_the_site_is_right(archive: Archive, change: Callable[[Path], None]) -> None:
    assert archive.sealed() == (FOLDERS, FOLDERS)
    change(archive.spare)
    for number in range(1, 4):
        archive.build(_site(number))
        _is_right(archive, {})
    assert archive.sealed() == (FOLDERS, FOLDERS)


@pytest.mark.parametrize("change", [_gone, _all_gone, _replaced, _exchanged, _copied])
def test_whatever_became_of_our_files_they_are_there_again(archive: Archive, change: Callable[[Path], None]) -> None:
    change(archive.output)
    for number in range(3):
        archive.build(_site(number))
        _is_right(archive, {})
    assert archive.sealed() == (FOLDERS, FOLDERS)


def test_what_is_not_ours_is_carried_from_where_it_came_at_once_till_it_goes(archive: Archive) -> None:
    for change, path in ((_new_file, "data/places/mine.txt"), (_new_folder, "data/places/mine"), (_new_link, "people/mine")):
        change(archive.output)
        for number in range(1, 4):
            archive.build(_site(number))
            assert os.path.lexists(archive.output / path)
    assert tree(archive.output)["data/places/mine.txt"] == b"mine"
    assert archive.sealed() == ({"data/places/more"}, {"data/places/more"})
    (archive.output / "data" / "places" / "mine.txt").unlink()
    (archive.output / "data" / "places" / "mine").rmdir()
    (archive.output / "people" / "mine").unlink()
    for number in range(4):
        archive.build(_site(number))
        _is_right(archive, {})
    assert archive.sealed() == (FOLDERS, FOLDERS)


def test_a_folder_that_goes_leaves_nothing_and_may_come_again(archive: Archive) -> None:
    few = [path for path in PAGES if not path.startswith("data/places/more")]
    for number, pages in enumerate((few, few, PAGES, PAGES, few, PAGES, few, few, few)):
        archive.build(_site(number, pages))
        _is_right(archive, {})
        assert (archive.output / "data" / "places" / "more").is_dir() == (pages is PAGES)
    assert archive.sealed() == (FOLDERS - {"data/places/more"},) * 2


@pytest.mark.parametrize("change", [_gone, _all_gone, _replaced, _exchanged, _folder_instead, _copied])
def test_what_somebody_does_in_the_last_site_while_the_next_is_made_is_not_in_the_spare(
    archive: Archive, change: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = switch.switch

    def meanwhile(new: Path, place: Path, old: Path) -> Path:
        change(place)
        return moment(new, place, old)

    with monkeypatch.context() as patch:
        patch.setattr("sitegen.output.switch", meanwhile)
        archive.build(_site(1))
    for number in (1, 1, 2):
        archive.build(_site(number))
        _is_right(archive, {})
    assert archive.sealed() == (FOLDERS, FOLDERS)


def test_who_works_in_the_site_while_it_is_switched_is_not_believed(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_spare = switch.keep_spare

    def meanwhile(work: Path, left: Path, place: Path, fresh: Iterable[str], gone: Iterable[str]) -> Path | None:
        _replaced(place)
        return keep_spare(work, left, place, fresh, gone)

    with monkeypatch.context() as patch:
        patch.setattr("sitegen.output.keep_spare", meanwhile)
        archive.build(_site(1))
    assert archive.sealed() == (FOLDERS - {"data/places"},) * 2
    archive.build(_site(1))
    _is_right(archive, {})


def _is_right(archive: Archive, strangers: dict[str, bytes]) -> None:
    """Hold that the site is what it should be, with these *strangers*, and the spare the same without them."""
    there = tree(archive.output)
    assert archive.account
    assert there.pop(MANIFEST)
    assert there == {**archive.site, **strangers}
    assert {place.relative_to(archive.output).as_posix() for place in archive.output.rglob("*") if place.is_dir()} == {
        str(above) for path in (*archive.site, *strangers) for above in list(Path(path).parents)[:-1]
    }
    for path in archive.site:
        assert (archive.spare / path).samefile(archive.output / path)


@pytest.mark.parametrize("seed", range(8))
def test_after_any_history_the_site_is_right(seed: int, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Strangers come and go, ours are lost or written over, the spare is meddled with, and builds end before their books are closed."""
    by_chance, strangers = random.Random(seed), dict[str, bytes]()  # noqa: S311  (histories, not secrets)
    if seed % 3 == 0:
        _two_steps(monkeypatch)
    for number in range(40):
        for _ in range(by_chance.randrange(3)):
            _meddle(archive, strangers, by_chance)
        site = archive.site if by_chance.random() < 0.4 else _site(by_chance.randrange(6), by_chance.sample(PAGES, 5))
        is_closed = by_chance.random() < 0.7
        archive.build(site, closes_books=is_closed)
        if archive.account:
            _is_right(archive, strangers)
        assert {**tree(archive.output), MANIFEST: b""} == {**site, **strangers, MANIFEST: b""}, number


def _meddle(archive: Archive, strangers: dict[str, bytes], by_chance: random.Random) -> None:
    path = by_chance.choice(list(archive.site))
    name = f"{by_chance.choice(['', 'people/', 'data/places/', 'own/'])}stranger{by_chance.randrange(3)}"
    what = by_chance.randrange(7)
    if what == 0:
        (archive.output / name).parent.mkdir(exist_ok=True, parents=True)
        strangers[name] = os.urandom(4)
        (archive.output / name).unlink(missing_ok=True)
        (archive.output / name).write_bytes(strangers[name])
    elif what == 1 and name in strangers:
        del strangers[name]
        (archive.output / name).unlink()
        if "own/" in name and not any((archive.output / name).parent.iterdir()):
            (archive.output / name).parent.rmdir()
    elif what == 2:
        (archive.output / path).unlink(missing_ok=True)
    elif what == 3 and (archive.output / path).exists():
        (archive.output / path).write_bytes(b"over")
    elif what == 4 and (archive.spare / path).exists():
        (archive.spare / path).unlink()
    elif what == 5 and (archive.spare / path).exists():
        (archive.spare / path).with_name("meddled").write_bytes(b"x")
    elif what == 6:
        shutil.rmtree(archive.spare, ignore_errors=True)


def test_where_no_changes_are_told_nothing_is_sealed(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks, "_TELLS_CHANGES", False)
    for number in range(3):
        archive.build(_site(number))
        _new_file(archive.output)
        assert archive.sealed() == (set(), set())
    assert (archive.output / "data" / "places" / "mine.txt").exists()
