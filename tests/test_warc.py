"""WARC and WACZ: one capture for each page, with its address and moment; everything else is counted; nothing in a file is believed."""

from __future__ import annotations

import gzip
import sys
import zipfile
import zlib
from pathlib import Path

import pytest

from sitegen.attempt import Attempt
from sitegen.build import build_site
from sitegen.files import Found, find_captures, find_named, load
from sitegen.model import Capture, Note
from sitegen.pipeline import read
from sitegen.settings import Settings, Site
from sitegen.unpack.content import unchunk
from tests.pictures import SVG, png
from tests.warcs import http, page, record, story, wacz

brotli = pytest.importorskip("brotli")
zstandard = pytest.importorskip("zstandard")
pytest.importorskip("warcio")

ID = "00000000-0000-4000-8000-{:012}"


def put(folder: Path, content: bytes, name: str = "crawl.warc.gz") -> Path:
    (folder / name).write_bytes(content)
    return folder


def found(folder: Path) -> tuple[Found, ...]:
    return find_captures(folder).value


def notes(folder: Path) -> tuple[Note, ...]:
    return find_captures(folder).notes


def left(folder: Path) -> str:
    return " ".join(note.message for note in notes(folder) if note.code == "left-out")


def captures(folder: Path) -> list[Capture]:
    return [load(one) for one in found(folder)]


@pytest.mark.parametrize(("name", "packed"), [("crawl.warc.gz", True), ("crawl.warc", False), ("CRAWL.WARC", False)])
def test_a_page_is_a_capture_with_its_address_and_moment(name: str, packed: bool, tmp_path: Path) -> None:
    put(tmp_path, b"".join(page(n, packed) for n in range(3)), name)
    assert [one.source for one in found(tmp_path)] == [f"{name}#{ID.format(n)}" for n in range(3)]
    assert [capture.content for capture in captures(tmp_path)] == [story(f"Ferry strike, day {n}") for n in range(3)]
    article = read(captures(tmp_path)[1]).value.article
    origins = {origin.field: origin.where for origin in article.origins}
    assert (article.title, article.url, article.language) == ("Ferry strike, day 1", "https://ardenpost.example/news/1", "en")
    assert (article.provenance.captured, origins["captured"], origins["url"]) == ("2017-01-02T03:04:05Z", "WARC record", "WARC record")
    assert (article.provenance.container, article.provenance.format) == ("warc", "html")


def test_what_is_no_page_is_counted_in_one_note(tmp_path: Path) -> None:
    others = [
        record("", b"software: x\r\n", "warcinfo", 10),
        record("https://a.example/old", http(b"", "301 Moved", Location="https://a.example/new"), number=11),
        record("https://a.example/new", http(story("Gone"), "404 Not Found"), number=12),
        record("https://a.example/a.png", http(b"\x89PNG", Content_Type="image/png"), number=13),
        record("https://a.example/none", http(b"x", Content_Type=""), number=14),
        record("https://a.example/again", http(b""), "revisit", 15),
        record("dns:a.example", b"1.2.3.4", "response", 16),
        record("https://a.example/meta", b"x: y\r\n", "metadata", 17),
    ]
    put(tmp_path, b"".join([*others[:4], page(1), *others[4:]]))
    assert len(found(tmp_path)) == 1
    said = "1 errors of the server, 2 files other than pages, 1 pages seen before (revisit), 1 records of the crawler, 1 redirects"
    assert [(note.severity, note.message) for note in notes(tmp_path)] == [("info", f"left out: {said}")]


def test_what_a_page_asked_for_is_no_page(tmp_path: Path) -> None:
    def request(number: int, dest: str) -> bytes:
        content = f"GET / HTTP/1.1\r\nSec-Fetch-Dest: {dest}\r\n\r\n".encode()
        return record("https://a.example/", content, "request", 100 + number, WARC_Concurrent_To=f"<urn:uuid:{ID.format(number)}>")

    put(tmp_path, page(1) + request(1, "document") + page(2) + request(2, "iframe") + page(3))
    assert [one.source[-1] for one in found(tmp_path)] == ["1", "3"]
    assert left(tmp_path) == "left out: 1 parts of other pages"


def test_a_page_saved_as_it_is_without_a_response(tmp_path: Path) -> None:
    put(tmp_path, record("https://a.example/x", story("Ferry"), "resource", Content_Type="text/html; charset=utf-8"))
    assert read(captures(tmp_path)[0]).value.article.title == "Ferry"


PAGE = story("Ferry strike")


def chunked(body: bytes, size: int = 100) -> bytes:
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x;a=b\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(PAGE, mtime=0)),
        ("x-gzip", gzip.compress(PAGE, mtime=0)),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)[2:-4]),
        ("br", brotli.compress(PAGE)),
        ("zstd", zstandard.compress(PAGE)),
        ("gzip, br", brotli.compress(gzip.compress(PAGE, mtime=0))),
        ("identity", PAGE),
        ("gzip", PAGE),
        ("br", PAGE),
        ("zstd", PAGE),
    ],
)
@pytest.mark.parametrize("transfer", ["", "chunked"])
def test_what_the_transfer_did_is_undone(coding: str, body: bytes, transfer: str, tmp_path: Path) -> None:
    sent = chunked(body) if transfer else body
    put(tmp_path, record("https://a.example/", http(sent, Content_Encoding=coding, Transfer_Encoding=transfer)))
    assert captures(tmp_path)[0].content == PAGE


