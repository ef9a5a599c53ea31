"""Asks real texts what two remembered words tell: how often their article comes first by chance, by score, by how near they stand.

python bench/search_remembered.py FILE …      (plain text, one article a file; at least some hundreds)

Only articles that hold both words are put in order. The words are drawn in three ways: any two telling words of the article, each as likely
as the others; two of one sentence; two that follow each other but for stop words.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from itertools import product
from math import log
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from lunr.stop_word_filter import WORDS

from sitegen.publish.search_words import stem, tokens
from tests.many_articles import many_articles

ASKED = 2000
SHORT = 150
"""Words of a text that is no article."""
Sentences = list[list[str]]
Drawn = tuple[str, str] | None


class Texts:
    """Articles as sentences of words, with what a score needs."""

    def __init__(self, texts: Iterable[str]) -> None:
        found = ([words for line in re.split(r"(?<=[.!?”\"])\s+|\n", text) if (words := tokens(line))] for text in texts)
        self.articles: list[Sentences] = [article for article in found if sum(map(len, article)) >= SHORT]
        self.places: list[dict[str, list[int]]] = []
        self.holders: dict[str, set[int]] = defaultdict(set)
        for number, article in enumerate(self.articles):
            places: dict[str, list[int]] = defaultdict(list)
            for place, word in enumerate(word for sentence in article for word in sentence):
                places[stem(word)].append(place)
                self.holders[stem(word)].add(number)
            self.places.append(places)
        self.sizes = [sum(map(len, article)) for article in self.articles]
        self.average = sum(self.sizes) / len(self.sizes)

    def score(self, number: int, words: tuple[str, str]) -> float:
        """The score that lunr gives an article."""
        total = 0.0
        for word in words:
            held, times = len(self.holders[word]), len(self.places[number][word])
            rarity = log(1 + abs((len(self.articles) - held + 0.5) / (held + 0.5)))
            total += rarity * 2.2 * times / (times + 1.2 * (0.25 + 0.75 * self.sizes[number] / self.average))
        return total

    def distance(self, number: int, words: tuple[str, str]) -> int:
        """How near *words* stand in an article."""
        one, other = (self.places[number][word] for word in words)
        return min(abs(a - b) for a, b in product(one, other))


def telling(words: Iterable[str]) -> list[str]:
    """Those of *words* that a reader may remember."""
    return [word for word in words if word not in WORDS and len(word) > 3]


def anywhere(article: Sentences, random: Random) -> Drawn:
    """Two words of *article*."""
    return _two(random, sorted(set(telling(word for sentence in article for word in sentence))))


def together(article: Sentences, random: Random) -> Drawn:
    """Two words of one sentence."""
    return _two(random, sorted(set(telling(random.choice(article)))))


def in_a_row(article: Sentences, random: Random) -> Drawn:
    """Two words that follow each other."""
    words = telling(random.choice(article))
    at = random.randrange(max(len(words) - 1, 1))
    return _two(random, words[at : at + 2])


def _two(random: Random, words: list[str]) -> Drawn:
    if len(words) < 2:
        return None
    one, other = map(stem, random.sample(words, 2))
    return (one, other) if one != other else None


def measure(texts: Texts, draw: Callable[[Sentences, Random], Drawn]) -> dict[str, float]:
    """How often the article that words were drawn from comes first, by each order."""
    random = Random(5)  # noqa: S311  (nothing here is a secret)
    first: Counter[str] = Counter()
    asked = 0
    while asked < ASKED:
        wanted = random.randrange(len(texts.articles))
        words = draw(texts.articles[wanted], random)
        if words is None:
            continue
        asked += 1
        alike = sorted(texts.holders[words[0]] & texts.holders[words[1]])
        random.shuffle(alike)
        first["chance"] += 1 / len(alike)  # type: ignore[assignment]
        first["lunr"] += max(alike, key=lambda number: texts.score(number, words)) == wanted
        first["nearness"] += min(alike, key=lambda number: texts.distance(number, words)) == wanted
    return {order: number / asked for order, number in first.items()}


def report(name: str, texts: Texts) -> None:
    """Prints how often the article comes first."""
    distinct = sum(map(len, texts.places)) / sum(texts.sizes)
    print(f"{name}: {len(texts.articles)} articles of {texts.average:.0f} words; {distinct:.2f} different words for each word")
    for draw in (anywhere, together, in_a_row):
        print(f"  {draw.__name__:10}", "   ".join(f"{order} {share:.2f}" for order, share in measure(texts, draw).items()), flush=True)


def main() -> None:
    """Measures the files that the command line names, and as many invented articles."""
    texts = Texts(Path(name).read_text(encoding="utf-8", errors="replace") for name in sys.argv[1:])
    report("real", texts)
    report("invented", Texts(one.article.text for one in many_articles(len(texts.articles)).articles))


if __name__ == "__main__":
    main()
