"""A folder of captures becomes a site, whatever is in the folder."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from sitegen.attempt import Attempted
from sitegen.build import Built, Order, build_site, closing_line
from sitegen.errors import SettingsError, SitegenError
from sitegen.files import LARGEST
from sitegen.manifest import manifest
from sitegen.model import AnnotatedArticle, Archive, Note
from sitegen.publish.lookup import Lookup
from sitegen.reading import read_captures
from sitegen.review import review_archive
from sitegen.settings import find_site
from tests.edge import fill, is_whole, story, tree


@pytest.fixture(autouse=True)
def _memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITEGEN_CACHE", str(tmp_path / "memory"))


def build(folder: Path, output: Path, **options: object) -> Built:
    return build_site(find_site(folder, None, output), Order(**options))  # type: ignore[arg-type]


def articles(folder: Path) -> tuple[AnnotatedArticle, ...]:
    return read_captures(find_site(folder, None, None)).articles


def _told(notes: Iterable[Note]) -> list[tuple[str, str, str]]:
    return [(note.severity, note.source, note.code) for note in notes if note.severity == "error" or note.code == "identical"]


def test_the_site_is_the_same_on_any_number_of_processes_and_from_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = fill(tmp_path / "seeds", 6)
    build(source, tmp_path / "one", jobs=1)
    remembered = build(source, tmp_path / "again", jobs=1)
    monkeypatch.setenv("SITEGEN_CACHE", str(tmp_path / "other-memory"))
    spread = build(source, tmp_path / "three", jobs=3)
    assert (remembered.reused, spread.reused) == (6, 0)
    assert tree(tmp_path / "one") == tree(tmp_path / "again") == tree(tmp_path / "three")


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("is_ordered", [False, True])
def test_the_archive_is_let_go_with_the_last_page_unless_it_is_ordered(
    is_ordered: bool, jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[int] = []

    def counted(*given: Any) -> str:
        gc.unfreeze()  # else what was there before the first page is not looked through
        held.append(sum(isinstance(one, (Archive, Lookup)) for one in gc.get_objects()))
        return manifest(*given)

    gc.collect()
    others = sum(isinstance(one, (Archive, Lookup)) for one in gc.get_objects())
    monkeypatch.setattr("sitegen.output.manifest", counted)
    monkeypatch.setattr("sitegen.output.WORTH_CLEARING", 1)
    source = fill(tmp_path / "seeds", 3)
    built = build(source, tmp_path / "output", jobs=jobs, archive=is_ordered)
    assert (built.archive is not None, held) == (is_ordered, [others + is_ordered])
    (source / "1.txt").write_text(story(7), encoding="utf-8")
    again = build(source, tmp_path / "output", jobs=jobs, archive=is_ordered)
    build(source, tmp_path / "clean", jobs=jobs)
    assert tree(tmp_path / "output") == tree(tmp_path / "clean"), "the books of the build that let its archive go"
    assert again.archive is None or {one.article.provenance.source for one in again.archive.articles} >= {"1.txt"}


def test_captures_are_never_changed(tmp_path: Path) -> None:
    source = fill(tmp_path / "seeds", 2)
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in source.iterdir()}
    build(source, tmp_path / "output")
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in source.iterdir()} == before


def test_one_bad_capture_is_named_and_the_rest_is_built(tmp_path: Path) -> None:
    source = fill(tmp_path / "seeds", 2)
    build(source, tmp_path / "good")
    with (source / "film.txt").open("wb") as file:
        file.truncate(LARGEST + 1)
    built = build(source, tmp_path / "output")
    assert _told(built.notes) == [("error", "film.txt", "unreadable")]
    assert tree(tmp_path / "output") == tree(tmp_path / "good")


def test_a_capture_that_breaks_the_reader_is_named_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sitegen.pipeline import read

    def fail(capture):  # type: ignore[no-untyped-def]
        if capture.source == "001.html":
            raise ValueError("not a number")
        return read(capture)

    monkeypatch.setattr("sitegen.reading.read", fail)
    built = build(fill(tmp_path / "seeds", 3), tmp_path / "output")
    (note,) = [note for note in built.notes if note.severity == "error"]
    assert (note.source, note.code, "ValueError: not a number (test_build.py:" in note.message) == ("001.html", "failed", True)
    assert sum(built.formats.values()) == 2


def test_a_failure_is_not_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = fill(tmp_path / "seeds", 1)

    def fail(_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr("sitegen.reading.read", fail)
        with pytest.raises(SitegenError, match="no capture could be read"):
            build(source, tmp_path / "output")
    assert build(source, tmp_path / "output").formats == {"html": 1}


def test_identical_captures_are_published_once(tmp_path: Path) -> None:
    source = fill(tmp_path / "seeds", 2)
    shutil.copy(source / "000.html", source / "copy.html")
    built = build(source, tmp_path / "output")
    assert _told(built.notes) == [("info", "copy.html", "identical")]
    assert sum(built.formats.values()) == 2


def test_a_sidecar_changes_the_article_and_not_the_capture(tmp_path: Path) -> None:
    source = fill(tmp_path / "seeds", 2)
    before = articles(source)
    build(source, tmp_path / "output")
    (source / "000.toml").write_text('title = "The river, measured"\npublishd = 2014-03-12\n', encoding="utf-8")
    built = build(source, tmp_path / "output")
    after = articles(source)
    assert (built.reused, after[0].article.title, after[1]) == (1, "The river, measured", before[1])
    assert after[0].article.provenance == before[0].article.provenance
    assert [(note.source, note.line, note.hint) for note in built.notes if note.code == "sidecar"] == [
        ("000.toml", 2, "did you mean `published`?")
    ]
    (source / "000.toml").unlink()
    assert articles(source) == before


def test_a_sidecar_of_a_second_copy_is_not_lost_in_silence(tmp_path: Path) -> None:
    source = fill(tmp_path / "seeds", 1)
    for name in ("copy.html", "000.htm"):
        shutil.copy(source / "000.html", source / name)
    (source / "000.toml").write_text('title = "The river, rising"', encoding="utf-8")
    (source / "copy.toml").write_text('title = "The river, measured"', encoding="utf-8")
    notes = [note for note in build(source, tmp_path / "output").notes if note.code == "sidecar"]
    assert [(note.severity, note.source, "000.toml" in str(note.hint)) for note in notes] == [("warning", "copy.toml", True)]


@pytest.mark.parametrize("files", [{}, {"style.css": "p {}"}])
def test_a_folder_without_captures_leaves_the_old_site(files: dict[str, str], tmp_path: Path) -> None:
    build(fill(tmp_path / "seeds", 1), tmp_path / "output")
    before = tree(tmp_path / "output")
    (tmp_path / "empty").mkdir()
    for name, text in files.items():
        (tmp_path / "empty" / name).write_text(text, encoding="utf-8")
    with pytest.raises(SitegenError, match="no captures here"):
        build(tmp_path / "empty", tmp_path / "output")
    assert tree(tmp_path / "output") == before


def test_a_capture_that_is_gone_leaves_no_page(tmp_path: Path) -> None:
    source = fill(tmp_path / "seeds", 3)
    build(source, tmp_path / "output")
    (source / "001.html").unlink()
    build(source, tmp_path / "output")
    build(source, tmp_path / "fresh")
    assert tree(tmp_path / "output") == tree(tmp_path / "fresh")


def test_the_output_inside_of_the_source_is_not_read(tmp_path: Path) -> None:
    source = fill(tmp_path / "seeds", 2)
    build(source, source / "site")
    assert build(source, source / "site").formats == {"html": 2}


@pytest.mark.parametrize("output", ["seeds", ".", "seeds/../seeds", "link"])
def test_the_captures_are_no_place_for_the_output_even_by_force(output: str, tmp_path: Path) -> None:
    source = fill(tmp_path / "seeds", 2)
    (tmp_path / "link").symlink_to("seeds", target_is_directory=True)
    with pytest.raises(SettingsError, match="the captures lie in the output folder"):
        build(source, tmp_path / output, force=True)
    assert len(tree(source)) == 2


def test_a_template_that_fails_leaves_the_old_site(tmp_path: Path) -> None:
    fill(tmp_path / "seeds", 1)
    (tmp_path / "sitegen.toml").write_text("", encoding="utf-8")
    build(tmp_path, tmp_path / "output")
    before = tree(tmp_path / "output")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "base.html").write_text("{% if %}", encoding="utf-8")
    with pytest.raises(SitegenError, match=r"(?i)expected|template") as caught:
        build(tmp_path, tmp_path / "output")
    assert "base.html" in str(caught.value)
    assert tree(tmp_path / "output") == before


def test_what_the_settings_silence_is_not_told(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.html").write_text(story(1).replace("2014-03-02T08:00:00Z", ""), encoding="utf-8")
    loud = build(tmp_path / "seeds", tmp_path / "output")
    (tmp_path / "sitegen.toml").write_text('silence = ["undated"]', encoding="utf-8")
    quiet = build(tmp_path, tmp_path / "output")
    assert [note.code for note in loud.notes if note.severity == "warning"] == ["undated"]
    assert [note.code for note in quiet.notes if note.severity == "warning"] == []


def test_progress_shows_what_is_read_and_not_what_is_remembered(tmp_path: Path) -> None:
    source = fill(tmp_path / "seeds", 3)
    totals = []

    def track(results: Iterable[Attempted], total: int) -> Iterable[Attempted]:
        totals.append(total)
        return results

    site = find_site(source, None, tmp_path / "output")
    read_captures(site, track=track)
    fill(source, 4)
    read_captures(site, track=track)
    assert totals == [3, 1]


def test_the_closing_line_counts_what_a_review_lists(tmp_path: Path) -> None:
    source = fill(tmp_path / "seeds", 2)
    for number in range(2):
        (source / f"{number}.txt").write_text(f"The bridge is open, {number}\n\nBy Mira Sol\n\nIt was closed for {number} days.\n", "utf-8")
    found = len(review_archive(find_site(source, None, tmp_path / "output")))
    assert found > 1
    for _ in range(2):
        built = build(source, tmp_path / "output")
        assert closing_line(built, 0, Path("o")).endswith(f"; {found} review items")


def test_the_closing_line_says_what_was_built(tmp_path: Path) -> None:
    source = fill(tmp_path / "seeds", 2)
    built = build(source, tmp_path / "output")
    pages = sum(path.endswith(".html") for path in tree(tmp_path / "output"))
    wanted = f"Built {pages} pages from 2 captures (2 html) in 1.3 s: output/index.html; 0 warnings; 0 review items"
    assert closing_line(built, 1.26, Path("output")) == wanted
    files = len(tree(tmp_path / "output")) - 1
    again = closing_line(build(source, tmp_path / "output"), 0, Path("o"))
    assert again.endswith(f"o/index.html; reused 2 captures and {files} files; 0 warnings; 0 review items")
    assert is_whole(tmp_path / "output")
