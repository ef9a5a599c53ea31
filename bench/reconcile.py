"""How long and in how much memory a million mentions of a hundred thousand names become entities: python bench/reconcile.py [SIZE…]."""

from __future__ import annotations

import sys
from functools import partial

from timing import most_memory, timed

from sitegen.catalog.reconcile import reconcile
from sitegen.model import AnnotatedArticle, Article, EntityType, Mention, Provenance, Span

CONSONANTS = ["b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "ch", "kh", "sh"]
SYLLABLES = [first + second for first in CONSONANTS for second in ["a", "e", "i", "o", "u", "an", "in", "or", "el", "us"]]
MENTIONS_A_NAME = 10
MENTIONS_AN_ARTICLE = 40
KINDS: tuple[EntityType, ...] = ("person", "person", "person", "organization", "place")


def word(number: int, syllables: int) -> str:
    """An invented word, another for every number."""
    parts = []
    for _ in range(syllables):
        number, rest = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[rest])
    return "".join(parts).capitalize()


def name(number: int, again: int) -> str:
    """An invented name, as one of its mentions has it: now and then with an initial, or without the article."""
    given, family = word(number * 7919 % 8_000, 3), word(number * 104_729 % 8_009, 3)
    initial = "K. " if (number + again) % 11 == 0 else ""
    article = "al-" if number % 7 == 0 and again % 2 else ""
    return f"{given} {initial}{article}{family}"


def archive(names: int) -> list[AnnotatedArticle]:
    """Articles that mention *names* names, each MENTIONS_A_NAME times."""
    mentions = []
    for again in range(MENTIONS_A_NAME):
        for number in range(names):
            text = name(number, again)
            mentions.append(Mention(Span(number, number + len(text)), text, KINDS[number % len(KINDS)], text))
    starts = range(0, len(mentions), MENTIONS_AN_ARTICLE)
    return [annotated(number, tuple(mentions[at : at + MENTIONS_AN_ARTICLE])) for number, at in enumerate(starts)]


def annotated(number: int, mentions: tuple[Mention, ...]) -> AnnotatedArticle:
    """An article without words that holds these mentions."""
    origin = Provenance(f"{number}.txt", f"{number:012x}", f"{number:064x}", "text", "utf-8", 0)
    nothing = (None, None, None, (), (), None, None, None, None, None, None, (), ())
    return AnnotatedArticle(Article(origin, None, False, *nothing, ""), (), mentions)


def main() -> None:
    """Prints a line a size."""
    for size in [int(argument) for argument in sys.argv[1:]] or [1_000, 10_000, 100_000]:
        articles = archive(size)
        identities, spent = timed(partial(reconcile, articles))
        names, memory = f"{size:>8,} names {size * MENTIONS_A_NAME:>10,} mentions", most_memory()
        print(f"{names} {len(identities):>8,} identities {spent:7.2f} s {memory:7,.0f} MB")


if __name__ == "__main__":
    main()
