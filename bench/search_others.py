"""What others make of the same articles: one index of the ``lunr`` package, and pagefind."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import threading
from contextlib import ExitStack
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from lunr import lunr

from bench.search_answers import Engine
from bench.timing import squeezed, timed
from sitegen.model import Archive
from sitegen.publish.search_entries import FIELDS
from tests.test_search_parity import entries

PAGEFIND = """async (asked) => {
  const start = performance.now();
  const pagefind = await import(new URL("pagefind/pagefind.js", location.href).href);
  const { results } = await pagefind.search(asked);
  const shown = await Promise.all(results.slice(0, 10).map((result) => result.data()));
  return [performance.now() - start, shown.map((page) => page.meta.title)];
}"""


def print_lunr(archive: Archive, ours: float) -> None:
    """Prints what one index of the ``lunr`` package takes, beside the seconds of *ours*."""
    documents = [{"id": n, **{name: entry.field(name) for name in FIELDS}} for n, entry in enumerate(entries(archive))]
    index, seconds = timed(lambda: json.dumps(lunr("id", FIELDS, documents).serialize(), separators=(",", ":")).encode())
    print(f"  build       {seconds:8.2f} s CPU   {seconds / ours:.1f} times ours")
    print(f"  size        {len(index) / 1e6:8.2f} MB raw   {squeezed(index) / 1e6:.2f} MB gzip, all of it before the first answer")


def pagefind_engine(archive: Archive, stack: ExitStack) -> Engine:
    """The index that pagefind makes of the articles alone, each on a page of its own, on a server until *stack* is left."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory())).resolve()
    for number, annotated in enumerate(archive.articles):
        title, text = escape(annotated.article.title or ""), escape(annotated.article.text)
        page = f'<!doctype html><html lang="en"><title>{title}</title><main data-pagefind-body><h1>{title}</h1><p>{text}</p></main></html>'
        (folder / f"{number}.html").write_text(page, encoding="utf-8")
    before = _children_seconds()
    subprocess.run([sys.executable, "-m", "pagefind", "--site", str(folder)], check=True, capture_output=True)
    seconds = _children_seconds() - before
    files = [path.read_bytes() for path in (folder / "pagefind").rglob("*") if path.is_file()]
    print(f"  build       {seconds:8.2f} s CPU   {seconds / len(archive.articles) * 1000:5.2f} ms an article   {len(files):,} files")
    print(f"  size        {sum(map(len, files)) / 1e6:8.2f} MB raw   {sum(map(squeezed, files)) / 1e6:.2f} MB gzip", flush=True)
    (folder / "search.html").write_text('<!doctype html><meta charset="utf-8"><title>Search</title>', encoding="utf-8")
    return Engine(folder, f"http://127.0.0.1:{_serve(folder, stack)}/search.html", PAGEFIND, ("pagefind/fragment",))


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _serve(folder: Path, stack: ExitStack) -> int:
    """The port at which the files of *folder* are given until *stack* is left."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    stack.callback(server.server_close)
    stack.callback(server.shutdown)
    return server.server_port


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed."""
