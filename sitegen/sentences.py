"""Text -> its sentences."""

from __future__ import annotations

import re
from typing import Final

from sitegen.model import Span
from sitegen.patterns import later
from sitegen.reference import reference_tables

_LISTS: Final = reference_tables("sitegen", "sentences.toml")
_ABBREVIATIONS: Final = frozenset(_LISTS["abbreviations"].split())
_NEVER_LAST: Final = frozenset(_LISTS["never_last"].split())
_OPENERS: Final = frozenset(_LISTS["openers"].split())
_LINE: Final = later(r"[^\n]+")
_END: Final = later(r"[.!?…](?<![.!?…]{2})[.!?…]*+[\"'”’»)\]]*+(?:[ \u00a0\u2009\u202f][”’])?\s++(?=[\"'“‘«(\[—–@#•\w])")
_WORD_BEFORE: Final = later(r"[\w.’'&-]{1,24}$")
_WORD_AFTER: Final = later(r"[\"'“‘]?(\w+)")
_LOOK: Final = 24
"""Characters before a full stop that an abbreviation is looked for in."""


def find_sentences(text: str) -> tuple[Span, ...]:
    """The sentences of *text* in order, without the spaces between them; none runs over a line's end."""
    return tuple([Span(start, end) for start, end in find_bounds(text)])


def find_bounds(text: str) -> list[tuple[int, int]]:
    """Where the sentences of *text* start and end."""
    found = []
    for line in _LINE.finditer(text):
        start, end = line.span()
        for match in _END.finditer(text, start, end):
            if _ends(text, match, end):
                found.append(_trimmed(text, start, match.end()))
                start = match.end()
        found.append(_trimmed(text, start, end))
    return [(start, end) for start, end in found if start < end]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end].rstrip()
    return start + len(words) - len(words.lstrip()), start + len(words)


def _ends(text: str, match: re.Match[str], end: int) -> bool:
    """Whether the marks that *match* holds end a sentence: no abbreviation, no initial, no “Are you sure?” she asked."""
    stop = match.end()
    if text[stop].islower():
        return False
    marks = match[0]
    if marks != ". " and marks.rstrip() != ".":
        return True
    word = _word_before(text, match.start())
    if word.lower() in _NEVER_LAST or (len(word) == 1 and word.isupper() and word != "I"):
        return False
    if word.lower() in _ABBREVIATIONS:
        after = _WORD_AFTER.match(text, stop, end)
        return after is not None and after[1] in _OPENERS
    return True


def _word_before(text: str, place: int) -> str:
    first = max(0, place - _LOOK)
    word = text[max(first, text.rfind(" ", first, place) + 1) : place]
    if word.isalpha():  # as nearly always
        return word
    before = _WORD_BEFORE.search(word)
    return before[0].strip("’'") if before else ""
