"""Sentence -> for a marked stretch in it, the words that say who spoke it."""

from __future__ import annotations

from typing import Final

from sitegen.annotate.apposition import named_apposition
from sitegen.annotate.clauses import is_passive
from sitegen.annotate.cues import (
    AUXILIARIES,
    BE,
    FINITE,
    PARTICIPLES,
    PHRASAL,
    SPEAKING,
    SPEECH,
    WEAK,
    is_adverb,
)
from sitegen.annotate.frames import Sentence
from sitegen.annotate.marks import Marked
from sitegen.annotate.phrases import Phrase, acts_as_noun, is_name, read_phrase
from sitegen.annotate.possessions import by_owner, find_owner
from sitegen.annotate.said import Evidence, Rule
from sitegen.annotate.subjects import main_subject, reporter, subject_after, subject_before

_ASIDE: Final = 60
"""Words that an aside between a subject and its verb may have."""
DASHES: Final = "—–-"
_OWNERS: Final = frozenset(["the", "a", "an", "his", "her", "their"])
_OPENS_ASIDE: Final = frozenset(["who", "of", "in", "at", "for", "from", "with", "whose", "on", "and"])
_MODALS: Final = frozenset(["would", "could", "might", "should"])
_TURNS: Final = frozenset(["after", "when", "because", "as"])


def find_evidence(text: str, sentence: Sentence, place: int, stretch: Marked) -> Evidence | None:
    """The best evidence in *sentence* for who spoke the stretch at token *place*."""
    found = _nearest(text, sentence, place, stretch)
    return by_owner(found) if found else None


def _nearest(text: str, sentence: Sentence, place: int, stretch: Marked) -> Evidence | None:
    before = find_before(sentence, place)
    if before and before.rule in ("before", "colon", "label") and _last_mark(text, stretch) != ",":
        return before
    if before and before.place == place - 1 and before.cue not in SPEECH:
        # Under what Lee called “the old plan,” the council paid.
        return before
    after = _after(text, sentence, place, stretch)
    if after:
        return after
    if before and before.rule == "clause" and before.cue in WEAK:
        return _later(sentence, place) or before
    return before or _later(sentence, place) or find_owner(sentence, place)


def evidence_of(rule: Rule, subject: Phrase | None, place: int, cue: str | None = None) -> Evidence | None:
    """The evidence that a rule found with its cue at token *place*; None where there is no subject."""
    if subject is None:
        return None
    return Evidence(rule, subject, subject.sentence.lows[place] if cue is None else cue, place)


def _last_mark(text: str, stretch: Marked) -> str:
    """The last character of the words, the closing marks of nested quotations aside."""
    return text[stretch.start : stretch.end].rstrip("’'”\" ")[-1:]


def _after(text: str, sentence: Sentence, place: int, stretch: Marked) -> Evidence | None:
    """An attribution that follows at once: “…,” Lee said; “…,” said Lee; “…,” according to Lee; “…” – Lee."""
    words, lows = sentence.words, sentence.lows
    parted = place == 0 or _last_mark(text, stretch) in ("", *",?!—–-.…")
    at = place + 1
    while at < len(words) and words[at] in ",—–-…":
        parted, at = True, at + 1
    if at >= len(words):
        return None
    if lows[at] == "according" and lows[at + 1 : at + 2] == ["to"]:
        return evidence_of("according", read_phrase(sentence, at + 2), at, "according to")
    if at - 1 > place and words[at - 1] in DASHES and names_source(sentence, at):
        return evidence_of("dash", read_phrase(sentence, at), at - 1, "—")
    if not parted:
        return None
    verb = at
    while verb < len(words) and not sentence.names[verb] and is_adverb(lows[verb]):
        verb += 1
    if verb < len(words) and lows[verb] in SPEECH and words[verb][0].islower():
        subject = subject_after(sentence, verb)
        if subject is not None and not _has_verb(subject):
            return evidence_of("inverted", subject, verb)
    return _subject_first(sentence, at, "after")


def _has_verb(phrase: Phrase) -> bool:
    """Whether a verb follows the phrase, so that it begins a reported clause: “…,” said *the plan would* fail."""
    after = phrase.sentence.lows[phrase.last + 1 : phrase.last + 2]
    return bool(after) and (after[0] in AUXILIARIES or after[0] in FINITE)


def names_source(sentence: Sentence, at: int) -> bool:
    """Whether the words after a dash are nothing but a name: “…” – *Ann Lee, Ayton*."""
    phrase = read_phrase(sentence, at) if sentence.words[at][0].isupper() else None
    if phrase is None:
        return False
    after = phrase.last + 1
    return after >= len(sentence.words) or sentence.words[after] in ",.(;" or sentence.quotes[after] >= 0


def _subject_first(sentence: Sentence, at: int, rule: Rule) -> Evidence | None:
    """A subject that begins at token *at*, perhaps with an apposition, and its verb."""
    phrase = read_phrase(sentence, at)
    verb = _find_verb(sentence, phrase.last + 1) if phrase else None
    return evidence_of(rule, named_apposition(phrase), verb) if phrase and verb is not None else None


