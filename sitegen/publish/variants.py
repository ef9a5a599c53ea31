"""Where two wordings of one utterance differ."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from markupsafe import Markup

from sitegen.publish.weave import Thread, weave
from sitegen.typography import fold

_WORD = re.compile(r"\w+(?:['’]\w+)*")
LONGEST = 600
"""Words: comparing grows with their square, and so long a difference is read better whole."""


def differing(wording: str, other: str) -> Markup:
    """*wording* as HTML, with the words marked that *other* has not in their place; marks and capitals do not count."""
    found = list(_WORD.finditer(wording))
    words, others = [fold(word[0]) for word in found], [fold(word) for word in _WORD.findall(other)]
    if len(words) > LONGEST or len(others) > LONGEST:
        return weave(wording, ())
    changes = SequenceMatcher(None, words, others, autojunk=False).get_opcodes()
    spans = [(found[start].start(), found[end - 1].end()) for tag, start, end, _, _ in changes if tag != "equal" and end > start]
    return weave(wording, [Thread(start, end, "b") for start, end in spans])


def is_same(wording: str, other: str) -> bool:
    """Whether the words are the same; marks and capitals do not count."""
    return spoken(wording) == spoken(other)


def spoken(wording: str) -> tuple[str, ...]:
    """The words of *wording*, folded."""
    return tuple(map(fold, _WORD.findall(wording)))
