"""What is said to be near an article and beside it as before is; an edit casts doubt on few."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from sitegen.catalog import catalog
from sitegen.digests import digest
from sitegen.model import AnnotatedArticle, Capture
from sitegen.pipeline import read
from sitegen.publish import lookup as aids
from sitegen.publish import surroundings
from sitegen.publish.dossiers import dossiers, of_articles
from sitegen.publish.lookup import Lookup, look_up
from sitegen.publish.surroundings import around, settled_around

FIRST = ("Ansel", "Mira", "Oda", "Ruben", "Tamsin", "Ilse")
LAST = ("Quorrick", "Tolland", "Vessel", "Harrow", "Kerro", "Brandt")
SAYINGS = 3


def told(number: int) -> AnnotatedArticle:
    """An article about a few people, some of whom come again and again; one in three carries words that others carry."""
    random = Random(number)  # noqa: S311  (nothing here is a secret)
    names = [f"{FIRST[int(6 * random.random() ** 2)]} {LAST[int(6 * random.random() ** 2)]}" for _ in range(3)]
    saying = random.randrange(SAYINGS if number % 3 == 0 else 1000)
    lines = [
        f"The {number}th day on the quay",
        f"{random.randrange(1, 28)} March 2014" if number % 4 else "",
        *(f"{name}, a baker, waits on the quay for the {number}th day. Then {name} went home." for name in names),
        f"“Nobody has told us anything of boat number {saying}, and the river is high,” said {FIRST[saying % 6]} {LAST[saying % 5]}.",
        " ".join(str(random.randrange(10**6)) for _ in range(60)),
    ]
    return read(Capture(f"{number}.txt", "\n\n".join(filter(None, lines)).encode())).value


def _edit(held: list[AnnotatedArticle], others: list[AnnotatedArticle], random: Random) -> None:
    """An article comes, goes, is found to be of another day, or is saved a second time."""
    edit, place = random.randrange(4), random.randrange(len(held))
    if edit == 0:
        held.insert(place, others.pop())
    elif edit == 1:
        others.insert(0, held.pop(place))
    elif edit == 2:
        held[place] = replace(held[place], article=replace(held[place].article, published=date(2010, 1, random.randrange(1, 28))))
    else:
        again = held[place].article
        copy = Capture(f"copy of {again.provenance.source}", f"{again.title}\n\n{again.text}\n\nThe Courier has seen it, too.".encode())
        held.append(read(copy).value)


def _looked_up(held: list[AnnotatedArticle]) -> tuple[Lookup, dict[str, bytes]]:
    lookup = look_up(catalog(list({one.article.provenance.accession: one for one in held}.values())).value, {})
    return lookup, dossiers(lookup, {accession: digest(one) for accession, one in lookup.articles.items()})[0]


@pytest.mark.parametrize("common", [0, 2, 4, 40])
def test_what_is_said_to_be_near_as_before_is(common: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for room in (aids, surroundings):
        monkeypatch.setattr(room, "COMMON", common)
    random = Random(common)  # noqa: S311  (nothing here is a secret)
    articles = list(map(told, range(60)))
    held, others = articles[:40], articles[40:]
    lookup, made = _looked_up(held)
    assert lookup.echoes
    assert any(lookup.near[accession] for accession in lookup.articles)
    claims = 0
    for _ in range(40):
        before, last = lookup, made
        _edit(held, others, random)
        lookup, made = _looked_up(held)
        settled = {name for name, dossier in made.items() if last.get(name) == dossier}
        are_stories_as_ever = (before.stories, before.story_of) == (lookup.stories, lookup.story_of)
        claimed = settled_around(lookup, made, settled, of_articles(last), are_stories_as_ever)
        same = [accession for accession in lookup.articles if around(accession) in claimed]
        assert [lookup.near[accession] for accession in same] == [before.near[accession] for accession in same]
        assert list(map(lookup.beside.get, same)) == list(map(before.beside.get, same))
        claims += len(same)
    assert claims > 30
    assert common < 40 or lookup.stories


def _carrying(saying: str, people: tuple[str, ...], day: int) -> AnnotatedArticle:
    """An article of *day*, in which *people* stand and somebody whom nobody else tells of says *saying*."""
    random = Random(day)  # noqa: S311  (nothing here is a secret)
    lines = [
        f"What was seen on day {day}",
        *(f"{name}, a baker, waits on the quay. Then {name} went home." for name in people),
        f"“{saying},” a woman on the quay said.",
        " ".join(str(random.randrange(10**6)) for _ in range(60)),
    ]
    found = read(Capture(f"{len(people)} {day}.txt", "\n\n".join(lines).encode())).value
    return replace(found, article=replace(found.article, published=date(2014, 3, day)))


def test_who_carries_the_words_of_an_article_that_is_another_is_doubted() -> None:
    saying = "Nobody has told us anything of the boats, and the river is higher than in any year that I remember"
    people = ("Ansel Quorrick", "Mira Tolland", "Oda Vessel")
    here, carrier, beside = _carrying(saying, people, 1), _carrying(saying, (), 2), _carrying("The ferry runs", people, 5)
    lookup, made = _looked_up([here, carrier, beside])
    own = here.article.provenance.accession
    assert [near[0] for near in lookup.near[own]] == [one.article.provenance.accession for one in (carrier, beside)]
    later, drawn = _looked_up([here, replace(carrier, article=replace(carrier.article, published=date(2014, 3, 9))), beside])
    assert lookup.near[own] != later.near[own]
    assert drawn[own] == made[own]  # the order of those who carry the words is what it was
    settled = {name for name, one in drawn.items() if made.get(name) == one}
    assert around(own) not in settled_around(later, drawn, settled, of_articles(drawn), True)  # nor does who stands beside it tell
