"""Sentence -> the words before a marked stretch that introduce it: *Lee said,* “…”; *Lee said that it was* “…”."""

from __future__ import annotations

from typing import Final

from sitegen.annotate.clauses import is_passive
from sitegen.annotate.cues import BE, CONJUNCTIONS, FINITE, PARTICIPLES, PHRASAL, SHOWS, SPEAKING, SPEECH, TIMES, WEAK, is_adverb
from sitegen.annotate.frames import Sentence
from sitegen.annotate.phrases import Phrase, acts_as_noun, is_name, noun_ending_at, read_phrase
from sitegen.annotate.roles import sort_of
from sitegen.annotate.said import Evidence, Rule, evidence_of
from sitegen.annotate.subjects import (
    QUOTES,
    WITH_OBJECT,
    agent,
    find_quoted,
    main_subject,
    may_speak,
    reporter,
    subject_after,
    subject_before,
)

_OWNERS: Final = frozenset(["the", "a", "an", "his", "her", "their"])
_MODALS: Final = frozenset(["would", "could", "might", "should"])
_TURNS: Final = frozenset(["after", "when", "because", "as"])


def find_introduction(sentence: Sentence, place: int) -> Evidence | None:
    """The evidence of an attribution to the left: Lee said, “…”; Lee said that it was “…”; …, calling it “…”."""
    lows, words = sentence.lows, sentence.words
    label = _label(sentence, place)
    if label:
        return label
    for verb in range(place - 1, -1, -1):
        low = lows[verb]
        if words[verb] == ";":
            return _elided(sentence, verb, place)
        if low == "according" and lows[verb + 1 : verb + 2] == ["to"] and (verb == 0 or lows[verb - 1] != "that"):
            return evidence_of("according", read_phrase(sentence, verb + 2, place), verb, "according to")
        found = _governs(sentence, verb, place) if low in FINITE or low in PARTICIPLES or tuple(lows[verb : verb + 2]) in PHRASAL else None
        if found and found.rule == "clause" and (low in WEAK or lows[verb - 1] in _MODALS):
            return _outer(sentence, verb, place) or found
        if found:
            return found
    return _before_colon(sentence, place)


def _elided(sentence: Sentence, semicolon: int, place: int) -> Evidence | None:
    """The evidence of a clause whose verb is that of the clause before it: Lee called it “a ruin”; *Ross,* “a bore” …."""
    phrase = read_phrase(sentence, semicolon + 1, place)
    if phrase is None or phrase.last != place - 2 or sentence.words[place - 1] != "," or not may_speak(phrase):
        return None
    return evidence_of("clause", phrase, semicolon, "")


def _before_colon(sentence: Sentence, place: int) -> Evidence | None:
    """The person that a clause before a colon is about, whatever its verb: her biographer, Bob Ross, doubts it: “…”."""
    if sentence.words[place - 1 : place] != [":"]:
        return None
    subject = main_subject(sentence, place - 1)
    return evidence_of("colon", subject, place - 1) if subject and may_speak(subject) else None


def _outer(sentence: Sentence, weak: int, place: int) -> Evidence | None:
    """The report that a weak verb is part of: Lee *said* he would consider “…”."""
    for verb in range(weak - 1, 0, -1):
        if sentence.quotes[verb] >= 0 or sentence.words[verb] == ";" or sentence.lows[verb] in _TURNS:
            return None
        if sentence.lows[verb] in SPEECH | SPEAKING and sentence.lows[verb] not in WEAK:
            return _governs(sentence, verb, place)
    return None


def _label(sentence: Sentence, place: int) -> Evidence | None:
    """A name right before a colon and the stretch: the plan does not surprise Ann Lee: “…”."""
    if place < 2 or sentence.words[place - 1] != ":":
        return None
    last = place - 2
    if sentence.words[last] == ")":
        # Ann Lee (Independent): “…”
        last = next((n for n in range(last, 0, -1) if sentence.words[n] == "("), 0) - 1
    if last < 0 or sentence.names[last] not in ("person", "organization"):
        return None
    first = last
    while first > 0 and is_name(sentence, first - 1):
        first -= 1
    if first and (sentence.lows[first - 1] in WITH_OBJECT or sentence.lows[first - 1] == "to"):
        # Judge Lee told Ross: “…”
        return None
    return evidence_of("label", Phrase(sentence, first, last), place - 1)


