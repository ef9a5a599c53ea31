"""Versions: pairs of captures that carry one text, and pairs that do not; and what the keeper decides of them."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.annotate import annotate
from sitegen.catalog.candidates import likely_kin
from sitegen.catalog.rules import ArticleRule
from sitegen.catalog.versions import find_stories
from sitegen.model import AnnotatedArticle, Story
from tests.articles import article
from tests.casebook import CASES as FOLDER
from tests.casebook import Case, read_cases

STOCK = dict(line.split(": ", 1) for line in (FOLDER / "versions_stock.txt").read_text(encoding="utf-8").splitlines())
CASES = read_cases("versions")


def capture(lines: str, number: int = 0) -> AnnotatedArticle:
    """The article that the lines of a case tell of."""
    facts, *keys = lines.splitlines()
    outlet, day, title, url = (None if part == "-" else part for part in (*re.split(r" \| ", facts), "-", "-")[:4])
    paragraphs = [STOCK[key] if key in STOCK else key.removeprefix("+ ") for key in keys]
    published = date.fromisoformat(day) if day else None
    return annotate(article(*paragraphs, source=f"{number}.txt", publication=outlet, published=published, title=title, url=url)).value


def stories(case: Case) -> tuple[Story, ...]:
    return find_stories([capture(lines.strip(), number) for number, lines in enumerate(case.given.split("----\n"))])


def judged(case: Case) -> str:
    found = stories(case)
    return f"{found[0].kinships[0].extent} {found[0].kinships[0].descent}" if found else "apart"


@pytest.mark.parametrize("case", CASES, ids=str)
def test_cases(case: Case) -> None:
    assert judged(case) == case.wanted


STRIKE = "Sound Herald | 2031-05-04 | Forty on the quay\nherald.lead\nherald.two\nherald.three"
THREE = [
    capture(STRIKE, 1),
    capture(STRIKE.replace("Sound Herald", "Northern Post"), 2),
    capture("Sound Herald | 2031-05-09 | The cup\nmatch.lead\nmatch.two", 3),
]


def told(*rules: ArticleRule) -> list[tuple[int, ...]]:
    """Which of the three are put together, by their numbers."""
    numbers = {annotated.article.provenance.accession: number for number, annotated in enumerate(THREE, 1)}
    return [tuple(numbers[one] for one in story.articles) for story in find_stories(THREE, rules)]


def test_the_keeper_joins_what_is_not_alike() -> None:
    assert told() == [(1, 2)]
    assert told(ArticleRule(1, "3.txt", same_as=("1.txt",))) == [(1, 2, 3)]
    assert told(ArticleRule(1, THREE[2].article.provenance.accession, same_as=("1.txt",))) == [(1, 2, 3)]
    joined = find_stories(THREE, [ArticleRule(1, "3.txt", same_as=("1.txt",))])[0].kinships
    assert [kin.is_decided for kin in joined] == [False, True, False]


def test_the_keeper_parts_what_is_alike() -> None:
    assert told(ArticleRule(1, "1.txt", not_same_as=("2.txt",))) == []
    assert told(ArticleRule(1, "3.txt", same_as=("1.txt",)), ArticleRule(2, "3.txt", not_same_as=("2.txt",))) == [(1, 3)]


def test_a_rule_about_an_article_that_is_gone_decides_nothing() -> None:
    assert told(ArticleRule(1, "9.txt", same_as=("1.txt",)), ArticleRule(2, "1.txt", same_as=("9.txt", "1.txt"))) == [(1, 2)]


def test_a_text_of_many_versions_is_one_story_and_not_all_pairs_of_them() -> None:
    many = [capture(STRIKE.replace("Sound Herald", f"Post {number}"), number) for number in range(100)]
    found = find_stories(many)
    assert [len(story.articles) for story in found] == [100]
    assert len(found[0].kinships) < 200


def test_what_all_articles_of_an_outlet_share_does_not_make_all_pairs() -> None:
    box = STOCK["herald.about"] + " " + STOCK["herald.mail"]
    texts = [f"{box} " + " ".join(f"word{number * 40 + place}" for place in range(40)) for number in range(1_000)]
    assert len(likely_kin([*map(str, range(1_000))], lambda key: texts[int(key)])[0]) < 1_100


@given(st.permutations(range(3)))
def test_the_order_of_the_captures_changes_no_group(order: list[int]) -> None:
    found = find_stories([THREE[place] for place in order])
    assert [set(story.articles) for story in found] == [{one.article.provenance.accession for one in THREE[:2]}]
