from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.publish.addresses import host, safe_href, same_page
from tests.casebook import Case, read_cases


@pytest.mark.parametrize("case", read_cases("addresses"), ids=str)
def test_safe_href(case: Case) -> None:
    assert safe_href(case.given) == (None if case.wanted == "none" else case.wanted)


@given(st.one_of(st.text(), st.builds("{}:{}".format, st.sampled_from(["https", "http", "javascript", "mailto"]), st.text())))
def test_a_link_leads_to_the_web_or_to_a_mailbox_and_holds_no_space_or_mark(address: str) -> None:
    href = safe_href(address)
    assert href is None or href.lower().startswith(("http://", "https://", "mailto:"))
    assert href is None or not set(href) & set(' "<>\n\t\r`')
    assert href is None or safe_href(href) == href


def test_no_address_is_no_link() -> None:
    assert safe_href(None) is None
    assert safe_href("") is None


@pytest.mark.parametrize(
    "address",
    ["http://lantern.example/strike/", "https://www.lantern.example/strike#top", "https://lantern.example/strike?utm_source=feed&fbclid=1"],
)
def test_one_page_has_many_spellings(address: str) -> None:
    assert same_page(address) == same_page("https://lantern.example/strike")


@pytest.mark.parametrize(
    "address", ["https://lantern.example/strike?id=2", "https://lantern.example/Strike2", "https://post.example/strike"]
)
def test_other_pages_are_others(address: str) -> None:
    assert same_page(address) != same_page("https://lantern.example/strike")


@given(st.text())
def test_hostile_addresses_are_read(address: str) -> None:
    assert isinstance(same_page(address), str)
    assert isinstance(host(f"https://{address}"), str)


def test_a_page_is_spelt_by_its_host_its_path_and_its_sorted_questions() -> None:
    assert same_page("HTTPS://www.lantern.example/a/?b=2&&utm_source=x&a=1#top") == "lantern.example/a?a=1&b=2"
    assert same_page("http://[") == "http://["
    assert same_page("/a") == "/a?"


def test_an_address_without_a_host_names_none() -> None:
    assert [host(address) for address in ("https://www.lantern.example:80/a", "/a", "http://[")] == ["lantern.example", "", ""]


def test_half_a_character_is_written_as_a_question_mark() -> None:
    assert safe_href("https://lantern.example/a\ud800") == "https://lantern.example/a%3F"