def _find_verb(sentence: Sentence, at: int) -> int | None:
    """The finite cue of a subject that ends before token *at*: at once, or beyond an apposition or relative clause."""
    words, lows = sentence.words, sentence.lows
    place = _skip_adverbs(lows, at)
    if place >= len(lows):
        return None
    if _is_cue(lows, place):
        return None if is_passive(lows, place) else place
    if not (words[place] in ",—–(" or lows[place] in _OPENS_ASIDE):
        return None
    for verb in range(place + 1, min(len(words), place + _ASIDE)):
        if sentence.quotes[verb] >= 0 or words[verb] in ";:":
            return None
        if lows[verb] in SPEECH and not sentence.names[verb] and _ends_aside(sentence, verb) and not is_passive(lows, verb):
            return verb
    return None


def _is_cue(lows: list[str], place: int) -> bool:
    """Whether a verb that reports stands there; *went on* and *put it* do too."""
    return lows[place] in FINITE or tuple(lows[place : place + 2]) in PHRASAL


def _ends_aside(sentence: Sentence, verb: int) -> bool:
    """Whether the verb follows what closes an aside: a comma, a dash, a parenthesis, or adverbs after one."""
    place = verb - 1
    while place > 0 and (is_adverb(sentence.lows[place]) or sentence.lows[place] in AUXILIARIES):
        place -= 1
    return sentence.words[place] in ",—–)-"


def _skip_adverbs(lows: list[str], place: int) -> int:
    while place < len(lows) and (is_adverb(lows[place]) or lows[place] in AUXILIARIES or lows[place].endswith(("self", "selves"))):
        place += 1
    return place


def find_before(sentence: Sentence, place: int) -> Evidence | None:
    """The evidence of an attribution to the left: Lee said, “…”; Lee said that it was “…”; …, calling it “…”."""
    lows, words = sentence.lows, sentence.words
    label = _label(sentence, place)
    if label:
        return label
    for verb in range(place - 1, -1, -1):
        low = lows[verb]
        if words[verb] == ";":
            return None
        if low == "according" and lows[verb + 1 : verb + 2] == ["to"] and (verb == 0 or lows[verb - 1] != "that"):
            return evidence_of("according", read_phrase(sentence, verb + 2, place), verb, "according to")
        found = _governs(sentence, verb, place) if low in FINITE or low in PARTICIPLES or tuple(lows[verb : verb + 2]) in PHRASAL else None
        if found and found.rule == "clause" and (low in WEAK or lows[verb - 1] in _MODALS):
            return _outer(sentence, verb, place) or found
        if found:
            return found
    return None


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
    first = last = place - 2
    if last < 0 or sentence.words[place - 1] != ":" or sentence.names[last] not in ("person", "organization"):
        return None
    while first > 0 and sentence.names[first - 1]:
        first -= 1
    return evidence_of("label", Phrase(sentence, first, last), place - 1)


def _governs(sentence: Sentence, verb: int, place: int) -> Evidence | None:
    """The evidence of the verb at token *verb* for the stretch at *place*, where it is one that reports."""
    lows, words = sentence.lows, sentence.words
    low = lows[verb]
    if sentence.names[verb] or is_passive(lows, verb):
        return None
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


def _subject_of(sentence: Sentence, verb: int) -> Phrase | None:
    """The subject before a verb, or after it where a quotation or comma precedes: “…,” said Lee, “…”."""
    subject = subject_before(sentence, verb)
    if subject is None and verb and (sentence.quotes[verb - 1] >= 0 or sentence.words[verb - 1] in ",—"):
        return subject_after(sentence, verb)
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
    if (verb and is_name(sentence, verb - 1)) or before in BE or (is_adverb(before) and sentence.lows[max(0, verb - 2)] in BE):
        subject = subject_before(sentence, verb)
    else:
        subject = _governing_subject(sentence, verb)
    return evidence_of("participle", subject, verb)


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


def _later(sentence: Sentence, place: int) -> Evidence | None:
    """An attribution between commas after the stretch or at the end: it was “…” by then, Lee said."""
    lows, words = sentence.lows, sentence.words
    for comma in range(place + 1, len(words) - 1):
        if words[comma] not in ",—":
            continue
        at = comma + 1
        if lows[at] == "according" and lows[at + 1 : at + 2] == ["to"]:
            return evidence_of("according", read_phrase(sentence, at + 2), at, "according to")
        if lows[at] in SPEECH:
            subject = subject_after(sentence, at)
            if subject:
                return evidence_of("later", subject, at)
        found = _subject_first(sentence, at, "later")
        if found and found.cue in SPEECH and _reports_nothing_more(sentence, found.place):
            return found
    return None


def _reports_nothing_more(sentence: Sentence, verb: int) -> bool:
    """Whether nothing that the verb could report follows it."""
    after = sentence.words[verb + 1 : verb + 2]
    return (
        not after
        or not after[0][0].isalnum()
        or sentence.lows[verb + 1] in ("in", "on", "at", "to", "during")
        or sentence.lows[verb] == "told"
    )
