"""Pages saved by a program, and pages saved from a web archive: address, moment, pictures; the rest as it was on the web."""

from __future__ import annotations

import base64
import time

import pytest

from sitegen.ingest import ingest
from sitegen.ingest.replay import find_copy
from sitegen.model import Article, Capture, Resource
from tests.pictures import SVG, png

STORY = "".join(
    f"<p>The boats sailed on day {n} of the strike, and nobody on the quay knew when they would come home again.</p>" for n in range(9)
)
QUAY = png(640, 400)
ADDRESS = "https://ardenpost.example/news/ferry"


def page(top: str = "", head: str = "", body: str = "", end: str = "") -> str:
    return (
        f'<!DOCTYPE html> <html lang="en">{top}<head><title>Ferry strike ends</title>{head}</head>'
        f"<body><article><h1>Ferry strike ends</h1>{body}{STORY}</article>{end}</body></html>"
    )


def read(markup: str, *resources: Resource) -> Article:
    return ingest(Capture("ferry.html", markup.encode(), resources=resources)).value


def kept(article: Article) -> list[tuple[str, int]]:
    return [(block.picture.type, block.picture.width) for block in article.blocks if block.picture]


SINGLEFILE = (
    f"<!--\n Page saved with SingleFile \n url: {ADDRESS}?a=1&b=2 \n"
    " saved date: Mon Jan 02 2017 03:04:05 GMT+0100 (Central European Standard Time)\n-->"
)
HTTRACK = "by HTTrack Website Copier/3.x [XR&CO'2014], Mon, 02 Jan 2017 03:04:05 GMT"


@pytest.mark.parametrize(
    ("top", "url", "captured"),
    [
        (SINGLEFILE, f"{ADDRESS}?a=1&b=2", "2017-01-02T03:04:05+01:00"),
        (f"<!-- saved from url=(0036){ADDRESS} -->", ADDRESS, None),
        (f"<!-- Saved from {ADDRESS} at 2017-01-02T03:04:05Z using monolith v2.8.1 -->", ADDRESS, "2017-01-02T03:04:05Z"),
        (
            f"<!-- Mirrored from ardenpost.example/news/ferry.html {HTTRACK} -->",
            "http://ardenpost.example/news/ferry.html",
            "2017-01-02T03:04:05Z",
        ),
        ("<!-- saved from url=(0022)file:///C:/ferry.html -->", None, None),
        ("<!-- saved from url=(0014)about:internet -->", None, None),
        ("<!-- Page saved with SingleFile by hand -->", None, None),
    ],
)
def test_what_the_saving_program_says(top: str, url: str | None, captured: str | None) -> None:
    article = read(page(top))
    assert (article.url, article.provenance.captured) == (url, captured)


def test_scrapbook_marks_the_root() -> None:
    article = read(page().replace("<html ", f'<html data-scrapbook-source="{ADDRESS}" data-scrapbook-create="20170102030405000" '))
    assert (article.url, article.provenance.captured) == (ADDRESS, "2017-01-02T03:04:05Z")


def test_the_canonical_link_is_believed_before_the_address_it_was_saved_from() -> None:
    article = read(page(SINGLEFILE, f'<link rel="canonical" href="{ADDRESS}">'))
    assert article.url == ADDRESS
    assert article.provenance.container == "singlefile"


def data(content: bytes, kind: str = "image/png") -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


FIGURE = "<figure><img src={src} alt='Crews'><figcaption>Crews on the east quay on Monday.</figcaption></figure>"


def test_a_picture_that_is_written_out_is_kept() -> None:
    assert kept(read(page(SINGLEFILE, body=FIGURE.format(src=data(QUAY))))) == [("png", 640)]


def test_a_picture_that_singlefile_keeps_in_a_style_is_kept() -> None:
    style = f"<style>:root{{--sf-img-4:url({data(QUAY)})}}</style>"
    blank = "\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='640' height='400'></svg>\""
    image = f'<figure><img src={blank} style="background-image:var(--sf-img-4)!important"><figcaption>The quay.</figcaption></figure>'
    assert kept(read(page(SINGLEFILE, style, image))) == [("png", 640)]


