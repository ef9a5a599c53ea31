"""The site as a reader meets it: enlarged, printed, without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.site.built import Site
from tests.site.visit import visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NARROW = {"width": 320, "height": 640}
LONG = "https://archive.example/" + "a-very-long-address-" * 15


def test_a_long_address_in_the_text_breaks(sample_site: Site, browser: Browser) -> None:
    article = next(page for page in sample_site.pages() if page.startswith("articles/"))
    with visit(browser, sample_site.url(article), viewport=NARROW) as opened:
        opened.page.locator("article p[id]").first.evaluate("(paragraph, text) => { paragraph.textContent = text; }", LONG)
        assert LONG in opened.page.locator("main").inner_text()
        assert opened.width() <= NARROW["width"]


def test_text_can_be_enlarged_to_twice_its_size(sample_site: Site, browser: Browser) -> None:
    with visit(browser, sample_site.url("index.html"), viewport={"width": 640, "height": 800}) as opened:
        opened.page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert opened.width() <= 640


def test_navigation_is_not_printed(sample_site: Site, browser: Browser) -> None:
    article = next(page for page in sample_site.pages() if page.startswith("articles/"))
    with visit(browser, sample_site.url(article)) as opened:
        assert opened.page.locator("nav:visible").count() > 0
        opened.page.emulate_media(media="print")
        assert opened.page.locator("nav:visible").count() == 0
        assert opened.page.locator("main h1").is_visible()
        assert opened.page.locator("header .print-only:visible").last.inner_text().strip() == article
        assert opened.page.pdf()[:5] == b"%PDF-"


def test_nothing_moves_for_readers_who_ask_for_stillness(sample_site: Site, browser: Browser) -> None:
    with visit(browser, sample_site.url("index.html"), reduced_motion="reduce") as opened:
        assert opened.page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
        moving = "[...document.querySelectorAll('*')].filter((e) => parseFloat(getComputedStyle(e).transitionDuration)).length"
        assert opened.page.evaluate(moving) == 0


def test_quotes_can_be_told_where_the_system_chooses_the_colors(sample_site: Site, browser: Browser) -> None:
    article = next(page for page in sample_site.pages() if page.startswith("articles/"))
    with visit(browser, sample_site.url(article), forced_colors="active") as opened:
        line = opened.page.locator(".quote").first.evaluate("(quote) => getComputedStyle(quote).borderBlockEndWidth")
        assert line == "1px"


@pytest.mark.parametrize("name", ["index.html", "search.html"])
def test_pages_are_whole_without_scripts(name: str, sample_site: Site, browser: Browser) -> None:
    with visit(browser, sample_site.url(name), java_script_enabled=False) as opened:
        assert opened.page.locator("main h1").is_visible()
        assert opened.page.locator("main a[href$='.html']:visible").count() > 0
        assert opened.errors == []


def test_an_article_shows_all_of_its_words_without_scripts(sample_site: Site, browser: Browser) -> None:
    for name in (page for page in sample_site.one_per_template() if page.startswith("articles/")):
        with visit(browser, sample_site.url(name), java_script_enabled=False) as bare, visit(browser, sample_site.url(name)) as scripted:
            first, second = (opened.page.locator("article").first.inner_text().split() for opened in (bare, scripted))
            assert len(first) > 300
            assert first == second or set(first) <= set(second)


def test_other_scripts_are_marked_with_their_direction(sample_site: Site) -> None:
    marked = [e for page in sample_site.pages() for e in sample_site.document(page).xpath("//*[contains(text(), 'يوسف')]")]
    assert marked
    assert {e.get("dir") or e.tag for e in marked} <= {"rtl", "auto", "bdi", "title", "script"}


def test_a_button_copies_the_citation(sample_site: Site, browser: Browser) -> None:
    quote = next(page for page in sample_site.pages() if page.startswith("quotes/"))
    with visit(browser, sample_site.url(quote), permissions=["clipboard-read", "clipboard-write"]) as opened:
        opened.page.get_by_role("button", name="Copy", exact=True).click()
        opened.page.get_by_role("button", name="Copied").wait_for()
        assert opened.page.evaluate("navigator.clipboard.readText()") == opened.page.locator(".cite [data-copy]").first.text_content()


def test_the_citation_is_selected_where_the_clipboard_is_closed(sample_site: Site, browser: Browser) -> None:
    quote = next(page for page in sample_site.pages() if page.startswith("quotes/"))
    with visit(browser, sample_site.url(quote)) as opened:
        opened.page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
        opened.page.get_by_role("button", name="Copy", exact=True).click()
        citation = opened.page.locator(".cite [data-copy]").first.inner_text()
        assert opened.page.evaluate("getSelection().toString()").strip() == citation.strip()