def test_chunks_that_a_recorder_took_out_or_that_are_cut_off(tmp_path: Path) -> None:
    assert unchunk(PAGE) == PAGE
    assert unchunk(chunked(PAGE)[:-60]) == PAGE[:-52] or PAGE.startswith(unchunk(chunked(PAGE)[:-60])[:200])
    assert unchunk(b"") == b""
    assert unchunk(b"ffffffff\r\nabc") == b"abc"


def test_the_charset_that_the_server_named(tmp_path: Path) -> None:
    body = story("Ferry").replace(b"Ferry.", "Žena čeká.".encode("iso8859-2"))
    put(tmp_path, record("https://a.example/", http(body, Content_Type="text/html; charset=iso-8859-2")))
    assert "Žena čeká." in read(captures(tmp_path)[0]).value.article.text


@pytest.mark.parametrize("broken", [b"\0" * 50, b"\x1f\x8b\x08 no gzip", b"HTTP/1.1 200 OK\r\n\r\n"], ids=["zeros", "no gzip", "no record"])
def test_what_stands_before_the_damage_is_read(broken: bytes, tmp_path: Path) -> None:
    put(tmp_path, page(1) + page(2) + broken)
    assert len(found(tmp_path)) == 2
    assert [(note.severity, note.code) for note in notes(tmp_path)] == [("warning", "unreadable")]
    assert all(capture.content.startswith(b"<!DOCTYPE") for capture in captures(tmp_path))


ODD = {
    "empty": b"",
    "zip": b"PK\x03\x04",
    "page": b"<html>",
    "gzip": gzip.compress(b"no records in it", mtime=0),
    "head": b"WARC/1.0\r\n\r\n",
    "packed at once": gzip.compress(page(1, False) + page(2, False), mtime=0),
}


@pytest.mark.parametrize("content", ODD.values(), ids=ODD.keys())
def test_what_is_none_is_one_error_or_what_can_be_read_of_it(content: bytes, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, content)
    inside = find_captures(tmp_path)
    assert len(inside.notes) <= 1
    assert len(inside.value) <= 1
    assert all(note.hint and "\n" not in note.message for note in inside.notes)
    assert capfd.readouterr() == ("", "")


