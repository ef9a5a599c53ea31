"""Sentence -> whose words a marked stretch is, where a noun tells it: *Lee's motto was* “…”, *his call for* “…”."""

from __future__ import annotations

from typing import Final

from sitegen.annotate.apposition import named_apposition
from sitegen.annotate.cues import OWN_WORDS
from sitegen.annotate.frames import Sentence
from sitegen.annotate.phrases import Phrase, head_noun, read_phrase
from sitegen.annotate.said import Evidence

_PRONOUNS: Final = frozenset(["his", "her", "their", "its"])
_BETWEEN: Final = 3
"""Words between an owner and the noun: Lee's *old campaign* slogan."""


def find_owner(sentence: Sentence, place: int) -> Evidence | None:
    """The evidence of a noun to the left of the stretch that means words, and of its owner."""
    for noun in range(place - 1, 0, -1):
        if sentence.quotes[noun] >= 0 or sentence.words[noun] == ";":
            return None
        if sentence.lows[noun - 1 : noun + 3] == ["in", "the", "words", "of"]:
            # It was, in the words of their captain, “the worst night of the year.”
            source = read_phrase(sentence, noun + 3, place)
            return Evidence("noun", named_apposition(source), "words", noun + 1) if source else None
        if sentence.lows[noun] in OWN_WORDS:
            owner = _owner(sentence, noun)
            if owner:
                return Evidence("noun", owner, sentence.lows[noun], noun)
    return None


def by_owner(evidence: Evidence) -> Evidence:
    """The evidence, with the owner for its subject where the subject is somebody's words: *his assumption*, stated on the air, was …."""
    subject = evidence.subject
    sentence = subject.sentence
    if sentence.lows[subject.first] not in _PRONOUNS or head_noun(subject) not in OWN_WORDS:
        return evidence
    return Evidence("noun", Phrase(sentence, subject.first, subject.first), head_noun(subject), subject.last)


def _owner(sentence: Sentence, noun: int) -> Phrase | None:
    for last in range(noun - 1, max(-1, noun - 2 - _BETWEEN), -1):
        low = sentence.lows[last]
        if low in _PRONOUNS:
            return Phrase(sentence, last, last)
        if low.endswith(("’s", "'s", "s’", "s'")) and sentence.names[last] in ("person", "organization"):
            first = last
            while first > 0 and sentence.names[first - 1] == sentence.names[last]:
                first -= 1
            return Phrase(sentence, first, last)
    return None
