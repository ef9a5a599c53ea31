"""Archives of any size, made of invented words spread as words are: to prove the search on, and to measure it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from msgspec import structs

from sitegen.model import AnnotatedArticle, Archive, Article, Block, Entity, Provenance, Quote, Report, Role, Span

COMMON = (
    "the of and to in a is that for it was on are as with they at be this from i have or by had not but what all were when we there can an "
    "your which their if do will each about how up out them then she many some so these would other into has more two him could no than "
    "first been its who now people made over did down only way find use may said"
)
ENDINGS = ("", "", "", "", "", "s", "ed", "ing", "er", "ation", "ly", "y", "ment", "ness")
ODD_WORDS = (
    "Zürich",
    "Sana’a",
    "U.N.",
    "O’Brannagh",
    "10,000",
    "حلب",
    "الشهباء",
    "Łódź",
    "l’archive",
    "東京",
    "🙂",
    "naïve",
    "plan—the",
    "don’t",
)
OPENINGS = "b br c ch d dr f fl g gr h j k l m n p pr qu r s sh st t tr v w z"
VOWELS = "a e i o u ai ea ou ia"
CLOSINGS = ("", "", "l", "n", "r", "s", "t", "nd", "rk", "m")
OUTLETS = ("The Ostrel Lantern", "Harrow Wire", "Meadow Broadcasting", "Le Courrier d’Anvane", "The Quay Gazette")


@dataclass(frozen=True)
class Language:
    """Words, the frequent ones first, and their frequencies added up."""

    words: tuple[str, ...]
    weights: tuple[float, ...]

    def say(self, random: Random, number: int) -> list[str]:
        return random.choices(self.words, cum_weights=self.weights, k=number)


def invent_language(random: Random, size: int = 30_000) -> Language:
    """*size* words: the common ones of English, so that the stop words have work, and invented ones with its endings."""
    words = dict.fromkeys(COMMON.split())
    while len(words) < size:
        words[invent_word(random) + random.choice(ENDINGS)] = None
    weights = tuple(accumulate(1 / (rank + 2.7) ** 1.05 for rank in range(len(words))))
    return Language(tuple(words), weights)


def invent_word(random: Random) -> str:
    syllables = (random.choice(OPENINGS.split()) + random.choice(VOWELS.split()) for _ in range(random.choice((1, 2, 2, 3))))
    return "".join(syllables) + random.choice(CLOSINGS)


def invent_people(random: Random, number: int) -> tuple[Entity, ...]:
    """People with a first and a family name, each also met under the family name alone."""
    people: dict[str, Entity] = {}
    while len(people) < number:
        first, last = invent_word(random).title(), invent_word(random).title()
        if len(first) > 2 and len(last) > 3:
            name = f"{first} al-{last}" if len(people) % 7 == 0 else f"{first} {last}"
            people[name] = Entity(f"p{len(people)}", "person", name, (last,), ())
    return tuple(people.values())


def many_articles(number: int, words: int = 700, seed: int = 1) -> Archive:
    """An archive of *number* articles of about *words* words, with eight quotes in a long one, about people who come again."""
    random = Random(seed)  # noqa: S311  (nothing here is a secret)
    language = invent_language(random)
    people = invent_people(random, number // 3 + 10)
    topics = [random.sample(language.words[100:], 60) for _ in range(number // 20 + 1)]
    articles, reports = [], []
    for n in range(number):
        day = date(2001, 1, 1) + timedelta(days=n) if n < number * 0.9 else None
        annotated, speakers = _article(n, day, words, random, language, random.choice(topics), people)
        articles.append(annotated)
        accession = annotated.article.provenance.accession
        reports += [Report(accession, quote, "person", who.id) for quote, who in zip(annotated.quotes, speakers, strict=True)]
    first = {report.speaker: report.article for report in reversed(reports)}
    known = (structs.replace(who, roles=(Role(f"a {invent_word(random)}er", first[who.id]),)) if who.id in first else who for who in people)
    return Archive(tuple(articles), tuple(known), tuple(reports), (), ())


def _article(
    n: int, day: date | None, words: int, random: Random, language: Language, topic: list[str], people: tuple[Entity, ...]
) -> tuple[AnnotatedArticle, list[Entity]]:
    text = ""
    quotes: list[Quote] = []
    speakers: list[Entity] = []
    for _ in range(max(words // 70, 2)):
        spoken = _sentence(random, language, topic, 20)
        who = random.choice(people)
        text += f"{_sentence(random, language, topic, 46)}. “"
        span = Span(len(text), len(text) + len(spoken))
        text += f"{spoken},” said {who.name}.\n\n"
        if len(quotes) < 8:
            id = hashlib.sha256(f"{n} {len(quotes)}".encode()).hexdigest()[:12]
            quotes.append(Quote(id, "direct", (span,), spoken, who.name, who.name, None, None, "said", 0.9))
            speakers.append(who)
    title = _sentence(random, language, topic, 8)
    return AnnotatedArticle(_plain(n, day, title, text.strip(), random), tuple(quotes), ()), speakers


def _sentence(random: Random, language: Language, topic: list[str], number: int) -> str:
    words = language.say(random, number - number // 5) + random.choices(topic, k=number // 5)
    random.shuffle(words)
    if random.random() < 0.05:
        words.insert(number // 2, random.choice(ODD_WORDS))
    return " ".join(words).capitalize()


def _plain(n: int, day: date | None, title: str, text: str, random: Random) -> Article:
    sha256 = hashlib.sha256(f"{n} {title}".encode()).hexdigest()
    return Article(
        provenance=Provenance(f"{n}.txt", sha256[:12], sha256, "text", "utf-8", len(text)),
        title=title,
        title_is_derived=False,
        deck=None,
        publication=random.choice(OUTLETS),
        byline=None,
        authors=(),
        contributors=(),
        published=day,
        updated=None,
        dateline=None,
        section=None,
        url=None,
        language="en",
        blocks=(Block("paragraph", text, 0),),
        removed=(),
        text=text,
    )
