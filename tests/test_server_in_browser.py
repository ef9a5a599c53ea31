"""The preview in a browser, on a page whose policy lets nothing run but files of its own server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sitegen.publish.headers import POLICY
from sitegen.server import Server
from tests.serving import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def _page(title: str) -> str:
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    return f'<!doctype html><html lang="en"><head><meta charset="utf-8">{policy}<title>{title}</title></head><body><h1>{title}</h1></body>'


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "page.html").write_text(_page("Before"), encoding="utf-8")
    (tmp_path / "favicon.ico").write_bytes(b"")
    with serving(tmp_path) as server:
        yield server


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    with browser.new_context() as context:
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.goto(f"{server.url}deep/page.html")
        page.wait_for_load_state("load")
        yield page


def test_the_page_loads_again_after_a_build_and_shows_what_went_wrong(page: Page, server: Server) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))

    server.builds.failed("sitegen.toml:2: error: <b>unknown</b> setting")
    box = page.get_by_role("alert")
    box.wait_for()
    assert box.inner_text() == "sitegen.toml:2: error: <b>unknown</b> setting"
    assert page.locator("h1").inner_text() == "Before"
    place = box.bounding_box()
    assert place is not None
    assert (place["x"], place["width"]) == (0, page.evaluate("document.documentElement.clientWidth"))

    (server.folder / "deep" / "page.html").write_text(_page("After"), encoding="utf-8")
    server.builds.succeeded()
    page.locator("h1", has_text="After").wait_for()
    assert page.get_by_role("alert").count() == 0
    assert said == []


def test_a_page_of_an_earlier_build_catches_up_when_it_begins_to_listen(page: Page, server: Server) -> None:
    page.route("**/.preview/events", lambda route: route.abort())
    page.reload()
    server.builds.succeeded()
    (server.folder / "deep" / "page.html").write_text(_page("After"), encoding="utf-8")
    # asked for while it cannot hear anything yet: a browser that tries again by itself would take the page away from under the question
    page.evaluate("setInterval(() => document.dispatchEvent(new Event('visibilitychange')), 200)")
    page.unroute("**/.preview/events")
    page.locator("h1", has_text="After").wait_for()
