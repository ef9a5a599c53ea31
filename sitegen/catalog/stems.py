"""A word -> what counts when wordings are compared: without its ending, in one spelling, the same for words that say the same."""

from __future__ import annotations

import re
from functools import lru_cache

from sitegen.reference import reference_text

_SHORTEST = 4
_SPELLINGS = (
    (re.compile(r"(?<=\w)our(?=\w|$)"), "or"),  # harbour, labourer
    (re.compile(r"([iy])s(?=(?:e|at|$))"), r"\1z"),  # organise, organisation, analyse
    (re.compile(r"ll(?=$|er$)"), "l"),  # cancelled, traveller
    (re.compile(r"mm$"), "m"),  # programme
    (re.compile(r"(?<=[bt])r$"), "er"),  # centre
    (re.compile(r"ogu$"), "og"),  # dialogue
)
"""What British and American houses write in two ways."""


def word_rows(name: str) -> list[list[str]]:
    """The words of each line of the data file *name* of this room."""
    return [line.split() for line in reference_text("sitegen.catalog", name).splitlines()]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """*word* without its ending, spelled in one way; the same for words that stand for each other in translations."""
    spelled = _spelled(word)
    return _SYNONYMS.get(spelled, spelled)


def _spelled(word: str) -> str:
    for end in ("ing", "ed", "es", "s"):
        if word.endswith(end) and len(word) - len(end) >= _SHORTEST:
            word = word.removesuffix(end)
            break
    word = word[:-1] + "y" if word.endswith("i") and len(word) > _SHORTEST else word.removesuffix("e")
    if len(word) > _SHORTEST:
        for written, told in _SPELLINGS:
            word = written.sub(told, word)
    return word


_SYNONYMS: dict[str, str] = {}
"""Words that translators and outlets use for each other, by what is written for all of them."""
for _row in word_rows("synonyms.txt"):
    for _word in _row:
        _SYNONYMS.setdefault(_spelled(_word), _spelled(_row[0]))
