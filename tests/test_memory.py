"""What gathering remembers saves time and nothing else: upon any edits, the archive is that which is gathered with no memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from sitegen.catalog import catalog
from sitegen.catalog.concordance import Concordance, Measure, Text, concord
from sitegen.catalog.memory import Memory
from sitegen.catalog.rules import ArticleRule, Authority, EntityRule, QuoteRule
from sitegen.catalog.withheld import Withheld
from sitegen.model import AnnotatedArticle, Capture
from sitegen.pipeline import read
from tests.test_incremental import PEOPLE, pasted

NONE = Withheld(frozenset())
LONG = " ".join(
    f"Nobody in {town} had seen {thing} before the winter, and the harbor office counted {number} of them until noon."
    for number, (town, thing) in enumerate(zip(("Tesmin", "Ostrel", "Kerrow") * 3, ("such ice", "a seal", "the dredger") * 3, strict=True))
)


def articled(number: int, name: int) -> AnnotatedArticle:
    """The article of a text that others carry too, now and then word for word."""
    text = pasted(number) + (f"\n{LONG}\n" if number % 4 == 0 else "")
    return read(Capture(f"{name:03}.txt", text.encode())).value


Edit = Callable[[list[AnnotatedArticle], Random], None]


def _add(articles: list[AnnotatedArticle], random: Random) -> None:
    articles.append(articled(random.randrange(400), random.randrange(1_000)))


def _change(articles: list[AnnotatedArticle], random: Random) -> None:
    articles[random.randrange(len(articles))] = articled(random.randrange(400), random.randrange(1_000))


def _remove(articles: list[AnnotatedArticle], random: Random) -> None:
    del articles[random.randrange(len(articles))]


def _rename(articles: list[AnnotatedArticle], random: Random) -> None:
    place = random.randrange(len(articles))
    one = articles[place].article
    origin = replace(one.provenance, source=f"{random.randrange(1_000):03}.md")
    articles[place] = replace(articles[place], article=replace(one, provenance=origin))


def _date(articles: list[AnnotatedArticle], random: Random) -> None:
    place = random.randrange(len(articles))
    articles[place] = replace(articles[place], article=replace(articles[place].article, published=date(2014, random.randrange(1, 13), 1)))


def _remove_many(articles: list[AnnotatedArticle], random: Random) -> None:
    del articles[:: random.randrange(2, 5)]


EDITS: tuple[Edit, ...] = (_add, _add, _add, _change, _change, _remove, _rename, _date, _remove_many)


def _authority(articles: Sequence[AnnotatedArticle], random: Random) -> Authority:
    one, other = random.sample(PEOPLE, 2)
    origins = [annotated.article.provenance for annotated in random.sample(list(articles), 2)]
    quotes = [quote.id for annotated in articles for quote in annotated.quotes]
    return random.choice(
        (
            Authority(),
            Authority(entities=(EntityRule(1, one, same_as=(other,)),)),
            Authority(entities=(EntityRule(1, one, ignore=True),)),
            Authority(articles=(ArticleRule(1, origins[0].source, published=date(2013, random.randrange(1, 13), 2)),)),
            Authority(articles=(ArticleRule(1, origins[0].accession, same_as=(origins[1].accession,)),)),
            Authority(articles=(ArticleRule(1, origins[0].accession, not_same_as=(origins[1].accession,)),)),
            Authority(quotes=(QuoteRule(1, random.choice(quotes), speaker=one),)),
        )
    )


@pytest.mark.parametrize("seed", range(6))
def test_upon_any_edits_the_archive_is_the_one_that_is_gathered_anew(seed: int) -> None:
    random = Random(seed)  # noqa: S311  (nothing here is a secret)
    articles = [articled(number, number) for number in range(40)]
    drawers: dict[str, bytes] = {}
    stories = 0
    for _ in range(12):
        edited = list(articles)
        for edit in random.choices(EDITS, k=random.randrange(1, 4)):
            edit(edited, random)
        articles = edited if len(edited) > 10 else articles
        authority = _authority(articles, random)
        withheld = random.choice((NONE, NONE, NONE, Withheld(frozenset({random.choice(PEOPLE)}))))
        memory = Memory(drawers, {id(one): f"{hash(one):x}" for one in articles[::2]})
        given = random.sample(articles, len(articles))
        anew = catalog(given, authority, withheld)
        assert catalog(given, authority, withheld, memory) == anew
        stories += len(anew.value.stories)
        left = drawers | memory.left
        drawers = random.choice((left, left, left, drawers, {name: drawer[:-9] for name, drawer in left.items()}))
    assert stories > 8


MEASURE = Measure(few=3, many=6, enough=lambda shared, size: shared * 3 >= size)


@pytest.mark.parametrize("seed", range(20))
def test_a_concordance_upon_another_is_the_one_begun_anew(seed: int) -> None:
    random = Random(seed)  # noqa: S311  (nothing here is a secret)
    texts: dict[str, frozenset[int]] = {}
    last = Concordance()
    for step in range(15):
        for number in random.sample(range(200), 60 if step == 0 else random.randrange(8)):
            texts[f"{number:03}-{step}"] = frozenset(random.sample(range(60), random.randrange(12)))
        for key in random.sample(sorted(texts), random.randrange(6)):
            del texts[key]
        keys = sorted(texts)
        found, concordance = concord(keys, _texts(texts), MEASURE, last, str, str)
        anew, _ = concord(keys, _texts(texts), MEASURE, Concordance(), str, str)
        assert [pair[:2] for pair in found] == [pair[:2] for pair in anew]
        last = last if concordance.is_near and random.random() < 0.5 else concordance.whole()


def _texts(texts: dict[str, frozenset[int]]) -> Callable[[str], Text]:
    return lambda key: Text(len(texts[key]), texts[key])
