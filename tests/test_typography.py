"""What is equal to a reader compares equal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitegen.typography import flat, fold, printable, printable_bytes, words


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


def test_no_character_that_pages_may_not_hold_passes_as_bytes() -> None:
    around = ("a·“{}“é漢", "{}")
    for character in map(chr, (*range(0x3000), *range(0xD7F0, 0x10010), 0x10FFFF)):
        for text in (frame.format(character) for frame in around):
            assert printable_bytes(text) == printable(text).encode(), ascii(text)


@given(st.text(st.characters(codec=None)))
def test_texts_are_as_printable_in_bytes(text: str) -> None:
    assert printable_bytes(text) == printable(text).encode()
