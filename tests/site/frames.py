"""Visits thousands of pages in one tab, a few frames beside each other: each page is truly loaded, and looked through where it stands."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.site.built import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Request

POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
CONTROL = b"""<!doctype html><title>Control</title><script>alert("script")</script><img src=x onerror="prompt('error')">
<input autofocus onfocus="alert('focus')"><details open ontoggle="alert('toggle')">x</details>
<style>@keyframes k{}</style><p style="animation:k 1ms" onanimationstart="alert('animation')">x</p>
<a href="java&Tab;script:alert(1)">x</a><img src="//marker.invalid/x"><iframe srcdoc="<script>parent.alert('frame')</script>"></iframe>
<script>window.ran = "property"</script><form><input name=attributes><button formaction="javascript:1">x</button></form>"""
"""What must be noticed, for the tests to say anything."""
EARS = """() => {
  for (const name of ["alert", "confirm", "prompt"]) globalThis[name] = (what) => told(`${name}(${what}) in ${location.pathname}`);
  Object.defineProperty(globalThis, "ran", { set: (what) => told(`ran = ${what} in ${location.pathname}`) });
}"""
VISIT = """async ([paths, beside, linger]) => {
  const every = Document.prototype.querySelectorAll, names = Element.prototype.getAttributeNames, get = Element.prototype.getAttribute;
  const foreign = new Set(
    "iframe frame frameset object embed applet base video audio track source math style animate set marquee".split(" "),
  );
  const addresses = ["href", "src", "action", "formaction", "data", "poster", "background", "cite", "srcset", "xlink:href"];
  const safe = new Set([location.protocol, "http:", "https:", "mailto:"]);
  const faults = [], rest = paths.slice();
  const look = (path, page) => {
    for (const element of every.call(page, "*")) {
      const tag = Object.getOwnPropertyDescriptor(Element.prototype, "localName").get.call(element);
      if (foreign.has(tag)) faults.push(`${path}: <${tag}>`);
      for (const name of names.call(element)) {
        const value = get.call(element, name);
        if (/^on|^(?:srcdoc|style)$/i.test(name)) faults.push(`${path}: ${tag} ${name}=${value.slice(0, 90)}`);
        if (addresses.includes(name) && URL.canParse(value, page.baseURI)) {
          const { protocol } = new URL(value, page.baseURI);
          if (!safe.has(protocol)) faults.push(`${path}: ${tag} ${name}=${value.slice(0, 90)}`);
        }
      }
    }
  };
  const one = async (frame) => {
    for (let path; (path = rest.shift()); ) {
      await new Promise((done) => { frame.onload = done; frame.src = path; });
      frame.onload = null;
      await new Promise((done) => setTimeout(done, linger));
      const asks = path.includes("search.html?");
      const answered = () => frame.contentDocument.querySelector("main [role=status]").textContent.trim();
      for (let tries = 0; asks && !answered() && tries < 1000; tries++) await new Promise((done) => setTimeout(done, 20));
      if (asks && !answered()) faults.push(`${path}: no answer`);
      const there = frame.contentWindow.location;
      if (there.pathname !== decodeURI(path.split(/[?#]/)[0])) faults.push(`${path}: led away to ${there.href}`);
      look(path, frame.contentDocument);
    }
  };
  await Promise.all(Array.from({ length: beside }, () => one(document.body.appendChild(document.createElement("iframe")))));
  return faults;
}"""


class _Pages(SimpleHTTPRequestHandler):
    """The site below ``/site/`` as it is, below ``/bare/`` without its policy, and a page that must be noticed."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path in ("/", "/control"):
            self._answer(CONTROL if path == "/control" else b"<!doctype html><title>Frames</title><body>")
        elif path.startswith("/bare/") and path.endswith(".html"):
            bare, found = POLICY.subn(b"", Path(self.translate_path(path)).read_bytes())
            self._answer(bare if found == 1 else b"no policy to strip")
        elif path == "/favicon.ico":
            self._answer(b"")
        else:
            super().do_GET()

    def translate_path(self, path: str) -> str:
        return super().translate_path(re.sub(r"^/(?:bare|site)/", "/", path))

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _answer(self, content: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@dataclass
class Frames:
    """A tab that visits pages; what ran in it, what it asked for elsewhere, what its console complained of."""

    visit: partial[list[str]]
    ran: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@contextmanager
def frames(browser: Browser, site: Site) -> Iterator[Frames]:
    """A tab on *site*, over HTTP and without any header that says what may run."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Pages, directory=str(site.root)))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    home = f"127.0.0.1:{server.server_port}"
    context = browser.new_context()
    page = context.new_page()
    tab = Frames(partial(_visit, page))

    def ask(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.netloc != home and parts.scheme != "data":
            tab.asked.append(request.url)

    page.on("request", ask)
    page.on("console", lambda message: tab.complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: tab.complaints.append(str(error)))
    page.expose_function("told", lambda what: tab.ran.append(what))  # noqa: PLW0108  (playwright marks what it is given)
    page.add_init_script(f"({EARS})()")
    page.goto(f"http://{home}/")
    try:
        yield tab
    finally:
        context.close()
        server.shutdown()
        server.server_close()


def _visit(page: object, paths: list[str], beside: int = 8, linger: int = 25) -> list[str]:
    """What stands wrong in the pages at *paths*, in order of their visits."""
    faults: list[str] = page.evaluate(VISIT, [paths, beside, linger])  # type: ignore[attr-defined]
    return faults
