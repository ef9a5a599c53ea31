"""Which files of a folder are captures."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from sitegen.account import Account
from sitegen.bag import INFO, MANIFEST, TAG_LIST
from sitegen.errors import CaptureError
from sitegen.files import LARGEST, Found, find_captures, load, walk
from sitegen.manifest import manifest

PAGE = b"<!DOCTYPE html><html><head><title>Bridge opens</title></head><body><p>The bridge opened.</p></body></html>"
TEXT = b"The bridge at Tesmin opened on Monday, the council said.\n"
PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


def _put(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def _sources(folder: Path, **options: list[Path] | list[str]) -> list[str]:
    return [found.source for found in find_captures(folder, **options).value]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("story.html", PAGE),
        ("story.txt", TEXT),
        ("story.md", TEXT),
        ("STORY.HTM", PAGE),
        ("story", TEXT),
        ("story.php", PAGE),
        ("courier.example.com", TEXT),
        ("2014.03.12", TEXT),
        ("story.xml", b"\xef\xbb\xbf\n<!-- saved from url=(0030)https://courier.example/ -->\n<html><body><p>x</p></body></html>"),
        ("picture.jpg", PAGE),
        ("wide", "The bridge opened.".encode("utf-16")),
        ("empty.txt", b""),
        ("broken.html", PICTURE),
        ("page.mhtml", b"From: <Saved by a browser>\nSubject: Bridge opens\n"),
        ("page.mht", b""),
    ],
)
def test_is_a_capture(name: str, content: bytes, tmp_path: Path) -> None:
    assert _sources(_put(tmp_path, {name: content})) == [name]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.jpg", b"\xff\xd8\xff\xe0 and no zero byte"),
        ("photo", PICTURE),
        ("report.pdf", b"%PDF-1.7 all of it text"),
        ("style.css", b"p { margin: 0 }"),
        ("data.json", b'{"html": "<html>"}'),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'></svg>"),
        ("sitegen.toml", b'title = "Dam papers"'),
        ("empty", b" \n"),
    ],
)
def test_is_no_capture_and_is_named(name: str, content: bytes, tmp_path: Path) -> None:
    found = find_captures(_put(tmp_path, {name: content}))
    assert found.value == ()
    assert [(note.code, note.severity, note.source) for note in found.notes] == [("not-a-capture", "info", name)]


@pytest.mark.parametrize(
    "name",
    [
        ".hidden.txt",
        ".git/story.txt",
        "story.txt~",
        "#story.txt#",
        "~$story.txt",
        ".story.txt.swp",
        "story.txt.swp",
        "4913",
        "Thumbs.db",
        "story.html.crdownload",
    ],
)
def test_leftovers_are_not_even_looked_at(name: str, tmp_path: Path) -> None:
    found = find_captures(_put(tmp_path, {name: PAGE}))
    assert (found.value, found.notes) == ((), ())


def test_the_order_is_that_of_the_names_at_any_depth(tmp_path: Path) -> None:
    _put(tmp_path, {"b/z.txt": TEXT, "a.txt": TEXT, "b.txt": TEXT, "b/a/x.txt": TEXT, "C.txt": TEXT})
    assert _sources(tmp_path) == ["C.txt", "a.txt", "b.txt", "b/a/x.txt", "b/z.txt"]


def test_folders_and_patterns_are_left_out(tmp_path: Path) -> None:
    _put(tmp_path, {"a.txt": TEXT, "output/a.html": PAGE, "drafts/b.txt": TEXT, "c.bak": TEXT})
    assert _sources(tmp_path, skip=[tmp_path / "output"], ignore=["drafts/*", "*.bak"]) == ["a.txt"]


def test_a_loop_of_links_is_walked_once(tmp_path: Path) -> None:
    _put(tmp_path, {"in/a.txt": TEXT, "in/deep/b.txt": TEXT})
    (tmp_path / "in" / "deep" / "up").symlink_to(tmp_path / "in", target_is_directory=True)
    (tmp_path / "in" / "again").symlink_to(tmp_path / "in" / "deep", target_is_directory=True)
    (tmp_path / "in" / "self").symlink_to("self")
    assert _sources(tmp_path / "in") == ["a.txt", "deep/b.txt"]


def test_a_folder_linked_from_elsewhere_is_read_once(tmp_path: Path) -> None:
    _put(tmp_path, {"in/a.txt": TEXT, "out/b.txt": TEXT})
    for name in ("one", "two"):
        (tmp_path / "in" / name).symlink_to(tmp_path / "out", target_is_directory=True)
    assert _sources(tmp_path / "in") == ["a.txt", "one/b.txt"]


def test_pipes_are_not_waited_on(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert _sources(tmp_path) == []


def test_composed_and_decomposed_names_are_one_source(tmp_path: Path) -> None:
    _put(tmp_path, {unicodedata.normalize("NFD", "Café.txt"): TEXT})
    assert _sources(tmp_path) == ["Café.txt"]


def test_a_name_that_is_no_text_can_still_be_read(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_bytes(TEXT)
    (found,) = find_captures(tmp_path).value
    assert found.source == "caf\N{REPLACEMENT CHARACTER}.txt"
    assert load(found).content == TEXT


def test_a_folder_that_cannot_be_opened_is_an_error_and_the_rest_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _put(tmp_path, {"a.txt": TEXT, "locked/b.txt": TEXT})
    scandir = os.scandir

    def refuse(path: Path) -> object:
        if path.name == "locked":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = find_captures(tmp_path)
    assert [one.source for one in found.value] == ["a.txt"]
    assert [(note.severity, note.source) for note in found.notes] == [("error", "locked")]


def test_a_sidecar_is_loaded_with_its_capture_and_is_none_itself(tmp_path: Path) -> None:
    _put(
        tmp_path,
        {"a/story.html": PAGE, "a/story.toml": b"title = 1", "story.html": PAGE, "b.2014": TEXT, "b.toml": b"x", "c": TEXT, "c.toml": b"y"},
    )
    found = find_captures(tmp_path)
    assert ([one.source for one in found.value], found.notes) == (["a/story.html", "b.2014", "c", "story.html"], ())
    captures = [load(one) for one in found.value]
    assert [capture.sidecar for capture in captures] == [b"title = 1", b"x", b"y", b""]
    assert [capture.sidecar_source for capture in captures] == ["a/story.toml", "b.toml", "c.toml", "story.toml"]
    assert (captures[0].content, captures[0].sha256, captures[0].accession) == (PAGE, captures[3].sha256, captures[3].accession)


@pytest.mark.parametrize("content", [b'title = "x"', PAGE])
def test_a_sidecar_without_its_capture_is_named(content: bytes, tmp_path: Path) -> None:
    found = find_captures(_put(tmp_path, {"story.html": PAGE, "stroy.toml": content}))
    assert [one.source for one in found.value] == ["story.html"]
    assert [(note.source, note.message) for note in found.notes] == [("stroy.toml", "left out: no capture of that name lies beside it")]


def test_settings_pipes_and_folders_are_no_sidecars(tmp_path: Path) -> None:
    _put(tmp_path, {"sitegen.html": PAGE, "sitegen.toml": b'title = "Dam papers"', "a.html": PAGE, "b.html": PAGE, "b.toml/c.txt": TEXT})
    os.mkfifo(tmp_path / "a.toml")
    assert [load(one).sidecar for one in find_captures(tmp_path).value] == [b"", b"", b"", b""]


def test_a_sidecar_that_cannot_be_read_says_so_under_its_own_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("sitegen.files._sidecar", refuse)
    with pytest.raises(CaptureError, match="cannot read the sidecar: Permission denied") as caught:
        load(Found("march/a.html", str(_put(tmp_path, {"a.html": PAGE}) / "a.html")))
    assert caught.value.path == "march/a.toml"


def test_what_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "film.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(CaptureError, match="too large"):
        load(Found("film.txt", str(path)))


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match="No such file") as caught:
        load(Found("gone.txt", str(tmp_path / "gone.txt")))
    assert caught.value.path == "gone.txt"


def test_a_folder_that_goes_away_is_no_error_for_the_watch(tmp_path: Path) -> None:
    assert list(walk(tmp_path / "nowhere")) == []


def test_names_that_are_one_to_a_reader_are_told_apart(tmp_path: Path) -> None:
    names = ["é.html".encode(), "e\u0301.html".encode(), "é (2).html".encode(), b"\xfe.html", b"\xff.html"]
    for number, name in enumerate(names):
        (tmp_path / os.fsdecode(name)).write_text(f"<!doctype html><p>Boat {number}", encoding="utf-8")
    found = find_captures(tmp_path).value
    assert [one.source for one in found] == ["é (2).html", "é.html", "é (3).html", "\ufffd.html", "\ufffd (2).html"]
    assert {load(one).content for one in found} == {f"<!doctype html><p>Boat {number}".encode() for number in range(len(names))}


def test_a_site_that_was_built_among_the_captures_is_none_of_them(tmp_path: Path) -> None:
    folder = _put(tmp_path, {"story.html": PAGE, "old/site/index.html": PAGE, "old/other.html": PAGE})
    (folder / "old" / "site" / MANIFEST).write_text(manifest(Account.of({"index.html": "0" * 64}), len(PAGE)), encoding="utf-8")
    found = find_captures(folder)
    assert [one.source for one in found.value] == ["old/other.html", "story.html"]
    assert [(note.severity, note.code, note.source) for note in found.notes] == [("info", "left-out", "old/site")]
    assert [path.name for path in walk(folder)] == ["story.html", "other.html"]
    assert "index.html" in _sources(folder / "old" / "site")


def test_a_bag_that_was_built_among_the_captures_is_none_of_them(tmp_path: Path) -> None:
    folder = _put(tmp_path, {"story.html": PAGE, "bag/index.html": PAGE, f"bag/{MANIFEST}": b"", f"bag/{TAG_LIST}": b""})
    assert "bag/index.html" in _sources(folder)
    (folder / "bag" / INFO).write_text("Bag-Software-Agent: sitegen 1.0\n", encoding="utf-8")
    assert _sources(folder) == ["story.html"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes among files here")
@pytest.mark.parametrize("name", [MANIFEST, INFO])
def test_a_pipe_in_the_place_of_a_list_is_not_waited_on(tmp_path: Path, name: str) -> None:
    folder = _put(tmp_path, {"bag/story.html": PAGE, **{f"bag/{other}": b"" for other in (MANIFEST, INFO, TAG_LIST) if other != name}})
    os.mkfifo(folder / "bag" / name)
    assert "bag/story.html" in _sources(folder)


def test_a_list_of_digests_that_is_not_ours_hides_nothing(tmp_path: Path) -> None:
    folder = _put(tmp_path, {"bag/story.html": PAGE, f"bag/{MANIFEST}": b"0" * 64 + b"  story.html\n"})
    assert "bag/story.html" in _sources(folder)


def test_the_bag_of_another_program_hides_nothing(tmp_path: Path) -> None:
    lists = {f"bag/{MANIFEST}": b"0" * 64 + b"  story.html\n", f"bag/{INFO}": b"Bag-Software-Agent: packer 1.0\n", f"bag/{TAG_LIST}": b""}
    assert "bag/story.html" in _sources(_put(tmp_path, {"bag/story.html": PAGE} | lists))


def test_a_list_that_cannot_be_read_hides_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _put(tmp_path, {"old/story.html": PAGE, f"old/{MANIFEST}": manifest(Account.of({"index.html": "0" * 64}), 1).encode()})
    opened = Path.open

    def closed(path: Path, *rest: Any) -> Any:
        if path.name == MANIFEST:
            raise PermissionError(13, "Permission denied")
        return opened(path, *rest)

    monkeypatch.setattr(Path, "open", closed)
    assert "old/story.html" in _sources(folder)