@pytest.mark.parametrize(
    "src",
    [
        data(SVG, "image/svg+xml"),
        data(SVG),
        data(b"<script>alert(1)</script>" * 9, "text/html"),
        data(b"<script>alert(1)</script>" * 9),
        data(png(40, 40)),
        "data:image/png;base64,!!!!",
        "kept:" + "0" * 64,
        "data:,picture-0",
    ],
)
def test_what_could_run_or_is_none_is_not_kept(src: str) -> None:
    article = read(page(SINGLEFILE, body=FIGURE.format(src=f'"{src}"')))
    assert kept(article) == []
    assert [(block.text, block.src) for block in article.blocks if block.kind == "figure"] == [("Crews on the east quay on Monday.", None)]


def test_one_picture_twice_is_shown_once_where_it_has_no_words() -> None:
    image = f"<img src={data(QUAY)}>"
    middle = STORY.replace("</p><p>", f"</p>{image}<p>", 2)
    assert kept(read(page(SINGLEFILE, body=middle))) == [("png", 640)]


def test_a_page_of_twelve_megabytes_of_pictures_is_read_at_once() -> None:
    many = "".join(FIGURE.format(src=data(png(800, 500, n) + bytes(100_000))) for n in range(90))
    begin = time.process_time()
    article = read(page(SINGLEFILE, f"<style>@font-face{{src:url({data(bytes(3_000_000), 'font/woff2')})}}</style>", many))
    assert len(kept(article)) == 90
    assert time.process_time() - begin < 5


def test_pictures_beside_the_page_are_found_by_the_ways_a_page_writes_them() -> None:
    beside = (Resource("Ferry strike_files/quay one.png", QUAY), Resource("Ferry strike_files/sail.png", png(300, 500)))
    body = FIGURE.format(src='"./Ferry%20strike_files/quay%20one.png"') + FIGURE.format(src='"Ferry strike_files/sail.png?x#y"')
    article = read(page(body=body), *beside)
    assert kept(article) == [("png", 640), ("png", 300)]


@pytest.mark.parametrize(
    "src", ["../../etc/passwd.png", "/etc/quay.png", "Ferry_files/../../quay.png", "file:///quay.png", "//a.example/quay.png"]
)
def test_an_address_that_leads_out_of_the_folder_leads_nowhere(src: str) -> None:
    assert kept(read(page(body=FIGURE.format(src=f'"{src}"')), Resource("Ferry_files/quay.png", QUAY))) == []


WEB = "https://web.archive.org/web/20170102030405"
BAR = """<!-- BEGIN WAYBACK TOOLBAR INSERT --><div id="wm-ipp-base" lang="en"><div id="wm-ipp"><div id="donato"></div>
<form><input type="text" name="url" id="wmtbURL" value="https://ardenpost.example/news/ferry"></form>
<p>53 captures 2 Jan 2017 – 9 Aug 2024 About this capture</p></div></div><!-- END WAYBACK TOOLBAR INSERT -->"""
LD = f'{{"@type":"NewsArticle","headline":"Ferry strike ends","url":"{WEB}/{ADDRESS}","datePublished":"2016-03-08"}}'
COPIED = (
    f'<link rel="canonical" href="{WEB}/{ADDRESS}"><meta property="og:url" content="{WEB}/{ADDRESS}">'
    f'<script type="application/ld+json">{LD.replace("/", chr(92) + "/")}</script>'
)
LINKS = (
    f'<p>The paper was <a href="{WEB}/https://ardenpost.example/docs/paper">signed</a> '
    'and <a href="/web/20170102030405/http://b.example/x">sent</a>, '
    f'says <a href="{WEB}/https://web.archive.org/web/2015/https://c.example/">an older page</a>, '
    f'writes <a href="{WEB}/mailto:ana@d.example">Ana</a>, '
    'and the <a href="https://e.example/web/20170102030405/https://f.example/">clerk</a> of the harbor office agreed on Monday.</p>'
)


def hrefs(article: Article) -> list[str]:
    return [link.href for block in article.blocks for link in block.links]


def test_a_page_of_the_wayback_machine_is_the_page_it_copied() -> None:
    image = f"<figure><img src='{WEB}im_/https://img.ardenpost.example/quay.png'><figcaption>The quay on Monday.</figcaption></figure>"
    article = read(page(head=COPIED, body=BAR + image + LINKS))
    assert article.url == ADDRESS
    assert article.provenance.captured == "2017-01-02T03:04:05Z"
    assert article.provenance.archived == f"{WEB}/{ADDRESS}"
    assert [block.src for block in article.blocks if block.kind == "figure"] == ["https://img.ardenpost.example/quay.png"]
    assert hrefs(article) == [
        "https://ardenpost.example/docs/paper",
        "http://b.example/x",
        "https://web.archive.org/web/2015/https://c.example/",
        "mailto:ana@d.example",
        "https://e.example/web/20170102030405/https://f.example/",
    ]
    assert "53 captures" not in article.text
    assert any("53 captures" in removed.text for removed in article.removed)


