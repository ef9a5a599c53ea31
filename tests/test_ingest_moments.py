"""Moments of capture, as programs write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.ingest.moments import parse_moment
from sitegen.publish.captured import moment_in_words
from sitegen.publish.tongue import ENGLISH


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("20170102030405", "2017-01-02T03:04:05Z"),
        ("20170102030405123", "2017-01-02T03:04:05Z"),
        ("20170102", "2017-01-02"),
        ("2017.01.02-030405", "2017-01-02T03:04:05Z"),
        ("2017-01-02T03:04:05Z", "2017-01-02T03:04:05Z"),
        ("2017-01-02T03:04:05.123456Z", "2017-01-02T03:04:05Z"),
        ("2017-01-02T03:04:05+01:00", "2017-01-02T03:04:05+01:00"),
        ("2017-01-02 03:04", "2017-01-02"),
        ("2017-01-02", "2017-01-02"),
        ("Mon Jan 02 2017 03:04:05 GMT+0100 (Central European Standard Time)", "2017-01-02T03:04:05+01:00"),
        ("Mon Jan 02 2017 03:04:05 GMT-0530", "2017-01-02T03:04:05-05:30"),
        ("Mon, 2 Jan 2017 03:04:05 -0000", "2017-01-02T03:04:05Z"),
        ("Mon, 02 Jan 2017 03:04:05 GMT", "2017-01-02T03:04:05Z"),
        ("2 Jan 2017 03:04 +0200", "2017-01-02T03:04:00+02:00"),
        ("Mon, 2 Jan 2017 03:04:05", "2017-01-02"),
        ("20171302030405", None),
        ("2017-02-30", None),
        ("Mon Foo 02 2017 03:04:05 GMT+0100", None),
        ("2017-01-02T25:04:05Z", None),
        ("0001-01-01T00:00:00+05:00", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_moment_is_read(written: str, moment: str | None) -> None:
    assert parse_moment(written) == moment


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2017-01-02T03:04:05Z", "2 January 2017, 03:04 UTC"),
        ("2017-01-02T03:04:05+01:00", "2 January 2017, 03:04 UTC+01:00"),
        ("2017-01-02", "2 January 2017"),
    ],
)
def test_a_moment_is_written(moment: str, words: str) -> None:
    assert moment_in_words(moment, ENGLISH) == words


@given(
    st.one_of(st.text(max_size=60), st.from_regex(r"[0-9]{4}[-.]?[0-9]{2}[-.]?[0-9]{2}[T -]?[0-9:]{0,8}[+-Z]?[0-9:]{0,5}", fullmatch=True))
)
def test_what_is_read_can_be_written(text: str) -> None:
    moment = parse_moment(text)
    assert moment is None or moment_in_words(moment, ENGLISH)
