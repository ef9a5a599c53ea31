"""Text -> its sentences."""

from __future__ import annotations

import re
from itertools import pairwise
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
    return tuple(span for line in _LINE.finditer(text) for span in _split(text, line.start(), line.end()))


def _split(text: str, start: int, end: int) -> list[Span]:
    cuts = [start, *(match.end() for match in _END.finditer(text, start, end) if _ends(text, match, end)), end]
    return [span for left, right in pairwise(cuts) if (span := _trimmed(text, left, right))]


def _trimmed(text: str, start: int, end: int) -> Span | None:
    words = text[start:end]
    lead = len(words) - len(words.lstrip())
    return Span(start + lead, start + len(words.rstrip())) if words.strip() else None


def _ends(text: str, match: re.Match[str], end: int) -> bool:
    """Whether the marks that *match* holds end a sentence: no abbreviation, no initial, no “Are you sure?” she asked."""
    if text[match.end()].islower():
        return False
    marks = match[0].rstrip()
    if marks != ".":
        return True
    before = _WORD_BEFORE.search(text, max(0, match.start() - _LOOK), match.start())
    word = before[0].strip("’'") if before else ""
    if word.lower() in _NEVER_LAST or (len(word) == 1 and word.isupper() and word != "I"):
        return False
    if word.lower() in _ABBREVIATIONS:
        after = _WORD_AFTER.match(text, match.end(), end)
        return after is not None and after[1] in _OPENERS
    return True
