"""How long ``sitegen review`` takes of an archive that was read before: python bench/review.py [ARTICLES…]."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tests.many_articles import invent_word, many_articles

PLACES = """
Aleppo|Idlib|Tripoli|Birmingham|Cambridge|Springfield|Paris|London, Ontario|Syria|Turkey|Peru|Georgia|Texas|San José|Valencia|Moscow
"""
BODIES = ["Harbour Council", "Ministry of Water", "Grain Board", "Lantern Weekly", "Ferry Workers Union", "University of Anvane"]
OPENINGS = ("We are going to", "I do not know", "It is time for")
"""What many quotes begin with."""


def captures(number: int) -> Iterator[str]:
    """Captures as they are saved: a headline, a date, names of each kind, quotes of which some are shared or begin alike."""
    random = Random(1)  # noqa: S311  (nothing here is a secret)
    said = [f"{random.choice(OPENINGS)} {' '.join(invent_word(random) for _ in range(12))}" for _ in range(number * 2)]
    for annotated in many_articles(number).articles:
        article = annotated.article
        paragraphs = [f"{paragraph} {_more(random, said)}" for paragraph in article.text.split("\n\n")]
        yield f"# {article.title}\n\n{article.published or ''}\n\n" + "\n\n".join(paragraphs) + "\n"


def _more(random: Random, said: list[str]) -> str:
    """A sentence about a body and a place, with a quote of somebody who is named once."""
    place, who = random.choice(PLACES.strip().split("|")), f"{invent_word(random)} {invent_word(random)}".title()
    return f"The {random.choice(BODIES)} of {place} met, and “{random.choice(said)},” said {who}."


def run(folder: Path) -> tuple[float, int]:
    """The processor time of one review, in seconds, and how many findings it lists."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "SITEGEN_CACHE": str(folder / "cache")}
    command = [sys.executable, "-m", "sitegen", "review", "--json", str(folder / "archive")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout.count("\n")


def main() -> None:
    """Prints a line a size."""
    for size in [int(argument) for argument in sys.argv[1:]] or [500, 1_000, 2_000]:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "archive").mkdir()
            for number, capture in enumerate(captures(size)):
                (folder / "archive" / f"{number}.md").write_text(capture, encoding="utf-8")
            cold, _ = run(folder)
            warm, findings = run(folder)
            print(f"{size:>6,} articles: first {cold:6.1f} s, then {warm:5.1f} s of processor time, {findings:,} findings", flush=True)


if __name__ == "__main__":
    main()
