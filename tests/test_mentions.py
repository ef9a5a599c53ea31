"""Names in articles: text-file cases, and properties that hold for any text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.annotate import names
from sitegen.annotate.mentions import find_mentions
from tests.articles import article
from tests.casebook import Case, read_cases

HOSTILE = [
    "A" * 50_000,
    "A. " * 20_000,
    "Al-" * 20_000,
    "Ab " * 20_000,
    "Ab-" * 20_000,
    "Ab of the " * 8_000,
    "the Bank of " * 8_000,
    "Mr. " * 20_000,
    "Ab, a b " * 8_000,
    "(" * 50_000 + "AB",
    "X’s " * 20_000,
    "Kim Ab - ab " * 8_000,
    "Amal, Karim and Peru, " * 8_000,
    "".join(f"Name{number} Haddad said. " for number in range(8_000)),
]


@pytest.mark.parametrize("case", read_cases("mentions"), ids=str)
def test_cases(case: Case) -> None:
    found = find_mentions(article(case.given))
    lines = [f"{m.type} {m.text}" + (f" [{m.entity}]" if m.entity != m.text else "") for m in found]
    assert "\n".join(lines) == case.wanted


def test_the_names_of_a_dateline_are_places() -> None:
    body = article("TAVRIN, Karvelia — The mayor asked Karvelia to open the gates.", dateline="TAVRIN, Karvelia")
    assert [(m.text, m.type) for m in find_mentions(body)] == [("TAVRIN", "place"), ("Karvelia", "place"), ("Karvelia", "place")]


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Amal", "Haddad", "Mr.", "the", "U.N.", "of", "Bank", "al-Din", ",", "—", "said", "’s", "\n\n", "(ABC)", "É", "İ", "ß"]
        )
    )
)
def test_spans_point_at_their_words_in_order(words: list[str]) -> None:
    body = article(" ".join(words))
    mentions = find_mentions(body)
    assert [body.text[m.span.start : m.span.end] for m in mentions] == [m.text for m in mentions]
    assert all(one.span.end <= other.span.start for one, other in pairwise(mentions))
    assert all(m.entity.strip() for m in mentions)


@settings(deadline=None)
@given(st.text())
def test_any_text_is_read(text: str) -> None:
    for mention in find_mentions(article(text)):
        assert text[mention.span.start : mention.span.end] == mention.text


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_hostile_text_is_read_in_time(text: str) -> None:
    find_mentions(article(text))


@pytest.mark.parametrize("sentence", ["They flew to {} on Monday.", "In {}, ministers met.", "The {} delegation left."])
def test_every_country_and_state_is_a_place(sentence: str) -> None:
    known = sorted(name for name in names.COUNTRIES if name[0].isupper() and "," not in name and " and " not in name and len(name) > 3)
    wrong = []
    for name in known:
        found = [(mention.text, mention.type) for mention in find_mentions(article(sentence.format(name)))]
        if (name, "place") not in found:
            wrong.append((name, found))
    assert len(known) > 250
    assert len(wrong) <= len(known) * 0.02, wrong
