"""Measures the search: building it, what a reader's browser loads before the first answer, how fast it answers and what it finds.

python bench/search.py [ARTICLES ...]          (100 1000 10000 when none are given)
python bench/search.py --lunr 1000 …           also builds one index with the ``lunr`` package, up to so many articles
python bench/search.py --pagefind …            also runs pagefind (pip install "pagefind[bin]") over the same articles

The articles are invented, with 700 words and eight quotes each. Our search page stands on the disk and the network is off; pagefind does
not open from a disk and stands on a server of this machine.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from lunr.stop_word_filter import WORDS
from playwright.sync_api import Browser, sync_playwright

from bench.search_answers import Engine, Question, measure_answers
from bench.search_others import pagefind_engine, print_lunr
from bench.timing import squeezed, timed
from sitegen.garbage import nothing_collected
from sitegen.model import Archive
from sitegen.publish.search import search_files
from sitegen.publish.search_words import tokens
from sitegen.publish.theme import load_theme
from tests.conftest import CHROMIUM_FLAGS
from tests.many_articles import many_articles

SCRIPTS = ("lunr", *(f"js/search-{name}" for name in ("words", "shelf", "index", "cards", "query", "snippet")))
ASK = """async (asked) => {
  const start = performance.now();
  const found = await sitegen.query.find(asked);
  const docs = found.rank(found.docs).slice(0, 10).map(({ doc }) => doc);
  const cards = await sitegen.cards.cards(docs);
  return [performance.now() - start, cards.map((card) => card.source || card.title)];
}"""


def questions(archive: Archive, number: int) -> list[Question]:
    """For each kind, *number* questions of a reader who remembers some words of an article: telling words, or some in a row."""
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


def expected(archive: Archive, asked: list[Question]) -> dict[str, float]:
    """For questions of words: how often their article is among the first ten when those that hold all the words stand in any order.

    Nothing in the words says more, for each word of an article is as likely to be remembered as the others.
    """
    wanted = {question: frozenset(tokens(question.text)) for question in asked if question.kind.endswith(("word", "words"))}
    remembered = frozenset().union(*wanted.values())
    holders: dict[str, set[int]] = {word: set() for word in remembered}
    for number, annotated in enumerate(archive.articles):
        for word in remembered.intersection(tokens(annotated.article.text)):
            holders[word].add(number)
    chances: dict[str, list[float]] = {}
    for question, words in wanted.items():
        alike = set.intersection(*(holders[word] for word in words))
        chances.setdefault(question.kind, []).append(min(1, 10 / len(alike)))
    return {kind: sum(found) / len(found) for kind, found in chances.items()}


def our_engine(archive: Archive, folder: Path) -> tuple[Engine, float]:
    """The search of *archive* with a page that loads it, written below *folder*, and the seconds of CPU that a build takes to make it."""
    with nothing_collected():
        files, seconds = timed(lambda: search_files(archive))
    for file in (*files, *load_theme(None).assets):
        (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / file.path).write_bytes(file.content)
    tags = "".join(f'<script src="assets/{name}.js"></script>' for name in SCRIPTS)
    (folder / "search.html").write_text(f'<!doctype html><meta charset="utf-8"><title>Search</title>{tags}', encoding="utf-8")
    raw, small = sum(len(file.content) for file in files), sum(squeezed(file.content) for file in files)
    print(f"  build       {seconds:8.2f} s CPU   {seconds / len(archive.articles) * 1000:5.2f} ms an article   {len(files):,} files")
    print(f"  size        {raw / 1e6:8.2f} MB raw   {small / 1e6:.2f} MB gzip")
    return Engine(folder, (folder / "search.html").as_uri(), ASK, ("search/texts", "search/names")), seconds


@dataclass(frozen=True)
class Wishes:
    """What the command line asks for."""

    questions: int
    lunr: int
    pagefind: bool


def measure(number: int, browser: Browser, wishes: Wishes) -> None:
    """Prints the figures of an archive of *number* articles."""
    archive = many_articles(number)
    asked = questions(archive, wishes.questions)
    print(f"{number:,} articles, {len(archive.reports):,} quotes, {len(archive.entities):,} people", flush=True)
    chances = expected(archive, asked)
    print("  among the first ten by chance of those with all the words: " + ", ".join(f"{kind} {n:.2f}" for kind, n in chances.items()))
    with ExitStack() as stack:
        print(" sitegen, from disk")
        engine, ours = our_engine(archive, Path(stack.enter_context(tempfile.TemporaryDirectory())).resolve())
        measure_answers(browser, engine, asked)
        if number <= wishes.lunr:
            print(" the lunr package, one index of the same entries")
            print_lunr(archive, ours)
        if wishes.pagefind:
            print(" pagefind, from a server, the articles alone")
            measure_answers(browser, pagefind_engine(archive, stack), asked)


def main() -> None:
    """Measures archives of the sizes that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=int, nargs="*", default=[100, 1000, 10_000])
    parser.add_argument("--lunr", type=int, default=1000, metavar="ARTICLES")
    parser.add_argument("--pagefind", action="store_true")
    parser.add_argument("--questions", type=int, default=100, help="of each kind")
    arguments = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(CHROMIUM_FLAGS))
        for number in arguments.articles:
            measure(number, browser, Wishes(arguments.questions, arguments.lunr, arguments.pagefind))
        browser.close()


if __name__ == "__main__":
    main()
