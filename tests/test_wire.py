"""Names in the styles of news wires: texts with every name marked, and the figure that each style must reach."""

from __future__ import annotations

import re

import pytest

from sitegen.annotate.mentions import find_mentions
from tests.articles import article
from tests.casebook import Case, read_cases

MARK = re.compile(r"\{([pol]) ([^}]*)\}")
KIND = {"p": "person", "o": "organization", "l": "place"}
CASES = read_cases("wire")
Name = tuple[int, int, str]


def unmarked(marked: str) -> tuple[str, set[Name]]:
    """The text without marks, and where each name stands in it."""
    text, names, at = "", set(), 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        names.add((len(text), len(text) + len(match[2]), KIND[match[1]]))
        text += match[2]
        at = match.end()
    return text + marked[at:], names


def judged(marked: str) -> tuple[set[Name], set[Name], str]:
    """The names that were found, those that are there, and the text."""
    text, wanted = unmarked(marked.replace("\n", "\n\n"))
    body = article(text)
    return {(m.span.start, m.span.end, m.type) for m in find_mentions(body)}, wanted, text


def f1(found: set[Name], wanted: set[Name]) -> float:
    return 2 * len(found & wanted) / (len(found) + len(wanted))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_styles(case: Case) -> None:
    found, wanted, text = judged(case.given)
    missed, wrong = sorted(wanted - found), sorted(found - wanted)
    assert f1(found, wanted) >= float(case.wanted), [(text[a:b], kind) for a, b, kind in (*missed, *wrong)]
