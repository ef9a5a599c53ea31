"""The quick ways through a text find what the plain ones find."""

from __future__ import annotations

import re
from datetime import date
from itertools import islice
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.annotate import candidates, capitals, statements, tables
from sitegen.annotate.capitals import _WORDS, SmallWords
from sitegen.annotate.frames import _TOKEN, Mentions, find_frames
from sitegen.ingest import signing
from sitegen.ingest.signing import is_about_author
from sitegen.model import Span
from sitegen.sentences import find_sentences
from tests.articles import article

CAPITALS = st.lists(
    st.sampled_from(
        [
            "al-",
            "Al-",
            "d'",
            "O’",
            "U. S.",
            "U.",
            "N.",
            "E. U.",
            "Mr.",
            "Kim",
            "Ärö",
            "𝐀b",
            "🙂",
            "𝐚",
            "ab",
            "’s",
            " ",
            "-",
            "‑",
            "&",
            ".com",
            "@",
            "\n",
            "3",
        ]
    ),
    max_size=30,
).map("".join)
DAYS = st.lists(
    st.sampled_from(
        [
            "In 2014",
            "since 1899",
            "In 20٤١",
            "٢٠١٤",
            "on 5 May",
            "Nov. 8",
            "Sunday",
            "yester",
            "day",
            "To",
            "to",
            "morrow",
            "x",
            ". ",
            " ",
            "\n",
        ]
    ),
    max_size=6,
).map("".join)
SPORT = st.lists(
    st.sampled_from(["League", "cup", "matches", "wınnıng", "ınnıngs", "reſults", "GAMES", "İnnings", " ", "x"]), max_size=20
).map("".join)
TOKENS = st.text(alphabet="aAbB.’'_ -@&\u0301İΣσ\ue000\ue001\ue002\n3", max_size=60)


@given(CAPITALS)
def test_capitalized_words(text: str) -> None:
    assert list(capitals._tokens(text)) == [match.span() for match in capitals._TOKEN.finditer(text)]


ALONE = [
    "May",
    "Will",
    "Sheikh",
    "Saint",
    "Mr.",
    "Dr.",
    "President",
    "Norway",
    "Kenyan",
    "North",
    "Red",
    "The",
    "First",
    "A",
    "O",
    "Bank",
    "Former",
    "Amal",
    "Haddad",
    "NPD",
    "U.S.",
    "Lagos-based",
    "Isn’t",
    "Sunday",
]


@given(st.lists(st.sampled_from([*ALONE, "said", "of", "district", ".", "\n", "“"]), max_size=12).map(" ".join))
def test_names_that_stand_alone(text: str) -> None:
    found = candidates.find_candidates(text)
    with patch.object(candidates, "_alone", return_value=None):
        assert candidates.find_candidates(text) == found


RUNS = st.lists(
    st.sampled_from([*ALONE, "Min", "Jr.", "HONG", "KONG", "of", "and", "’s", "said", "the", "district", ".", "\n", "“"]), max_size=16
)


@given(RUNS.map(" ".join))
def test_names_that_stand_in_runs(text: str) -> None:
    found = candidates.find_candidates(text)
    with patch.object(candidates, "_names_within", return_value=None):
        assert candidates.find_candidates(text) == found


CELLS = ["Leeds", "M. Atterby", "de", "(a", "1", "3,", "½", ".535", "-", "AT", "vs.", "v", "not out", "c", "b", "b Yusaf 31", "score"]
ROWS = st.lists(st.lists(st.sampled_from(CELLS), max_size=6).map(" ".join), max_size=4).map(lambda rows: "\n".join([*rows, "a score"]))


@settings(max_examples=500)
@given(ROWS)
def test_rows_of_tables(text: str) -> None:
    found = tables.find_cells(text)
    with patch.object(tables, "_ROW", re.compile("")):
        assert tables.find_cells(text) == found


@given(CAPITALS, st.sampled_from(["ab", "al", "s", "com", "kim"]))
def test_words_in_small_letters(text: str, word: str) -> None:
    assert (word in SmallWords(text)) == (word in {one for one in _WORDS.findall(text) if one.islower()})


@settings(max_examples=1000)
@given(DAYS)
def test_lines_that_may_name_a_day(text: str) -> None:
    one = article(text, published=date(2014, 5, 9))
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    lines = [(start, line) for start, line in zip(starts, text.split("\n"), strict=True) if line.strip()]
    every = [Span(start + found.start, start + found.end) for start, line in lines for found in find_sentences(line)]
    quick, plain = ([(sentence, *statements._days(one, sentence)) for sentence in some] for some in (statements._sentences(text), every))
    assert [found for found in quick if len(found) > 1] == [found for found in plain if len(found) > 1]


@given(SPORT)
def test_reports_on_games(text: str) -> None:
    assert tables.is_on_sport(text) == (len(list(islice(tables._SPORT.finditer(text), 3))) == 3)


@given(TOKENS)
def test_tokens_stand_where_they_are_found(text: str) -> None:
    line = text.replace("\n", " ").strip()
    (found,) = find_frames(line, (Span(0, len(line)),), (), Mentions(()))
    words = [
        (word, low, start, end) for one in found for word, low, start, end in zip(one.words, one.lows, one.starts, one.ends, strict=True)
    ]
    assert all(line[start:end] == word and low == word.lower() for word, low, start, end in words)
    cuts = [one.start for one in found[1:]]
    whole = [match.span() for match in _TOKEN.finditer(line)]
    assert [(start, end) for _, _, start, end in words] == whole or cuts


ABOUT = st.lists(
    st.sampled_from(["Ms. ", "Dr ", "Ana ", "Reyes", "Lund", " is a baker", " covers", ", of Arden,", "Professor "]), max_size=6
).map("".join)


@given(ABOUT, st.lists(st.sampled_from(["Ana Reyes", "Mara Lund", "Lund", "Ms. Ana"]), max_size=3).map(tuple))
def test_lines_about_an_author(line: str, authors: tuple[str, ...]) -> None:
    names = sorted({name for author in authors for name in (author, author.split()[-1])})
    titled = r"(?:(?:Mr|Ms|Mrs|Dr|Prof|Professor|Sir|Dame)\.?\s)?"
    about = signing._ABOUT.pattern
    wanted = bool(names) and bool(re.match(f"{titled}(?:{'|'.join(map(re.escape, names))}){about}", line))
    assert is_about_author(line, authors) == wanted
