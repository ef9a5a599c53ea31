"""A page of every template, opened from disk with the network off: silent, narrow, still, and free of what axe finds, light and dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.site.built import Site
from tests.site.look import GOOD, NARROW, SCHEMES, Look, look_at

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def looks(site: Site, browser: Browser) -> list[Look]:
    """One look at a page of every template, and at the results of a search."""
    results = ["search.html?q=the+water", "search.html?q=xyzzyqwv", "search.html?q=said&type=quote"]
    return list(look_at(site, browser, [*site.one_per_template(), *results]))


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
