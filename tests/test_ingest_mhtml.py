"""MHTML: the page in it, what it says of itself, the pictures in it; and what is hostile or broken."""

from __future__ import annotations

import base64
import hashlib
import quopri
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.errors import CaptureError
from sitegen.ingest import ingest
from sitegen.ingest.holdings import contents
from sitegen.model import Article, Capture, Picture
from tests.pictures import SVG, png

QUAY, SAIL, FLAG = png(640, 400), png(300, 500, 60), png(40, 40)
STORY = "".join(
    f"<p>The boats sailed on day number {n} of the strike, and nobody on the quay knew when they would come home.</p>" for n in range(9)
)
HEAD = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://ardenpost.example/news/ferry\r\nSubject: Ferry\r\n"
    "Date: Mon, 2 Jan 2017 03:04:05 -0000\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----B--x----"\r\n\r\n\r\n'
)


def page(figure: str, more: str = "") -> str:
    head = '<html lang="en"><head><title>Ferry strike ends</title></head>'
    return f"<!DOCTYPE html>{head}<body><article><h1>Ferry strike ends</h1>{figure}{STORY}{more}</article></body></html>"


def part(kind: str, content: bytes, encoding: str = "base64", **said: str) -> bytes:
    body = {"base64": base64.encodebytes(content), "quoted-printable": quopri.encodestring(content), "binary": content}[encoding]
    lines = [f"Content-Type: {kind}", f"Content-Transfer-Encoding: {encoding}", *(f"{k.replace('_', '-')}: {v}" for k, v in said.items())]
    return "\r\n".join(["------B--x----", *lines, "", ""]).encode() + body + b"\r\n"


def packed(*parts: bytes, head: str = HEAD) -> bytes:
    return head.encode() + b"".join(parts) + b"------B--x------\r\n"


def main(markup: str, **said: str) -> bytes:
    known = {"Content_Location": "https://ardenpost.example/news/ferry", "Content_ID": "<f@mhtml.blink>"} | said
    return part("text/html", markup.encode(), "quoted-printable", **known)


def read(content: bytes, name: str = "ferry.mhtml") -> Article:
    return ingest(Capture(name, content)).value


def pictures(article: Article) -> list[Picture]:
    return [block.picture for block in article.blocks if block.picture]


FIGURE = '<figure><img src="{src}" alt="Crews on a quay"><figcaption>Crews on the east quay on Monday.</figcaption></figure>'


def test_the_page_and_what_the_head_says() -> None:
    article = read(packed(main(page("")), part("text/css", b"p { color: red }")))
    origins = {origin.field: origin.where for origin in article.origins}
    assert article.title == "Ferry strike ends"
    assert article.text.count("The boats sailed") == 9
    assert (article.url, origins["url"]) == ("https://ardenpost.example/news/ferry", "MHTML location")
    assert (article.provenance.captured, origins["captured"]) == ("2017-01-02T03:04:05Z", "MHTML date")
    assert (article.provenance.container, article.provenance.format) == ("mhtml", "html")


@pytest.mark.parametrize(
    ("src", "said"),
    [
        ("https://img.ardenpost.example/quay.png", {"Content_Location": "https://img.ardenpost.example/quay.png"}),
        ("/pictures/quay.png", {"Content_Location": "https://ardenpost.example/pictures/quay.png"}),
        ("/p/quay%20one.png", {"Content_Location": "https://ardenpost.example/p/quay%20one.png"}),
        ("cid:quay@mhtml.blink", {"Content_ID": "<quay@mhtml.blink>"}),
    ],
)
def test_a_picture_is_kept_with_its_figure(src: str, said: dict[str, str]) -> None:
    content = packed(main(page(FIGURE.format(src=src))), part("image/png", QUAY, **said))
    article = read(content)
    (figure,) = (block for block in article.blocks if block.kind == "figure")
    assert figure.text == "Crews on the east quay on Monday."
    assert figure.src == said.get("Content_Location")
    assert figure.picture == Picture(hashlib.sha256(QUAY).hexdigest(), "png", 640, 400, len(QUAY), "Crews on a quay")
    assert contents(Capture("ferry.mhtml", content))[figure.picture.sha256] == QUAY


def test_of_several_sizes_the_largest_that_was_saved_is_kept() -> None:
    sources = (
        '<picture><source srcset="https://a.example/l.png 2x, https://a.example/lost.png 3x"><img src="https://a.example/s.png"></picture>'
    )
    small = part("image/png", png(200, 125), "binary", Content_Location="https://a.example/s.png")
    large = part("image/png", QUAY, "binary", Content_Location="https://a.example/l.png")
    (picture,) = pictures(read(packed(main(page(f"<figure>{sources}<figcaption>The quay.</figcaption></figure>")), small, large)))
    assert picture.width == 640


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (SVG, "image/svg+xml"),
        (SVG, "image/png"),
        (b"<script>alert(1)</script>" * 40, "image/jpeg"),
        (FLAG, "image/png"),
        (b"", "image/png"),
    ],
)
def test_what_could_run_lies_about_its_kind_or_is_tiny_is_not_kept(content: bytes, kind: str) -> None:
    figure = FIGURE.format(src="https://a.example/quay.png")
    article = read(packed(main(page(figure)), part(kind, content, Content_Location="https://a.example/quay.png")))
    assert pictures(article) == []
    assert [block.text for block in article.blocks if block.kind == "figure"] == ["Crews on the east quay on Monday."]


