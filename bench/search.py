"""Measures the search: building it, what a reader's browser loads before the first answer, how fast it answers and what it finds.

python bench/search.py [ARTICLES ...]          (100 1000 10000 when none are given)
python bench/search.py --lunr 1000 …           also builds one index with the ``lunr`` package, up to so many articles
python bench/search.py --pagefind PROGRAM …    also runs pagefind (pip install pagefind-bin) over the same articles

The articles are invented, with 700 words and eight quotes each; the search page stands on the disk, the network is off.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from lunr import lunr
from lunr.stop_word_filter import WORDS
from playwright.sync_api import Browser, sync_playwright

from sitegen.model import Archive
from sitegen.publish.search import search_files
from sitegen.publish.search_entries import FIELDS
from sitegen.publish.search_words import tokens
from sitegen.publish.theme import load_theme
from tests.conftest import CHROMIUM_FLAGS
from tests.many_articles import many_articles
from tests.test_search_parity import entries

SCRIPTS = ("lunr", *(f"js/search-{name}" for name in ("words", "shelf", "index", "cards", "query", "snippet")))
ASK = """async (asked) => {
  const start = performance.now();
  const found = await sitegen.query.find(asked);
  const docs = found.rank(found.docs).slice(0, 10).map(({ doc }) => doc);
  const cards = await sitegen.cards.cards(docs);
  return [performance.now() - start, cards.map((card) => card.path + " " + (card.source || card.title)), found.docs.length];
}"""


@dataclass(frozen=True)
class Question:
    """What a reader types who looks for an article."""

    kind: str
    text: str
    title: str
    """Headline of the article that the words were taken from."""


def questions(archive: Archive, number: int) -> list[Question]:
    """For each kind, *number* questions of a reader who remembers some words of an article: telling words, or three in a row."""
    random = Random(3)  # noqa: S311  (nothing here is a secret)
    asked = []
    for _ in range(number):
        article = random.choice(archive.articles).article
        words = tokens(article.text)
        telling = [word for word in dict.fromkeys(words) if word not in WORDS and len(word) > 3]
        at = random.randrange(len(words) - 3)
        kinds = {
            "one word": random.choice(telling),
            "two words": " ".join(random.sample(telling, 2)),
            "three words": " ".join(random.sample(telling, 3)),
            "phrase of four": f'"{" ".join(words[at : at + 4])}"',
            "typing error": _mistyped(random.choice(telling), random),
        }
        asked += [Question(kind, text, article.title or "") for kind, text in kinds.items()]
    return asked


def _mistyped(word: str, random: Random) -> str:
    at = random.randrange(1, len(word))
    return word[:at] + random.choice("aeiorst") + word[at:]


def timed(make: Callable[[], Any]) -> tuple[Any, float]:
    """What *make* gives, and the seconds of CPU that it takes."""
    start = time.process_time()
    return make(), time.process_time() - start


def squeezed(content: bytes) -> int:
    """The bytes that a server sends for *content*."""
    return len(gzip.compress(content, 6))


def write_site(archive: Archive, folder: Path) -> float:
    """Writes the search of *archive* with a page that loads it; the seconds of CPU that making it takes."""
    files, seconds = timed(lambda: search_files(archive))
    for file in (*files, *load_theme(None).assets):
        (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / file.path).write_bytes(file.content)
    tags = "".join(f'<script src="assets/{name}.js"></script>' for name in SCRIPTS)
    (folder / "search.html").write_text(f'<!doctype html><meta charset="utf-8"><title>Search</title>{tags}', encoding="utf-8")
    raw, small = sum(len(file.content) for file in files), sum(squeezed(file.content) for file in files)
    print(f"  sitegen build   {seconds:8.2f} s CPU   {seconds / len(archive.articles) * 1000:5.2f} ms an article   {len(files)} files")
    print(f"  sitegen size    {raw / 1e6:8.2f} MB raw   {small / 1e6:.2f} MB gzip")
    return seconds


def loaded_for(browser: Browser, folder: Path, question: str) -> tuple[int, int, int]:
    """Bytes as sent that a fresh page loads for *question*: to the documents in order, to ten results with their texts; its heap then."""
    page = browser.new_page()
    loaded: list[Path] = []
    page.on("request", lambda request: loaded.append(folder / request.url.split("?")[0].partition(f"{folder.name}/")[2]))
    page.goto((folder / "search.html").as_uri())
    page.evaluate(ASK, question)
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    heap = session.send("Runtime.getHeapUsage")["usedSize"]
    page.close()
    sizes = {path: squeezed(path.read_bytes()) for path in loaded}
    texts = sum(size for path, size in sizes.items() if path.name.startswith(("texts", "names")))
    return sum(sizes.values()) - texts, sum(sizes.values()), heap


def quantiles(values: list[float]) -> str:
    """The middle and the slow end of *values*, for print."""
    ordered = sorted(values)
    return f"p50 {ordered[len(ordered) // 2]:7.1f}   p95 {ordered[int(len(ordered) * 0.95)]:7.1f}"


def ask_all(browser: Browser, folder: Path, asked: list[Question]) -> None:
    """Prints, for each kind of question, milliseconds to ten results in a page that knows nothing yet and asked again, and recall."""
    page = browser.new_page()
    for kind in dict.fromkeys(question.kind for question in asked):
        fresh, again, found = [], [], []
        for question in (question for question in asked if question.kind == kind):
            page.goto((folder / "search.html").as_uri())
            milliseconds, titles, _ = page.evaluate(ASK, question.text)
            fresh.append(milliseconds)
            again.append(page.evaluate(ASK, question.text)[0])
            found.append(any(title.endswith(question.title) for title in titles))
        print(f"  {kind:15} first {quantiles(fresh)} ms   again {quantiles(again)} ms   among the first ten {statistics.mean(found):.2f}")
    page.close()


def measure_lunr(archive: Archive, ours: float) -> None:
    """Prints what one index of the ``lunr`` package takes."""
    documents = [{"id": n, **{name: entry.field(name) for name in FIELDS}} for n, entry in enumerate(entries(archive))]
    index, seconds = timed(lambda: json.dumps(lunr("id", FIELDS, documents).serialize(), separators=(",", ":")).encode())
    print(f"  lunr package    {seconds:8.2f} s CPU   {seconds / ours:.1f} times ours")
    print(f"  lunr size       {len(index) / 1e6:8.2f} MB raw   {squeezed(index) / 1e6:.2f} MB gzip, all of it before the first answer")


def measure_pagefind(program: str, archive: Archive, folder: Path) -> None:
    """Prints what pagefind takes for the articles alone, each on a page of its own."""
    for number, annotated in enumerate(archive.articles):
        title, text = escape(annotated.article.title or ""), escape(annotated.article.text)
        page = f'<!doctype html><html lang="en"><title>{title}</title><main data-pagefind-body><h1>{title}</h1><p>{text}</p></main></html>'
        (folder / f"{number}.html").write_text(page, encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run([program, "--site", str(folder)], check=True, capture_output=True)
    seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    files = [path for path in (folder / "pagefind").rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    print(f"  pagefind        {seconds:8.2f} s CPU   {len(files)} files   {size / 1e6:.2f} MB   (articles only; does not open from a disk)")


def measure(number: int, browser: Browser, arguments: argparse.Namespace) -> None:
    """Prints the figures of an archive of *number* articles."""
    archive = many_articles(number)
    print(f"{number:,} articles, {len(archive.reports):,} quotes, {len(archive.entities):,} people")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        ours = write_site(archive, folder)
        asked = questions(archive, arguments.questions)
        words = [question.text for question in asked if question.kind == "one word"]
        loads = [loaded_for(browser, folder, word) for word in words[:20]]
        ranked, shown, heap = (statistics.median(column) for column in zip(*loads, strict=True))
        print(f"  one word from nothing: {ranked / 1e3:.0f} KB gzip to the documents in order, {shown / 1e3:.0f} KB with ten results")
        print(f"  heap with them: {heap / 1e6:.1f} MB")
        ask_all(browser, folder, asked)
    if number <= arguments.lunr:
        measure_lunr(archive, ours)
    if arguments.pagefind:
        with tempfile.TemporaryDirectory() as name:
            measure_pagefind(arguments.pagefind, archive, Path(name))


def main() -> None:
    """Measures archives of the sizes that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=int, nargs="*", default=[100, 1000, 10_000])
    parser.add_argument("--lunr", type=int, default=1000, metavar="ARTICLES")
    parser.add_argument("--pagefind", metavar="PROGRAM")
    parser.add_argument("--questions", type=int, default=100, help="of each kind")
    arguments = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(CHROMIUM_FLAGS))
        for number in arguments.articles:
            measure(number, browser, arguments)
        browser.close()


if __name__ == "__main__":
    main()
