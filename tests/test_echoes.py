"""Echoes: pairs of reports that are one utterance, and pairs that are two; and how finding them grows."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.catalog.echoes import find_echoes
from sitegen.catalog.likeness import read_wording, resemblance
from sitegen.catalog.shingles import likely_pairs
from sitegen.model import Quote, Report, Span
from tests.casebook import Case, read_cases

CASES = read_cases("echoes")


def said(number: int, line: str) -> Report:
    """The report of an article of its own: ``Speaker: words``."""
    speaker, _, words = line.partition(": ")
    name = None if speaker == "?" else speaker
    quote = Quote(f"{number:012}", "direct", (Span(0, 1),), words, name, name, None, None, "said", 0.9)
    return Report(f"article-{number}", quote, "person" if name else None, name)


def are_one(case: Case) -> bool:
    return bool(find_echoes([said(number, line) for number, line in enumerate(case.given.splitlines())]))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_cases(case: Case) -> None:
    assert ("one" if are_one(case) else "two") == case.wanted


def test_the_order_of_the_reports_does_not_matter() -> None:
    for case in CASES:
        turned = Case(case.title, "\n".join(reversed(case.given.splitlines())), case.wanted, case.place)
        assert are_one(turned) == (case.wanted == "one"), case


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_resemblance_is_mutual(one: str, other: str) -> None:
    first, second = read_wording(one), read_wording(other)
    assert resemblance(first, second) == resemblance(second, first)
    assert 0 <= resemblance(first, second).share <= 1


def test_what_shares_three_words_is_compared() -> None:
    wordings = [read_wording(text) for text in ("we will sail tomorrow", "they will sail tomorrow at noon", "nobody will sail today")]
    assert set(likely_pairs(wordings)) == {(0, 1)}


def test_a_common_turn_of_speech_does_not_make_all_pairs() -> None:
    random = Random(7)  # noqa: S311  (a spread of words, no secret)
    texts = [f"I do not know {' '.join(random.choice('abcdefgh') * 3 for _ in range(4))} {number}" for number in range(2_000)]
    assert len(list(likely_pairs([read_wording(text) for text in texts]))) < 60_000
