"""What a keeper may write into ``authority.toml``, and what is said of what cannot be used."""

from __future__ import annotations

from datetime import date

import pytest

from sitegen.catalog.authority import parse_authority
from sitegen.catalog.rules import ArticleRule, Authority, EntityRule, QuoteRule
from sitegen.errors import SettingsError


def test_nothing_need_be_said() -> None:
    assert parse_authority("# nothing yet\n", "a.toml") == Authority("a.toml")


def test_everything_is_read() -> None:
    text = """\
[[entity]]
name = "Port  Ellery"
type = "place"
aliases = ["Ellery"]
same_as = ["Elleryport"]
not_same_as = ["Ellery Brandt"]
coordinates = [52, -13.5]
wikidata = "Q42"
note = "The old name."

[[entity]]
name = "Monday Lantern"
ignore = true

[article."lantern/strike.md"]
title = "The strike"
published = 2031-05-04

[quote.0123456789ab]
speaker = ""
note = "Nobody knows."
"""
    assert parse_authority(text) == Authority(
        "authority.toml",
        (
            EntityRule(
                1, "Port Ellery", "place", ("Ellery",), ("Elleryport",), ("Ellery Brandt",), False, (52.0, -13.5), "Q42", "The old name."
            ),
            EntityRule(11, "Monday Lantern", ignore=True),
        ),
        (ArticleRule(15, "lantern/strike.md", "The strike", date(2031, 5, 4)),),
        (QuoteRule(19, "0123456789ab", "", "Nobody knows."),),
    )


def test_entries_of_one_name_are_one_rule() -> None:
    text = '[[entity]]\nname = "A"\naliases = ["B"]\n[[entity]]\nname = "A"\ntype = "person"\naliases = ["C", "B"]\nnot_same_as = ["D"]\n'
    assert parse_authority(text).entities == (EntityRule(1, "A", "person", ("B", "C"), (), ("D",)),)


def test_a_long_note_may_look_like_an_entry() -> None:
    text = '[[entity]]\nname = "A"\nnote = """\n[[entity]]\nname = 1\n"""\n[[entity]]\nname = "B"\nnam = "C"\n'
    with pytest.raises(SettingsError) as caught:
        parse_authority(text)
    assert caught.value.line == 9


A = '[[entity]]\nname = "A"\n'
B = '[[entity]]\nname = "B"\n'


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ('[[entities]]\nname = "A"', 1, "unknown section `entities`", "did you mean `entity`?"),
        (A + 'alias = ["B"]', 3, "unknown key `alias`", "did you mean `aliases`?"),
        (A + B + 'tipe = "person"', 5, "unknown key `tipe`", "did you mean `type`?"),
        (A + B + 'type = "persn"', 5, "Invalid enum value 'persn'", "did you mean `person`?"),
        (A + B + "aliases = [1]", 5, "Expected `str`, got `int`", None),
        ("[[entity]]\ntype = 'person'", 1, "missing required field `name`", None),
        (A + 'aliases = [" "]', 3, "`aliases` holds an empty name", None),
        (A + 'wikidata = "42"', 3, "no Wikidata id", "Q42"),
        (A + "coordinates = [91.0, 0.0]", 3, "no coordinates", "latitude"),
        (A + "coordinates = [0.0, 180.5]", 3, "no coordinates", "latitude"),
        (A + "coordinates = [nan, 0.0]", 3, "no coordinates", "latitude"),
        ('[entity]\nname = "A"', 1, "`entity` must be a list", "[[entity]]"),
        ("[article]\nnote = 'x'", 1, "one table for each article", "accession"),
        ('[article."a.txt"]\n[article."b.txt"]\npublishd = 2020-01-01', 3, "unknown key `publishd`", "did you mean `published`?"),
        ('[article."a.txt"]\npublished = "May"', 2, "Invalid", None),
        ('[article."a.txt"]\ntitle = " "', 2, "`title` is empty", None),
        (
            '[article."a.txt"]\nsame_as = ["b"]\nnot_same_as = ["b"]',
            1,
            "`b` cannot be a version of one story and of another",
            "one of the two",
        ),
        ('[article."a.txt"]\nnot_same_as = ["a.txt"]', 1, "cannot be a version of one story and of another", "one of the two"),
        ('[quote.xyz]\nspeaker = "A"', 1, "no id of a quote", "12 hexadecimal"),
        ('[quote.0123456789ab]\nsame_as = ["xyz"]', 2, "no id of a quote: 'xyz'", "12 hexadecimal"),
        ('[quote.0123456789ab]\nnot_same_as = ["0123456789ab"]', 1, "cannot be the same utterance and another", "one of the two"),
        ('[quote.0123456789ab]\nspeakr = "A"', 2, "unknown key `speakr`", "did you mean `speaker`?"),
        ("name = A", 1, "Invalid value", "quotation marks"),
        ('[article."a.txt"]\n[article."a.txt"]', 2, "Cannot declare", "once"),
    ],
)
def test_what_cannot_be_used_is_named_with_line_and_hint(text: str, line: int, message: str, hint: str | None) -> None:
    _fails(text, line, message, hint)


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        (A + 'type = "person"\n' + A + 'type = "place"', 4, "two values for `type`", "line 1 says 'person'"),
        (A + "coordinates = [1, 1]\n" + A + "coordinates = [1, 2]", 4, "two values for `coordinates`", "line 1"),
        (A + "ignore = true\n" + A + "wikidata = 'Q1'", 4, "ignored in one entry", "line 1"),
        (A + 'aliases = ["X"]\n' + B + 'aliases = ["X"]', 4, "`X` cannot be both `A` and `B`", "line 1"),
        (A + 'same_as = ["B"]\n' + B, 4, "`B` cannot be both `A` and `B`", "line 1"),
        (A + 'aliases = ["X"]\nnot_same_as = ["X"]', 1, "`X` cannot be `A` and not be it", "two lists"),
        (A + 'not_same_as = ["A"]', 1, "`A` cannot be `A` and not be it", "two lists"),
        (A + 'same_as = ["X"]\n' + A + 'not_same_as = ["X"]', 1, "`X` cannot be `A` and not be it", "two lists"),
        (A + 'aliases = ["X"]\nsame_as = ["X"]', 1, "in `aliases` and in `same_as`", "one form"),
        (A + 'ignore = true\ntype = "person"', 1, "ignored and yet has `type`", "remove"),
        (A + 'type = "person"\ncoordinates = [1, 1]', 1, "no place and yet has `coordinates`", "remove"),
        (A + 'ignore = true\n[quote.0123456789ab]\nspeaker = "A"', 4, "`A` speaks and is ignored", "line 1"),
    ],
)
def test_contradictions_are_named_with_both_lines(text: str, line: int, message: str, hint: str) -> None:
    _fails(text, line, message, hint)


def _fails(text: str, line: int, message: str, hint: str | None) -> None:
    with pytest.raises(SettingsError) as caught:
        parse_authority(text, "a.toml")
    error = caught.value
    assert (error.path, error.line) == ("a.toml", line)
    assert message in error.message
    assert (error.hint is None) if hint is None else hint in (error.hint or "")
