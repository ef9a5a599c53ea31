"""Asks a search the same questions in Chromium: what it loads, how long it takes, whether the wanted article is among the first ten."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from bench.timing import squeezed

AGAIN = 3
"""Times that a question is repeated; the fastest counts, for others work on the machine."""


@dataclass(frozen=True)
class Question:
    """What a reader types who looks for an article."""

    kind: str
    text: str
    title: str
    """Headline of the article that the words were taken from."""


@dataclass(frozen=True)
class Engine:
    """A search that stands below a folder."""

    folder: Path
    page: str
    """Address of the page that asks."""
    ask: str
    """JavaScript: a function of what is typed; it promises milliseconds taken and the headlines of the first ten."""
    texts: tuple[str, ...]
    """How the paths begin that hold what is shown of results, and are not needed to put them in order."""

    def path(self, address: str) -> str:
        """The path below the folder of what is asked for under *address*."""
        path = urlsplit(address).path
        return path.removeprefix(f"{self.folder.as_posix()}/").lstrip("/")


def measure_answers(browser: Browser, engine: Engine, asked: list[Question]) -> None:
    """Prints what *engine* loads for a first answer, and for each kind of question its milliseconds and what it finds."""
    words = [question.text for question in asked if question.kind == "one word"]
    loads = [_loaded(browser, engine, word) for word in words[:20]]
    ranked, shown, heap = (statistics.median(column) for column in zip(*loads, strict=True))
    print(f"  one word from nothing: {ranked / 1e3:.0f} KB gzip to the documents in order, {shown / 1e3:.0f} KB with ten results")
    print(f"  heap with them: {heap / 1e6:.1f} MB, at most {max(heap for _, _, heap in loads) / 1e6:.1f} MB", flush=True)
    for kind in dict.fromkeys(question.kind for question in asked):
        _ask_all(browser, engine, kind, [question for question in asked if question.kind == kind])


def _loaded(browser: Browser, engine: Engine, question: str) -> tuple[int, int, int]:
    """Bytes as sent that a fresh page loads for *question*: to the documents in order, to ten results with their texts; its heap then."""
    page = browser.new_page()
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(engine.path(request.url)))
    page.goto(engine.page)
    page.evaluate(engine.ask, question)
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    heap = session.send("Runtime.getHeapUsage")["usedSize"]
    page.close()
    files = {path: engine.folder / path for path in loaded}
    sizes = {path: squeezed(file.read_bytes()) for path, file in files.items() if file.is_file()}
    texts = sum(size for path, size in sizes.items() if path.startswith(engine.texts))
    return sum(sizes.values()) - texts, sum(sizes.values()), heap


def _ask_all(browser: Browser, engine: Engine, kind: str, asked: list[Question]) -> None:
    page = browser.new_page()
    fresh, again, found = [], [], []
    for question in asked:
        page.goto(engine.page)
        milliseconds, titles = page.evaluate(engine.ask, question.text)
        fresh.append(milliseconds)
        again.append(min(page.evaluate(engine.ask, question.text)[0] for _ in range(AGAIN)))
        found.append(question.title in titles)
    page.close()
    times = f"first {_quantiles(fresh)} ms   again {_quantiles(again)} ms"
    print(f"  {kind:15} {times}   among the first ten {statistics.mean(found):.2f}", flush=True)


def _quantiles(values: list[float]) -> str:
    """The middle and the slow end of *values*, for print."""
    ordered = sorted(values)
    return f"p50 {ordered[len(ordered) // 2]:7.1f}   p95 {ordered[int(len(ordered) * 0.95)]:7.1f}"
