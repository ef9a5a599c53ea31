"""Tells speech from what only stands in marks: titles, terms, nicknames, words mentioned as words."""

from __future__ import annotations

from typing import Final

from sitegen.annotate.lists import word_set
from sitegen.annotate.said import Said

_SURE: Final = frozenset(["after", "inverted", "before", "colon", "label", "dash", "speaker tag", "continued"])
"""Rules that only speech fits."""
_LOOSE: Final = frozenset(["clause", "participle", "later", "according", "same sentence"])
_SMALL: Final = word_set("of the a an and in on for to with from at by or vs is")
_LONG: Final = 6
"""Words that an unattributed stretch within a sentence must have; set by trial: most shorter ones are terms."""


def is_speech(text: str, item: Said) -> bool:
    """Whether the marked words were said by somebody, as far as their place tells."""
    words = text[item.stretch.start : item.stretch.end].split()
    if not any(c.isalnum() for word in words for c in word):
        return False
    if item.alone or item.rule in _SURE:
        return True
    if is_title(words):
        return False
    if len(words) <= 2:
        return item.rule in _LOOSE
    return item.evidence is not None or len(words) >= _LONG


def is_title(words: list[str]) -> bool:
    """Whether marked words are written as a title: each with a capital but the small ones."""
    bare = [word for word in (word.strip(",.!?:;’'\"()[]—–-") for word in words) if word]
    large = [word for word in bare if word[0].isupper() or word[0].isdigit()]
    return len(large) > 1 and bare[0][0].isupper() and all(word in large or word in _SMALL for word in bare)
