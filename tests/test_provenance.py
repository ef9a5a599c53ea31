"""Where each article comes from: its capture in a bag, its digest, the web archive's copy; and links that were given out earlier."""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote

import lxml.html
import pytest

from sitegen.build import Order, build_site
from sitegen.check import check_site
from sitegen.manifest import read_manifest
from sitegen.model import Moved
from sitegen.parcel import pack
from sitegen.publish.permalinks import quote_path
from sitegen.settings import Settings, find_site
from tests.edge import fill, tree
from tests.invented_archive import invented_archive
from tests.invented_site import contents, files_of, said, texts
from tests.site.built import sample_archive

ORIGIN = "//section[@aria-labelledby='origin']"


@pytest.fixture(autouse=True)
def _memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITEGEN_CACHE", str(tmp_path / "memory"))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def read(content: bytes) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(content.decode())


def capture_of(path: str, files: dict[str, bytes]) -> str | None:
    """The file that the article's page at *path* gives for its capture."""
    links = [str(link) for link in read(files[path]).xpath(f"{ORIGIN}//a[@download]/@href")]
    return normpath(f"articles/{unquote(links[0])}") if links else None


def test_every_article_of_the_sample_gives_its_capture_out_of_the_zip_file(tmp_path: Path) -> None:
    archive = sample_archive(tmp_path)
    site = find_site(archive, None, tmp_path / "site")
    build_site(site, Order(bag=True))
    pack(site.output, tmp_path / "karsk.zip")
    with zipfile.ZipFile(tmp_path / "karsk.zip") as packed:
        files = {name.removeprefix("karsk/"): packed.read(name) for name in packed.namelist()}
    captures = {path.name: path.read_bytes() for path in (archive / "seeds").iterdir()}
    articles = [path for path in files if path.startswith("articles/")]
    assert len(articles) == len(captures) > 9
    for path in articles:
        origin = {str(term.text): said(term.getnext()) for term in read(files[path]).xpath(f"{ORIGIN}/dl/dt")}
        place = capture_of(path, files)
        assert place is not None
        assert files[place] == captures.pop(origin["Capture"])
        assert hashlib.sha256(files[place]).hexdigest() == origin["SHA-256"]
        (block,) = read(files[path]).xpath("//script[@type='application/ld+json']/text()")
        assert json.loads(block)["mainEntity"]["encoding"]["sha256"] == origin["SHA-256"]
        if origin["Capture"].endswith(".mhtml"):
            assert origin["Captured"].startswith("15 March 2014, 08:20 UTC")
            (copy,) = read(files[path]).xpath(f"{ORIGIN}//a[contains(@href, 'web.archive.org')]/@href")
            assert read(files[path]).xpath("//header//a/@data-versiondate") == ["2014-03-15T08:20:10Z"]
            assert copy.startswith("https://web.archive.org/web/20140315082010/https://www.upper-sarne-record.example/")
        else:
            assert not {"Captured", "Other copies", "Copied from"} & origin.keys(), "nothing says when it was captured"


def test_a_plain_site_gives_out_no_capture_and_its_bag_is_byte_equal_whatever_stood_there(tmp_path: Path) -> None:
    fill(tmp_path / "seeds", 2)
    (tmp_path / "seeds" / "000.html").rename(tmp_path / "seeds" / "a #1 é.html")
    site, other = (find_site(tmp_path / "seeds", None, tmp_path / name) for name in ("site", "other"))
    for bag in (False, True, False):
        build_site(site, Order(bag=bag))
        build_site(other, Order(bag=bag, clean=True))
        files = tree(site.output)
        assert files == tree(other.output)
        found = [capture_of(path, files) for path in files if path.startswith("articles/")]
        assert sorted(filter(None, found)) == (["data/captures/001.html.txt", "data/captures/a #1 é.html.txt"] if bag else [])
        assert check_site(read_manifest(site.output) or {}, site) == ()


def test_a_capture_that_is_left_out_of_a_bag_has_no_link(tmp_path: Path) -> None:
    fill(tmp_path / "seeds", 1)
    (tmp_path / "seeds" / "note.txt").write_text("Tesmin rises\n\nThe water rose, the miller said. It was late.\n", encoding="utf-8")
    (tmp_path / "sitegen.toml").write_text('redact = ["Ansel Quorrick"]\n', encoding="utf-8")
    site = find_site(tmp_path, None, None)
    build_site(site, Order(bag=True))
    files = tree(site.output)
    found = [capture_of(path, files) for path in files if path.startswith("articles/")]
    assert sorted(found, key=str) == [None, "data/captures/note.txt"]


def test_machines_are_told_where_the_capture_is_where_the_site_has_an_address() -> None:
    archive = invented_archive()
    accession = archive.articles[0].article.provenance.accession
    from sitegen.publish import publish
    from sitegen.publish.theme import load_theme

    settings = Settings(base_url="https://papers.example/")
    files = contents(publish(archive, settings, load_theme(None), {accession: "data/captures/a #1.txt"}))
    (page,) = [content for path, content in files.items() if path.startswith("articles/the-quay")]
    told = json.loads(read(page).xpath("//script[@type='application/ld+json']/text()")[0])
    assert told["mainEntity"]["encoding"]["contentUrl"] == "https://papers.example/data/captures/a%20%231.txt"


def test_a_link_to_a_quote_that_had_another_id_lands_on_its_words() -> None:
    archive = invented_archive()
    report = archive.reports[0]
    moved = tuple(Moved(f"quotes/{old}.html", quote_path(report.quote)) for old in ("0123456789ab", "ba9876543210"))
    lost = Moved("quotes/00aa00aa00aa.html", "articles/somewhere.html")
    files = files_of(replace(archive, moved=(lost, *moved)))
    (page,) = [read(content) for path, content in files.items() if path.startswith("articles/the-quay")]
    for old in ("0123456789ab", "ba9876543210", report.quote.id):
        assert texts(page, f"//*[@id='q-{old}']") == ["“We will not sail,”"]
    assert not page.xpath("//*[@id='q-00aa00aa00aa']")
    assert len(page.xpath("//@id")) == len(set(page.xpath("//@id")))


def test_an_edited_capture_keeps_the_links_to_its_sentences(tmp_path: Path) -> None:
    place = tmp_path / "seeds" / "quay.txt"
    place.parent.mkdir()
    (tmp_path / "sitegen.toml").write_text('title = "Papers"\n', encoding="utf-8")
    text = "The quay opens\n\nMay 4, 2031\n\nODDE — Odo Brandt spoke. “We will open the quay in May, whatever it costs,” Mr. Brandt said.\n"
    site = find_site(tmp_path, None, None)
    place.write_text(text, encoding="utf-8")
    build_site(site)
    before = {path: content for path, content in tree(site.output).items() if path.startswith("articles/")}
    ((old_page, content),) = before.items()
    (fragment,) = read(content).xpath("//*[starts-with(@id, 'q-')]/@id")
    place.write_text(text.replace("whatever", "never mind what"), encoding="utf-8")
    build_site(site)
    rules = dict(line.split()[:2] for line in (site.output / "_redirects").read_text(encoding="utf-8").splitlines())
    new_page = (site.output / rules[f"/{old_page}"].lstrip("/")).read_bytes()
    assert texts(read(new_page), f"//*[@id='{fragment}']") == ["“We will open the quay in May, never mind what it costs,”"]
