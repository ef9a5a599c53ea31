"""What is equal to a reader compares equal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitegen.typography import flat, fold, words


def test_marks_accents_case_and_spaces_do_not_count() -> None:
    assert fold("“José’s  plan—now”") == fold('"jose\'s plan-now"')
    assert fold("ŉ") == "'n"
    assert fold("soft\u00adhyphen zero\u200bwidth") == "softhyphen zerowidth"


def test_words_are_folded_and_keep_inner_apostrophes() -> None:
    assert words("“Don’t,” said O’Dell — twice.") == ["don't", "said", "o'dell", "twice"]


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert flat(flat(text)) == flat(text)
