"""A site that was built upon the last one is, byte for byte, the site that is built from nothing, whatever was edited in between."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from sitegen.build import Built, Order, build_site
from sitegen.model import OutputFile
from sitegen.publish import site
from sitegen.settings import find_site
from tests.doubted import Doubted, doubted_own
from tests.edge import ROOT, fill, is_whole, story, tree

PEOPLE = ("Ansel Quorrick", "Mira Tolland", "Oda Vessel", "Ruben Harrow", "Tamsin al-Kerro")
SAYINGS = ("The bridge will stand", "Nobody has told us anything", "We have never seen the river so high", "It is quieter now than in May")
TOWNS = ("Tesmin", "Ostrel", "Kerrow")


@pytest.fixture(autouse=True)
def _memory(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITEGEN_CACHE", str(tmp_path_factory.mktemp("memory")))


def pasted(number: int) -> str:
    """An invented text about a few people who come again; each number gives another."""
    random = Random(number)  # noqa: S311  (nothing here is a secret)
    one, other = random.sample(PEOPLE, 2)
    town, saying = random.choice(TOWNS), random.choice(SAYINGS)
    lines = [
        f"{one.split()[0]} waits in {town} for the {number}th day",
        f"By {other}",
        f"{random.randrange(1, 28)} March 2014" if number % 3 else "",
        f"{town.upper()} — The water rose again. “{saying},” said {one}, a baker in {town}. It was {number}.",
        f"“{random.choice(SAYINGS)},” {other} said on Monday. The Harbor Council of {town} did not answer.",
    ]
    return "\n\n".join(filter(None, lines)) + "\n"


def _add(folder: Path, random: Random) -> None:
    (folder / "seeds" / f"{random.randrange(30):02}.txt").write_text(pasted(random.randrange(60)), encoding="utf-8")


def _copy(folder: Path, random: Random) -> None:
    """Let another outlet carry the same text, as it is or with other words."""
    text = (
        _one_of(folder, random, "[0-9][0-9].txt").read_text(encoding="utf-8")
        + "Nobody in the harbor office would say how long it may last.\n"
    )
    (folder / "seeds" / f"{random.randrange(60, 90)}.txt").write_text(f"Kerrow Courier\n\n{text}", encoding="utf-8")


def _change(folder: Path, random: Random) -> None:
    capture = _one_of(folder, random)
    capture.write_text(capture.read_text(encoding="utf-8").replace("Monday", "Tuesday").replace("rose", "fell"), encoding="utf-8")


def _remove(folder: Path, random: Random) -> None:
    if len([path for path in (folder / "seeds").iterdir() if path.suffix != ".toml"]) > 2:
        _one_of(folder, random).unlink()


def _rename(folder: Path, random: Random) -> None:
    capture = _one_of(folder, random)
    capture.rename(capture.with_name(f"{random.randrange(30, 60):02}{capture.suffix}"))


def _correct(folder: Path, random: Random) -> None:
    one, other = random.sample(PEOPLE, 2)
    rules = random.choice(("", f'[[entity]]\nname = "{one}"\nsame_as = ["{other}"]\n', f'[[entity]]\nname = "{one}"\nignore = true\n'))
    (folder / "authority.toml").write_text(rules, encoding="utf-8")


def _dress(folder: Path, random: Random) -> None:
    place = folder / "templates" / "base.html"
    place.parent.mkdir(parents=True, exist_ok=True)
    built_in = (ROOT / "templates" / "base.html").read_text(encoding="utf-8")
    place.write_text(built_in.replace("Skip to the content", f"Skip to {random.randrange(9)}"), encoding="utf-8")


def _undress(folder: Path, random: Random) -> None:
    (folder / "templates" / "base.html").unlink(missing_ok=True)


def _set(folder: Path, random: Random) -> None:
    (folder / "sitegen.toml").write_text(f'title = "Harbour {random.randrange(3)}"\n', encoding="utf-8")


def _tamper(folder: Path, random: Random) -> None:
    pages = [path for path in sorted((folder / "output").rglob("*.html")) if path.is_file()]
    if pages:
        random.choice(pages).write_bytes(b"by hand")


def _lose(folder: Path, random: Random) -> None:
    pages = sorted((folder / "output").rglob("*.js"))
    if pages:
        random.choice(pages).unlink()


def _withhold(folder: Path, random: Random) -> None:
    (folder / "sitegen.toml").write_text(f'redact = ["{random.choice(PEOPLE)}"]\n', encoding="utf-8")


def _state(folder: Path, random: Random) -> None:
    rules = f'title = "The water in {random.choice(TOWNS)}"\npublished = 2015-0{random.randrange(1, 9)}-03\n'
    _one_of(folder, random, "*.txt").with_suffix(".toml").write_text(rules, encoding="utf-8")


def _decide(folder: Path, random: Random) -> None:
    """Say of a quote whose it is, of an article when it was published."""
    pages = sorted((folder / "output" / "quotes").glob("*.html"))
    rules = f'[article."{_one_of(folder, random).name}"]\npublished = 2013-05-0{random.randrange(1, 9)}\n'
    rules += f'[quote."{random.choice(pages).stem}"]\nspeaker = "{random.choice(PEOPLE)}"\n' if pages else ""
    (folder / "authority.toml").write_text(rules, encoding="utf-8")


def _forget_addresses(folder: Path, random: Random) -> None:
    place = folder / "permalinks.txt"
    lines = place.read_text(encoding="utf-8").splitlines(keepends=True) if place.exists() else []
    place.write_text("".join(line for line in lines if random.random() < 0.8), encoding="utf-8")


def _damage_the_memory(_: Path, random: Random) -> None:
    """Cut off, lost or muddled up: whatever is remembered of builds, readings and sheaves."""
    for path in sorted(path for path in Path(os.environ["SITEGEN_CACHE"]).rglob("*") if path.is_file()):
        if (fate := random.randrange(6)) == 0:
            path.unlink()
        elif fate == 1:
            path.write_bytes(path.read_bytes()[: random.randrange(200)])


def _turn_back_the_clock(folder: Path, random: Random) -> None:
    """A capture with other words of the same length, and an older time."""
    capture = _one_of(folder, random)
    content = capture.read_bytes()
    capture.write_bytes(content.replace(b"waits", b"walks").replace(b"again", b"today"))
    for path in folder.rglob("*"):
        os.utime(path, (1, 1))


def _lose_the_spare(folder: Path, random: Random) -> None:
    spare = folder / ".output.sitegen" / "spare"
    for path in sorted(spare.rglob("*.html")):
        if random.random() < 0.3:
            path.unlink()


EDITS: tuple[Callable[[Path, Random], None], ...] = (
    _add, _add, _copy, _copy, _change, _change, _remove, _rename, _correct, _dress, _undress, _set, _tamper, _lose,
    _withhold, _state, _decide, _decide, _forget_addresses, _damage_the_memory, _turn_back_the_clock, _lose_the_spare,
)  # fmt: skip


def _one_of(folder: Path, random: Random, pattern: str = "*.*") -> Path:
    return random.choice(sorted(path for path in (folder / "seeds").glob(pattern) if path.suffix != ".toml"))


def build(folder: Path, output: str = "output", *, clean: bool = False) -> Built:
    return build_site(find_site(folder, None, folder / output), Order(clean=clean, jobs=1))


@pytest.fixture
def _doubted(monkeypatch: pytest.MonkeyPatch) -> None:
    """What follows from a dossier is looked at all the same: every fact and every page about what is said to be as it was."""
    monkeypatch.setattr(site, "Collation", Doubted)
    monkeypatch.setattr(site, "_own", doubted_own)


@pytest.fixture(autouse=True)
def _spare(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.output.WORTH_A_SPARE", 1)
    monkeypatch.setattr("sitegen.palimpsest.WORTH_KEEPING", 1)
    monkeypatch.setattr("sitegen.inventory._CLEARLY", 20_000_000)  # captures are so young here that none would be taken for what it was


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.usefixtures("_doubted")
def test_what_is_said_to_be_as_it_was_would_come_out_so(seed: int, tmp_path: Path) -> None:
    _edit(seed, tmp_path)


@pytest.mark.parametrize("seed", range(4, 8))
def test_after_any_edits_the_site_is_that_of_a_clean_build(seed: int, tmp_path: Path) -> None:
    _edit(seed, tmp_path)


@pytest.mark.parametrize("seed", range(8, 10))
def test_what_is_told_fact_by_fact_of_names_in_many_articles_is_so_too(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.publish.dossiers.COMMON", 1)
    _edit(seed, tmp_path)


def _edit(seed: int, tmp_path: Path) -> None:
    random = Random(seed)  # noqa: S311  (nothing here is a secret)
    fill(tmp_path / "seeds", 2)
    (tmp_path / "sitegen.toml").write_text("", encoding="utf-8")
    for number in range(4):
        (tmp_path / "seeds" / f"{number:02}.txt").write_text(pasted(number), encoding="utf-8")
    build(tmp_path)
    for edit in random.sample(EDITS, 8):
        edit(tmp_path, random)
        build(tmp_path)
        build(tmp_path, "clean", clean=True)
        assert tree(tmp_path / "output") == tree(tmp_path / "clean"), edit.__name__


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    fill(tmp_path / "seeds", 3)
    for number in range(9):
        (tmp_path / "seeds" / f"{number:02}.txt").write_text(pasted(number), encoding="utf-8")
    build(tmp_path)
    return tmp_path


def _inodes(folder: Path) -> dict[str, int]:
    return {path.relative_to(folder).as_posix(): path.stat().st_ino for path in folder.rglob("*") if path.is_file()}


def test_nothing_is_touched_where_nothing_changed(archive: Path) -> None:
    before = archive.joinpath("output").stat().st_ino
    built = build(archive)
    assert (archive.joinpath("output").stat().st_ino, built.reused, built.written.kept) == (before, 12, built.written.files)


def test_only_what_a_capture_reaches_is_made_anew(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sitegen.publish import render

    made: list[str] = []
    before = render._render

    def noted(*given: Any) -> OutputFile:
        made.append(given[-1].path)
        return before(*given)

    monkeypatch.setattr(render, "_render", noted)
    capture = archive / "seeds" / "000.html"
    capture.write_text(story(0).replace("thirty years", "forty years"), encoding="utf-8")
    build(archive)
    articles = [path for path in made if path.startswith("articles/")]
    assert "people/oda-vessel.html" not in made
    assert "people/ansel-quorrick.html" in made
    assert 0 < len(articles) < 9
    assert is_whole(archive / "output")


def test_a_page_that_was_edited_by_hand_is_made_anew(archive: Path) -> None:
    wanted = tree(archive / "output")
    page = next((archive / "output" / "articles").glob("*.html"))
    page.write_bytes(page.read_bytes()[:-2] + b"X\n")
    build(archive)
    assert tree(archive / "output") == wanted


def test_books_that_are_broken_or_of_another_site_are_not_believed(archive: Path) -> None:
    wanted = tree(archive / "output")
    books = [path for path in Path(os.environ["SITEGEN_CACHE"]).rglob("books/*") if path.is_file()]
    assert len(books) == 1
    books[0].write_bytes(books[0].read_bytes()[:-10])
    (archive / "output" / "index.html").write_bytes(b"by hand")
    build(archive)
    assert tree(archive / "output") == wanted


def test_a_capture_that_could_not_be_read_is_tried_again(archive: Path) -> None:
    (archive / "seeds" / "film.txt").symlink_to("/dev/null")
    missing = archive / "seeds" / "late.txt"
    missing.write_bytes(b"")
    first = build(archive)
    missing.write_text(pasted(20), encoding="utf-8")
    assert sum(build(archive).formats.values()) == sum(first.formats.values()) + 1
