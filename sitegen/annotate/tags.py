"""Sentence -> the tag behind a marked stretch that says who spoke it: “…,” *Lee said*; “…” *– Ann Lee*."""

from __future__ import annotations

from typing import Final

from sitegen.annotate.apposition import named_apposition
from sitegen.annotate.cues import AUXILIARIES, FINITE, PRONOUNS, SPEECH, is_adverb
from sitegen.annotate.frames import Sentence
from sitegen.annotate.marks import Marked
from sitegen.annotate.phrases import Phrase, is_name, read_phrase
from sitegen.annotate.predicates import find_unlisted_verb, find_verb
from sitegen.annotate.said import Evidence, Rule, evidence_of
from sitegen.annotate.speech import is_title
from sitegen.annotate.subjects import ends_clause, find_quoted, subject_after

DASHES: Final = "—–-"


def find_tag(text: str, sentence: Sentence, place: int, stretch: Marked) -> Evidence | None:
    """An attribution that follows at once: “…,” Lee said; “…,” said Lee; “…,” according to Lee; “…” – Lee."""
    words, lows = sentence.words, sentence.lows
    parted = place == 0 or last_mark(text, stretch) in ("", *",?!—–-.…")
    at = place + 1
    while at < len(words) and words[at] in ",—–-…":
        parted, at = True, at + 1
    if at >= len(words):
        return None
    if lows[at] == "according" and lows[at + 1 : at + 2] == ["to"]:
        return evidence_of("according", read_phrase(sentence, at + 2), at, "according to")
    if at - 1 > place and words[at - 1] in DASHES and names_source(sentence, at):
        return evidence_of("dash", read_phrase(sentence, at), at - 1, "—")
    return _at_once(text, sentence, at, stretch) if parted else None


def _at_once(text: str, sentence: Sentence, at: int, stretch: Marked) -> Evidence | None:
    """The evidence of a cue and its subject that begin at token *at*, in either order."""
    lows = sentence.lows
    if lows[at] == "came":
        return _came(sentence, at)
    verb = at
    while verb < len(lows) and not sentence.names[verb] and is_adverb(lows[verb]):
        verb += 1
    if verb < len(lows) and lows[verb] in SPEECH and sentence.words[verb][0].islower():
        subject = subject_after(sentence, verb)
        if subject is not None and not _has_verb(subject):
            return evidence_of("inverted", subject, verb)
    if lows[at] == "as":
        # “…,” as one critic wrote.
        at += 1
    return _subject_first(sentence, at, "after") or _by_place(text, sentence, at, stretch)


def _came(sentence: Sentence, at: int) -> Evidence | None:
    """The evidence of what comes from somebody: “Call the roll,” *came shouts from the crowd*."""
    end = min(len(sentence.words), at + 5)
    place = next((n for n in range(at + 1, end) if sentence.lows[n] == "from"), None)
    return evidence_of("inverted", read_phrase(sentence, place + 1), at) if place else None


def _by_place(text: str, sentence: Sentence, at: int, stretch: Marked) -> Evidence | None:
    """The evidence of a verb that no list has, behind words that a comma closes: “…,” he *grinned*; “…,” *grinned* Lee."""
    if last_mark(text, stretch) != ",":
        return None
    phrase = read_phrase(sentence, at)
    pronoun = phrase is not None and sentence.lows[phrase.first] in PRONOUNS
    if not pronoun and is_title(text[stretch.start : stretch.end].split()):
        return None
    if phrase:
        verb = find_unlisted_verb(phrase)
        return evidence_of("after", named_apposition(phrase), verb) if verb is not None else None
    subject = subject_after(sentence, at) if sentence.lows[at : at + 1] and sentence.lows[at].endswith("ed") else None
    return evidence_of("inverted", subject, at) if subject and is_name(sentence, subject.last) and ends_clause(subject) else None


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
    verb = find_verb(sentence, phrase.last + 1) if phrase else None
    if phrase is None or verb is None:
        return None
    return evidence_of(rule, find_quoted(sentence, verb) or named_apposition(phrase), verb)


def find_later(sentence: Sentence, place: int) -> Evidence | None:
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


def last_mark(text: str, stretch: Marked) -> str:
    """The last character of the words, the closing marks of nested quotations aside."""
    return text[stretch.start : stretch.end].rstrip("’'”\" ")[-1:]
