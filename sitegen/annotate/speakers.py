"""Evidence -> the speaker: a full name, the words of a role, or nobody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from sitegen.annotate.antecedents import Antecedents
from sitegen.annotate.bearers import Bearers
from sitegen.annotate.cast import Cast, written
from sitegen.annotate.cues import PRONOUNS
from sitegen.annotate.phrases import Phrase
from sitegen.annotate.roles import sort_of
from sitegen.annotate.said import Evidence
from sitegen.annotate.subjects import may_speak
from sitegen.annotate.turns import is_asking_tag
from sitegen.model.value import Value

Kind = Literal["name", "role", "bearer", "pronoun"]
_RESOLVED: Final = frozenset(["he", "she", "it", "they", "his", "her", "its", "their"])

_OF_TWO: Final = frozenset(["the former", "the latter"])
_SURE: Final = frozenset(["after", "inverted", "according", "before", "dash", "speaker tag"])
"""Rules whose subject speaks, whatever noun it is."""
_STANDING_ALONE: Final = frozenset(["one", "another", "some", "many", "others", "several", "both", "most", "few"])
_LEAST_LEAD: Final = 0.53
"""Below it a pronoun is left unresolved: of those with less, two in three were wrong."""


class Speaker(Value):
    """Whom the words beside a quote stand for."""

    name: str | None
    words: str
    """As the article has them there."""
    kind: Kind
    lead: float
    """For a pronoun, how far the best candidate is ahead, 0 to 1."""
    candidates: tuple[str, ...]


def find_speaker(evidence: Evidence, antecedents: Antecedents, bearers: Bearers, spoken: Sequence[tuple[int, str]]) -> Speaker:
    """The speaker whom the evidence names; *spoken* holds the end and the speaker of each quote so far."""
    phrase = evidence.subject
    span, cast = phrase.span, antecedents.cast
    text = cast.text
    words = text[span.start : span.end]
    first = phrase.sentence.lows[phrase.first]
    if phrase.first == phrase.last and (first in PRONOUNS or first in _RESOLVED) and not phrase.sentence.names[phrase.first]:
        if first not in _RESOLVED:
            return Speaker(None, words, "pronoun", 0.0, ())
        name, lead, candidates = antecedents.pronoun(phrase, spoken)
        return Speaker(name if lead >= _LEAST_LEAD else None, words, "pronoun", lead, candidates)
    if is_asking_tag(words.rstrip(".")):
        return Speaker(None, words, "pronoun", 0.0, ())
    name = antecedents.of_two(phrase) if words.lower() in _OF_TWO else cast.named(phrase)
    if name:
        return Speaker(name, words, "name", 1.0, ())
    bearer = bearers.bearer(phrase)
    if bearer:
        return Speaker(bearer, words, "bearer", 1.0, ())
    if not _can_be_meant(phrase, evidence):
        return Speaker(None, words, "role", 0.0, ())
    whole = _extended(phrase) if phrase.first > evidence.place else phrase
    return Speaker(written(text, phrase), text[span.start : whole.span.end], "role", 1.0, ())


def _can_be_meant(phrase: Phrase, evidence: Evidence) -> bool:
    """Whether a role may be a speaker: behind loose evidence only a noun that means somebody, never *the past* or *one question*."""
    if evidence.rule in _SURE or may_speak(phrase) or phrase.sentence.lows[phrase.last] in _STANDING_ALONE:
        return True
    # One person familiar with the matter: *familiar* is no noun.
    words = range(phrase.first, phrase.last + 1)
    return any(phrase.sentence.names[n] == "person" or sort_of(phrase.sentence.lows[n]) in ("person", "people") for n in words)


def credited(source: str, cast: Cast) -> Speaker:
    """The speaker whom a block quote credits: the person of the article that the line names, else the line as written."""
    person = cast.person_in(source)
    return Speaker(person or source, source, "name" if person else "role", 1.0, ())


def _extended(phrase: Phrase) -> Phrase:
    """The phrase with what narrows it down: *one owner of a shop* that sells boots; *a study* published last year by the port."""
    sentence, last = phrase.sentence, phrase.last
    first = last + 1
    if first >= len(sentence.words) or not _narrows(sentence.lows[first]):
        return phrase
    while last + 1 < len(sentence.words) and sentence.quotes[last + 1] < 0 and sentence.words[last + 1] not in ",.;:—–(!?":
        last += 1
    return Phrase(sentence, phrase.first, last)


def _narrows(low: str) -> bool:
    return low in ("who", "that", "which", "whose", "involved", "familiar", "close", "last", "by") or (low.endswith("ed") and len(low) > 3)
