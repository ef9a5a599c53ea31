from __future__ import annotations

from datetime import date

import pytest

from sitegen.publish.tongue import ENGLISH
from sitegen.publish.wording import certainty
from tests.invented_archive import quote


@pytest.mark.parametrize(("number", "wanted"), [(0, "0 quotes"), (1, "1 quote"), (2100, "2,100 quotes")])
def test_counted(number: int, wanted: str) -> None:
    assert ENGLISH.counted(number, "quote") == wanted


def test_counted_with_another_plural() -> None:
    assert ENGLISH.counted(2, "person", "people") == "2 people"


@pytest.mark.parametrize(("parts", "wanted"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_listed(parts: list[str], wanted: str) -> None:
    assert ENGLISH.listed(parts) == wanted


@pytest.mark.parametrize(
    ("days", "wanted"),
    [
        ([], None),
        ([date(2031, 5, 4)], "4 May 2031"),
        ([date(2031, 5, 7), date(2031, 5, 4)], "4–7 May 2031"),
        ([date(2031, 4, 30), date(2031, 5, 4)], "30 April – 4 May 2031"),
        ([date(2030, 12, 31), date(2031, 1, 1)], "31 December 2030 – 1 January 2031"),
    ],
)
def test_span_of(days: list[date], wanted: str | None) -> None:
    assert ENGLISH.span_of(days) == wanted


@pytest.mark.parametrize(("confidence", "wanted"), [(0.97, "Clear: "), (0.9, "Clear: "), (0.8, "Likely: "), (0.3, "Uncertain: ")])
def test_certainty(confidence: float, wanted: str) -> None:
    said = certainty(quote("“No.”", "No.", speaker="Mara Quill", confidence=confidence), ENGLISH)
    assert said.startswith(wanted)
    assert f"{round(100 * confidence)} of 100" in said
    assert ("Check the article" in said) == (confidence < 0.9)


def test_no_speaker_is_no_certainty() -> None:
    assert "no speaker is given" in certainty(quote("“No.”", "No."), ENGLISH)