def test_an_address_with_a_space_is_read_without_a_word(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    put(tmp_path, record("https://a.example/a b", http(story("Ferry strike"))))
    assert len(captures(tmp_path)) == 1
    assert caplog.records == []


def test_a_record_is_found_again_when_others_come_before_it(tmp_path: Path) -> None:
    put(tmp_path, page(2))
    (before,) = captures(tmp_path)
    put(tmp_path, page(1) + page(2))
    assert captures(tmp_path)[1] == before


def test_records_without_an_id_or_with_anothers_are_told_apart(tmp_path: Path) -> None:
    ids = ("", "", "<urn:uuid:a>", "<urn:uuid:a>", "<../../é\x7f>")
    odd = [record("https://a.example/", http(story("x")), WARC_Record_ID=name) for name in ids]
    put(tmp_path, b"".join(odd))
    names = [one.source.partition("#")[2].partition("@")[0] for one in found(tmp_path)]
    assert len({one.source for one in found(tmp_path)}) == 5
    assert sorted(names) == ["", "", "", "a", "a"]


def test_one_sidecar_speaks_for_all_pages_of_a_collection(tmp_path: Path) -> None:
    put(put(tmp_path, page(1) + page(2)), b'publication = "The Arden Post"\n', "crawl.warc.toml")
    assert {read(capture).value.article.publication for capture in captures(tmp_path)} == {"The Arden Post"}
    assert notes(tmp_path) == ()


def test_a_file_named_on_the_command_line_is_opened_too(tmp_path: Path) -> None:
    put(tmp_path, page(1) + page(2))
    name = str(tmp_path / "crawl.warc.gz")
    assert [one.source for one in find_named(name).value] == [f"{name}#{ID.format(n)}" for n in (1, 2)]


def test_without_warcio_the_hint_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("sitegen.unpack.records", "sitegen.unpack.warc", "sitegen.unpack.wacz"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    monkeypatch.setitem(sys.modules, "warcio.archiveiterator", None)
    (note,) = notes(put(tmp_path, page(1)))
    assert (note.severity, note.hint) == ("error", "pip install 'sitegen[warc]'")


def test_a_page_without_a_text_is_a_warning_and_the_others_are_read(tmp_path: Path) -> None:
    put(tmp_path, record("https://a.example/", http(b"<html><body></body></html>"), number=7) + page(1))
    results = [Attempt(read)(one) for one in found(tmp_path)]
    assert [[note.severity for note in result.notes][:1] for result in results if result.value is None] == [["warning"]]


def test_a_picture_that_was_captured_with_a_page_is_shown(tmp_path: Path) -> None:
    image = '<img src="/p/small.png" srcset="/p/lost.png 1x, /p/quay.png?a=1&amp;b=2 2x" alt="The quay">'
    body = story("Ferry").replace(b"</h1>", f"</h1><figure>{image}<figcaption>The quay on Monday.</figcaption></figure>".encode())
    pictures = {"/p/quay.png?a=1&b=2": png(640, 400), "/p/small.png": png(120, 120), "/p/other.png": png(300, 300), "/p/a.svg": SVG}
    parts = [
        record(f"https://a.example{path}", http(content, Content_Type="image/svg+xml" if content == SVG else "image/png"), number=n)
        for n, (path, content) in enumerate(pictures.items())
    ]
    put(tmp_path, parts[0] + record("https://a.example/x", http(body), number=9) + b"".join(parts[1:]))
    (capture,) = captures(tmp_path)
    assert [one.address for one in capture.resources] == ["https://a.example/p/quay.png?a=1&b=2", "https://a.example/p/small.png"]
    (figure,) = (block for block in read(capture).value.article.blocks if block.kind == "figure")
    assert figure.picture is not None
    assert (figure.picture.width, figure.src, figure.text) == (640, "https://a.example/p/quay.png?a=1&b=2", "The quay on Monday.")


def test_a_collection_is_built_twice_to_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITEGEN_CACHE", str(tmp_path / "cache"))
    (tmp_path / "seeds").mkdir()
    put(tmp_path / "seeds", b"".join(map(page, range(3))))
    site = Site(Settings(), None, tmp_path, tmp_path / "seeds", tmp_path / "out", None)
    first = build_site(site)
    once = {path: path.read_bytes() for path in sorted((tmp_path / "out").rglob("*")) if path.is_file()}
    second = build_site(site)
    assert (first.formats, first.reused, second.reused) == ({"html": 3}, 0, 3)
    assert once == {path: path.read_bytes() for path in sorted((tmp_path / "out").rglob("*")) if path.is_file()}


def test_a_wacz_gives_the_pages_that_it_lists(tmp_path: Path) -> None:
    moved = record("https://ardenpost.example/old", http(b"", "302 Found", Location="/news/3"), number=90)
    warcs = {"a.warc.gz": page(1) + page(2) + moved, "b.warc.gz": page(3) + page(4)}
    pages = ["https://ardenpost.example/news/1#top", "https://ardenpost.example/old", "https://ardenpost.example/lost"]
    put(tmp_path, wacz(warcs, pages), "crawl.wacz")
    assert [one.source for one in found(tmp_path)] == [f"crawl.wacz#{ID.format(n)}" for n in (1, 3)]
    assert [capture.content for capture in captures(tmp_path)] == [story(f"Ferry strike, day {n}") for n in (1, 3)]
    assert read(captures(tmp_path)[0]).value.article.provenance.container == "wacz"
    assert "2 pages that the collection does not list" in left(tmp_path)


@pytest.mark.parametrize("pages", [None, [], ["https://elsewhere.example/"]])
def test_a_wacz_whose_list_names_none_of_its_pages_gives_all(pages: list[str] | None, tmp_path: Path) -> None:
    put(tmp_path, wacz({"a.warc.gz": page(1) + page(2)}, pages), "crawl.wacz")
    assert len(found(tmp_path)) == 2


def overlapping() -> bytes:
    """A hundred names for one and the same file."""
    whole = bytearray(wacz({f"{n:03}.warc.gz": page(1) for n in range(100)}))
    at = whole.index(b"PK\x01\x02")
    while (at := whole.find(b"PK\x01\x02", at)) >= 0:
        whole[at + 20 : at + 28] = (len(whole) - 200).to_bytes(4, "little") * 2
        at += 4
    return bytes(whole)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "damaged"),
        (b"PK\x03\x04 and no more", "damaged"),
        (wacz({}), "no WARC file"),
        (wacz({"../../etc/a.txt": b"x"}), "no WARC file"),
        (wacz({"a.warc.gz": page(1)}, method=zipfile.ZIP_DEFLATED), "packed once more"),
        (wacz({"a.warc.gz": page(1)})[:-30], "damaged"),
        (overlapping(), "lie upon each other"),
    ],
    ids=["empty", "head", "no warc", "other names", "deflated", "cut off", "overlapping"],
)
def test_a_wacz_that_cannot_be_read_says_why(content: bytes, says: str, tmp_path: Path) -> None:
    put(tmp_path, content, "crawl.wacz")
    (note,) = notes(tmp_path)
    assert says in note.message
    assert note.hint
    assert found(tmp_path) == ()


def test_a_list_of_pages_without_end_is_not_read(tmp_path: Path) -> None:
    urls = (f"https://a.example/{'x' * 5_000}{n}" for n in range(11_000))
    put(tmp_path, wacz({"a.warc.gz": page(1)}, urls), "crawl.wacz")
    assert len(found(tmp_path)) == 1
