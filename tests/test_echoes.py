"""Echoes: pairs of reports that are one utterance, and pairs that are two; and how finding them grows."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.catalog.concordance import NOTHING, parted
from sitegen.catalog.echoes import find_echoes
from sitegen.catalog.likeness import resemblance
from sitegen.catalog.rules import QuoteRule
from sitegen.catalog.shingles import revise_shingles
from sitegen.catalog.wording import read_wording
from sitegen.model import EntityType, Quote, Report, Span
from tests.casebook import Case, read_cases

CASES = read_cases("echoes")
MISSED = read_cases("echoes_missed")


def said(number: int, line: str) -> Report:
    """The report of an article of its own: ``Speaker: words``; ``The`` opens an organisation's name, a small letter nobody's."""
    speaker, _, words = line.partition(": ")
    name = None if speaker == "?" else speaker
    quote = Quote(f"{number:012}", "direct", (Span(0, 1),), words, name, name, None, None, "said", 0.9)
    if not name or name[0].islower():
        return Report(f"article-{number}", quote, None, None)
    kind: EntityType = "organization" if name.startswith("The ") else "person"
    return Report(f"article-{number}", quote, kind, "-".join(name.lower().split()))


def are_one(case: Case) -> bool:
    return bool(find_echoes([said(number, line) for number, line in enumerate(case.given.splitlines())]))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_cases(case: Case) -> None:
    assert ("one" if are_one(case) else "two") == case.wanted


def test_precision_and_recall_with_the_pairs_that_are_still_missed() -> None:
    answers = [(are_one(case), case.wanted == "one") for case in [*CASES, *MISSED]]
    found, wanted, right = sum(found for found, _ in answers), sum(wanted for _, wanted in answers), answers.count((True, True))
    assert len(answers) >= 150
    assert right / found >= 0.95
    assert right / wanted >= 0.9


def test_what_is_like_two_that_contradict_does_not_join_them() -> None:
    toll = "people are dead and dozens are missing in the upper valley"
    reports = [said(1, f"?: 12 {toll}"), said(2, f"?: {toll}"), said(3, f"?: 30 {toll}")]
    assert all(not {f"{1:012}", f"{3:012}"} <= set(echo.quotes) for echo in find_echoes(reports))


def test_a_surname_joins_only_one_of_two_who_bear_it() -> None:
    words = "Every child in this street knows the sound of that drone"
    assert [
        len(echo.quotes)
        for echo in find_echoes([said(n, f"{who}: {words}") for n, who in enumerate(("Odo Brandt", "Brandt", "Mara Brandt"))])
    ] == [2]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("4.5 million", "4500000"),
        ("4,500,000", "4500000"),
        ("two hundred and fifty", "250"),
        ("250", "250"),
        ("twenty-five", "25"),
        ("20.5", "20_5"),
        ("a thousand", "1000"),
        ("14 000", "14000"),
    ],
)
def test_a_number_is_one_word_however_it_is_written(text: str, number: str) -> None:
    assert read_wording(text).words == (number,)


def test_the_order_of_the_reports_does_not_matter() -> None:
    for case in CASES:
        turned = Case(case.title, "\n".join(reversed(case.given.splitlines())), case.wanted, case.place)
        assert are_one(turned) == (case.wanted == "one"), case


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_resemblance_is_mutual(one: str, other: str) -> None:
    first, second = read_wording(one), read_wording(other)
    assert resemblance(first, second) == resemblance(second, first)
    assert 0 <= resemblance(first, second).share <= 1


def compared(*texts: str) -> list[tuple[int, int]]:
    made = revise_shingles(NOTHING, (), [" ".join(read_wording(text).words) for text in texts])
    return list(map(parted, made.likely.cast("Q")))


def test_what_shares_three_words_is_compared() -> None:
    assert compared("we will sail tomorrow", "they will sail tomorrow at noon", "nobody will sail today") == [(0, 1)]


def test_a_common_turn_of_speech_does_not_make_all_pairs() -> None:
    random = Random(7)  # noqa: S311  (a spread of words, no secret)
    texts = [f"I do not know {' '.join(random.choice('abcdefgh') * 3 for _ in range(4))} {number}" for number in range(2_000)]
    assert len(compared(*texts)) < 60_000


ALIKE = [
    said(1, "Mara Quill: We will not sail for half the pay."),
    said(2, "Mara Quill: We will not sail for half the pay."),
    said(3, "?: Rain."),
]


def echoes(*rules: QuoteRule) -> list[tuple[str, ...]]:
    return [tuple(id.lstrip("0") for id in echo.quotes) for echo in find_echoes(ALIKE, rules)]


def test_the_keeper_joins_what_is_not_alike() -> None:
    assert echoes() == [("1", "2")]
    assert echoes(QuoteRule(1, f"{3:012}", same_as=(f"{1:012}",))) == [("1", "2", "3")]


def test_the_keeper_parts_what_is_alike() -> None:
    assert echoes(QuoteRule(1, f"{1:012}", not_same_as=(f"{2:012}",))) == []
    assert echoes(QuoteRule(1, f"{1:012}", not_same_as=(f"{3:012}",))) == [("1", "2")]


def test_a_rule_about_a_quote_that_is_gone_decides_nothing() -> None:
    assert echoes(QuoteRule(1, f"{9:012}", same_as=(f"{1:012}",)), QuoteRule(2, f"{1:012}", same_as=(f"{9:012}",))) == [("1", "2")]


def test_an_organisation_and_two_who_speak_for_it_are_not_one() -> None:
    words = "No crew of ours will load that cargo, not today and not for double pay"
    found = find_echoes([said(1, f"The Coastal Union: {words}"), said(2, f"Ivar Sten: {words}"), said(3, f"Jolana Pirc: {words}")])
    assert [len(echo.quotes) for echo in found] == [2]


def test_two_who_say_the_same_say_two_things_each_under_an_id_of_its_own() -> None:
    words = "No crew of ours will load that cargo, not today and not for double pay"
    reports = [
        said(number, f"{name}: {words}")
        for number, name in enumerate(("Ivar Sten", "Ivar Sten", "Jolana Pirc", "Jolana Pirc", "Ivar Sten"))
    ]
    found = find_echoes(reports)
    assert [len(echo.quotes) for echo in found] == [3, 2]
    assert len({echo.id for echo in found}) == 2
    assert found[0].id == find_echoes(reports[:2])[0].id
