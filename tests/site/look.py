"""Opens pages from disk with the network off, and says what was seen of each: complaints, requests, width, movement, what axe finds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tests.shared import miss
from tests.site.built import Site
from tests.site.visit import visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 800}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLORS = ["color-contrast", "link-in-text-block"]
"""All of the rules that a scheme has a say in."""
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
LATE = "**/site.js"
"""What a page does not wait for: were it there before the page is shown, what it moves would not be seen."""
TRIES = 3
"""A busy machine shows a page before all of it is read, and lines grow; what moves by the page's own doing moves each time."""
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


def _axe() -> str:
    """The source of axe-core, as axe-playwright-python carries it."""
    try:
        from axe_playwright_python.base import AXE_FILE_PATH
    except ImportError:
        miss("no axe: pip install 'sitegen[test]'")
    source: str = AXE_FILE_PATH.read_text(encoding="utf-8")
    return source


def look_at(site: Site, browser: Browser, pages: list[str], whole: bool = True) -> Iterator[Look]:
    """A look at each of *pages*, which may end in a query; unless *whole* is asked for, in the dark only at colours."""
    axe = _axe()
    for name in pages:
        with visit(browser, site.url(name), LATE, viewport=WIDE) as opened:
            if "?" in name:
                opened.page.wait_for_function("document.querySelector('main [role=status]').textContent.trim() !== ''")
                opened.page.wait_for_timeout(200)
            shift = _shift(opened.page, name)
            said = tuple(opened.errors), tuple(opened.requests)
            violations = _violations(opened.page, axe, whole)
            opened.page.set_viewport_size({"width": NARROW["width"], "height": NARROW["height"]})
            yield Look(name, *said, opened.width(), shift, violations)


def _shift(page: Page, name: str) -> float:
    """How far things moved, of several times the least."""
    shift = float(page.evaluate(SHIFT))
    for _ in range(TRIES - 1):
        if shift == 0 or "?" in name:
            break
        page.reload(wait_until="load")
        shift = min(shift, page.evaluate(SHIFT))
    return shift


def axe_violations(page: Page) -> dict[str, list[str]]:
    """What axe finds on *page*, by colour scheme."""
    return _violations(page, _axe(), whole=True)


def _violations(page: Page, axe: str, whole: bool) -> dict[str, list[str]]:
    page.evaluate(axe)
    found: dict[str, list[str]] = {}
    for scheme, rules in zip(SCHEMES, (RULES, RULES if whole else OF_COLORS), strict=True):
        page.emulate_media(color_scheme=scheme)
        found[scheme] = json.loads(page.evaluate(RUN, rules))
    return found
