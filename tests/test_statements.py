"""Dated statements: text-file cases, and properties that hold for any text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from sitegen.annotate.statements import find_statements
from sitegen.model import Span
from tests.articles import article, quote
from tests.casebook import Case, read_cases

PUBLISHED = date(2031, 5, 7)


@pytest.mark.parametrize("case", read_cases("statements"), ids=str)
def test_cases(case: Case) -> None:
    made = article(case.given, published=PUBLISHED)
    lines = [
        f"{one.day} {one.precision} {'reckoned' if one.is_reckoned else 'written'}: {case.given[one.words.start : one.words.end]}"
        for one in find_statements(made, ())
    ]
    assert "\n".join(lines) == case.wanted


def test_an_undated_article_reckons_nothing() -> None:
    made = article("It fell on Monday. It fell on May 4. It fell on May 4, 2031. It fell yesterday.")
    assert [made.text[one.words.start : one.words.end] for one in find_statements(made, ())] == ["May 4, 2031"]


def test_the_sentence_stands_around_its_day() -> None:
    made = article("Rain fell. The bridge fell on 13 December 2029, he said. Rain fell.", published=PUBLISHED)
    (one,) = find_statements(made, ())
    assert made.text[one.sentence.start : one.sentence.end] == "The bridge fell on 13 December 2029, he said."


def test_a_speaker_counts_from_another_day() -> None:
    made = article("“We left on Monday, after May 4, 2030,” he said. They came back on Tuesday.", published=PUBLISHED)
    said = quote(made, "We left on Monday, after May 4, 2030,")
    days = [made.text[one.words.start : one.words.end] for one in find_statements(made, (said,))]
    assert days == ["May 4, 2030", "Tuesday"]
    assert len(find_statements(made, (structs.replace(said, kind="indirect"),))) == 3


@given(st.text(alphabet=st.sampled_from("May 4,20319thonMondayTuesday. \n“”’-"), max_size=200), st.dates())
def test_statements_lie_in_order_within_their_sentences(text: str, published: date) -> None:
    made = article(text, published=published)
    found = find_statements(made, ())
    assert list(found) == sorted(found, key=lambda one: one.words.start)
    for one in found:
        assert 0 <= one.sentence.start <= one.words.start < one.words.end <= one.sentence.end <= len(text)


@pytest.mark.parametrize("text", ["May 4 " * 20_000, "Monday " * 20_000, "in 2011 " * 20_000, "4 4 4 " * 20_000, "yesterday. " * 20_000])
def test_hostile_repeats_are_read_in_bounded_time(text: str) -> None:
    assert Span(0, 1) not in [one.words for one in find_statements(article(text, published=PUBLISHED), ())]


@pytest.mark.parametrize("published", [date.min, date.max])
def test_no_day_is_reckoned_beyond_the_calendar(published: date) -> None:
    text = "It rained last Friday. It rained on Monday. It rained yesterday. It will rain on Monday. It will rain tomorrow. May 31 was dry."
    assert all(date.min <= one.day <= date.max for one in find_statements(article(text, published=published), ()))
