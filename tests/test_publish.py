from __future__ import annotations

import json
import posixpath
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import lxml.html
import pytest

from sitegen.errors import SitegenError
from sitegen.model import Archive
from sitegen.publish.headers import POLICY, server_files
from sitegen.publish.permalinks import quote_path
from sitegen.publish.theme import load_theme
from sitegen.settings import Settings
from tests.invented_archive import invented_archive
from tests.invented_site import files_of, page_at, pages, site, texts

OFF_SITE = ("http://", "https://", "mailto:")
LOADS = {("script", "src"), ("link", "href"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("object", "data")}


PATHS = sorted(path for path in site() if path.endswith(".html"))


@pytest.mark.parametrize("path", PATHS)
def test_every_link_leads_somewhere_and_none_is_absolute(path: str) -> None:
    for element, attribute, address, _ in pages()[path].iterlinks():
        if address.startswith(OFF_SITE):
            assert (element.tag, attribute) not in LOADS, "a page loads nothing from elsewhere"
            continue
        parts = urlsplit(address)
        assert not parts.scheme
        assert not address.startswith("/")
        shown = "articles/404.html" if path == "404.html" else path
        target = posixpath.normpath(posixpath.join(posixpath.dirname(shown), unquote(parts.path))) if parts.path else path
        assert target in site(), f"{path} links to {address}"
        if parts.fragment:
            assert pages()[target].xpath(f"//*[@id='{parts.fragment}']"), f"{path} links to {address}"


@pytest.mark.parametrize("path", PATHS)
def test_every_page_is_whole(path: str) -> None:
    page = pages()[path]
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert len(page.xpath("//h1")) == 1
    assert texts(page, "//h1")[0]
    assert page.xpath("//html/@lang") == ["en"]
    assert "Port Ellery papers" in (page.findtext(".//title") or "")
    assert page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content") == [POLICY]
    assert not page.xpath("//style | //@style | //script[not(@src)][not(@type='application/ld+json')] | //@*[starts-with(name(), 'on')]")
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels


def test_every_page_but_the_one_for_missing_pages_is_reached_from_the_front_page() -> None:
    reached, waiting = set(), ["index.html"]
    while waiting:
        path = waiting.pop()
        if path in reached or path not in pages():
            continue
        reached.add(path)
        links = [urlsplit(link).path for link in pages()[path].xpath("//a/@href") if not link.startswith(OFF_SITE)]
        waiting.extend(posixpath.normpath(posixpath.join(posixpath.dirname(path), link)) for link in links)
    assert set(PATHS) - reached == {"404.html"}


def test_an_article_leads_to_the_page_of_each_quote_in_it_reported_speech_too() -> None:
    reports = invented_archive().reports
    assert any(not report.quote.is_verbatim for report in reports)
    for report in reports:
        (article,) = (page for path, page in pages().items() if path.endswith(f"-{report.article[:6]}.html"))
        assert article.xpath(f"//a[@class='pilcrow'][contains(@href, '{quote_path(report.quote)}')]"), report.quote.text


def test_the_same_archive_makes_the_same_files_in_the_same_order() -> None:
    assert list(files_of(invented_archive()).items()) == list(site().items())
    assert {".nojekyll", "_headers", "_redirects", "assets/lunr.js", "assets/css/site.css"} <= site().keys()


def test_an_empty_archive_has_a_site() -> None:
    files = files_of(Archive((), (), (), (), ()))
    assert b"No article gives its date" in files["index.html"]
    assert b"holds none" in files["people.html"]


def test_structured_data_is_data() -> None:
    for page in pages().values():
        (block,) = page.xpath("//script[@type='application/ld+json']")
        assert json.loads(block.text)["@context"] == "https://schema.org"
        assert "<" not in block.text
    article = json.loads(page_at("articles/ferrymen").xpath("//script[@type='application/ld+json']")[0].text)["mainEntity"]
    assert article["headline"] == "Ferrymen of Port Ellery “won’t sail” & <won’t> talk"
    assert article["datePublished"] == "2031-05-04"
    paste = json.loads(page_at("articles/the-harbour").xpath("//script[@type='application/ld+json']")[0].text)["mainEntity"]
    assert not {"headline", "datePublished", "publisher", "url"} & paste.keys()


def test_a_published_address_is_stated_and_the_missing_page_leads_home_at_every_depth() -> None:
    files = files_of(invented_archive(), replace_base("https://papers.example/ellery/"))
    page = lxml.html.document_fromstring(files["people/mara-quill.html"].decode())
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://papers.example/ellery/people/mara-quill.html"]
    missing = lxml.html.document_fromstring(files["404.html"].decode())
    assert {link.partition("#")[0] for link in missing.xpath("//a/@href | //link/@href | //form/@action") if link != "#content"} >= {
        "/ellery/index.html",
        "/ellery/assets/css/site.css",
        "/ellery/search.html",
    }


def replace_base(base_url: str) -> Settings:
    return Settings(title="Port Ellery papers", base_url=base_url)


def test_servers_lead_the_missing_page_to_what_it_needs() -> None:
    rules = site()["_redirects"].decode().splitlines()
    assert "/:a/assets/* /assets/:splat 302" in rules
    assert "/:a/:b/index.html /index.html 302" in rules
    linked = {link.removeprefix("../") for link in pages()["404.html"].xpath("//a/@href | //form/@action") if link != "#content"}
    assert {f"/:a/{path} /{path} 302" for path in linked} == {rule for rule in rules if rule.startswith("/:a/") and rule.count("/") == 3}
    assert len(rules) <= 100, "Cloudflare reads no more rules with placeholders"
    assert POLICY in site()["_headers"].decode()


def test_no_rule_for_servers_hides_a_page() -> None:
    rules = server_files(["people.html", "organizations/people.html"])[2].content.decode().splitlines()
    assert "/:a/people.html /people.html 302" not in rules
    assert {"/:a/quotes.html /quotes.html 302", "/:a/:b/people.html /people.html 302"} <= set(rules)


def test_characters_that_html_forbids_are_shown_as_missing() -> None:
    archive = invented_archive()
    paste = archive.articles[2]
    hostile = replace(paste, article=replace(paste.article, title="A\x00B\ud800C\x85D"))
    files = files_of(replace(archive, articles=(*archive.articles[:2], hostile)))
    (page,) = [content for path, content in files.items() if "-01edbd" in path]
    assert "A\ufffdB\ufffdC\ufffdD" in page.decode()


def test_a_template_of_the_site_takes_the_place_of_the_built_in_one(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "about.html").write_text("{{ page.title }} & {{ view.articles }}", encoding="utf-8")
    (tmp_path / "static" / "css").mkdir(parents=True)
    (tmp_path / "static" / "css" / "site.css").write_text("/* own */", encoding="utf-8")
    (tmp_path / "static" / "lunr.js").write_text("// newer", encoding="utf-8")
    (tmp_path / ".hidden.html").write_text("{{ nothing }}", encoding="utf-8")
    theme = load_theme(tmp_path)
    files = files_of(invented_archive(), theme=theme)
    assert files["about.html"] == b"About this archive & 3"
    assert files["assets/css/site.css"] == b"/* own */"
    assert files["assets/lunr.js"] == b"// newer"
    assert files["index.html"] == site()["index.html"]
    assert ".hidden.html" not in dict(theme.templates)
    assert load_theme(tmp_path / "none") == load_theme(None)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (b"{{ view.nonsense }}", "nonsense"),
        (b"{% if %}", "Expected an expression"),
        (b"{% extends 'away.html' %}", "away.html"),
        (b"\xff", "UTF-8"),
    ],
)
def test_a_template_that_cannot_be_used_is_named(tmp_path: Path, source: bytes, message: str) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "about.html").write_bytes(source)
    with pytest.raises(SitegenError, match=message) as caught:
        files_of(invented_archive(), theme=load_theme(tmp_path))
    assert "about.html" in str(caught.value)


