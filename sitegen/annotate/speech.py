"""Tells speech from what only stands in marks: titles, terms, nicknames, words mentioned as words."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from sitegen.annotate.cues import AUXILIARIES, CONJUNCTIONS, DETERMINERS, ENTITLED, IRREGULAR, PREPOSITIONS, SUBORDINATORS, TIMES, WORKS
from sitegen.annotate.lists import word_set
from sitegen.annotate.said import Said

_SURE: Final = frozenset(["after", "inverted", "before", "colon", "label", "dash", "speaker tag", "continued"])
"""Rules that only speech fits."""
_LOOSE: Final = frozenset(["clause", "participle", "later", "noun", "according", "same sentence"])
_MENTIONING: Final = frozenset(["word", "words", "term"])
_OBJECTS: Final = frozenset(["what", "which", "whom", "that", "who"])
"""What somebody may have called by a name: the paper, *which* Lee called “static”."""
_USES: Final = word_set("use uses used using")
_SMALL: Final = word_set("of the a an and in on for to with from at by or vs is")
_TERM: Final = 2
_LONG: Final = 6
"""Words that an unattributed stretch within a sentence must have; set by trial: most shorter ones are terms."""


def is_speech(text: str, item: Said) -> bool:
    """Whether the marked words were said by somebody, as far as their place tells."""
    words = text[item.stretch.start : item.stretch.end].split()
    if not any(map(str.isalnum, text[item.stretch.start : item.stretch.end])):
        return False
    if len(words) <= _TERM and (_before(item) in ENTITLED or _is_mentioned(item)):
        return False
    title = is_title(words)
    if (title or len(words) <= _TERM) and _is_called(item):
        return False
    doubted = (title and _is_object(item)) or (len(words) <= 2 and _is_intended(item))
    if item.alone or (item.rule in _SURE and not doubted):
        return True
    if title:
        return False
    if len(words) <= _TERM and _is_modifier(item):
        return False
    if len(words) <= 2:
        return item.rule in _LOOSE and not _is_intended(item)
    return item.evidence is not None or len(words) >= _LONG


def _before(item: Said) -> str:
    """The word right before the marks, in small letters."""
    place = bisect_left(item.sentence.starts, item.stretch.left)
    return item.sentence.lows[place - 1] if place else ""


def _is_called(item: Said) -> bool:
    """Whether the marks hold what something is named: an episode called “Static”; not what Lee called “static”."""
    place = bisect_left(item.sentence.starts, item.stretch.left)
    return _before(item) == "called" and _OBJECTS.isdisjoint(item.sentence.lows[max(0, place - 6) : place])


def _is_mentioned(item: Said) -> bool:
    """Whether the marks hold a word as a word, which nobody is said to have used: a mural of the word “HOME”."""
    return _before(item) in _MENTIONING and _USES.isdisjoint(item.sentence.lows)


def _is_intended(item: Said) -> bool:
    """Whether the words depend on an infinitive, so that nobody is said to have said them: they call *to report* an “emergency”."""
    evidence = item.evidence
    return evidence is not None and evidence.place > 0 and evidence.sentence.lows[evidence.place - 1] == "to"


def _is_object(item: Said) -> bool:
    """Whether the word before the stretch takes it as a thing: on the channel's “…”, the author of “…”."""
    place = bisect_left(item.sentence.starts, item.stretch.left)
    before = item.sentence.lows[place - 1] if place else ""
    if before == ",":
        # her first album, “Low Tide,” she said
        return place > 1 and item.sentence.lows[place - 2] in WORKS
    return before in PREPOSITIONS or before in DETERMINERS or before in WORKS or before in ENTITLED or before.endswith(("’s", "'s"))


def _is_modifier(item: Said) -> bool:
    """Whether the stretch stands between an article and a noun, as a term does: a “water tax” plan."""
    sentence, place = item.sentence, bisect_left(item.sentence.starts, item.stretch.left)
    before = sentence.lows[place - 1] if place else ""
    after = sentence.words[place + 1] if place + 1 < len(sentence.words) else ""
    if not (before in DETERMINERS or before.endswith(("’s", "'s"))) or not after[:1].islower():
        return False
    return (
        after not in PREPOSITIONS
        and after not in SUBORDINATORS
        and after not in CONJUNCTIONS
        and after not in AUXILIARIES
        and after not in IRREGULAR
        and not after.endswith("ed")
        and after not in TIMES
    )


def is_title(words: list[str]) -> bool:
    """Whether marked words are written as a title: each with a capital but the small ones."""
    large, first = 0, ""
    for word in filter(None, (word.strip(",.!?:;’'\"()[]—–-") for word in words)):
        first = first or word[0]
        if word[0].isupper() or word[0].isdigit():
            large += 1
        elif word not in _SMALL:
            return False
    return large > 1 and first.isupper()
