"""Sentence -> indirect speech with a clear cue: Lee said *the port would close*; *the port would close*, Lee said."""

from __future__ import annotations

from typing import Final

from sitegen.annotate.cues import (
    AUXILIARIES,
    DETERMINERS,
    FINITE,
    IRREGULAR,
    PREPOSITIONS,
    PRONOUNS,
    REPORTING,
    SUBORDINATORS,
    is_adverb,
)
from sitegen.annotate.frames import Sentence
from sitegen.annotate.phrases import Phrase, acts_as_noun, head_noun, is_name, read_phrase
from sitegen.annotate.roles import sort_of
from sitegen.annotate.said import Evidence
from sitegen.annotate.subjects import ends_clause, subject_after, subject_before
from sitegen.model import Span
from sitegen.model.value import Value

_CUES: Final = REPORTING | {"according"}
_SHORTEST: Final = 4
"""Words that reported speech must have: fewer tell too little to stand on a page."""

_WITHOUT_THAT: Final = frozenset(
    ["said", "says", "added", "adds", "insisted", "insists", "acknowledged", "acknowledges", "claimed", "claims"]
)
_GOING_ON: Final = SUBORDINATORS | PREPOSITIONS - {"including"}
_TO_THAT: Final = 14
"""Words that may stand between a cue and its *that*."""


class Indirect(Value):
    """Words that report what somebody said without quoting it."""

    span: Span
    evidence: Evidence


def find_indirect(sentence: Sentence) -> Indirect | None:
    """What a sentence without marked words reports, where the cue and its subject are clear."""
    if not sentence.may_say(_CUES):
        return None
    for verb, low in enumerate(sentence.lows):
        if low in REPORTING and sentence.words[verb][0].islower() and not sentence.names[verb] and not acts_as_noun(sentence, verb):
            return _before_clause(sentence, verb) or _after_clause(sentence, verb)
        if low == "according" and sentence.lows[verb + 1 : verb + 2] == ["to"]:
            return _according(sentence, verb)
    return None


def _before_clause(sentence: Sentence, verb: int) -> Indirect | None:
    """The report of a cue that comes first: Lee said (that) the port would close."""
    first = _reported_from(sentence, verb)
    if first is None:
        return None
    last = _last_word(sentence)
    subject = subject_before(sentence, verb)
    if subject is None or last - first + 1 < _SHORTEST or not _can_speak(subject):
        return None
    return Indirect(Span(sentence.starts[first], sentence.ends[last]), Evidence("clause", subject, sentence.lows[verb], verb))


def _reported_from(sentence: Sentence, verb: int) -> int | None:
    """The token that the reported clause begins with."""
    if sentence.lows[verb] in _WITHOUT_THAT and _starts_clause(sentence, verb + 1):
        return verb + 1
    if sentence.lows[verb] in ("told", "tells"):
        told = read_phrase(sentence, verb + 1)
        if told and _starts_clause(sentence, told.last + 1):
            return told.last + 1
    return _after_that(sentence, verb)


def _after_that(sentence: Sentence, verb: int) -> int | None:
    """The token after the *that* which the cue leads to: Lee told the council on Monday *that* it would."""
    for place in range(verb + 1, min(len(sentence.words), verb + _TO_THAT)):
        if sentence.lows[place] == "that":
            return place + 1
        if not sentence.words[place][0].isalnum():
            return None
    return None


def _can_speak(subject: Phrase) -> bool:
    """Whether a phrase is one that can report: a name, a pronoun, or a noun that means somebody."""
    sentence = subject.sentence
    low = sentence.lows[subject.first]
    return is_name(sentence, subject.last) or low in PRONOUNS or low in DETERMINERS or sort_of(head_noun(subject)) != "other"


def _starts_clause(sentence: Sentence, place: int) -> bool:
    """Whether a subject begins there and its verb follows."""
    if place >= len(sentence.words) or sentence.lows[place] in ("to", "that") or sentence.lows[place].endswith("ing"):
        return False
    if sentence.words[place][0].isdigit():
        # The index added 20 points to 1,200.
        return False
    phrase = read_phrase(sentence, place)
    if phrase is None or ends_clause(phrase):
        return False
    after = next((n for n in range(phrase.last + 1, len(sentence.words)) if not is_adverb(sentence.lows[n])), None)
    return after is not None and _is_verb(sentence, after)


def _is_verb(sentence: Sentence, place: int) -> bool:
    low = sentence.lows[place]
    if low in AUXILIARIES or low in FINITE or low in IRREGULAR:
        return True
    return (
        sentence.words[place][0].islower()
        and low not in PREPOSITIONS
        and (low.endswith(("ed", "s")) or sentence.lows[place - 1] in PRONOUNS)
    )


def _last_word(sentence: Sentence) -> int:
    """The last token of a report that runs to the end of its sentence."""
    last = len(sentence.words) - 1
    if "according" in sentence.lows:
        # Lee said six boats were lost, according to Bob Ross: who passed it on is no part of it.
        place = sentence.lows.index("according")
        last = place - 1 if place and sentence.words[place - 1] == "," else last
    while last > 0 and not sentence.words[last][0].isalnum():
        last -= 1
    return last


def _after_clause(sentence: Sentence, verb: int) -> Indirect | None:
    """The report of a cue that comes last: the port would close, Lee said; the port would close, said Lee, a baker."""
    subject = subject_before(sentence, verb)
    if subject is None or sentence.words[subject.first - 1 : subject.first] != [","]:
        subject = subject_after(sentence, verb)
        if subject is None or sentence.words[verb - 1 : verb] != [","] or not ends_clause(subject) or sentence.lows[verb] == "told":
            return None
    comma = min(subject.first, verb) - 1
    if comma < _SHORTEST or not _can_speak(subject) or not _starts_clause(sentence, 0) or _runs_on(sentence, max(subject.last, verb) + 1):
        return None
    return Indirect(Span(sentence.starts[0], sentence.ends[comma - 1]), Evidence("clause", subject, sentence.lows[verb], verb))


def _runs_on(sentence: Sentence, place: int) -> bool:
    """Whether the clause goes on behind its cue, so that its first part alone would mislead, as in *it was so dark, Lee said, that …*."""
    after = sentence.lows[place : place + 2]
    return len(after) == 2 and after[0] == "," and after[1] in _GOING_ON


def _according(sentence: Sentence, place: int) -> Indirect | None:
    """The report of a source that is named by *according to*, before it or after it."""
    subject = read_phrase(sentence, place + 2)
    if subject is None or not _can_speak(subject):
        return None
    if place > _SHORTEST and sentence.words[place - 1] == "," and _starts_clause(sentence, 0):
        return Indirect(Span(sentence.starts[0], sentence.ends[place - 2]), Evidence("according", subject, "according to", place))
    first = subject.last + 2
    last = _last_word(sentence)
    if place == 0 and sentence.words[first - 1 : first] == [","] and last - first >= _SHORTEST and _starts_clause(sentence, first):
        return Indirect(Span(sentence.starts[first], sentence.ends[last]), Evidence("according", subject, "according to", place))
    return None
