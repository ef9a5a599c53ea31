"""A page of every template, opened from disk with the network off: silent, narrow, and free of axe violations in light and in dark."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pytest

from tests.shared import miss
from tests.site.built import Site
from tests.site.visit import visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 800}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (rules) => {
  const found = await axe.run(document, { runOnly: rules, preload: false, resultTypes: ["violations"] });
  return JSON.stringify(found.violations.map((v) => v.id + ": " + v.nodes.map((n) => n.html.slice(0, 160)).join(" | ")));
}"""
"""``preload: false``: axe would fetch the style sheets, which from disk is refused and logged."""
SHIFT = """() => new Promise((done) => {
  let sum = 0;
  const add = (list) => list.getEntries().forEach((entry) => (sum += entry.value));
  new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 50);
})"""
"""How far what is seen moved while the page was made, as Cumulative Layout Shift counts it."""
GOOD = 0.1
"""What Web Vitals call good; only results of a search, which come when the page stands, need it."""


@dataclass(frozen=True)
class Look:
    """What was seen of one page."""

    page: str
    errors: tuple[str, ...]
    requests: tuple[str, ...]
    width: int
    """Pixels it needs on a narrow screen."""
    shift: float
    violations: dict[str, list[str]]
    """What axe found, by colour scheme."""


@pytest.fixture(scope="module")
def looks(site: Site, browser: Browser) -> list[Look]:
    """One look at a page of every template, and at the results of a search."""
    results = ["search.html?q=the+water", "search.html?q=xyzzyqwv", "search.html?q=said&type=quote"]
    return list(_looks(site, browser, [*site.one_per_template(), *results], _axe()))


def _axe() -> str:
    """The source of axe-core, as axe-playwright-python carries it."""
    try:
        from axe_playwright_python.base import AXE_FILE_PATH
    except ImportError:
        miss("no axe: pip install 'sitegen[test]'")
    source: str = AXE_FILE_PATH.read_text(encoding="utf-8")
    return source


def _looks(site: Site, browser: Browser, pages: list[str], axe: str) -> Iterator[Look]:
    for name in pages:
        with visit(browser, site.url(name), viewport=WIDE) as opened:
            if "?" in name:
                opened.page.wait_for_function("document.querySelector('main [role=status]').textContent.trim() !== ''")
                opened.page.wait_for_timeout(200)
            shift = opened.page.evaluate(SHIFT)
            said = tuple(opened.errors), tuple(opened.requests)
            violations = _violations(opened.page, axe)
            opened.page.set_viewport_size({"width": NARROW["width"], "height": NARROW["height"]})
            yield Look(name, *said, opened.width(), shift, violations)


def _violations(page: Page, axe: str) -> dict[str, list[str]]:
    page.evaluate(axe)
    found: dict[str, list[str]] = {}
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found[scheme] = json.loads(page.evaluate(RUN, RULES))
    return found


def test_no_page_complains(looks: list[Look]) -> None:
    assert {look.page: look.errors for look in looks if look.errors} == {}


def test_no_page_asks_for_anything_beyond_the_disk(looks: list[Look]) -> None:
    assert {look.page: look.requests for look in looks if look.requests} == {}


def test_no_page_scrolls_sideways_on_a_narrow_screen(looks: list[Look]) -> None:
    assert {look.page: look.width for look in looks if look.width > NARROW["width"]} == {}


def test_nothing_moves_while_a_page_is_made(looks: list[Look]) -> None:
    assert {look.page: look.shift for look in looks if look.shift > (GOOD if "?" in look.page else 0)} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_page_bars_anybody(scheme: str, looks: list[Look]) -> None:
    assert {look.page: look.violations[scheme] for look in looks if look.violations[scheme]} == {}
