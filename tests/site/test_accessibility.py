"""axe finds no violation, in light and in dark."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.shared import miss
from tests.site.built import Site
from tests.site.test_searching import PHRASES
from tests.site.visit import visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (rules) => {
  const found = await axe.run(document, { runOnly: rules, preload: false, resultTypes: ["violations"] });
  return JSON.stringify(found.violations.map((v) => [v.id, v.nodes.map((n) => n.html.slice(0, 160))]));
}"""
"""``preload: false``: axe would fetch the style sheets, which from disk is refused and logged."""


@pytest.fixture(scope="module")
def axe() -> str:
    """The source of axe-core, as axe-playwright-python carries it."""
    try:
        from axe_playwright_python.base import AXE_FILE_PATH
    except ImportError:
        miss("no axe: pip install 'sitegen[test]'")
    source: str = AXE_FILE_PATH.read_text(encoding="utf-8")
    return source


def _violations(page: Page, axe: str) -> list[object]:
    page.evaluate(axe)
    found: list[object] = json.loads(page.evaluate(RUN, RULES))
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_bars_anybody(scheme: str, site: Site, browser: Browser, axe: str) -> None:
    found = {}
    for name in site.one_per_template():
        with visit(browser, site.url(name), color_scheme=scheme) as opened:
            found[name] = _violations(opened.page, axe)
    assert {name: violations for name, violations in found.items() if violations} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("question", [PHRASES["sample"], "xyzzyqwv"])
def test_search_results_bar_nobody(question: str, scheme: str, sample_site: Site, browser: Browser, axe: str) -> None:
    with visit(browser, sample_site.url(f"search.html?q={question}"), color_scheme=scheme) as opened:
        opened.page.wait_for_function("document.querySelector('main [role=status]').textContent.trim() !== ''")
        opened.page.wait_for_timeout(300)
        assert _violations(opened.page, axe) == []
