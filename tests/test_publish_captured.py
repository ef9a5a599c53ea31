"""What an article's page says of its capturing, and where it sends a reader for another copy."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sitegen.model import Article, Origin
from sitegen.publish.captured import captured, copy_of
from sitegen.publish.tongue import ENGLISH
from tests.articles import article

URL = "https://post.example/2017/ferry?a=1"


def made(moment: str | None, archived: str | None = None, url: str | None = URL) -> Article:
    one = article("The boats sailed on Monday.", url=url)
    origins = (Origin("captured", "WARC record"),) if moment else ()
    return replace(one, provenance=replace(one.provenance, captured=moment, archived=archived), origins=origins)


def test_the_moment_is_told_with_what_says_it() -> None:
    told = captured(made("2017-01-02T03:04:05Z"), ENGLISH)
    assert told is not None
    assert (told.words, told.where) == ("2 January 2017, 03:04 UTC", "WARC record")
    assert captured(made(None), ENGLISH) is None


@pytest.mark.parametrize(
    ("moment", "digits"),
    [("2017-01-02T03:04:05Z", "20170102030405"), ("2017-01-02T00:30:00+01:00", "20170101233000"), ("2017-01-02", "20170102")],
)
def test_a_copy_may_be_near_that_moment(moment: str, digits: str) -> None:
    copy = copy_of(made(moment))
    assert copy is not None
    assert (copy.link.href, copy.is_source) == (f"https://web.archive.org/web/{digits}/{URL}", False)


def test_the_copy_that_was_captured_is_the_copy() -> None:
    address = f"https://archive.example/20170102030405/{URL}"
    copy = copy_of(made("2017-01-02T03:04:05Z", address))
    assert copy is not None
    assert (copy.link.href, copy.link.host, copy.is_source) == (address, "archive.example", True)


@pytest.mark.parametrize(
    ("moment", "archived", "url"),
    [
        (None, None, URL),
        ("2017-01-02", None, None),
        ("2017-01-02", None, "javascript:alert(1)"),
        (None, "javascript:alert(1)", None),
        ("2017-01-02", None, "file:///C:/ferry.html"),
    ],
)
def test_no_link_leads_where_nothing_is_known_or_it_is_not_safe(moment: str | None, archived: str | None, url: str | None) -> None:
    assert copy_of(made(moment, archived, url)) is None
