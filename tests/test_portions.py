"""A name that very many articles mention has its page cut into leaves: each thing stands on one of them, in its order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitegen.model import Report
from sitegen.publish.portions import ARTICLES_OF_LEAF, QUOTES_OF_LEAF, Key, cut_up, on_leaf, portions
from tests.articles import article, quote

TEXT = "“We sold the boats,” said Ada Lorn, who said that they were old."
SPOKEN, TOLD = quote(article(TEXT), "We sold the boats,"), quote(article(TEXT), "they were old", kind="indirect")
KEYS: tuple[Key, Key, Key] = (("person", "ada-lorn"), ("place", "ostrel"), ("person", "tom-reed"))


def _accessions(number: int) -> tuple[str, ...]:
    return tuple(f"{count:012x}" for count in range(number))


def _reports(spoken: int, told: int) -> list[Report]:
    return [Report("0" * 12, one, None, None) for one in (*[SPOKEN] * spoken, *[TOLD] * told)]


@given(st.integers(0, 5 * ARTICLES_OF_LEAF), st.integers(0, 3 * QUOTES_OF_LEAF), st.integers(0, 3 * QUOTES_OF_LEAF))
def test_each_thing_stands_on_one_leaf(articles: int, spoken: int, told: int) -> None:
    cut = list(cut_up(_accessions(articles), _reports(spoken, told)))
    assert tuple(one for leaf in cut for one in leaf.articles) == _accessions(articles)
    assert [one for leaf in cut for one in leaf.quotes] == [SPOKEN.id] * spoken
    assert [one for leaf in cut for one in leaf.said] == [TOLD.id] * told
    assert {(leaf.leaves, leaf.said_total) for leaf in cut} == {(len(cut), told)}
    assert all(len(leaf.articles) <= ARTICLES_OF_LEAF and max(len(leaf.quotes), len(leaf.said)) <= QUOTES_OF_LEAF for leaf in cut)
    assert len(cut) == 1 or cut[-1].articles or cut[-1].quotes or cut[-1].said


def test_only_what_is_on_several_leaves_has_portions() -> None:
    few, many, speaker = KEYS
    mentioned = {few: _accessions(ARTICLES_OF_LEAF), many: _accessions(2 * ARTICLES_OF_LEAF + 1), speaker: _accessions(1)}
    said = {few: _reports(QUOTES_OF_LEAF, 0), speaker: _reports(QUOTES_OF_LEAF, QUOTES_OF_LEAF + 1)}
    found = portions(mentioned, said)
    assert list(found) == [on_leaf(key, leaf) for key, leaves in ((many, 3), (speaker, 2)) for leaf in range(1, leaves + 1)]
    assert [len(found["place", f"ostrel.{leaf}"].articles) for leaf in (1, 2, 3)] == [ARTICLES_OF_LEAF, ARTICLES_OF_LEAF, 1]
    assert found["person", "tom-reed.2"].said == (TOLD.id,)


def test_many_words_of_both_kinds_that_fit_on_one_leaf_are_not_cut() -> None:
    assert portions({KEYS[0]: _accessions(1)}, {KEYS[0]: _reports(QUOTES_OF_LEAF, QUOTES_OF_LEAF)}) == {}