def test_the_picture_saved_with_the_copy_keeps_its_own_address() -> None:
    image = f"<figure><img src='{WEB}im_/https://a.example/quay.png'><figcaption>The quay on Monday.</figcaption></figure>"
    article = read(page(head=COPIED, body=image), Resource(f"{WEB}im_/https://a.example/quay.png", QUAY))
    assert [(block.src, bool(block.picture)) for block in article.blocks if block.kind == "figure"] == [
        ("https://a.example/quay.png", True)
    ]


@pytest.mark.parametrize(
    ("top", "end"),
    [
        (f"<!-- saved from url=(0090){WEB}/{ADDRESS} -->", ""),
        ("", f'<script>__wm.wombat("{ADDRESS}","20170102030405","https://web.archive.org/","web","/_static/");</script>'),
    ],
)
def test_a_copy_is_known_by_its_saving_or_by_the_script_of_the_archive(top: str, end: str) -> None:
    article = read(page(top, body=LINKS, end=end))
    assert (article.url, article.provenance.captured, len(hrefs(article))) == (ADDRESS, "2017-01-02T03:04:05Z", 5)
    assert hrefs(article)[0] == "https://ardenpost.example/docs/paper"


def test_a_copy_is_known_by_its_closing_comment() -> None:
    article = read(page(body=LINKS, end="<!--\n     FILE ARCHIVED ON 03:04:05 Jan 02, 2017 AND RETRIEVED FROM THE\n INTERNET ARCHIVE -->"))
    assert (article.url, article.provenance.captured, article.provenance.archived) == (None, "2017-01-02T03:04:05Z", None)
    assert hrefs(article)[0] == "https://ardenpost.example/docs/paper"


def test_when_somebody_saved_the_copy_does_not_count() -> None:
    saved = SINGLEFILE.replace(f"{ADDRESS}?a=1&b=2", f"{WEB}/{ADDRESS}").replace("Jan 02 2017", "Mar 03 2024")
    article = read(page(saved))
    assert (article.url, article.provenance.captured) == (ADDRESS, "2017-01-02T03:04:05Z")


def test_a_page_that_only_links_to_copies_is_left_alone() -> None:
    article = read(page(body=LINKS))
    assert article.provenance.captured is None
    assert hrefs(article)[0] == f"{WEB}/https://ardenpost.example/docs/paper"


def test_an_element_called_like_the_bar_that_holds_the_page_stays() -> None:
    article = read(
        page(head=COPIED).replace("<article>", '<div id="wm-ipp"><article>' + STORY * 9).replace("</article>", "</article></div>")
    )
    assert "The boats sailed" in article.text


@pytest.mark.parametrize(
    ("address", "original", "time"),
    [
        (f"{WEB}id_/{ADDRESS}", ADDRESS, "20170102030405"),
        ("//web.archive.org/web/2017/http://a.example/", "http://a.example/", "2017"),
        ("https://web.archive.org/web/20170102030405/https:/a.example/x", "https://a.example/x", "20170102030405"),
        ("https://web.archive.org/web/20170102030405/www.a.example/x", "http://www.a.example/x", "20170102030405"),
        ("https://archive.example/2017.01.02-030405/https://a.example/x?y=1", "https://a.example/x?y=1", "2017.01.02-030405"),
        ("https://web.b.example/wayback/archive/20170102030405mp_/https://a.example/", "https://a.example/", "20170102030405"),
        ("http://localhost:8080/dam/20170102030405/https://a.example/", "https://a.example/", "20170102030405"),
    ],
)
def test_an_address_of_a_copy(address: str, original: str, time: str) -> None:
    copy = find_copy(address)
    assert copy is not None
    assert (copy.original, copy.time) == (original, time)


@pytest.mark.parametrize(
    "address",
    [
        ADDRESS,
        "https://a.example/2017/https://b.example/",
        "https://a.example/99999999999999/https://b.example/",
        "https://web.archive.org/web/20170102030405/javascript:alert(1)",
        "https://web.archive.org/save/https://a.example/",
        "",
        "//",
        "https://web.archive.org/" + "a/" * 4000,
    ],
)
def test_an_address_of_none(address: str) -> None:
    assert find_copy(address) is None
