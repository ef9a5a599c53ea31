"""What finding versions costs: CPU seconds and memory for articles of news length, a tenth of them other versions of one before.

Usage: python bench/versions.py [ARTICLES …]     by default 10000 100000
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from functools import partial
from itertools import accumulate
from random import Random

from timing import most_memory, timed

from sitegen.catalog.versions import find_stories
from sitegen.model import AnnotatedArticle, Article, Provenance

VOCABULARY = 40_000
SENTENCES = (10, 40)
WORDS = (8, 30)
SHARE = 0.1
OUTLETS = 200
BOX = "if you value this reporting you can become a member for as little as two crowns a week"


def articles(count: int) -> list[AnnotatedArticle]:
    """*count* articles; every tenth keeps most sentences of one before and puts others in, and one in five closes with its outlet's box."""
    random = Random(count)  # noqa: S311  (a spread of words, no secret)
    words = [f"w{number:x}" for number in range(VOCABULARY)]
    weights = list(accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))
    made: list[AnnotatedArticle] = []
    told: list[str] = []
    for number in range(count):
        fresh = [
            " ".join(random.choices(words, cum_weights=weights, k=random.randint(*WORDS))).capitalize() + "."
            for _ in range(random.randint(*SENTENCES) if random.random() >= SHARE or not told else 3)
        ]
        told = [*fresh, *told[:-2]] if len(fresh) == 3 else fresh
        outlet = f"Outlet {random.randrange(OUTLETS)}"
        made.append(_article(number, outlet, [*told, f"{outlet}: {BOX}."] if random.random() < 0.2 else told))
    return made


def _article(number: int, outlet: str, sentences: Sequence[str]) -> AnnotatedArticle:
    origin = Provenance(f"{number}.txt", f"{number:012x}", f"{number:064x}", "text", "utf-8", 0)
    day = date.fromordinal(738_000 + number % 900)
    text = "\n\n".join(sentences)
    article = Article(origin, "A headline", False, None, outlet, None, (), (), day, None, None, None, None, None, (), (), text)
    return AnnotatedArticle(article, (), ())


def main() -> None:
    """Prints a line a size."""
    print(f"{'articles':>9}  {'words':>11}  {'CPU s':>7}  {'ms an article':>13}  {'stories':>7}  {'MB before':>9}  {'peak MB':>7}")
    for count in map(int, sys.argv[1:] or ("10000", "100000")):
        made = articles(count)
        length = sum(one.article.text.count(" ") + 1 for one in made)
        before = most_memory()
        found, spent = timed(partial(find_stories, made))
        ours, peak = f"{spent:>7.1f}  {1e3 * spent / count:>13.2f}  {len(found):>7,}", most_memory()
        print(f"{count:>9,}  {length:>11,}  {ours}  {before:>9.0f}  {peak:>7.0f}")


if __name__ == "__main__":
    main()
