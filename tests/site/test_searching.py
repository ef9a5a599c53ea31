"""A reader finds words by typing them, in Chromium and in Firefox, from disk."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.casebook import CASES
from tests.shared import miss
from tests.site.built import ROOT, Site
from tests.site.visit import visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FIRST_THREE = """(items) => items.slice(0, 3)
  .map((item) => `${item.querySelector(".search-type").textContent}: ${item.querySelector("h2").textContent}`)"""
PHRASES = {"sample": "waiting for the morning together", "seeds": "waiting death together"}


@pytest.fixture(params=sorted(PHRASES))
def searched(request: pytest.FixtureRequest) -> tuple[Site, str]:
    """An archive, and a phrase that somebody says in it."""
    site: Site = request.getfixturevalue(f"{request.param}_site")
    return site, PHRASES[request.param]


def test_typing_a_phrase_leads_to_it(searched: tuple[Site, str], browser: Browser) -> None:
    site, phrase = searched
    with visit(browser, site.url("index.html")) as opened:
        opened.page.keyboard.press("/")
        opened.page.keyboard.type(phrase)
        opened.page.keyboard.press("Enter")
        opened.page.locator("main mark").first.wait_for()
        assert any(digit in opened.page.locator("main [role=status]").first.inner_text() for digit in "123456789")
        opened.page.locator("main a:has(mark), main li:has(mark) a, main article:has(mark) a").first.click()
        assert phrase in " ".join(opened.page.locator("main").inner_text().split())
        assert (opened.errors, opened.requests) == ([], [])


def test_an_address_with_a_question_is_answered(searched: tuple[Site, str], browser: Browser) -> None:
    site, phrase = searched
    with visit(browser, site.url(f"search.html?q={quote(phrase)}")) as opened:
        opened.page.locator("main mark").first.wait_for()
        assert opened.page.locator("main input[type=search]").input_value() == phrase


@pytest.mark.parametrize("archive", ["sample", "seeds"])
def test_what_readers_type_leads_among_the_first_three_results(archive: str, request: pytest.FixtureRequest, browser: Browser) -> None:
    site: Site = request.getfixturevalue(f"{archive}_site")
    lines = (CASES / f"typed_{archive}.txt").read_text(encoding="utf-8").splitlines()
    asked = [line.split(" → ") for line in lines if not line.startswith("#")]
    missed = {}
    with visit(browser, site.url("search.html")) as opened:
        for typed, wanted in asked:
            opened.page.goto(site.url(f"search.html?q={quote(typed)}"))
            opened.page.wait_for_function("document.querySelector('main [role=status]').textContent.trim() !== ''")
            shown = opened.page.locator("#search-results li").evaluate_all(FIRST_THREE)
            kind, _, words = wanted.partition(": ")
            if not any(found.startswith(f"{kind}: ") and words in found for found in shown):
                missed[typed] = (wanted, shown)
    assert (len(asked) >= {"sample": 20, "seeds": 30}[archive], missed) == (True, {})


@pytest.mark.parametrize("question", ["xyzzyqwv", "alphabet~20", "title:", "+ -", "^", "__proto__", "<b>", "*"])
def test_an_odd_question_is_answered_calmly(question: str, sample_site: Site, browser: Browser) -> None:
    with visit(browser, sample_site.url(f"search.html?q={quote(question)}")) as opened:
        opened.page.wait_for_function("document.querySelector('main [role=status]').textContent.trim() !== ''")
        assert opened.errors == []


def test_words_that_nobody_said_so_stand_in_no_quotation_marks(sample_site: Site, browser: Browser) -> None:
    with visit(browser, sample_site.url("search.html?q=%22some+4,000+people+were+waiting%22&type=quote")) as opened:
        opened.page.locator("main mark").first.wait_for()
        assert opened.page.locator("main ol li").first.inner_text().strip()[0] != "“"


def test_an_empty_search_page_says_what_can_be_done(sample_site: Site, browser: Browser) -> None:
    with visit(browser, sample_site.url("search.html")) as opened:
        assert opened.page.locator("main input[type=search]").is_visible()
        assert opened.page.locator("main mark").count() == 0
        assert opened.errors == []


def test_firefox_finds_the_phrase_from_disk(searched: tuple[Site, str]) -> None:
    site, phrase = searched
    node, firefox = shutil.which("node"), os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")
    if node is None or firefox is None or not (ROOT / "node_modules" / "puppeteer-core").is_dir():
        miss("needs Firefox, Node and puppeteer-core (see CONTRIBUTING.md)")
    script = Path(__file__).with_name("firefox.mjs")
    command = [str(node), str(script), str(firefox), site.url(f"search.html?q={quote(phrase)}")]
    found = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, cwd=ROOT)
    assert found.returncode == 0, found.stderr
    assert json.loads(found.stdout)["marks"] > 0
