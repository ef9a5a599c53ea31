"""A reader keeps the site and reads it after the network has gone: in Chromium, from a server that stops."""

from __future__ import annotations

import hashlib
import re
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sitegen.account import Account
from sitegen.bag import MANIFEST
from sitegen.manifest import manifest, read_manifest
from tests.edge import fill, run
from tests.site.built import Site
from tests.site.visit import PATIENCE

expect = pytest.importorskip("playwright.sync_api").expect
expect.set_options(timeout=PATIENCE)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

KEEP, REMOVE = "Keep it for reading offline", "Remove it"


class Host:
    """A server of a copy of a site, below a folder as on a shared host; it can stop and come back."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.root = folder / "archive"
        shutil.copytree(site.root, self.root)
        self.server: ThreadingHTTPServer | None = None
        self.port = 0
        self.start()

    def start(self) -> None:
        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), partial(_Silent, directory=str(self.root.parent)))
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        if self.server:
            self.server.shutdown()
            self.server.server_close()
            self.server = None

    def url(self, page: str) -> str:
        return f"http://127.0.0.1:{self.port}/archive/{page}"

    def change(self, path: str, old: str, new: str) -> None:
        """As a build leaves the site after *old* has become *new*."""
        page = self.root / path
        page.write_text(page.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        digests = (read_manifest(self.root) or {}) | {path: hashlib.sha256(page.read_bytes()).hexdigest()}
        size = sum((self.root / name).stat().st_size for name in digests)
        (self.root / MANIFEST).write_text(manifest(Account.of(digests), size), encoding="utf-8")


class _Silent(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        """What the site's own ``_headers`` asks of a server."""
        self.send_header("Cache-Control", "public, max-age=0, must-revalidate")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed."""


@pytest.fixture
def host(sample_site: Site, tmp_path: Path) -> Iterator[Host]:
    running = Host(sample_site, tmp_path)
    yield running
    running.stop()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def keep(page: Page, host: Host) -> None:
    page.goto(host.url("search.html"))
    page.get_by_role("button", name=KEEP).click()
    expect(page.locator("#offline [role=status]")).to_have_text("It can be read without a network.")


def test_the_size_is_said_before_anything_is_fetched(page: Page, host: Host) -> None:
    page.goto(host.url("search.html"))
    expect(page.get_by_role("button", name=KEEP)).to_be_visible()
    size = sum((host.root / path).stat().st_size for path in read_manifest(host.root) or {})
    said = page.locator("#offline p").first.inner_text()
    assert said.startswith(f"The whole archive is {-(-size // 100_000) / 10:g} MB in ")
    assert page.evaluate("caches.keys()") == []


def test_the_whole_site_is_read_and_searched_without_a_network(page: Page, host: Host) -> None:
    keep(page, host)
    host.stop()
    page.goto(host.url(""))
    for path in ("index.html", "articles.html", "timeline.html"):
        page.goto(host.url(path))
        assert page.locator("h1").is_visible()
    page.goto(host.url("search.html?q=ferries"))
    expect(page.locator("#search-status")).to_contain_text("result")
    page.locator("#search-results a").first.click()
    page.wait_for_load_state()
    assert page.locator("main").inner_text()
    assert page.evaluate("getComputedStyle(document.body).fontFamily") != "", "the style sheet is there too"
    everything = [path for path in read_manifest(host.root) or {} if path[0] not in "._"]
    assert page.evaluate(
        "(paths) => Promise.all(paths.map((path) => fetch(path).then(({ ok }) => ok)))", [f"/archive/{p}" for p in everything]
    )


def test_with_a_network_the_site_is_read_as_it_is_now(page: Page, host: Host) -> None:
    keep(page, host)
    host.change("about.html", "</main>", "<p>Newly said.</p></main>")
    page.goto(host.url("about.html"))
    assert page.get_by_text("Newly said.").is_visible()


def test_what_is_kept_follows_the_site(page: Page, host: Host) -> None:
    keep(page, host)
    host.change("about.html", "</main>", "<p>Newly said.</p></main>")
    page.goto(host.url("index.html"))
    kept = f"caches.match('{host.url(MANIFEST)}').then((found) => found.text())"
    new = (host.root / MANIFEST).read_text(encoding="utf-8")
    page.wait_for_function(f"async (text) => await {kept} === text", arg=new)
    host.stop()
    page.goto(host.url("about.html"))
    assert page.get_by_text("Newly said.").is_visible()
    number = page.evaluate("caches.keys().then(([name]) => caches.open(name)).then((cache) => cache.keys()).then((keys) => keys.length)")
    hidden = sum(path[0] in "._" for path in read_manifest(host.root) or {})
    assert number == len(read_manifest(host.root) or {}) - hidden + 1, "nothing of the old site stays"


def test_it_can_be_removed_again(page: Page, host: Host) -> None:
    keep(page, host)
    page.get_by_role("button", name=REMOVE).click()
    expect(page.locator("#offline [role=status]")).to_have_text("It is removed.")
    assert page.evaluate("Promise.all([caches.keys(), navigator.serviceWorker.getRegistrations()])") == [[], []]
    host.stop()
    with pytest.raises(Exception, match="ERR_CONNECTION_REFUSED"):
        page.goto(host.url("index.html"))


def test_a_file_that_is_missing_is_said_and_the_rest_is_fetched_once(page: Page, host: Host) -> None:
    page.goto(host.url("search.html"))
    expect(page.get_by_role("button", name=KEEP)).to_be_visible()
    about = (host.root / "about.html").rename(host.root.parent / "about.html")
    page.get_by_role("button", name=KEEP).click()
    expect(page.locator("#offline [role=status]")).to_contain_text("about.html cannot be read. Try again.")
    about.rename(host.root / "about.html")
    page.get_by_role("button", name=KEEP).click()
    expect(page.locator("#offline [role=status]")).to_have_text("It can be read without a network.")


def test_from_disk_or_without_a_list_nothing_is_offered(page: Page, host: Host, sample_site: Site) -> None:
    page.goto(sample_site.url("search.html?q=ferries"))
    expect(page.locator("#search-status")).to_contain_text("result")
    assert page.locator("#offline").is_hidden()
    (host.root / MANIFEST).unlink()
    page.goto(host.url("search.html?q=ferries"))
    expect(page.locator("#search-status")).to_contain_text("result")
    assert page.locator("#offline").is_hidden()


def test_a_bag_is_kept_as_a_whole_too(page: Page, tmp_path: Path) -> None:
    fill(tmp_path / "seeds", 2)
    assert run("build", "-q", "--bag", cwd=tmp_path).returncode == 0
    host = Host(Site(tmp_path / "output"), tmp_path / "host")
    keep(page, host)
    expect(page.locator("#offline p").first).to_have_text(re.compile(r"Kept on this device: [0-9.]+ MB in [0-9]+ files"))
    host.stop()
    kept = [path for path in read_manifest(host.root) or {} if path[0] not in "._"]
    assert {"about.html", "bag-info.txt", "data/captures/000.html.txt"} <= set(kept)
    found = page.evaluate("(paths) => Promise.all(paths.map((path) => fetch(path).then(({ ok }) => ok)))", [f"/archive/{p}" for p in kept])
    assert found == [True] * len(kept)
