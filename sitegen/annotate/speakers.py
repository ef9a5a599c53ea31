"""Evidence -> the speaker: a full name, the words of a role, or nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sitegen.annotate.cast import Cast, written
from sitegen.annotate.cues import PRONOUNS
from sitegen.annotate.phrases import Phrase
from sitegen.annotate.turns import is_asking_tag

Kind = Literal["name", "role", "pronoun"]
_RESOLVED: Final = frozenset(["he", "she", "it", "they"])


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whom the words beside a quote stand for."""

    name: str | None
    words: str
    """As the article has them there."""
    kind: Kind
    lead: float
    """For a pronoun, how far the best candidate is ahead, 0 to 1."""
    candidates: tuple[str, ...]


def find_speaker(phrase: Phrase, cast: Cast, text: str, spoken: Sequence[tuple[int, str]]) -> Speaker:
    """The speaker that a phrase names; *spoken* holds the end and the speaker of each quote so far."""
    span = phrase.span
    words = text[span.start : span.end]
    first = phrase.sentence.lows[phrase.first]
    if phrase.first == phrase.last and first in PRONOUNS and not phrase.sentence.names[phrase.first]:
        if first not in _RESOLVED:
            return Speaker(None, words, "pronoun", 0.0, ())
        name, lead, candidates = cast.pronoun(phrase, spoken)
        return Speaker(name, words, "pronoun", lead, candidates)
    if is_asking_tag(words.rstrip(".")):
        return Speaker(None, words, "pronoun", 0.0, ())
    name = cast.named(phrase)
    if name:
        return Speaker(name, words, "name", 1.0, ())
    return Speaker(written(text, phrase), words, "role", 1.0, ())
