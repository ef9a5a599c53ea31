from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from sitegen.publish.weave import NOTHING, Thread, weave
from tests.casebook import Case, read_cases

TEXTS = st.text(alphabet="ab <>&\"'“”é\n", max_size=30)
THREADS = st.lists(
    st.builds(
        Thread,
        st.integers(-2, 32),
        st.integers(-2, 32),
        st.sampled_from(["a", "b", "span"]),
        st.just((("id", "x"),)),
        st.sampled_from([NOTHING, Markup("<a class='knot'></a>")]),
    ),
    max_size=8,
)


class _Reader(HTMLParser):
    """The text of a page, how deep elements stand in their like, and whether tags nest."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.stack, self.links_in_links = "", [""], 0
        self.feed(str(html))  # a Markup would escape what is added to it
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  (HTMLParser names it)
        self.links_in_links += tag == "a" and "a" in self.stack
        self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def _thread(line: str, text: str) -> Thread:
    head, _, words = line.partition(" | ")
    tag, *rest = head.split(" ")
    attributes = tuple((name, value) for name, equals, value in (part.partition("=") for part in rest) if equals)
    start = text.index(words)
    return Thread(start, start + len(words), tag, attributes, Markup("(¶)") if "knot" in rest else NOTHING)


@pytest.mark.parametrize("case", read_cases("weave"), ids=str)
def test_weave(case: Case) -> None:
    text, *lines = case.given.split("\n")
    assert weave(text, [_thread(line, text) for line in lines]) == case.wanted


@given(TEXTS, THREADS)
def test_stripping_the_tags_gives_the_text_back(text: str, threads: list[Thread]) -> None:
    assert _Reader(weave(text, threads)).text == text


@given(TEXTS, THREADS)
def test_tags_nest_and_no_link_stands_in_a_link(text: str, threads: list[Thread]) -> None:
    reader = _Reader(weave(text, threads))
    assert reader.stack == [""]
    assert reader.links_in_links == 0


@given(TEXTS, THREADS)
def test_each_element_keeps_its_id_once(text: str, threads: list[Thread]) -> None:
    woven = weave(text, [thread for thread in threads if thread.tag != "a"])
    kept = [thread for thread in threads if thread.tag != "a" and 0 <= thread.start < thread.end <= len(text)]
    assert woven.count(' id="x"') == len(kept)
    assert woven.count("class='knot'") == sum(bool(thread.knot) for thread in kept)


@given(TEXTS, st.integers(0, 20), st.integers(1, 9))
def test_an_element_holds_its_words(text: str, start: int, length: int) -> None:
    if start + length <= len(text):
        before, _, rest = weave(text, [Thread(start, start + length, "b")]).partition("<b>")
        inside, _, _ = rest.partition("</b>")
        assert (_Reader(before).text, _Reader(inside).text) == (text[:start], text[start : start + length])


def test_a_knot_is_tied_once_where_elements_cross() -> None:
    crossing = [Thread(0, 2, "q", (), Markup("¶")), Thread(1, 3, "b"), Thread(2, 4, "i")]
    assert weave("abcd", crossing) == "<q>a<b>b</b></q>¶<b><i>c</i></b><i>d</i>"


def test_a_knot_waits_for_a_link_to_end_and_for_nothing_else() -> None:
    given = [Thread(0, 8, "b"), Thread(1, 4, "a"), Thread(2, 3, "q", (), Markup("¶"))]
    assert weave("abcdefgh", given) == "<b>a<a>b<q>c</q>d</a>¶efgh</b>"


def test_an_element_that_goes_on_has_all_but_its_id_again() -> None:
    attributes = (("class", "c"), ("id", "x"), ("title", "t"))
    given = [Thread(0, 2, "q"), Thread(1, 3, "b", attributes)]
    assert weave("abc", given) == '<q>a<b class="c" id="x" title="t">b</b></q><b class="c" title="t">c</b>'


def test_a_link_is_held_against_the_one_before_it() -> None:
    given = [Thread(0, 1, "a"), Thread(2, 3, "a"), Thread(4, 6, "a"), Thread(5, 7, "a"), Thread(7, 8, "a")]
    assert weave("abcdefgh", given) == "<a>a</a>b<a>c</a>d<a>ef</a>g<a>h</a>"


def test_links_that_touch_both_stay_and_of_those_that_meet_the_first_given() -> None:
    assert weave("abcd", [Thread(0, 2, "a"), Thread(2, 4, "a"), Thread(1, 3, "b")]) == "<a>a<b>b</b></a><b><a>c</a></b><a>d</a>"
    assert weave("abcdefgh", [Thread(0, 2, "a"), Thread(4, 6, "a"), Thread(5, 7, "a")]).count("<a>") == 2


def test_a_link_that_goes_takes_nothing_with_it_that_was_given_after_it() -> None:
    given = [Thread(0, 4, "a"), Thread(1, 3, "a"), Thread(2, 6, "i"), Thread(6, 8, "a"), Thread(4, 8, "b")]
    assert weave("abcdefgh", given) == "<a>ab<i>cd</i></a><i><b>ef</b></i><b><a>gh</a></b>"


def test_attributes_stand_apart_and_end_nowhere_but_at_their_mark() -> None:
    woven = weave("ab", [Thread(0, 1, "a", (("href", "?x=1&y=\"'<b>"), ("class", "web")))])
    assert woven == '<a href="?x=1&amp;y=&quot;&#x27;&lt;b&gt;" class="web">a</a>b'


def test_what_lies_outside_of_the_text_or_holds_nothing_is_not_woven() -> None:
    assert weave("abc", [Thread(1, 1, "b"), Thread(-1, 2, "b"), Thread(2, 4, "b"), Thread(2, 1, "b"), Thread(3, 3, "b")]) == "abc"
    assert weave("abc", [Thread(0, 3, "b")]) == "<b>abc</b>"
