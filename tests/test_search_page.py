"""The search page as a reader meets it: in Chromium, from disk, with the network off."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from sitegen.model import AnnotatedArticle, Archive
from sitegen.publish import publish
from sitegen.publish.theme import load_theme
from sitegen.settings import Settings
from tests.invented_archive import invented_archive
from tests.invented_site import put
from tests.many_articles import many_articles
from tests.site.built import Site
from tests.site.visit import PATIENCE, Visit, visit

expect = pytest.importorskip("playwright.sync_api").expect
expect.set_options(timeout=PATIENCE)

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def write(archive: Archive, folder: Path) -> Site:
    put(publish(archive, Settings(), load_theme(None)), folder)
    return Site(folder)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return write(invented_archive(), tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def larger(tmp_path_factory: pytest.TempPathFactory) -> Site:
    archive = many_articles(60, 200)
    return write(replace(archive, articles=tuple(map(_weekly, archive.articles))), tmp_path_factory.mktemp("larger"))


def _weekly(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """The article on the same day of as many weeks: two years, not two months."""
    first, day = date(2001, 1, 1), annotated.article.published
    return replace(annotated, article=replace(annotated.article, published=first + 7 * (day - first))) if day else annotated


class Reader:
    """Somebody at the search page of *site*."""

    def __init__(self, opened: Visit, site: Site) -> None:
        self.opened, self.page, self.site = opened, opened.page, site

    def ask(self, typed: str, **more: str) -> str:
        """Opens the page with a question in its address; what the status says then."""
        rest = "".join(f"&{name}={quote(value)}" for name, value in more.items())
        self.page.goto(self.site.url(f"search.html?q={quote(typed)}{rest}"))
        return self.status()

    def type(self, typed: str) -> str:
        """Types into the field of the page as it is; what the status says then."""
        before = self.page.locator("#search-status").inner_text()
        self.page.locator("#search-q").fill(typed)
        expect(self.page.locator("#search-status")).not_to_have_text(before)
        return self.status()

    def status(self) -> str:
        expect(self.page.locator("#search-status")).not_to_have_text("")
        return str(self.page.locator("#search-status").inner_text())

    def titles(self) -> list[str]:
        return list(self.page.locator("#search-results h2").all_inner_texts())

    def kinds(self) -> list[str]:
        return list(self.page.locator("#search-results .search-type").all_inner_texts())

    def marks(self) -> list[str]:
        return list(self.page.locator("#search-results li").first.locator("mark").all_inner_texts())

    def options(self, name: str) -> list[str]:
        self.page.locator("#search-controls").wait_for()
        return list(self.page.locator(f"select[name={name}] option").all_inner_texts())


@pytest.fixture
def reader(small: Site, browser: Browser) -> Iterator[Reader]:
    with visit(browser, small.url("search.html")) as opened:
        yield Reader(opened, small)
        assert (opened.errors, opened.requests) == ([], [])


@pytest.fixture
def browsing(larger: Site, browser: Browser) -> Iterator[Reader]:
    with visit(browser, larger.url("search.html")) as opened:
        yield Reader(opened, larger)
        assert (opened.errors, opened.requests) == ([], [])


def test_results_say_what_they_are_and_mark_the_words(reader: Reader) -> None:
    assert reader.ask("Mara Quill") == "5 results."
    assert (reader.titles()[0], reader.kinds()[0]) == ("Mara Quill", "Person")
    assert {"Person", "Quote", "Article"} == set(reader.kinds())
    assert reader.marks() == ["Mara", "Quill", "Quill", "Quill"]


def test_a_phrase_is_honoured_word_for_word(reader: Reader) -> None:
    assert reader.ask('"not at night"') == "2 results with exactly these words."
    assert reader.kinds()[0] == "Quote"
    assert reader.marks() == ["not", "at", "night"]
    assert reader.ask('"night at not"') == "Nothing has exactly these words."
    assert reader.page.locator("#search-near").inner_text() == "In any order: night at not"
    reader.page.locator("#search-near a").click()
    assert reader.status().startswith("2 results")


def test_a_word_is_found_while_it_is_typed(reader: Reader) -> None:
    assert "result" in reader.type("ferr")
    marks = reader.page.locator("#search-results mark").all_inner_texts()
    assert {"ferry", "ferrymen"} <= {mark.lower() for mark in marks}
    assert all(mark.lower().startswith("ferr") for mark in marks)


def test_all_the_words_or_else_some(reader: Reader) -> None:
    assert re.fullmatch(r"\d+ results?\.", reader.ask("union pay "))
    assert re.fullmatch(r"Nothing has all of these words\. \d+ results? with some of them\.", reader.ask("crowd coffee "))


def test_one_typing_error_is_forgiven(reader: Reader) -> None:
    assert re.fullmatch(r"Nothing has “habour”\. \d+ results? for “harbour”\.", reader.ask("habour"))
    assert "harbour" in " ".join(reader.page.locator("mark").all_inner_texts()).lower()
    assert reader.ask("Marra Qvill").endswith("for “mara” and “quill”.")
    assert reader.ask("habour xyzzyqwv crowd").endswith("for “harbour”, with some of the other words.")


def test_nothing_found_offers_near_spellings_and_the_lists(reader: Reader) -> None:
    assert reader.ask("harbrrour") == "Nothing found."
    reader.page.locator("#search-near").wait_for()
    assert "harbour" in reader.page.locator("#search-near").inner_text()
    assert reader.page.locator("main a[href='people.html']").is_visible()


@pytest.mark.parametrize("typed", ["O’HARA", "o'hara", "ohara", "Samir Al Hadi", "SAMIR al-hadi", "سمير الهادي", "سَمِير"])
def test_accents_apostrophes_and_scripts_do_not_count(typed: str, reader: Reader) -> None:
    assert re.fullmatch(r"\d+ results?\.", reader.ask(typed))


def test_a_name_is_found_by_any_spelling(reader: Reader) -> None:
    reader.ask("Ms. Quill")
    assert reader.titles()[0] == "Mara Quill"
    reader.ask("Samir al-Hadi")
    assert reader.titles()[0] == "سمير الهادي"


@pytest.mark.parametrize(
    "typed", ["title:strike", "alphabet~20", "^", "-ferry", "+", "*", "a^b", "\\", "constructor", "<img src=x onerror=alert(1)>"]
)
def test_whatever_is_typed_is_words(typed: str, reader: Reader) -> None:
    assert reader.ask(typed)
    assert reader.page.locator("main img").count() == 0


def test_the_address_follows_what_is_typed(reader: Reader) -> None:
    reader.type("ferries")
    assert reader.page.url.endswith("search.html?q=ferries")
    reader.page.locator("select[name=type]").select_option("quote")
    expect(reader.page).to_have_url(re.compile("q=ferries&type=quote$"))
    reader.page.locator("#search-q").fill("")
    expect(reader.page.locator("#search-results li")).to_have_count(0)
    assert reader.page.locator("#search-status").inner_text() == ""


def test_the_keys_lead_through_the_results(reader: Reader) -> None:
    reader.page.keyboard.press("/")
    reader.page.keyboard.type("Quill")
    reader.page.keyboard.press("Enter")
    reader.status()
    focused = "document.activeElement.textContent"
    reader.page.keyboard.press("ArrowDown")
    assert reader.page.evaluate(focused) == reader.titles()[0]
    reader.page.keyboard.press("ArrowDown")
    assert reader.page.evaluate(focused) == reader.titles()[1]
    reader.page.keyboard.press("ArrowUp")
    reader.page.keyboard.press("ArrowUp")
    assert reader.page.evaluate("document.activeElement.id") == "search-q"
    reader.page.keyboard.press("ArrowDown")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url("**/people/mara-quill.html")


def test_filters_narrow_and_count(browsing: Reader) -> None:
    everything = browsing.ask("said")
    total = int(everything.split()[0].replace(",", ""))
    kinds = {kind: number for kind, _, number in (option.rstrip(")").rpartition(" (") for option in browsing.options("type")[1:])}
    assert sum(int(number.replace(",", "")) for number in kinds.values()) == total
    browsing.page.locator("select[name=type]").select_option("article")
    expect(browsing.page.locator("#search-status")).to_have_text(f"{kinds['Article']} of {total:,} results.")
    assert set(browsing.kinds()) == {"Article"}
    assert len(browsing.options("outlet")) > 2
    assert [option.partition(" (")[0] for option in browsing.options("year")] == ["All years", "2002", "2001"]
    assert len(browsing.options("type")) == len(kinds) + 1


@pytest.mark.parametrize("name", ["type", "outlet", "year", "speaker"])
def test_every_filter_says_how_many_it_leaves(name: str, browsing: Reader) -> None:
    total = browsing.ask("said").split()[0]
    label, _, number = browsing.options(name)[2 if name in ("type", "outlet") else 1].rstrip(")").rpartition(" (")
    browsing.page.locator(f"select[name={name}]").select_option(label=f"{label} ({number})")
    expect(browsing.page.locator("#search-status")).to_have_text(f"{number} of {total} results.")
    assert all(label in text for text in browsing.page.locator(".search-meta").all_inner_texts())


def test_filters_that_leave_nothing_can_be_dropped(browsing: Reader) -> None:
    total = browsing.ask("said").split()[0]
    assert browsing.ask("said", type="place") == f"0 of {total} results."
    browsing.page.get_by_role("link", name=f"Show all {total}").click()
    assert browsing.status() == f"{total} results."


def test_filters_stand_in_the_address(browsing: Reader) -> None:
    assert " of " in browsing.ask("said", type="article", outlet="Harrow Wire")
    assert set(browsing.kinds()) == {"Article"}
    assert all("Harrow Wire" in text for text in browsing.page.locator(".search-meta").all_inner_texts())


def test_the_order_can_be_by_date(browsing: Reader) -> None:
    def dates() -> list[datetime]:
        metas = browsing.page.locator(".search-meta").all_inner_texts()
        return [datetime.strptime(text.rpartition(" · ")[2], "%d %B %Y").replace(tzinfo=UTC) for text in metas]

    browsing.ask("said", type="article", sort="oldest")
    assert dates() == sorted(dates())
    browsing.ask("said", type="article", sort="newest")
    assert dates() == sorted(dates(), reverse=True)
    assert dates()[0] > datetime(2001, 2, 1, tzinfo=UTC)


def test_more_results_can_be_shown(browsing: Reader) -> None:
    browsing.ask("said", type="article")
    shown = browsing.titles()
    assert len(shown) == 10
    browsing.page.locator("#search-more").click()
    expect(browsing.page.locator("#search-results li")).not_to_have_count(10)
    assert browsing.titles()[:10] == shown
    assert browsing.page.evaluate("document.activeElement.textContent") == browsing.titles()[10]


def test_the_status_speaks_once_for_an_answer(reader: Reader) -> None:
    reader.page.evaluate(
        "() => { globalThis.spoken = []; new MutationObserver(() => spoken.push(document.getElementById('search-status').textContent))"
        ".observe(document.getElementById('search-status'), { childList: true, characterData: true, subtree: true }); }"
    )
    reader.page.locator("#search-q").press_sequentially("ferries", delay=20)
    reader.status()
    reader.page.locator("#search-controls").wait_for()
    assert len(reader.page.evaluate("spoken")) == 1


def test_a_missing_shard_is_said(small: Site, browser: Browser, tmp_path: Path) -> None:
    for name, content in small.contents().items():
        if not name.startswith("search/terms"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(content)
    broken = Site(tmp_path)
    with visit(browser, broken.url("search.html?q=ferries")) as opened:
        assert Reader(opened, broken).status() == "The search did not work: search/terms-0.js cannot be read."


def test_an_empty_archive_can_be_searched(browser: Browser, tmp_path: Path) -> None:
    empty = write(Archive((), (), (), (), ()), tmp_path)
    with visit(browser, empty.url("search.html?q=ferries")) as opened:
        assert Reader(opened, empty).status() == "Nothing found."
        assert opened.errors == []


def test_it_works_from_a_server_too(small: Site, browser: Browser) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(small.root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/search.html?q=ferries")
        expect(page.locator("#search-status")).to_contain_text("result")
        page.close()
    finally:
        server.shutdown()
        server.server_close()


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed."""