def test_a_picture_that_says_it_is_something_else_is_known_by_its_bytes() -> None:
    figure = FIGURE.format(src="https://a.example/quay")
    (picture,) = pictures(
        read(packed(main(page(figure)), part("application/octet-stream", QUAY, Content_Location="https://a.example/quay")))
    )
    assert picture.type == "png"


def test_the_page_is_not_one_of_its_frames() -> None:
    frame = part("text/html", b"<html><body><p>An advertisement for boats.</p></body></html>", Content_Location="https://ads.example/")
    assert "advertisement" not in read(packed(frame, main(page("")))).text


def test_script_in_a_part_is_only_text_that_nobody_reads() -> None:
    script = part("text/javascript", b"alert(1)", Content_Location="https://a.example/a.js")
    article = read(packed(main(page("<script src='https://a.example/a.js'></script><img src=x onerror=alert(1)>")), script))
    assert "alert" not in article.text


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "koi8-r"])
def test_the_charset_that_the_part_names(encoding: str) -> None:
    sentence = "Лодка ждёт у причала." if encoding == "koi8-r" else "The café’s boat waits."
    markup = page(f"<p>{sentence}</p>").encode(encoding)
    head = HEAD.replace('type="text/html"', 'type="multipart/alternative"')
    assert sentence in read(packed(part(f'text/html; charset="{encoding}"', markup, "quoted-printable"), head=head)).text


def test_an_old_file_of_one_part() -> None:
    head = "MIME-Version: 1.0\r\nContent-Type: text/html\r\nContent-Location: https://ardenpost.example/a/b\r\n\r\n"
    article = read(head.encode() + page("").encode(), "ferry.mht")
    assert (article.title, article.url) == ("Ferry strike ends", "https://ardenpost.example/a/b")


def test_a_multipart_in_a_multipart() -> None:
    inner = b"--in\r\n" + main(page("")).partition(b"\r\n")[2] + b"--in--\r\n"
    nested = b'------B--x----\r\nContent-Type: multipart/alternative; boundary="in"\r\n\r\n' + inner
    assert read(packed(nested)).title == "Ferry strike ends"


def test_it_is_known_by_its_head_whatever_it_is_called() -> None:
    assert read(packed(main(page(""))), "ferry.txt").provenance.container == "mhtml"


def test_a_text_that_only_begins_like_a_letter_is_a_text() -> None:
    article = read(b"From: the harbor\nThe boats sailed on Monday and nobody on the quay knew why.\n", "paste.txt")
    assert (article.provenance.format, article.provenance.container) == ("text", None)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (packed(), "nothing in it"),
        (packed(part("image/png", QUAY)), "no web page in it"),
        (HEAD.encode(), "nothing in it"),
        (b"From: <Saved by Blink>\r\n", "nothing in it"),
        (packed(*[part("text/plain", b"x", "binary")] * 5_001), "too many parts"),
        (packed(main("<html><body></body></html>")), "shows no text"),
        (b"", "empty"),
    ],
    ids=["no part", "no page", "cut off", "head only", "too many parts", "empty page", "empty"],
)
def test_what_cannot_be_read_says_why_in_one_error(content: bytes, says: str) -> None:
    with pytest.raises(CaptureError, match=says) as raised:
        read(content)
    assert raised.value.path == "ferry.mhtml"
    assert raised.value.hint


def test_a_file_that_is_cut_off_gives_what_is_there() -> None:
    whole = packed(
        main(page(FIGURE.format(src="https://a.example/q.png"))), part("image/png", QUAY, Content_Location="https://a.example/q.png")
    )
    for cut in (len(whole) - 40, len(whole) - 41, len(whole) - 42, whole.index(b"image/png") + 30):
        assert "The boats sailed on day number 8" in read(whole[:cut]).text


def test_boundaries_without_end_and_multiparts_in_each_other_take_no_time() -> None:
    begin = time.process_time()
    deep = b"".join(b'Content-Type: multipart/related; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(4_000))
    for content in (HEAD.encode() + b"------B--x----\r\n" * 300_000, HEAD.encode() + b"------B--x----\r\n" + deep):
        with pytest.raises(CaptureError):
            read(content)
    assert time.process_time() - begin < 5


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 3_000), st.binary(max_size=60), st.integers(0, 3_000))
def test_no_damage_brings_it_down(at: int, noise: bytes, skip: int) -> None:
    whole = packed(main(page(FIGURE.format(src="cid:a"))[:900]), part("image/png", png(120, 120), Content_ID="<a>"))
    try:
        read(whole[:at] + noise + whole[at + skip :])
    except CaptureError as error:
        assert error.path == "ferry.mhtml"  # noqa: PT017  some damage leaves no page
