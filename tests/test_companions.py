"""The folder that a browser saves beside a page: no captures in it, its pictures shown."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitegen.files import find_captures, find_named, load, walk
from sitegen.pipeline import read
from tests.pictures import SVG, gif, png

TEXT = b"The bridge at Tesmin opened on Monday, the council said, and nobody crossed it.\n"
SENTENCE = "On day {} of the strike the boats sailed again, and nobody on the quay knew when they would come home."
STORY = "".join(f"<p>{SENTENCE.format(n)}</p>" for n in range(9))
QUAY = png(640, 400)


def page(reference: str) -> bytes:
    figure = f"<figure><img {reference}><figcaption>Crews on the east quay on Monday.</figcaption></figure>"
    head = "<head><title>Ferry strike</title></head>"
    return f"<!DOCTYPE html><html>{head}<body><h1>Ferry strike ends</h1>{figure}{STORY}</body></html>".encode()


def put(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def sources(folder: Path) -> list[str]:
    return [found.source for found in find_captures(folder).value]


@pytest.mark.parametrize(
    ("name", "folder", "reference"),
    [
        ("Ferry strike.html", "Ferry strike_files", 'src="./Ferry strike_files/quay.png"'),
        ("Ferry strike.html", "Ferry strike_files", 'src="Ferry%20strike_files/quay.png"'),
        ("Ferry strike.htm", "Ferry strike-Dateien", 'src="Ferry%20strike-Dateien/quay.png"'),
        ("Traversée.html", "Traversée_fichiers", 'src="Travers%C3%A9e_fichiers/quay.png"'),
        ("Traversée.html", "Traversée_fichiers", 'src="Traversée_fichiers/quay.png"'),
        ("渡轮.html", "渡轮_文件", "src=./渡轮_文件/quay.png"),
        ("Boats & crews.html", "Boats & crews_files", 'src="./Boats &amp; crews_files/quay.png"'),
        ("ferry.html", "ferry.assets", 'srcset="ferry.assets/quay.png 2x"'),
        ("01 ferry.html", "ferry_files", 'src="ferry_files/quay.png"'),
    ],
)
def test_the_page_says_which_folder_is_its_own(name: str, folder: str, reference: str, tmp_path: Path) -> None:
    put(tmp_path, {name: page(reference), f"{folder}/quay.png": QUAY, f"{folder}/frame.html": page("x"), f"{folder}/ad.txt": TEXT})
    found = find_captures(tmp_path)
    assert ([one.source for one in found.value], found.notes) == ([name], ())
    noted = read(load(found.value[0]))
    assert [block.picture.width for block in noted.value.article.blocks if block.picture] == [640]
    assert find_named(str(tmp_path / name)).value[0].companion in (tmp_path / folder, None if name == "01 ferry.html" else ...)


def test_a_folder_that_pages_only_link_to_holds_captures(tmp_path: Path) -> None:
    index = b"<!DOCTYPE html><html><body><h1>The court</h1><p><a href='court_files/one.html'>One</a></p></body></html>"
    put(tmp_path, {"court.html": index, "court_files/one.html": page("x"), "court2014/two.txt": TEXT})
    assert sources(tmp_path) == ["court.html", "court2014/two.txt", "court_files/one.html"]


def test_the_folder_of_a_page_that_is_gone_is_known_by_its_style_sheets(tmp_path: Path) -> None:
    put(tmp_path, {"ferry_files/frame.html": page("x"), "ferry_files/a.css": b"p{}", "court_files/one.html": page("x"), "a.txt": TEXT})
    assert sources(tmp_path) == ["a.txt", "court_files/one.html"]


def test_what_is_no_picture_of_a_story_is_not_loaded(tmp_path: Path) -> None:
    pictures = {"quay.png": QUAY, "no-suffix": gif(300, 200), "flag.png": png(40, 40), "deep/b.png": QUAY}
    others = {"a.svg": SVG, "lie.png": SVG, "a.js": b"alert(1)"}
    put(tmp_path, {"ferry.html": page('src="ferry_files/quay.png"')})
    put(tmp_path / "ferry_files", pictures | others)
    (found,) = find_captures(tmp_path).value
    assert [resource.address for resource in load(found).resources] == ["ferry_files/no-suffix", "ferry_files/quay.png"]


def test_its_pictures_are_watched_and_its_scripts_are_not(tmp_path: Path) -> None:
    put(tmp_path, {"ferry.html": page('src="ferry_files/quay.png"')})
    put(tmp_path / "ferry_files", {"quay.png": QUAY, "a.js": b"alert(1)", "frame.html": TEXT})
    assert sorted(path.relative_to(tmp_path).as_posix() for path in walk(tmp_path)) == ["ferry.html", "ferry_files/quay.png"]


def test_a_picture_that_changes_changes_what_is_read(tmp_path: Path) -> None:
    put(tmp_path, {"ferry.html": page('src="ferry_files/quay.png"'), "ferry_files/quay.png": QUAY})
    first = load(find_captures(tmp_path).value[0])
    put(tmp_path, {"ferry_files/quay.png": png(640, 400, 9)})
    second = load(find_captures(tmp_path).value[0])
    assert first.content == second.content
    assert first.beyond != second.beyond


def test_a_link_out_of_the_folder_is_followed_as_far_as_a_file(tmp_path: Path) -> None:
    put(tmp_path, {"in/ferry.html": page('src="ferry_files/quay.png"'), "in/ferry_files/quay.png": QUAY})
    (tmp_path / "in" / "ferry_files" / "self").symlink_to("self")
    os.mkfifo(tmp_path / "in" / "ferry_files" / "pipe")
    (found,) = find_captures(tmp_path / "in").value
    assert len(load(found).resources) == 1
