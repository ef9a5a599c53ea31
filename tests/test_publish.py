from __future__ import annotations

import json
import posixpath
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import lxml.html
import pytest

from sitegen.errors import SitegenError
from sitegen.model import Archive
from sitegen.publish import publish
from sitegen.publish.headers import POLICY
from sitegen.publish.theme import Theme, load_theme
from sitegen.settings import Settings
from tests.invented_archive import invented_archive

SETTINGS = Settings(title="Port Ellery papers", notice="Everything here is invented.")
OFF_SITE = ("http://", "https://", "mailto:")
LOADS = {("script", "src"), ("link", "href"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("object", "data")}


def _files(archive: Archive, settings: Settings = SETTINGS, theme: Theme | None = None) -> dict[str, bytes]:
    return {file.path: file.content for file in publish(archive, settings, theme or load_theme(None))}


@cache
def _site() -> dict[str, bytes]:
    return _files(invented_archive())


@cache
def _pages() -> dict[str, lxml.html.HtmlElement]:
    return {path: lxml.html.document_fromstring(content.decode()) for path, content in _site().items() if path.endswith(".html")}


def _page(start: str) -> lxml.html.HtmlElement:
    (path,) = [path for path in _pages() if path.startswith(start)]
    return _pages()[path]


def _said(page: lxml.html.HtmlElement) -> str:
    return " ".join(page.text_content().split())


def _texts(page: lxml.html.HtmlElement, path: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in page.xpath(path)]


PATHS = sorted(path for path in _site() if path.endswith(".html"))


@pytest.mark.parametrize("path", PATHS)
def test_every_link_leads_somewhere_and_none_is_absolute(path: str) -> None:
    for element, attribute, address, _ in _pages()[path].iterlinks():
        if address.startswith(OFF_SITE):
            assert (element.tag, attribute) not in LOADS, "a page loads nothing from elsewhere"
            continue
        parts = urlsplit(address)
        assert not parts.scheme
        assert not address.startswith("/")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if parts.path else path
        assert target in _site(), f"{path} links to {address}"
        if parts.fragment:
            assert _pages()[target].xpath(f"//*[@id='{parts.fragment}']"), f"{path} links to {address}"


@pytest.mark.parametrize("path", PATHS)
def test_every_page_is_whole(path: str) -> None:
    page = _pages()[path]
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert len(page.xpath("//h1")) == 1
    assert _texts(page, "//h1")[0]
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
        if path in reached or path not in _pages():
            continue
        reached.add(path)
        links = [urlsplit(link).path for link in _pages()[path].xpath("//a/@href") if not link.startswith(OFF_SITE)]
        waiting.extend(posixpath.normpath(posixpath.join(posixpath.dirname(path), link)) for link in links)
    assert set(PATHS) - reached == {"404.html"}


def test_the_same_archive_makes_the_same_files_in_order_of_path() -> None:
    assert _files(invented_archive()) == _site()
    assert list(_site()) == sorted(_site())
    assert {".nojekyll", "_headers", "_redirects", "assets/lunr.js", "assets/css/site.css"} <= _site().keys()


def test_an_empty_archive_has_a_site() -> None:
    files = _files(Archive((), (), (), (), ()))
    assert b"No article gives its date" in files["index.html"]
    assert b"holds none" in files["people.html"]


def test_an_article_keeps_its_words() -> None:
    paragraphs = _texts(_page("articles/ferrymen"), "//div[contains(@class, 'text')]//p[starts-with(@id, 'p-')]")
    assert paragraphs[0] == "PORT ELLERY — The ferries of Port Ellery stayed in harbour on Sunday, and Mara Quill said why."
    assert paragraphs[1] == "“We will not sail,” said Ms. Quill, a ferry pilot. “Not for half the pay, and not at night.” The union agreed."


def test_captured_markup_is_text() -> None:
    raw = _site()["articles/" + next(p for p in PATHS if "ferrymen" in p).split("/")[1]].decode()
    assert "Menu &lt;script&gt;alert(1)&lt;/script&gt;" in raw
    assert "&lt;won’t&gt;" in raw
    assert all("javascript:" not in address.lower() for page in _pages().values() for _, _, address, _ in page.iterlinks())


def test_the_first_mention_in_a_section_is_linked() -> None:
    page = _page("articles/ferrymen")
    names = [(link.get("href"), link.text_content()) for link in page.xpath("//a[contains(@class, 'name ')]")]
    assert [text for href, text in names if "port-ellery" in href] == ["Port Ellery", "Port Ellery"]
    assert [text for href, text in names if "mara-quill" in href] == ["Mara Quill", "Ms. Quill"]
    assert [text for href, text in names if "odo-brandt" in href] == ["Odo Brandt"]


def test_links_of_the_capture() -> None:
    page = _page("articles/ferrymen")
    (inside,) = page.xpath("//a[@class='inside']")
    assert inside.text == "earlier report"
    assert inside.get("href").startswith("the-quay-before-the-strike-")
    (tides,) = [link for link in page.xpath("//a[@class='web']") if link.text == "tide table"]
    assert (tides.get("href"), tides.get("rel")) == ("https://tides.example/may%5B1%5D", "noreferrer")
    assert "the trap" in _said(page)
    assert not page.xpath("//a[text()='trap']")


def test_a_quote_is_marked_with_its_marks_and_leads_to_its_page_and_back() -> None:
    page = _page("articles/ferrymen")
    marked = page.xpath("//span[@class='quote']")
    assert [mark.text_content() for mark in marked[:2]] == ["“We will not sail,”", "“Not for half the pay, and not at night.”"]
    assert [bool(mark.get("id")) for mark in marked[:2]] == [True, False]
    assert marked[1].get("data-of") == marked[0].get("id")
    (pilcrow, *_) = page.xpath("//a[@class='pilcrow']")
    quote = _page(pilcrow.get("href").removeprefix("../"))
    assert quote.xpath("//a[text()='Read it in its place']/@href")[0].endswith(f"#{marked[0].get('id')}")
    assert pilcrow.text is None


def test_a_quote_page_shows_words_speaker_context_and_echoes() -> None:
    page = _page(_page("articles/ferrymen").xpath("//a[@class='pilcrow']/@href")[0].removeprefix("../"))
    assert _texts(page, "//main//figure//blockquote") == ["“We will not sail,” … “Not for half the pay, and not at night.”"]
    assert _texts(page, "//p[@class='speaker']") == ["Mara Quill"]
    assert _texts(page, "//p[@class='around']") == [
        "PORT ELLERY — The ferries of Port Ellery stayed in harbour on Sunday, and Mara Quill said why.",
        "The union agreed.",
    ]
    assert _texts(page, "//mark") == ["We will not sail,", "Not for half the pay, and not at night."]
    assert "2 reports in this archive, and their wording differs." in _said(page)
    assert "Clear:" in _said(page)
    (echo,) = page.xpath("//ul[contains(@class, 'echoes')]//a[@class='words']/@href")
    first = _page(f"quotes/{echo}")
    assert _texts(first, "//ul[contains(@class, 'echoes')]//b") == ["Not for half the pay, and not at night"]


def test_what_is_not_known_is_said_to_be_unknown() -> None:
    paste = _said(_page("articles/the-harbour-is-quiet"))
    for words in ("date not found", "outlet not found", "byline not found", "The capture has no headline"):
        assert words in paste
    quotes = _texts(_pages()["quotes.html"], "//li")
    assert [line for line in quotes if "speaker not identified" in line and "One day," in line]
    assert "Likely:" in _said(next(page for page in _pages().values() if "a shame" in (page.findtext(".//title") or "")))


def test_an_entity_page_collects_what_the_articles_say() -> None:
    page = _page("people/mara-quill")
    said = _said(page)
    assert "Also written Ms. Quill, Quill" in said
    assert _texts(page, "//section[@aria-labelledby='roles']//li/span[@class='role']") == ["a ferry pilot"]
    assert len(page.xpath("//section[@aria-labelledby='roles']//a")) == 2
    assert _texts(page, "//ul[@class='kwic']//mark") == ["Mara Quill", "Mara Quill", "Ms. Quill", "Ms. Quill"]
    assert "reported, not word for word" not in said.lower()
    assert "Odo Brandt" in _texts(page, "//aside")[0]
    brandt = _page("people/odo-brandt")
    assert _texts(brandt, "//section[@aria-labelledby='said']//blockquote") == ["he was sorry for Ms. Quill"]


def test_the_front_page_says_what_is_there() -> None:
    page = _pages()["index.html"]
    assert [f"{b.text} {b.tail.strip()}" for b in page.xpath("//ul[@class='figures']//b")] == [
        "3 articles",
        "5 quotes",
        "3 people",
        "1 organisation",
        "1 place",
    ]
    assert "Articles from 30 April – 4 May 2031" in _said(page)
    assert _texts(page, "//section[@aria-labelledby='newest']//a")[0].startswith("Ferrymen")
    assert _texts(page, "//section[@aria-labelledby='quoted']//li/a") == ["Mara Quill", "Odo Brandt"]
    assert _texts(page, "//section[@aria-labelledby='carried']//blockquote") == ["“We will not sail,”"]
    assert _texts(page, "//section[@aria-labelledby='voices']//tbody/tr") == ["named people3", "described, not named1", "not identified1"]
    assert _texts(page, "//section[@aria-labelledby='outlets']//tbody/tr") == ["The Ellery Lantern252", "Outlet not found100"]
    assert _texts(page, "//p[@role='note']") == ["Everything here is invented."]


def test_lists_are_filed() -> None:
    assert _texts(_pages()["people.html"], "//main//h2/bdi") == ["B", "H", "Q"]
    assert _texts(_pages()["articles.html"], "//main//h2/bdi") == ["April 2031", "May 2031", "No date found"]
    assert _texts(_pages()["articles-a-z.html"], "//main//h2/bdi") == ["F", "H", "Q"]
    assert "5 quotes" in _said(_pages()["quotes.html"])


def test_structured_data_is_data() -> None:
    for page in _pages().values():
        (block,) = page.xpath("//script[@type='application/ld+json']")
        assert json.loads(block.text)["@context"] == "https://schema.org"
        assert "<" not in block.text
    article = json.loads(_page("articles/ferrymen").xpath("//script[@type='application/ld+json']")[0].text)["mainEntity"]
    assert article["headline"] == "Ferrymen of Port Ellery “won’t sail” & <won’t> talk"
    assert article["datePublished"] == "2031-05-04"
    paste = json.loads(_page("articles/the-harbour").xpath("//script[@type='application/ld+json']")[0].text)["mainEntity"]
    assert not {"headline", "datePublished", "publisher", "url"} & paste.keys()


def test_a_published_address_is_stated_and_the_missing_page_leads_home_at_every_depth() -> None:
    files = _files(invented_archive(), replace_base("https://papers.example/ellery/"))
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
    rules = _site()["_redirects"].decode().splitlines()
    assert "/:a/assets/* /assets/:splat 302" in rules
    assert "/:a/:b/index.html /index.html 302" in rules
    assert POLICY in _site()["_headers"].decode()


def test_characters_that_html_forbids_are_shown_as_missing() -> None:
    archive = invented_archive()
    paste = archive.articles[2]
    hostile = replace(paste, article=replace(paste.article, title="A\x00B\ud800C\x85D"))
    files = _files(replace(archive, articles=(*archive.articles[:2], hostile)))
    (page,) = [content for path, content in files.items() if "-01edbd" in path]
    assert "A\ufffdB\ufffdC\ufffdD" in page.decode()


def test_a_template_of_the_site_takes_the_place_of_the_built_in_one(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "about.html").write_text("{{ page.title }} & {{ view.articles }}", encoding="utf-8")
    (tmp_path / "static" / "css").mkdir(parents=True)
    (tmp_path / "static" / "css" / "site.css").write_text("/* own */", encoding="utf-8")
    (tmp_path / ".hidden.html").write_text("{{ nothing }}", encoding="utf-8")
    theme = load_theme(tmp_path)
    files = _files(invented_archive(), theme=theme)
    assert files["about.html"] == b"About this archive & 3"
    assert files["assets/css/site.css"] == b"/* own */"
    assert files["index.html"] == _site()["index.html"]
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
        _files(invented_archive(), theme=load_theme(tmp_path))
    assert "about.html" in str(caught.value)


def test_the_site_stays_light() -> None:
    styles = sum(len(content) for path, content in _site().items() if path.endswith(".css"))
    assert styles <= 30_000
    assert len(_site()["assets/js/site.js"]) <= 2_600
    front = len(_site()["index.html"]) + len(_site()["assets/css/site.css"]) + len(_site()["assets/js/site.js"])
    assert front <= 60_000


def test_a_long_list_is_cut_into_leaves_and_none_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.publish.leaves.LEAF", 2)
    files = _files(invented_archive())
    leaves = [f"quotes{number}.html" for number in ("", "-2", "-3")]
    pages = [lxml.html.document_fromstring(files[path].decode()) for path in leaves]
    listed = [len(page.xpath("//ul[contains(@class, 'quotes')]/li")) for page in pages]
    assert listed == [2, 2, 1]
    assert "quotes-4.html" not in files
    assert pages[0].xpath("//nav[@class='leaves']//a/@href") == leaves
    assert pages[1].xpath("//nav[@class='leaves']//a[@aria-current]/@href") == ["quotes-2.html"]
    assert _texts(pages[2], "//main//h2") == ["May 2031 3"]


def test_the_timeline_holds_dated_articles_and_their_quotes_by_day() -> None:
    overview, year = _pages()["timeline.html"], _pages()["timeline-2031.html"]
    assert _texts(overview, "//main//h3/a") == ["April 2031", "May 2031"]
    assert "1 article without a date found stands only in the list of articles" in _said(overview)
    assert _texts(year, "//main//h3") == ["30 April 2031", "4 May 2031"]
    assert len(year.xpath("//section[@aria-labelledby='d-2031-05-04']//ul[@class='spoken']/li")) == 3
    assert "harbour is quiet" not in _said(year)


def test_a_name_that_is_everywhere_has_its_page_cut_into_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.publish.entity_page.ARTICLES_OF_LEAF", 1)
    files = _files(invented_archive())
    first, second = (lxml.html.document_fromstring(files[f"people/mara-quill{leaf}.html"].decode()) for leaf in ("", ".2"))
    assert [len(page.xpath("//ul[@class='kwic']/li")) for page in (first, second)] == [1, 3]
    assert first.xpath("//nav[@class='leaves']//a/@href") == ["mara-quill.html", "mara-quill.2.html"]
    assert "people/mara-quill.3.html" not in files
    assert not second.xpath("//section[@aria-labelledby='roles']")


def test_connections_are_names_that_share_more_than_one_article() -> None:
    archive = invented_archive()
    page = _pages()["connections.html"]
    assert _texts(page, "//main//p")[-1] == "No two names are mentioned together in more than one article."
    union = [
        replace(mention, article=archive.articles[0].article.provenance.accession)
        for mention in archive.appearances
        if mention.entity == "harbour-union"
    ]
    shared = _files(replace(archive, appearances=(*archive.appearances, *union)))["connections.html"]
    table = lxml.html.document_fromstring(shared.decode())
    assert _texts(table, "//tbody/tr") == ["Harbour UnionMara Quill2"]
    assert len(table.xpath("//*[name()='svg']/*[name()='path']")) == 1


def test_an_article_leads_to_its_neighbours_and_to_those_that_share_something() -> None:
    strike, quay, paste = (_page(f"articles/{start}") for start in ("ferrymen", "the-quay", "the-harbour"))
    assert _texts(strike, "//nav[@class='turn']//li") == ["Earlier The quay before the strike"]
    assert _texts(quay, "//nav[@class='turn']//li/span") == ["Later"]
    assert not paste.xpath("//nav[@class='turn']")
    near = _texts(strike, "//section[@aria-labelledby='related']//li")
    assert [line.split("Shares")[1] for line in near] == [" 1 quote and Mara Quill", " سمير الهادي"]


def test_an_article_says_where_it_comes_from_and_what_was_removed() -> None:
    page = _page("articles/ferrymen")
    said = _said(page)
    assert "lantern/strike.md" in said
    assert "90 of the 120 words visible in the capture (75 %)" in said
    assert len([text for text in _texts(page, "//dd") if len(text) == 64]) == 1
    assert "4 May 2031JSON-LD datePublished" in [text.replace(" JSON", "JSON") for text in _texts(page, "//dd")]
    assert _texts(page, "//details[summary='What was removed']/h3") == ["Navigation and other page furniture", "Links to other stories"]
    assert not page.xpath("//details/@open")
    assert _texts(page, "//section[@aria-labelledby='updates']//li") == ["6 May 2031: the pay was corrected."]
    assert _texts(page, "//figcaption")[0].startswith("Ferries at the quay. A. Lens/Lantern Picture at pictures.example")