def test_the_site_stays_light() -> None:
    styles = sum(len(content) for path, content in site().items() if path.endswith(".css"))
    assert styles <= 30_000
    assert len(site()["assets/js/site.js"]) <= 2_600
    front = len(site()["index.html"]) + len(site()["assets/css/site.css"]) + len(site()["assets/js/site.js"])
    assert front <= 60_000


def test_a_long_list_is_cut_into_leaves_and_none_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.publish.leaves.LEAF", 2)
    files = files_of(invented_archive())
    leaves = [f"quotes{number}.html" for number in ("", "-2", "-3")]
    pages = [lxml.html.document_fromstring(files[path].decode()) for path in leaves]
    listed = [len(page.xpath("//ul[contains(@class, 'quotes')]/li")) for page in pages]
    assert (sum(listed), max(listed)) == (5, 3)
    assert "quotes-4.html" not in files
    assert pages[0].xpath("//nav[@class='leaves']//a/@href") == leaves
    assert pages[1].xpath("//nav[@class='leaves']//a[@aria-current]/@href") == ["quotes-2.html"]
    assert [texts(page, "//main/header/p") for page in pages] == [["5 quotes"], [], []]
    assert [texts(page, "//main//h2") for page in pages] == [["April 2031 2"], ["April 2031"], ["May 2031 3"]]


def test_a_name_that_is_everywhere_has_its_page_cut_into_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.publish.portions.ARTICLES_OF_LEAF", 1)
    files = files_of(invented_archive())
    first, second = (lxml.html.document_fromstring(files[f"people/mara-quill{leaf}.html"].decode()) for leaf in ("", ".2"))
    assert [len(page.xpath("//ul[@class='kwic']/li")) for page in (first, second)] == [1, 3]
    assert first.xpath("//nav[@class='leaves']//a/@href") == ["mara-quill.html", "mara-quill.2.html"]
    assert "people/mara-quill.3.html" not in files
    assert not second.xpath("//section[@aria-labelledby='roles']")


def test_no_leaf_of_a_name_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.publish.portions.QUOTES_OF_LEAF", 1)
    files = files_of(invented_archive())
    leaves = [path for path in files if path.startswith("people/") and path.count(".") == 2]
    assert leaves
    for path in leaves:
        assert lxml.html.document_fromstring(files[path].decode()).xpath("//ol[contains(@class, 'quotes')]/li"), path
