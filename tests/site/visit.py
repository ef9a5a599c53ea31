"""Opens a page from disk, with the network off, and remembers what the browser had to say."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import sleep
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

PATIENCE = 20_000
"""Milliseconds to wait for what must come; a quiet machine needs less than 500."""


@dataclass
class Visit:
    page: Page
    errors: list[str] = field(default_factory=list)
    """What the console and the scripts complained of."""
    requests: list[str] = field(default_factory=list)
    """Addresses asked for that are not on the disk."""

    def width(self) -> int:
        """How many pixels the page needs from left to right."""
        wide: int = self.page.evaluate("document.documentElement.scrollWidth")
        return wide


@contextmanager
def visit(browser: Browser, url: str, late: str = "", **settings: Any) -> Iterator[Visit]:
    """The page *url*, loaded in a context of its own with *settings*; files with addresses like *late* come when it has been shown."""
    context = browser.new_context(**settings)
    context.set_default_timeout(PATIENCE)
    context.set_offline(True)
    visited = Visit(context.new_page())
    visited.page.on("console", lambda message: visited.errors.append(message.text) if message.type == "error" else None)
    visited.page.on("pageerror", lambda error: visited.errors.append(str(error)))
    visited.page.on("request", lambda request: None if request.url.startswith("file:") else visited.requests.append(request.url))
    if late:
        visited.page.route(late, _come_late)
    try:
        visited.page.goto(url, wait_until="load")
        yield visited
    finally:
        context.close()


def _come_late(route: Route) -> None:
    sleep(0.2)
    route.continue_()
