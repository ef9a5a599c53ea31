"""An address that leads nowhere, on a server that gives ``404.html`` for it and knows nothing else: the page is whole, and leads home."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin
from urllib.request import urlopen

import pytest

from tests.site.built import Site, build, sample_archive
from tests.site.look import axe_violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser


class _Plain(SimpleHTTPRequestHandler):
    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002  (as it is called)
        """The site's own page, whatever is missing, under the address that was asked for."""
        page = next(Path(self.directory).rglob("404.html")).read_bytes()
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a server of *folder*."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Plain, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def addressed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The sample archive with an address below a path of its server."""
    folder = tmp_path_factory.mktemp("addressed")
    archive = sample_archive(folder)
    with (archive / "sitegen.toml").open("a", encoding="utf-8") as settings:
        settings.write('base_url = "https://papers.example/karsk"\n')
    return build(archive / "seeds", folder / "site", archive, folder / "cache")


@pytest.mark.parametrize(
    ("path", "missing", "is_told"),
    [
        ("", "gone.html", False),
        ("", "articles/gone.html", False),
        ("karsk/", "karsk/people/gone.html", False),
        ("karsk/", "karsk/gone.html", True),
        ("karsk/", "karsk/articles/gone.html", True),
        ("karsk/", "karsk/2014/03/14/gone/", True),
    ],
)
def test_the_page_for_missing_pages_is_whole_and_leads_home(
    path: str, missing: str, is_told: bool, request: pytest.FixtureRequest, tmp_path: Path, browser: Browser
) -> None:
    site: Site = request.getfixturevalue("addressed" if is_told else "sample_site")
    shutil.copytree(site.root, tmp_path / "host" / path, dirs_exist_ok=True)
    with served(tmp_path / "host") as host, browser.new_context() as context:
        page = context.new_page()
        failed: list[str] = []
        page.on("requestfailed", lambda request: failed.append(request.url))
        page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
        answer = page.goto(host + missing)
        assert answer is not None
        assert answer.status == 404
        assert failed == [host + missing], "all that the page loads is there"
        assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute", "the style sheet holds"
        assert axe_violations(page) == {"light": [], "dark": []}
        links = {urljoin(page.url, link) for link in page.locator("a[href]").evaluate_all("all => all.map((a) => a.getAttribute('href'))")}
        for link in links - {f"{page.url}#content"}:
            with urlopen(link) as found:  # noqa: S310  (the server above)
                assert found.status == 200
        page.fill("#q", "dam")
        page.press("#q", "Enter")
        page.wait_for_url(f"{host}{path}search.html?q=dam")
