"""Quotes are found, joined and told from what only stands in marks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.annotate import annotate
from sitegen.model import Quote
from tests.articles import article
from tests.casebook import Case, read_cases

MARKS = "ab A,.?!“”‘’\"'«»—:\n"
CUES = ["said", "Ann Lee", "he", "she", "told", "that", "the mayor", "who", "and", "according to", "Q.", "LEE:", "Mr.", "  ", "\n\n"]


def _written(quote: Quote, text: str) -> str:
    return f"{quote.kind}: " + " / ".join(text[span.start : span.end] for span in quote.segments)


def quotes_of(text: str) -> tuple[Quote, ...]:
    return annotate(article(*text.split("\n\n"))).value.quotes


@pytest.mark.parametrize("case", read_cases("quotes"), ids=str)
def test_cases(case: Case) -> None:
    found = [_written(quote, case.given) for quote in quotes_of(case.given) if quote.is_verbatim]
    assert found == case.wanted.splitlines()


def _check(text: str) -> None:
    quotes = quotes_of(text)
    direct = [span for quote in quotes if quote.is_verbatim for span in quote.segments]
    assert all(before.end <= after.start for before, after in pairwise(direct))
    assert len({quote.id for quote in quotes}) == len(quotes)
    for quote in quotes:
        assert " ".join(text[span.start : span.end] for span in quote.segments) == quote.text != ""
        assert 0 <= quote.confidence <= 1
        assert (quote.speaker is None) == (quote.confidence == 0)


@settings(deadline=None)
@given(st.text(alphabet=MARKS))
def test_offsets_point_at_the_words_between_any_marks(text: str) -> None:
    _check(text)


@settings(deadline=None)
@given(st.lists(st.sampled_from(CUES) | st.text(alphabet=MARKS, max_size=4), max_size=30))
def test_offsets_point_at_the_words_around_any_cue(words: list[str]) -> None:
    _check(" ".join(words))


@settings(deadline=None)
@given(st.text())
def test_no_text_is_too_odd(text: str) -> None:
    _check(text)


@settings(deadline=None)
@given(st.text(alphabet=MARKS))
def test_the_same_text_gives_the_same_quotes(text: str) -> None:
    assert quotes_of(text) == quotes_of(text)


def test_equal_words_have_ids_of_their_own_that_their_place_decides() -> None:
    text = "“We are ready,” Ann Lee said.\n\n“We are ready,” Bob Ross said."
    first, second = quotes_of(text)
    assert first.id != second.id
    assert (first.id, second.id) == tuple(quote.id for quote in quotes_of(text))


def test_a_speaker_not_identified_is_noted() -> None:
    result = annotate(article("Ann Lee met Bob Ross at the port.", "“Nobody told us anything about the water at all.”", "“It was cold.”"))
    assert {note.code for note in result.notes} <= {"speaker-unknown"}
    assert all(note.source == "story.txt" for note in result.notes)
