"""Names upon those that were gathered before: fuller forms, namesakes, acronyms and towns come and go, and all are who they would be."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from sitegen.catalog import catalog
from sitegen.catalog.census import take_census
from sitegen.catalog.couples import find_couples
from sitegen.catalog.doublets import find_doublets
from sitegen.catalog.memory import Memory
from sitegen.catalog.review import count_findings, review
from sitegen.catalog.rules import Authority, EntityRule
from sitegen.catalog.withheld import Withheld
from sitegen.model import AnnotatedArticle, Entity, EntityType, Mention, Quote, Span
from tests.articles import annotated, article, mention, quote

NONE = Withheld(frozenset())
PEOPLE = "Amal Haddad|Amal K. Haddad|A. Haddad|Haddad|Karim Haddad|Amaal Hadad|Han Duk-ho|Han Duk Ho|Ho|Rami Malek|Malek|Mona Malek"
BODIES = "Lake Mercy Council|Lake-Mercy Council|LMC|The Lake Mercy Council|Lower Market Club|Kestrian|Grain Bord|Malek|José|Beirut"
PLACES = "Kestria|Kestrian|Tripoli|Paris|PARIS|Georgia|Birmingham|Aleppo|Syria|Springfield|London|Victoria|Jose|Grain Board|Beirut|Tripoli"
NAMES = [(name, kind) for kind, names in (("person", PEOPLE), ("organization", BODIES), ("place", PLACES)) for name in names.split("|")]
SHORT = {
    "Lake Mercy Council": ("LMC", "Council"),
    "Lower Market Club": ("LMC",),
    "Amal Haddad": ("Haddad", "Mrs.\nHaddad"),
    "Paris": ("PARIS",),
    "Beirut": ("Kestria",),
}
BESIDE = (
    ", a baker in the old town, was there",
    ", Alabama",
    ", Lebanon",
    " asked to be called by the first name",
    " province",
    " came",
    " left",
)
"""What stands behind a name."""
SAYINGS = (
    "The quay is closed.",
    "the Quay is closed?",
    "Nobody at the quay has told us anything about Brandt, and the ice came early.",
    "Nobody at the quay has told us anything about brandt and the ice came early",
    "Nobody at the quay has told us anything about Quill, and the ice came early.",
    "Nobody at the quay has told us anything about quill and the ice came early",
    "Thirty boats were lost in the ice that winter.",
    "Forty boats were lost in the ice that winter.",
)
"""Some are the same words and yet not the same: only a name has a capital, and another name is said of another."""
RULES = (
    EntityRule(1, "Amal Haddad", same_as=("Rami Malek",)),
    EntityRule(1, "Amal Haddad", not_same_as=("A. Haddad", "Haddad")),
    EntityRule(1, "Malek", ignore=True),
    EntityRule(1, "Grain Board", type="place", coordinates=(1.0, 2.0)),
    EntityRule(1, "Paris", aliases=("PARIS",)),
)


def told(seed: int) -> AnnotatedArticle:
    """An article that names a few of them, in this form or that, and quotes one, who may be somebody that it does not name."""
    random = Random(seed)  # noqa: S311  (nothing here is a secret)
    text, mentions = "", []
    for name, kind in random.choices(NAMES, k=random.randrange(1, 6)):
        for _ in range(random.randrange(1, 3)):
            words = random.choice((name, *SHORT.get(name, ())))
            text += "The deputy mayor, "[: random.choice((0, 18))]
            mentions.append(Mention(Span(len(text), len(text) + len(words)), words, kind, name))  # type: ignore[arg-type]
            text += f"{words}{random.choice(BESIDE)}.\n\n"
    speaker = random.choice([mention.entity for mention in mentions] * 3 + ["Haddad", "a woman at the quay", None])
    text += "“The quay is closed.”"
    quotes = (
        Quote(
            f"{seed:012x}",
            "direct",
            (Span(len(text) - 20, len(text) - 1),),
            "The quay is closed.",
            speaker,
            None,
            "a nurse",
            None,
            None,
            0.5,
        ),
    )
    return annotated(article(text, source=f"{seed}.txt"), quotes, tuple(mentions))


Step = tuple[set[int], int]
STEPS = st.lists(st.tuples(st.sets(st.integers(0, 40), max_size=4), st.integers(0, 35)), min_size=2, max_size=8)


@settings(max_examples=150, deadline=None)
@given(st.sets(st.integers(0, 40), min_size=1, max_size=12), STEPS)
def test_who_is_who_upon_any_articles_that_come_and_go(numbers: set[int], steps: list[Step]) -> None:
    drawers: dict[str, bytes] = {}
    for changed, way in steps:
        articles = [told(number) for number in sorted(numbers)]
        authority = Authority(entities=RULES[way % 12 : way % 12 + 1])
        memory = Memory(drawers, {id(one): f"{hash(one):x}" for one in articles[::2]})
        anew = catalog(articles, authority)
        assert catalog(articles, authority, memory=memory) == anew
        assert count_findings(anew.value, (), authority, memory) == len(review(anew.value, (), authority))
        drawers = _left(drawers, memory.left, way)
        numbers = numbers ^ changed or numbers


def _left(last: dict[str, bytes], left: dict[str, bytes], way: int) -> dict[str, bytes]:
    """What is there the next time: what was left, or some of it is lost, cut off or of the time before."""
    there = last | left
    name = sorted(there)[way // 6 % len(there)]
    return {**there, name: (there[name], there[name], there[name], last.get(name, b""), there[name][:-3], b"")[way % 6]}


def test_who_is_who_where_another_headline_or_another_form_of_a_name_is_all_that_changed() -> None:
    first, *rest = [told(number) for number in range(30)]
    memory = Memory()
    catalog([first, *rest], memory=memory)
    for one, is_level in (
        (replace(first, article=replace(first.article, title="Another headline")), True),
        (replace(first, mentions=(structs.replace(first.mentions[0], text="LMC"), *first.mentions[1:])), False),
        (replace(first, mentions=first.mentions[1:]), False),
    ):
        assert take_census([one, *rest], Memory(memory.left)).is_level is is_level
        assert catalog([one, *rest], memory=Memory(memory.left)) == catalog([one, *rest])


COMPARED = [
    *NAMES,
    *(("Tall Ships Trust", "organization"), ("TST", "organization"), ("Tall Ship Trusts", "organization"), ("S.T.", "organization")),
]
SOME = st.lists(st.sampled_from(sorted(set(COMPARED))), unique=True, max_size=20)


@settings(max_examples=150, deadline=None)
@given(st.lists(SOME, min_size=2, max_size=5))
def test_names_are_compared_with_those_that_come_and_go_alone(steps: list[list[tuple[str, EntityType]]]) -> None:
    memory = Memory()
    for step in steps:
        entities = [Entity(name, kind, name, (), ()) for name, kind in sorted(step)]
        memory = Memory(memory.left)
        found = {(entities[one], entities[other]) for one, other in find_couples(entities, {}, memory)}
        assert found == {(one, other) for one, other, _ in find_doublets(entities)}


@pytest.mark.parametrize("secret", ["Amal Haddad", "Grain Board", "Kestria"])
def test_who_is_withheld_once_is_in_no_drawer_and_is_who_they_were_after_it(secret: str) -> None:
    articles = [told(number) for number in range(30)]
    memory = Memory()
    catalog(articles[:20], memory=memory)
    for withheld in (Withheld(frozenset({secret})), NONE, NONE):
        memory = Memory({**memory.last, **memory.left})
        assert catalog(articles, withheld=withheld, memory=memory) == catalog(articles, withheld=withheld)
        articles = articles[3:]


def placing(source: str, *places: tuple[str, str]) -> AnnotatedArticle:
    """An article that writes each of *places* so."""
    of = article("They met in " + " and in ".join(words for words, _ in places) + ".", source=source)
    return annotated(of, mentions=tuple(mention(of, words, name, "place") for words, name in places))


def test_a_town_is_found_through_what_an_article_that_came_calls_a_city() -> None:
    here, there = placing("a", ("Tripoli", "Tripoli"), ("Kestria", "Kestria")), placing("b", ("Kestria", "Beirut"))
    memory = Memory()
    before = catalog([here], memory=memory).value
    after = catalog([here, there], memory=Memory(memory.left)).value
    assert [one.coordinates for one in before.entities if one.name == "Tripoli"] == [None]
    assert after == catalog([here, there]).value
    assert [one.coordinates is None for one in after.entities if one.name == "Tripoli"] == [False]


def saying(source: str, words: str) -> AnnotatedArticle:
    """An article that quotes somebody."""
    of = article(f"“{words}”", source=source)
    return annotated(of, (quote(of, words, id=f"{source:0>12}"),))


def test_words_that_another_text_reports_first_by_now_are_compared_again() -> None:
    named, small, other = (saying(source, words) for source, words in zip("abc", SAYINGS[2:5], strict=True))
    memory = Memory()
    assert [echo.quotes for echo in catalog([named, small, other], memory=memory).value.echoes] == [(f"{'a':0>12}", f"{'b':0>12}")]
    after = catalog([small, other], memory=Memory(memory.left)).value
    assert after == catalog([small, other]).value
    assert [echo.quotes for echo in after.echoes] == [(f"{'b':0>12}", f"{'c':0>12}")]


def test_who_speaks_and_is_not_named_in_the_article_is_nobody_of_the_archive() -> None:
    of = article("“The quay is closed.”", source="b")
    heard = annotated(of, (quote(of, "The quay is closed.", speaker="Paris"),))
    archive = catalog([placing("a", ("Paris", "Paris")), heard]).value
    assert [(report.speaker_type, report.speaker) for report in archive.reports] == [(None, None)]
