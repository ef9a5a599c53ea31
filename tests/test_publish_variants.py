from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.publish.variants import differing, is_same


@pytest.mark.parametrize(
    ("wording", "other", "wanted"),
    [
        ("“We will not sail.”", "“We will not sail,”", "“We will not sail.”"),
        ("We shall not sail", "We will not sail", "We <b>shall</b> not sail"),
        ("We will not sail tonight & <never>", "We will not sail", "We will not sail <b>tonight &amp; &lt;never</b>&gt;"),
        ("We’ll sail", "we'll sail", "We’ll sail"),
        ("sail", "We will sail", "sail"),
    ],
)
def test_words_that_the_other_has_not_are_marked(wording: str, other: str, wanted: str) -> None:
    assert differing(wording, other) == wanted
    assert is_same(wording, other) == (wanted == differing(wording, wording) and differing(other, wording) == differing(other, other))


@given(st.text("ab <&”’"), st.text("ab <&”’"))
def test_marking_changes_no_word(wording: str, other: str) -> None:
    assert unescape(re.sub("</?b>", "", differing(wording, other))) == wording


def test_a_very_long_wording_is_left_whole() -> None:
    assert differing("word " * 601, "other") == "word " * 601
