"""Paragraph -> its shape: prose, or a line that stands like a title."""

from __future__ import annotations

import re

from sitegen.patterns import later
from sitegen.typography import count_words

_SENTENCE_END = later(r"[.!?…](?:\s?[”’\"')\]*»]){0,4}$")
_QUESTION = later(r"^(?:what|why|how|who|where|when|which|is|are|can|will|could|should|does|do|did|was|were)\b[^“”\"]*\?$", re.IGNORECASE)
_YEAR = later(r"^(?:19|20)\d\d\s?[:–—-]")
# "Harbor official: Lost crews on the way home from Lund": somebody's words stand after the colon, not a label's
_SPEAKER = later(r"^[^:]{3,60}:(?:\s+\S+){4}")
_FIGURE = later(r"^(?!(?:19|20)\d\d\W?$)[(+-]?[\d½][\d.,:/½%()-]*,?;?$")
_DIGIT = later(r"\d")
_SCORE = later(r"\b\d{1,3}-\d{1,3}\b")
# "OSTRAVEL, Norland 1999-03-14"; "DETROIT AT BOSTON"; "A. Stewson not out 44"; "-- Oslo Newsroom +47 22 00 00 00"
_WIRE_LINE = later(
    r"^[A-Z][A-Z .,'’/-]+(?:, [A-Z][\w ]+)? \d{4}-\d\d-\d\d$|^[A-Z][A-Z ]+ AT [A-Z][A-Z ]+$|^-- "
    r"|^[A-Z][\w.' -]+ (?:b|not out|run out)\b.* \d{1,3}$"
)
_FIGURES = 3
"""Of so many words of a table's line one is a figure: *Leeds 4 3 1 0 9 2 10*."""
_LONGEST_TITLE = 30
_LONGEST_LINE = 300
_LONGEST_HEADING = 8
"""Words; sub-headings met have up to 8, headlines of other stories seldom fewer than 7."""


def is_prose(text: str) -> bool:
    """Whether *text* reads as sentences of a story."""
    return not is_title_like(text)


def is_title_like(text: str) -> bool:
    """Whether *text* stands like a title: short, and no sentence that ends."""
    count = count_words(text)
    if count > _LONGEST_TITLE or text[:1].islower() or text.endswith((",", ";", "—")) or is_tabular(text):
        return False
    if _SENTENCE_END.search(text):
        return bool(_QUESTION.match(text)) and count <= _LONGEST_HEADING + 2
    return not (text.endswith(":") and count > 6)


def is_tabular(text: str) -> bool:
    """Whether *text* is a line of a table as wires send it, such as a result, a standing or the place and day that open a dispatch."""
    if len(text) > _LONGEST_LINE or (not _DIGIT.search(text) and " AT " not in text):
        return False
    words = text.split()
    figures = sum(bool(_FIGURE.match(word)) for word in words)
    return (figures > 1 and figures * _FIGURES >= len(words)) or len(_SCORE.findall(text)) > 1 or bool(_WIRE_LINE.match(text))


def is_heading_like(text: str) -> bool:
    """Whether a title-like *text* is short enough to head a section of this story rather than to name another story."""
    if _YEAR.match(text):
        return True
    count = len(text.split())
    return count <= _LONGEST_HEADING and not (count > 5 and _SPEAKER.match(text))


def first_words(text: str, most: int = 10) -> str:
    """The opening of *text* as a makeshift title: its first sentence when that is short, else its first words and an ellipsis."""
    words = text.split()
    for at, word in enumerate(words[: most + 2], 1):
        if (
            at > 2
            and _SENTENCE_END.search(word)
            and not re.fullmatch(r"(?:[A-Z]\.)+|(?:Mr|Ms|Mrs|Dr|St|Gen|Sen|Rep|Gov|Jan|Feb|Aug|Sept|Oct|Nov|Dec|No)\.", word)
        ):
            return " ".join(words[:at]).rstrip(".")
    if len(words) <= most + 2:
        return " ".join(words).rstrip(".")
    return " ".join(words[:most]).rstrip(" ,;:—–-") + " …"
