"""A site as a BagIt bag with its captures."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import bagit
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.bag import INFO, MANIFEST, TAG_LIST
from sitegen.build import Built, Order, build_site
from sitegen.errors import SettingsError, SitegenError
from sitegen.manifest import read_manifest
from sitegen.originals import FOLDER, safe_path
from sitegen.settings import find_site
from tests.edge import fill, run, story, tree
from tests.warcs import http, page, record


@pytest.fixture(autouse=True)
def _memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITEGEN_CACHE", str(tmp_path / "memory"))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def build(folder: Path, output: Path, **options: object) -> Built:
    return build_site(find_site(folder, None, output), Order(**{"bag": True, **options}))  # type: ignore[arg-type]


def captures(output: Path) -> dict[str, bytes]:
    return {path.removeprefix(FOLDER): content for path, content in tree(output).items() if path.startswith(FOLDER)}


def archive(folder: Path, settings: str) -> Path:
    fill(folder / "seeds", 2)
    (folder / "sitegen.toml").write_text(settings, encoding="utf-8")
    return folder


def test_a_bag_is_valid_and_lists_every_file_of_the_site(tmp_path: Path) -> None:
    build(archive(tmp_path, 'description = "Floods:\\n of  Tesmin"'), tmp_path / "output")
    bag = bagit.Bag(str(tmp_path / "output"))
    bag.validate()
    there = tree(tmp_path / "output")
    payload = [path for path in there if path.startswith("data/")]
    assert bag.version_info == (1, 0)
    assert set(bag.payload_entries()) == set(payload)
    assert set(bag.entries) == set(there) - {TAG_LIST}
    assert bag.info["External-Description"] == "Floods: of Tesmin"
    assert bag.info["Payload-Oxum"] == f"{sum(len(there[path]) for path in payload)}.{len(payload)}"
    assert bag.info["Bag-Software-Agent"].startswith("sitegen ")
    assert "Bagging-Date" not in bag.info
    assert all(line[64:66] == "  " for path in (MANIFEST, TAG_LIST) for line in there[path].decode().splitlines()), "no comments"


def test_a_bag_has_a_date_only_where_one_is_stated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = fill(tmp_path / "seeds", 1)
    build(source, tmp_path / "output")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    build(source, tmp_path / "output")
    assert bagit.Bag(str(tmp_path / "output")).info["Bagging-Date"] == "1970-01-02"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(SettingsError, match="no number of seconds"):
        build(source, tmp_path / "output")


def test_captures_lie_in_the_bag_byte_for_byte_and_as_text(tmp_path: Path) -> None:
    source = fill(tmp_path / "seeds", 2)
    (source / "march").mkdir()
    (source / "march" / "note.txt").write_text("Tesmin rises\n\nThe water rose, the harbour office said.\n", encoding="utf-8")
    (source / "000.toml").write_text('title = "The river, measured"\n', encoding="utf-8")
    (source / "copy.html").write_bytes((source / "001.html").read_bytes())
    build(source, tmp_path / "output")
    wanted = {"000.html.txt": "000.html", "000.toml.txt": "000.toml", "001.html.txt": "001.html", "march/note.txt": "march/note.txt"}
    assert captures(tmp_path / "output") == {path: (source / name).read_bytes() for path, name in wanted.items()}
    headers = (tmp_path / "output" / "_headers").read_text(encoding="utf-8")
    assert headers.endswith("\n/data/captures/*\n  Content-Disposition: attachment\n")


def test_a_collection_lies_in_the_bag_once_and_whole(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    place = tmp_path / "seeds" / "crawl.warc"
    place.write_bytes(page(1) + page(2))
    built = build(tmp_path / "seeds", tmp_path / "output")
    assert sum(built.formats.values()) == 2
    assert captures(tmp_path / "output") == {"crawl.warc.txt": place.read_bytes()}
    bagit.Bag(str(tmp_path / "output")).validate()
    place.write_bytes(place.read_bytes() + record("https://post.example/a.css", http(b"p {}", content_type="text/css"), number=9))
    build(tmp_path / "seeds", tmp_path / "output")
    assert captures(tmp_path / "output") == {"crawl.warc.txt": place.read_bytes()}, "what holds no page counts too"


def test_names_that_are_one_on_many_disks_are_told_apart(tmp_path: Path) -> None:
    source = tmp_path / "seeds"
    (source / "b.html.txt").mkdir(parents=True)
    for number, name in enumerate(("a.html", "A.html", "a.html.txt", "b.html", "b.html.txt/c?.html", "con.html", "what: 100%.html")):
        (source / name).write_text(story(number), encoding="utf-8")
    build(source, tmp_path / "output")
    bagit.Bag(str(tmp_path / "output")).validate()
    assert sorted(captures(tmp_path / "output")) == [
        "A.html.txt",
        "_con.html.txt",
        "a.html-2.txt",
        "a.html-3.txt",
        "b.html-2.txt",
        "b.html.txt/c_.html.txt",
        "what_ 100_.html.txt",
    ]


@given(st.text(max_size=300))
def test_no_name_leads_out_or_runs(source: str) -> None:
    path = safe_path(source)
    assert path.endswith(".txt")
    assert path == unicodedata.normalize("NFC", path)
    for step in path.split("/"):
        assert 0 < len(step.encode()) <= 255
        assert step[0] not in ". "
        assert step[-1] not in ". "
        assert not set(step) & set('\\:*?"<>|%\n\r\0')


@pytest.mark.parametrize("steps", [[True, True], [False, True], [True, False], [True, True, False]])
def test_a_site_is_the_same_whatever_stood_there(steps: list[bool], tmp_path: Path) -> None:
    source = fill(tmp_path / "seeds", 3)
    for number, bag in enumerate(steps):
        (source / "000.html").write_text(story(10 + number), encoding="utf-8")
        build(source, tmp_path / "output", bag=bag)
    build(source, tmp_path / "fresh", bag=steps[-1], clean=True)
    assert tree(tmp_path / "output") == tree(tmp_path / "fresh")
    again = build(source, tmp_path / "output", bag=steps[-1])
    assert (again.written.kept, again.written.files) == (len(read_manifest(tmp_path / "output") or {}),) * 2
    assert tree(tmp_path / "output") == tree(tmp_path / "fresh")


def test_an_edited_capture_in_the_bag_is_put_right(tmp_path: Path) -> None:
    source = fill(tmp_path / "seeds", 1)
    build(source, tmp_path / "output")
    before = tree(tmp_path / "output")
    for name in (f"{FOLDER}000.html.txt", INFO, TAG_LIST, MANIFEST):
        place = tmp_path / "output" / name
        place.write_bytes(place.read_bytes() + b"\n")
        build(source, tmp_path / "output")
        assert tree(tmp_path / "output") == before
    assert (source / "000.html").read_text(encoding="utf-8") == story(0)


@pytest.mark.parametrize("path", ["data/mine.csv", "fetch.txt", "manifest-md5.txt"])
def test_a_file_of_somebody_else_that_spoils_the_bag_is_refused(path: str, tmp_path: Path) -> None:
    source = fill(tmp_path / "seeds", 1)
    build(source, tmp_path / "output", bag=False)
    (tmp_path / "output" / path).write_text("x", encoding="utf-8")
    before = tree(tmp_path / "output")
    for force in (False, True):
        with pytest.raises(SitegenError, match="make the bag a wrong one"):
            build(source, tmp_path / "output", force=force)
    assert tree(tmp_path / "output") == before
    build(source, tmp_path / "output", bag=False)
    assert tree(tmp_path / "output") == before


def test_other_files_at_the_top_are_kept_in_a_bag(tmp_path: Path) -> None:
    source = fill(tmp_path / "seeds", 1)
    build(source, tmp_path / "output", bag=False)
    (tmp_path / "output" / "CNAME").write_text("news.example", encoding="utf-8")
    build(source, tmp_path / "output")
    bagit.Bag(str(tmp_path / "output")).validate()
    build(source, tmp_path / "output", bag=False)
    assert (tmp_path / "output" / "CNAME").is_file()
    assert not {TAG_LIST, INFO} & tree(tmp_path / "output").keys()


def test_a_bag_of_somebody_else_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "letter.txt").write_text("x", encoding="utf-8")
    bagit.make_bag(str(tmp_path / "output"), checksums=["sha256"])
    before = tree(tmp_path / "output")
    with pytest.raises(SitegenError, match="sitegen did not write it"):
        build(fill(tmp_path / "seeds", 1), tmp_path / "output")
    assert tree(tmp_path / "output") == before


def test_captures_that_may_tell_a_withheld_name_are_left_out(tmp_path: Path) -> None:
    folder = archive(tmp_path, 'redact = ["Mara Quill"]')
    seeds = folder / "seeds"
    told = story(5).replace("Ansel Quorrick", "<b>Mara</b> <i>Quill</i>")
    (seeds / "told.html").write_text(told, encoding="utf-8")
    (seeds / "wide.html").write_text(story(6).replace("</body>", "<!-- Mara Quill --></body>"), encoding="utf-16")
    (seeds / "mara-quill.html").write_text(story(7), encoding="utf-8")
    (seeds / "packed.html").write_text(
        story(8).replace("</body>", '<iframe src="data:text/html;base64,TWFyYQ=="></iframe></body>'), encoding="utf-8"
    )
    (seeds / "crawl.warc").write_bytes(page(9))
    (seeds / "000.toml").write_text('# as Mara Quill has it\ntitle = "The river"\n', encoding="utf-8")
    built = build(folder, folder / "output")
    left = sorted(note.source for note in built.notes if note.code == "capture-withheld")
    assert left == ["000.toml", "crawl.warc", "mara-quill.html", "packed.html", "told.html", "wide.html"]
    assert sorted(captures(folder / "output")) == ["000.html.txt", "001.html.txt"]
    bagit.Bag(str(folder / "output")).validate()


def test_a_capture_that_changes_while_the_site_is_built_ends_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = fill(tmp_path / "seeds", 1)
    build(source, tmp_path / "output", bag=False)
    before = tree(tmp_path / "output")

    def late(*arguments: object) -> tuple[str, ...]:
        (source / "000.html").write_text(story(1), encoding="utf-8")
        return ()

    monkeypatch.setattr("sitegen.build.tell_changes", late)
    monkeypatch.setattr("sitegen.build.picture_files", late)
    with pytest.raises(SitegenError, match="changed while the site was built"):
        build(source, tmp_path / "output")
    assert tree(tmp_path / "output") == before


def test_check_knows_a_bag_and_what_spoils_it(tmp_path: Path) -> None:
    fill(tmp_path / "seeds", 2)
    assert run("build", "-q", "--bag", cwd=tmp_path).returncode == 0
    done = run("check", cwd=tmp_path)
    assert (done.returncode, done.stderr.endswith("0 problems in seeds and output\n")) == (0, True)
    output = tmp_path / "output"
    (output / "data" / "mine.csv").write_text("x", encoding="utf-8")
    (output / FOLDER / "000.html.txt").write_text("x", encoding="utf-8")
    (output / MANIFEST).write_bytes((output / MANIFEST).read_bytes() + b"\n")
    said = run("check", cwd=tmp_path).stderr
    for wanted in (
        "output/data/mine.csv: error",
        "output/data/captures/000.html.txt: error",
        f"output/{MANIFEST}: error: not as {TAG_LIST}",
    ):
        assert wanted in said
    (tmp_path / "seeds" / "001.html").write_text(story(8), encoding="utf-8")
    assert "[outdated]" in run("check", cwd=tmp_path).stderr
