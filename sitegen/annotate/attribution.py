"""Sentence -> for each marked stretch in it, the words that say who spoke it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sitegen.annotate.cues import ADVERBS, AUXILIARIES, BE, FINITE, PARTICIPLES, PAST, PREPOSITIONS, SPEAKING, SPEECH, WEAK, is_adverb
from sitegen.annotate.frames import Sentence
from sitegen.annotate.marks import Marked
from sitegen.annotate.phrases import Phrase, is_name, main_subject, named_apposition, read_phrase, subject_after, subject_before

Rule = Literal[
    "after", "inverted", "according", "dash", "before", "colon", "clause", "participle", "later", "main", "label",
    "same sentence", "same paragraph", "next in paragraph", "continued", "line before", "paragraph before", "paragraph after", "none",
]  # fmt: skip
_SUBJECT_LIMIT = 60


@dataclass(frozen=True, slots=True)
class Evidence:
    """What ties a marked stretch to a speaker: the rule that found it, the words for the speaker and the cue."""

    rule: Rule
    subject: Phrase | None
    cue: str
    cue_place: int
    """Token of the cue in its sentence."""
    sentence: Sentence


def find_evidence(text: str, sentence: Sentence, place: int, stretch: Marked) -> Evidence | None:
    """The best evidence in *sentence* for who spoke the stretch at token *place*."""
    before = _before(sentence, place)
    if before and before.rule in ("before", "colon", "label") and text[stretch.end - 1 : stretch.end] != ",":
        return before
    return _after(text, sentence, place, stretch) or before or _later(sentence, place)


def _after(text: str, sentence: Sentence, place: int, stretch: Marked) -> Evidence | None:
    """An attribution that follows at once: “…,” Lee said; “…,” said Lee; “…,” according to Lee; “…” – Lee."""
    words, lows = sentence.words, sentence.lows
    at = place + 1
    comma = text[stretch.start : stretch.end].rstrip("’'”\" ")[-1:] in [*",?!—–-….…", ""] or place == 0
    while at < len(words) and words[at] in ",—–-…":
        comma, at = True, at + 1
    if at >= len(words):
        return None
    if lows[at] == "according" and lows[at + 1 : at + 2] == ["to"]:
        return _evidence("according", read_phrase(sentence, at + 2), sentence, at, "according to")
    if words[at - 1] in "—–-" and at - 1 > place and words[at][0].isupper() and _runs_to_end(sentence, read_phrase(sentence, at)):
        return _evidence("dash", read_phrase(sentence, at), sentence, at - 1, "—")
    if not comma:
        return None
    verb = at
    while verb < len(words) and is_adverb(lows[verb]):
        verb += 1
    if verb < len(words) and lows[verb] in SPEECH and lows[verb] in PAST | SPEECH and words[verb][0].islower():
        subject = subject_after(sentence, verb)
        if subject is not None:
            return _evidence("inverted", subject, sentence, verb)
    return _subject_first(sentence, at)


def _runs_to_end(sentence: Sentence, phrase: Phrase | None) -> bool:
    return phrase is not None and (
        phrase.last + 1 >= len(sentence.words) or sentence.words[phrase.last + 1] in ",.(;" or sentence.quotes[phrase.last + 1] >= 0
    )


def _subject_first(sentence: Sentence, at: int) -> Evidence | None:
    """A subject that begins at token *at*, perhaps with an apposition, and its verb."""
    phrase = read_phrase(sentence, at)
    if phrase is None:
        return None
    verb = _find_verb(sentence, phrase.last + 1)
    if verb is None:
        return None
    return _evidence("after", named_apposition(phrase), sentence, verb)


def _find_verb(sentence: Sentence, at: int) -> int | None:
    """The finite cue of a subject that ends before token *at*: at once, or beyond an apposition or relative clause."""
    words, lows = sentence.words, sentence.lows
    place = _skip_adverbs(lows, at)
    if place < len(lows) and lows[place] in FINITE and not _is_passive(lows, place):
        return place
    if place >= len(words) or not (
        words[place] in ",—–(" or lows[place] in ("who", "of", "in", "at", "for", "from", "with", "whose", "on", "and")
    ):
        return None
    for verb in range(place + 1, min(len(words), place + _SUBJECT_LIMIT)):
        if sentence.quotes[verb] >= 0 or words[verb] in ";:":
            return None
        if lows[verb] in SPEECH and words[verb][0].islower() and _ends_aside(sentence, verb) and not _is_passive(lows, verb):
            return verb
    return None


def _ends_aside(sentence: Sentence, verb: int) -> bool:
    """Whether the verb follows what closes an aside: a comma, a dash, a parenthesis, or adverbs after one."""
    place = verb - 1
    while place > 0 and (is_adverb(sentence.lows[place]) or sentence.lows[place] in AUXILIARIES):
        place -= 1
    return sentence.words[place] in ",—–)" or sentence.words[place] == "-"


def _skip_adverbs(lows: list[str], place: int) -> int:
    while place < len(lows) and (
        is_adverb(lows[place]) or lows[place] in AUXILIARIES or lows[place] in ("himself", "herself", "themselves")
    ):
        place += 1
    return place


def _is_passive(lows: list[str], verb: int) -> bool:
    place = verb - 1
    while place >= 0 and lows[place] in ADVERBS:
        place -= 1
    return place >= 0 and lows[place] in BE and lows[verb] in PAST


def _before(sentence: Sentence, place: int) -> Evidence | None:
    """An attribution to the left: Lee said, “…”; Lee said that it was “…”; …, calling it “…”."""
    lows, words = sentence.lows, sentence.words
    label = _label(sentence, place)
    if label:
        return label
    for verb in range(place - 1, -1, -1):
        low = lows[verb]
        if words[verb] == ";":
            return None
        if low == "according" and lows[verb + 1] == "to" and (verb == 0 or lows[verb - 1] != "that"):
            return _evidence("according", read_phrase(sentence, verb + 2, place), sentence, verb, "according to")
        if low not in FINITE and low not in PARTICIPLES:
            continue
        found = _governs(sentence, verb, place)
        if found and found.rule == "clause" and low in WEAK:
            return _outer(sentence, verb, place) or found
        if found:
            return found
    return None


def _outer(sentence: Sentence, weak: int, place: int) -> Evidence | None:
    """The report that a weak verb is part of: Lee *said* he would consider “…”."""
    for verb in range(weak - 1, 0, -1):
        if sentence.quotes[verb] >= 0 or sentence.words[verb] == ";" or sentence.lows[verb] in ("after", "when", "because", "as"):
            return None
        if sentence.lows[verb] in SPEECH | SPEAKING and sentence.lows[verb] not in WEAK:
            return _governs(sentence, verb, place)
    return None


def _label(sentence: Sentence, place: int) -> Evidence | None:
    """A name right before a colon and the stretch: the plan does not surprise Ann Lee: “…”."""
    last = place - 2
    if last < 0 or sentence.words[place - 1] != ":" or not is_name(sentence, last):
        return None
    first = last
    while first > 0 and sentence.names[first - 1]:
        first -= 1
    return _evidence("label", Phrase(sentence, first, last), sentence, place - 1) if sentence.names[last] in ("person", "organization") else None


def _governs(sentence: Sentence, verb: int, place: int) -> Evidence | None:
    """The evidence of the verb at token *verb* for the stretch at *place*, where it is one that reports."""
    lows, words = sentence.lows, sentence.words
    low = lows[verb]
    if (verb and words[verb][0].isupper()) or _is_passive(lows, verb):
        return None
    if low in PARTICIPLES:
        return _participle(sentence, verb)
    if _is_noun(sentence, verb):
        return None
    rule: Rule = "clause"
    between = words[verb + 1 : place]
    if low in SPEECH:
        rule = "colon" if between[-1:] == [":"] else "before" if not between or between[-1] == "," else "clause"
    subject = subject_before(sentence, verb)
    if (subject is None and sentence.quotes[max(0, verb - 1)] >= 0) or (subject is None and verb and words[verb - 1] in ",—"):
        subject = subject_after(sentence, verb) or subject
    if subject is None:
        return None
    return _evidence(rule, subject, sentence, verb)


def _is_noun(sentence: Sentence, verb: int) -> bool:
    before = sentence.lows[verb - 1] if verb else ""
    return before in ("the", "a", "an", "his", "her", "their", "its", "this") or before in PREPOSITIONS or before.endswith(("’s", "'s"))


def _participle(sentence: Sentence, verb: int) -> Evidence | None:
    before = sentence.lows[verb - 1] if verb else ""
    if before in ("the", "a", "an", "his", "her", "their"):
        return None
    if before in BE or (is_adverb(before) and sentence.lows[max(0, verb - 2)] in BE):
        subject = subject_before(sentence, verb)
    else:
        subject = _governing_subject(sentence, verb)
    return _evidence("participle", subject, sentence, verb) if subject else None


def _governing_subject(sentence: Sentence, verb: int) -> Phrase | None:
    """The subject that a participle shares: that of the cue before it, else that of the main clause."""
    for other in range(verb - 1, 0, -1):
        if sentence.lows[other] in SPEECH and sentence.words[other][0].islower() and not _is_passive(sentence.lows, other):
            subject = subject_before(sentence, other)
            if subject is None and sentence.quotes[other - 1] >= 0:
                subject = subject_after(sentence, other)
            if subject is not None:
                return subject
    return main_subject(sentence, verb)


def _later(sentence: Sentence, place: int) -> Evidence | None:
    """An attribution that closes the sentence or is put between commas after the stretch: it was “…” by then, Lee said."""
    lows, words = sentence.lows, sentence.words
    for comma in range(place + 1, len(words) - 1):
        if words[comma] not in ",—":
            continue
        at = comma + 1
        if lows[at] == "according" and lows[at + 1 : at + 2] == ["to"]:
            return _evidence("according", read_phrase(sentence, at + 2), sentence, at, "according to")
        if lows[at] in SPEECH and lows[at] not in SPEAKING:
            subject = subject_after(sentence, at)
            if subject:
                return _evidence("later", subject, sentence, at)
        found = _subject_first(sentence, at)
        if found and lows[found.cue_place] in SPEECH and _closes(sentence, found.cue_place):
            return _evidence("later", found.subject, sentence, found.cue_place)
    return None


def _closes(sentence: Sentence, verb: int) -> bool:
    """Whether nothing that the verb could report follows it."""
    after = sentence.words[verb + 1 : verb + 2]
    return (
        not after
        or not after[0][0].isalnum()
        or sentence.lows[verb + 1] in ("in", "on", "at", "to", "during")
        or sentence.lows[verb] == "told"
    )


def _evidence(rule: Rule, subject: Phrase | None, sentence: Sentence, place: int, cue: str | None = None) -> Evidence | None:
    if subject is None:
        return None
    return Evidence(rule, subject, cue or sentence.lows[place], place, sentence)


def find_main(sentence: Sentence) -> Evidence | None:
    """The main subject of a sentence that reports nothing but leads up to a quotation: She shook her head."""
    subject = main_subject(sentence, len(sentence.words))
    return _evidence("main", subject, sentence, 0, "")
