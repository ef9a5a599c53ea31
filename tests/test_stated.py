"""What the keeper states: front matter, the sidecar file, and what is said of their faults."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.ingest import ingest
from sitegen.ingest.front_matter import take_front_matter
from sitegen.ingest.sidecar import LARGEST, read_sidecar
from sitegen.ingest.stated import Statement, read_statement
from sitegen.model import Article, Capture, Note

BODY = "PORT ARDEN — The ferry strike is almost over.\n\nCrews and owners met in the harbor office on Monday, and spoke of a deal.\n"
PAGE = f"<html lang='fr'><head><title>Boats idle</title></head><body><h1>Boats idle</h1><p>By Li Wei</p><p>{BODY}</p></body></html>"


def read(text: str, sidecar: str = "", source: str = "march/ferry.txt") -> tuple[Article, list[Note]]:
    noted = ingest(Capture(source, text.encode(), sidecar.encode()))
    return noted.value, [note for note in noted.notes if note.code in ("sidecar", "front-matter")]


def told(notes: list[Note]) -> list[tuple[str, str, int | None]]:
    assert {note.severity for note in notes} <= {"warning"}
    assert all(note.hint for note in notes)
    return [(note.source, note.message, note.line) for note in notes]


def test_the_sidecar_wins_over_front_matter_and_both_over_the_capture() -> None:
    article, notes = read(
        f"---\ntitle: Front\nsection: Harbor\n---\nBy Li Wei, New York Times–\n\n{BODY}", 'title = "Beside"\nauthor = "Ana Reyes"\n'
    )
    assert (article.title, article.title_is_derived, article.section, notes) == ("Beside", False, "Harbor", [])
    assert (article.authors, article.byline, article.publication) == (("Ana Reyes",), None, "The New York Times")
    origins = {origin.field: origin.where for origin in article.origins}
    assert (origins["title"], origins["authors"], origins["section"]) == ("sidecar file", "sidecar file", "front matter")
    assert "byline" not in origins


def test_a_sidecar_speaks_for_a_web_page() -> None:
    sidecar = 'title = "Ferries idle"\ndate = 2014-03-12T23:30:00-05:00\nupdated = "March 14, 2014"\nlanguage = "en"\nurl = "https://mail.example/a"'
    article, notes = read(PAGE, sidecar, "ferry.html")
    assert (article.title, article.published, article.updated) == ("Ferries idle", date(2014, 3, 12), date(2014, 3, 14))
    assert (article.language, article.url, notes) == ("en", "https://mail.example/a", [])
    assert article.provenance == ingest(Capture("ferry.html", PAGE.encode())).value.provenance


def test_nothing_stated_leaves_the_article_as_it_is() -> None:
    assert read(BODY)[0] == read(BODY, "# nothing yet\n")[0]


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ("tilte: Ferries", "unknown key `tilte`", "did you mean `title`?"),
        ("weather: fog", "unknown key `weather`", "known keys: title"),
        ("published: 2014-02-30", "`published` cannot be used: '2014-02-30'", "2014-03-12"),
        ("published: 03/04/2014", "`published` cannot be used: '03/04/2014'", "2014-03-12"),
        ("published: in March 2014 or later", "`published` cannot be used", "2014-03-12"),
        ("url: javascript:alert(1)", "`url` cannot be used", "https://"),
        ("language: English, mostly", "`language` cannot be used", "en"),
        ("deck: [One, two]", "`deck` cannot be used: a list", "one text"),
        ("deck: *anchor", "the value of `deck` cannot be read", "quotation marks"),
        ("deck: |", "the value of `deck` cannot be read", "one line"),
        ('deck: "half', "the value of `deck` cannot be read", "quotation marks"),
        ('deck: "\\ud800"', "`deck` cannot be used", "control characters"),
        ("authors: [Ana [Reyes]]", "the value of `authors` cannot be read", "list"),
        ("authors:\n  - name: Ana Reyes", "the value of `authors` cannot be read", "list"),
        ("deck: Long words\n  that go on", "the value of `deck` cannot be read", "one line"),
        ("section: Sport", "`section` states again what a line above has stated", "the first one counts"),
        ("a stray line", "this line is no `key: value`: 'a stray line'", "left out"),
    ],
)
def test_a_fault_in_front_matter_is_told_with_its_line_and_the_rest_counts(line: str, message: str, hint: str) -> None:
    article, (note,) = read(f"---\r\nsection: Harbor\r\n{line}\r\ntitle: Ferries\r\n---\r\n{BODY}")
    assert (note.code, note.severity, note.source, note.line) == ("front-matter", "warning", "march/ferry.txt", 3)
    assert message in note.message
    assert hint in str(note.hint)
    assert (article.section, article.title, article.deck, article.published) == ("Harbor", "Ferries", None, None)
    assert article.text.startswith("PORT ARDEN")


@pytest.mark.parametrize(
    ("sidecar", "line", "message"),
    [
        (b'title = "Beside"\npublishd = 2014-03-12\n', 2, "unknown key `publishd`"),
        (b'title = "Beside"\nupdated = "soon"\n', 2, "`updated` cannot be used: 'soon'"),
        (b'title = "Beside"\n[deck]\nx = 1\n', 2, "`deck` cannot be used: a table"),
        (b'title = "Beside"\nauthors = ["Ana", 3]\n', 2, "`authors` cannot be used: a list"),
        (b"\ntitle = Beside\n", 2, "this is not TOML: Invalid value"),
        (b'title = "Beside\xff"', 1, "the sidecar is not UTF-8 text"),
        (b"title = " + b"[" * 9000, None, "this is not TOML: nested too deeply"),
        (b"#" * (LARGEST + 1), None, "the sidecar is too large"),
    ],
)
def test_a_fault_in_a_sidecar_is_told_with_its_own_path(sidecar: bytes, line: int | None, message: str) -> None:
    noted = ingest(Capture("march/ferry.html", PAGE.encode(), sidecar))
    assert told([note for note in noted.notes if note.code == "sidecar"]) == [("march/ferry.toml", message, line)]


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nThe ferry strike is almost over.\n",
        "---\nBy Ana Reyes\nUpdated: March 5, 2014\n---\n\nThe ferry strike is almost over.\n",
        "---\nWarning: no boat sails before noon.\n---\n\nThe ferry strike is almost over.\n",
        "+++\nThe strike: all that is known\n+++\n\nThe ferry strike is almost over.\n",
        "The ferry strike is almost over.\n---\ntitle: Ferries\n---\n",
        "--- title: Ferries\n---\n",
    ],
)
def test_a_text_that_begins_with_a_rule_stays_text(text: str) -> None:
    assert take_front_matter(text) == (Statement(), text)


@pytest.mark.parametrize("text", ["---\ntitle: Ferries\n\nThe strike is over.\n", '+++\ntitle = "Ferries"\n\nThe strike is over.\n'])
def test_front_matter_without_an_end_is_text_and_is_told(text: str) -> None:
    statement, rest = take_front_matter(text)
    assert (rest, [fault.line for fault in statement.faults]) == (text, [1])


def test_broken_toml_in_front_matter_names_the_line_of_the_file() -> None:
    article, notes = read(f"+++\nsection = 'Harbor'\ntitle = Ferries\n+++\n{BODY}")
    assert told(notes) == [("march/ferry.txt", "this is not TOML: Invalid value", 3)]
    assert article.text.startswith("PORT ARDEN")


@given(st.text(alphabet="date:- \n[]\"'#,+=\\|", max_size=120), st.sampled_from(["---", "+++"]))
def test_any_text_between_fences_is_read_or_stays(inside: str, fence: str) -> None:
    text = f"{fence}\n{inside}\n{fence}\nbelow"
    statement, rest = take_front_matter(text)
    read_statement(statement, "front matter")
    assert text.endswith(rest)
    assert rest == text or rest.endswith("below")


@pytest.mark.parametrize(
    "value", ["[a" + " " * 15000 + "{]", "[" + "a " * 7000 + "[]", '"' + "\\" * 15000, "'" * 15001, "x" + " #" * 7000, "a, " * 5000]
)
def test_hostile_values_take_no_time(value: str) -> None:
    begin = time.process_time()
    for text in (f"---\ntitle: {value}\n---\n", f"---\nauthors: {value}\n---\n"):
        read_statement(take_front_matter(text)[0], "front matter")
    read_statement(read_sidecar(f"title.{'a.' * 7000}a = 1".encode()), "sidecar file")
    assert time.process_time() - begin < 3
