"""Ingest: cases for every shape of capture, and what holds for any capture."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.errors import CaptureError
from sitegen.ingest import ingest
from sitegen.ingest.guards import chose_beside
from sitegen.ingest.parsed import parse_units
from sitegen.ingest.pictures import caption_in_alt
from sitegen.ingest.stretch import choose_story
from sitegen.ingest.tree import parse
from sitegen.ingest.units import Unit
from sitegen.ingest.walk import walk
from sitegen.ingest.written import read_written
from sitegen.model import Article, Capture
from tests.casebook import Case, read_cases
from tests.rendered import rendered

CASES = [
    (case, suffix)
    for name, suffix in (("text", ".txt"), ("html", ".html"), ("saved", ".html"), ("markdown", ".md"))
    for case in read_cases(f"ingest_{name}")
]
BODY = ("paragraph", "list", "blockquote")
PASTES = st.text(alphabet="abcAB .,:“”?!\n-’", max_size=400)
PAGES = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<div>",
            "</div>",
            "<li>",
            "<b>",
            "<br>",
            "<h2>",
            "</h2>",
            "<table><tr><td>",
            "<blockquote>",
            "One boat sank. ",
            "Two",
            "<a href='x'>",
            "</a>",
        ]
    ),
    max_size=60,
).map("".join)


MARKS = [
    "\n",
    "\n\n",
    "# ",
    "## ",
    "#",
    "> ",
    "- ",
    "* ",
    "1. ",
    "---",
    "===",
    "```",
    "~~~",
    "<b>",
    "[x]: /y ",
    "[x](/y) ",
    "_five_",
    "*six*",
    "  ",
    "    ",
    "\t",
    "\\",
    "&amp;",
    "\xa0",
]
NOTES = st.lists(
    st.sampled_from([*MARKS, "One boat sank.", "Two", "“Three,” she said.", "(four)", "a | b", "| a |", "|--|--|"]), max_size=24
).map("".join)


def read(source: str, text: str) -> Article:
    return ingest(Capture(source, text.encode())).value


@given(NOTES)
@settings(max_examples=400, deadline=None)
def test_plain_markdown_is_read_as_the_parser_reads_it(text: str) -> None:
    def shown(units: list[Unit]) -> list[tuple[object, ...]]:
        return [(unit.text, unit.zones, unit.anchors, unit.heading, unit.hidden, unit.element.tag) for unit in units]

    assert shown(read_written(text)) == shown(parse_units(text))


@pytest.mark.parametrize(("case", "suffix"), CASES, ids=[str(case) for case, _ in CASES])
def test_case(case: Case, suffix: str) -> None:
    assert rendered(read(f"case{suffix}", case.given)) == case.wanted


def offsets_are_true(article: Article) -> None:
    body = [block for block in article.blocks if block.kind in BODY]
    assert article.text == "\n\n".join(block.text for block in body)
    for block in article.blocks:
        assert (block.start is not None) == (block.kind in BODY)
        if block.start is not None:
            assert article.text[block.start : block.start + len(block.text)] == block.text
        for link in block.links:
            assert 0 <= link.start < link.end <= len(block.text)


@given(PASTES)
def test_a_paste_loses_no_word(text: str) -> None:
    try:
        article = read("paste.txt", text)
    except CaptureError:
        assert not any(c.isalnum() for c in text)
        return
    offsets_are_true(article)
    kept = " ".join([block.text + (block.credit or "") for block in article.blocks] + [removed.text for removed in article.removed])
    for line in text.split("\n"):
        words = ["".join(filter(str.isalnum, word)) for word in line.split()]
        if len([word for word in words if word]) >= 3:
            assert all(word in "".join(filter(str.isalnum, kept)) for word in words)


@settings(deadline=None, max_examples=60)
@given(PAGES)
def test_a_page_has_true_offsets_and_says_the_same_twice(markup: str) -> None:
    page = f"<html><body>{markup}</body></html>"
    try:
        article = read("page.html", page)
    except CaptureError as error:
        assert error.path == "page.html"  # noqa: PT017  a page without a word
        return
    offsets_are_true(article)
    assert read("page.html", page) == article


MARKS = [
    *"[]()*_`>|\\!&{}#\n",
    "\n\n",
    "- ",
    "1. ",
    "\n## ",
    "](/x)",
    "```\n",
    "\n---\n",
    "::: side\n",
    "\n:::\n",
    "| a | b |\n",
    "<!--",
    "-->",
]
TAGS = ["<div>", "</div>", "<li>", '<a href="x">', "</a>", "<noscript>", "</noscript>", "<table>", "<tr>", "<td>", "</tr>"]
DEBRIS = st.lists(st.sampled_from([*MARKS, *TAGS, "One boat sank. ", "Two "]), max_size=60).map("".join)


@settings(deadline=None, max_examples=200)
@given(DEBRIS)
def test_markdown_has_true_offsets_and_says_the_same_twice(text: str) -> None:
    try:
        article = read("page.md", text)
    except CaptureError as error:
        assert error.path == "page.md"  # noqa: PT017  a page without a word
        return
    offsets_are_true(article)
    assert read("page.md", text) == article


@pytest.mark.parametrize(
    "mark", ["[", "![", "<a", "<div>", "*", "`", "](", "> ", "- ", "|", "\\", "<!--", "{.x", "\n```\n", "<noscript>\n", "::: x\n"]
)
def test_marks_without_end_keep_the_words_and_take_no_time(mark: str) -> None:
    begin = time.process_time()
    article = read("deep.md", mark * 5000 + "\n\nThe ferry sank slowly in the fog, and nobody on the quay saw it go down.")
    assert "The ferry sank slowly in the fog" in " ".join(block.text for block in article.blocks)
    assert time.process_time() - begin < 5


def test_open_brackets_leave_the_links_where_they_are() -> None:
    begin = time.process_time()
    text = (
        "<p>"
        + "[ " * 4000
        + "A boat [sank](https://arden.example/sank) in ![ the fog and [nobody](https://arden.example/nobody) saw it. " * 800
    )
    article = read("deep.md", text)
    assert {block.text[link.start : link.end] for block in article.blocks for link in block.links} == {"sank", "nobody"}
    assert time.process_time() - begin < 5


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (bytes(range(32)) * 40, "not text"),
        (b"-- ... !!", "no words"),
        (b"<html><head><title>x</title></head><body></body></html>", "shows no text"),
        (b"x" * 20_000_001, "too large"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, says: str) -> None:
    with pytest.raises(CaptureError, match=says) as raised:
        ingest(Capture("folder/bad.html", content))
    assert raised.value.path == "folder/bad.html"
    assert raised.value.hint


@pytest.mark.parametrize("nesting", ["<div>", "<b>", "<table><tr><td>", "<blockquote>", "<ul><li>"])
def test_nesting_without_end_keeps_the_words(nesting: str) -> None:
    article = read("deep.html", "<html><body>" + nesting * 5000 + "The ferry sank slowly in the fog.")
    assert "The ferry sank slowly in the fog." in article.text


@pytest.mark.parametrize(
    ("encoding", "declared"), [("utf-8", ""), ("utf-16", ""), ("cp1252", ""), ("iso8859-2", "iso-8859-2"), ("cp1251", "windows-1251")]
)
def test_any_encoding(encoding: str, declared: str) -> None:
    sentence = {"iso8859-2": "Žena čeká na loď.", "cp1251": "Лодка ждёт у причала."}.get(encoding, "The café’s boat waits – as ever.")
    meta = f'<meta charset="{declared}">' if declared else ""
    article = ingest(Capture("page.html", f"<html><head>{meta}</head><body><p>{sentence}</p></body></html>".encode(encoding))).value
    assert article.text == sentence


def test_doubt_is_said() -> None:
    noted = ingest(Capture("paste.txt", b"The boats sailed on a Tuesday and nobody saw them leave."))
    assert [note.code for note in noted.notes] == ["untitled", "undated", "no-byline"]
    assert noted.value.title_is_derived
    assert noted.value.published is None


@pytest.mark.filterwarnings("error")
def test_a_caption_that_begins_as_xml_does_is_read_without_a_word() -> None:
    assert caption_in_alt({"alt": '<?xml version="1.0"?><span>A ferry leaves.</span>'}) == "A ferry leaves."


def test_where_a_fact_was_found_is_kept() -> None:
    stamp = '<meta property="article:published_time" content="2016-03-05T10:00:00Z">'
    page = f'<html lang="en"><head><title>The boats sail</title>{stamp}</head><body><p>They sailed at noon.</p></body></html>'
    origins = {origin.field: origin.where for origin in read("page.html", page).origins}
    assert origins == {"language": "html lang", "published": "meta article:published_time", "title": "title"}


def test_a_choice_beside_the_story_is_told_by_the_story_that_it_leaves_out() -> None:
    story = "<p>" + "The ferry to Lund sailed at noon and came back at night, with more passengers than it had taken. " * 6 + "</p>"
    tree = parse(f"<html><body><div>{story}</div><ul><li>Partner one counts visits for a year.</li></ul></body></html>")
    assert tree is not None
    units = walk(tree)
    own = choose_story(units)
    assert own == [True, False]
    assert chose_beside(units, [False, True], own)
    assert not chose_beside(units, [True, True], own)
    assert not chose_beside(units, own, [False, True])
