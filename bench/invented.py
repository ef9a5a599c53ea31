"""Invented news of any number of articles: people, bodies and towns that come again, and words of theirs that several articles carry.

About 700 words an article, in Markdown with front matter or as plain text; the same for the same number. Names are spread as in real
archives: a few are everywhere, most are met once or twice. One quote in ten is taken from an earlier article.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from random import Random

CONSONANTS = ("b", "br", "d", "dr", "f", "g", "gr", "h", "k", "kl", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "z")
VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "ou")
ENDS = ("l", "n", "r", "s", "t", "nd", "rk", "m", "ss", "")
COMMON = (
    "the of and to in a is that for it was on are as with at be this from have by had not but what all were when there can an which their "
    "will each about how out them then many some these would other into more two him could no than first been its who now over did down"
)
PLAIN = (
    "water bridge market harbor winter school street road river train office letter meeting budget line report plan doctor nurse worker "
    "farmer driver village council house field station morning evening week month year price bread fuel power light engine order court"
)
OUTLETS = ("The Ostrel Lantern", "Harrow Wire", "Meadow Broadcasting", "The Anvane Courier", "The Quay Gazette")
ROLES = ("a baker", "a nurse", "the harbor master", "a teacher", "a spokeswoman for the council", "an engineer", "the deputy mayor")
BODIES = ("Ministry of {}", "{} Relief Committee", "{} Water Authority", "University of {}", "{} Railway Company")
WORDS = 700
SHARED = 0.1
"""Share of the quotes that an earlier article carries too."""


class Cast:
    """Who and what *number* articles are about."""

    def __init__(self, random: Random, number: int) -> None:
        self.random = random
        self.common, self.plain = COMMON.split(), PLAIN.split()
        self.rare = tuple(dict.fromkeys(_word(random, 2) + random.choice(("", "s", "ed", "ing", "er", "ly")) for _ in range(20_000)))
        self.often = tuple(accumulate(1 / (rank + 3) for rank in range(len(self.rare))))
        self.people = tuple(dict.fromkeys(f"{_word(random, 2).title()} {_word(random, 2).title()}" for _ in range(number + 20)))
        self.towns = tuple(dict.fromkeys(_word(random, 2).title() for _ in range(number // 10 + 20)))
        self.bodies = tuple(random.choice(BODIES).format(_word(random, 2).title()) for _ in range(number // 5 + 10))
        self.said: list[tuple[str, str]] = []

    def one_of(self, names: tuple[str, ...]) -> str:
        """One of *names*, the first ones often and the last ones hardly ever."""
        return names[int(len(names) * self.random.random() ** 2.5)]

    def words(self, number: int) -> str:
        """A sentence's worth of words without a full stop."""
        rare = iter(self.random.choices(self.rare, cum_weights=self.often, k=number))
        dice = (self.random.random() for _ in range(number))
        made = [
            self.random.choice(self.common) if die < 0.5 else self.random.choice(self.plain) if die < 0.7 else next(rare) for die in dice
        ]
        return " ".join(made)

    def quote(self) -> tuple[str, str]:
        """Who says what: something new, or what an earlier article has reported."""
        if self.said and self.random.random() < SHARED:
            return self.random.choice(self.said)
        self.said.append((self.one_of(self.people), self.words(14).capitalize()))
        return self.said[-1]


def captures(number: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """*number* captures: file name and text, two in three of them Markdown, the others plain text."""
    random = Random(seed)  # noqa: S311  (nothing here is a secret)
    cast = Cast(random, number)
    for n in range(number):
        day = date(2009, 1, 1) + timedelta(days=random.randrange(5000))
        title = cast.words(7).capitalize()
        body = "\n\n".join(_paragraphs(cast))
        name = f"{n // 1000:03}/{n:06}-{title.split()[0].lower()}"
        author = cast.one_of(cast.people)
        outlet = random.choice(OUTLETS)
        if n % 3:
            head = f"---\ntitle: {title}\nauthor: {author}\ndate: {day}\npublication: {outlet}\n---\n\n"
            yield f"{name}.md", f"{head}# {title}\n\n{body}\n"
        else:
            yield f"{name}.txt", f"{title}\n\nBy {author}\n\n{day.day} {day:%B %Y}\n\n{body}\n"


def _paragraphs(cast: Cast) -> Iterator[str]:
    words = 0
    number = 0
    while words < WORDS:
        said_by, said = cast.quote()
        town, body = cast.one_of(cast.towns), cast.one_of(cast.bodies)
        forms = (
            f"“{said},” said {said_by}, {cast.random.choice(ROLES)} in {town}. {cast.words(18).capitalize()}.",
            f"{cast.words(16).capitalize()}. {cast.words(12).capitalize()} in {town}, and the {body} {cast.words(9)}.",
            f"{cast.words(20).capitalize()}. {cast.words(22).capitalize()}. {cast.words(12).capitalize()}.",
        )
        yield (made := forms[number % 3])
        words += len(made.split())
        number += 1


def _word(random: Random, syllables: int) -> str:
    return "".join(random.choice(CONSONANTS) + random.choice(VOWELS) for _ in range(syllables)) + random.choice(ENDS)