def _governs(sentence: Sentence, verb: int, place: int) -> Evidence | None:
    """The evidence of the verb at token *verb* for the stretch at *place*, where it is one that reports."""
    lows, words = sentence.lows, sentence.words
    low = lows[verb]
    if sentence.names[verb]:
        return None
    if is_passive(lows, verb):
        return evidence_of("clause", _doer(sentence, verb, place), verb)
    if low in PARTICIPLES:
        return _participle(sentence, verb)
    if acts_as_noun(sentence, verb):
        return None
    between = words[verb + 1 : place]
    rule: Rule = "clause"
    if tuple(lows[verb : verb + 2]) in PHRASAL:
        between = between[1:]
        rule = "before"
    if low in SPEECH or rule == "before":
        rule = "colon" if between[-1:] == [":"] else "before" if not between or between[-1] == "," else "clause"
    return evidence_of(rule, _subject_of(sentence, verb), verb)


def _doer(sentence: Sentence, verb: int, place: int) -> Phrase | None:
    """Who did what a passive tells of the stretch: he was called “a giant” *by friends*; he was described *by friends* as “a giant”."""
    if sentence.lows[place + 1 : place + 2] == ["by"]:
        return read_phrase(sentence, place + 2)
    return agent(sentence, verb)


def _subject_of(sentence: Sentence, verb: int) -> Phrase | None:
    """The subject before a verb, or after it where a quotation or comma precedes: “…,” said Lee, “…”."""
    subject = subject_before(sentence, verb)
    if subject is None and verb and (sentence.quotes[verb - 1] >= 0 or sentence.words[verb - 1] in ",—"):
        return subject_after(sentence, verb) if sentence.lows[verb] in SPEECH else main_subject(sentence, verb)
    if subject and verb and sentence.words[verb - 1] == "," and sentence.lows[verb] in SPEECH:
        return reporter(sentence, verb)
    if subject is None and verb and sentence.words[verb - 1] == ",":
        return main_subject(sentence, verb)
    return subject


def _participle(sentence: Sentence, verb: int) -> Evidence | None:
    """The evidence of *saying* or *calling*: its own subject where it has one, else that of the sentence."""
    before = sentence.lows[verb - 1] if verb else ""
    if before in _OWNERS:
        return None
    if sentence.lows[verb] == "reading" and before not in CONJUNCTIONS and before.isalpha():
        # They waved placards reading “…”
        return evidence_of("participle", noun_ending_at(sentence, verb - 1), verb)
    if _is_time(before) and verb > 2 and sentence.names[verb - 3] == "person":
        # a clip of Ann Lee in 2015 saying “…”
        return evidence_of("participle", noun_ending_at(sentence, verb - 3), verb)
    if sort_of(before) == "person":
        seen = noun_ending_at(sentence, verb - 1)
        if seen and seen.first and sentence.lows[seen.first - 1] in SHOWS:
            # A video shows an officer telling him, “…”
            return evidence_of("participle", seen, verb)
    if before == "as":
        quoted = next((n for n in range(verb - 2, -1, -1) if sentence.lows[n] in QUOTES), None)
        if quoted is not None and not is_passive(sentence.lows, quoted):
            return evidence_of("participle", find_quoted(sentence, quoted), verb)
    if (verb and is_name(sentence, verb - 1)) or before in BE or (is_adverb(before) and sentence.lows[max(0, verb - 2)] in BE):
        subject = subject_before(sentence, verb)
    else:
        subject = _governing_subject(sentence, verb)
    return evidence_of("participle", subject, verb)


def _is_time(low: str) -> bool:
    """Whether a word is a year or a name of a day or month."""
    return low in TIMES or (low.isdecimal() and len(low) == 4)


def _governing_subject(sentence: Sentence, verb: int) -> Phrase | None:
    """The subject that a participle shares: that of the cue before it, else that of the main clause."""
    for other in range(verb - 1, 0, -1):
        if sentence.lows[other] in SPEAKING and is_name(sentence, other - 1):
            return subject_before(sentence, other)
        if _reports(sentence, other):
            subject = _subject_of(sentence, other)
            if subject is not None:
                return subject
    return main_subject(sentence, verb)


def _reports(sentence: Sentence, verb: int) -> bool:
    """Whether the token is a finite verb of speech with a subject that speaks."""
    if sentence.lows[verb] not in SPEECH or not sentence.words[verb][0].islower():
        return False
    return not is_passive(sentence.lows, verb) and not acts_as_noun(sentence, verb)
