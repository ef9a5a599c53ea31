"""Sentences end where a reader would end them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sentences import find_sentences
from tests.casebook import Case, read_cases


@pytest.mark.parametrize("case", read_cases("sentences"), ids=str)
def test_cases(case: Case) -> None:
    assert [case.given[span.start : span.end] for span in find_sentences(case.given)] == case.wanted.splitlines()


@given(st.text(alphabet="aB. \n“”'?!…U)"))
def test_sentences_cover_every_word_once_and_in_order(text: str) -> None:
    spans = find_sentences(text)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert "".join("".join(text[span.start : span.end] for span in spans).split()) == "".join(text.split())


@given(st.text())
def test_no_text_is_too_odd(text: str) -> None:
    for span in find_sentences(text):
        assert text[span.start : span.end].strip() == text[span.start : span.end] != ""
