from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from sitegen.publish.activity import activity
from sitegen.publish.tongue import ENGLISH


@pytest.mark.parametrize(
    ("mentioned", "unit", "bars"),
    [
        ([date(2031, 5, 1), date(2031, 5, 1), date(2031, 5, 3)], "day", [("1 May 2031", 2), ("2 May 2031", 0), ("3 May 2031", 1)]),
        (
            [date(2031, 11, 30), date(2032, 2, 1)],
            "month",
            [("November 2031", 1), ("December 2031", 0), ("January 2032", 0), ("February 2032", 1)],
        ),
        ([date(1990, 1, 1), date(2001, 1, 1)], "year", [(str(year), int(year in (1990, 2001))) for year in range(1990, 2002)]),
    ],
)
def test_bars_have_no_gap(mentioned: list[date], unit: str, bars: list[tuple[str, int]]) -> None:
    drawn = activity(Counter(mentioned), ENGLISH)
    assert drawn is not None
    assert drawn.unit == unit
    assert [(bar.label, bar.count) for bar in drawn.bars] == bars
    assert max(bar.height for bar in drawn.bars) == 100


@pytest.mark.parametrize("mentioned", [[], [date(2031, 5, 1)] * 3])
def test_one_day_is_no_course_of_time(mentioned: list[date]) -> None:
    assert activity(Counter(mentioned), ENGLISH) is None
