"""Sentence -> whom a sentence without marked words leads up to, or signs for."""

from __future__ import annotations

from sitegen.annotate.cues import PRONOUNS
from sitegen.annotate.frames import Sentence
from sitegen.annotate.introductions import find_introduction
from sitegen.annotate.phrases import Phrase, head_noun, read_phrase
from sitegen.annotate.roles import sort_of
from sitegen.annotate.said import Evidence, evidence_of
from sitegen.annotate.subjects import main_subject
from sitegen.annotate.tags import DASHES, names_source

_ENDS = (".", "!", "?", "…", ":", ")")


def find_leading(sentence: Sentence) -> Evidence | None:
    """Whom a sentence without marked words leads up to, such as *Lee stated:* or *She shook her head*."""
    end = len(sentence.words)
    if sentence.words[-1] == ":":
        found = find_introduction(sentence, end)
        if found:
            return found
    if sentence.words[-1] not in _ENDS:
        # A line that is no sentence, such as who took a picture.
        return None
    subject = main_subject(sentence, end)
    return evidence_of("line before", subject, 0, "") if subject and _can_speak(subject) else None


def find_signature(sentence: Sentence) -> Evidence | None:
    """The name that a paragraph after a quotation consists of: – *Ann Lee, Ayton*."""
    first = next((n for n, word in enumerate(sentence.words) if word not in DASHES), None)
    if not first or not names_source(sentence, first):
        return None
    return evidence_of("dash", read_phrase(sentence, first), 0, "—")


def _can_speak(subject: Phrase) -> bool:
    """Whether a subject without a verb of speech may be the one who speaks next."""
    sentence = subject.sentence
    if sentence.lows[subject.first] in PRONOUNS and not sentence.names[subject.first]:
        return sentence.lows[subject.first] in ("he", "she", "they")
    if "person" in sentence.names[subject.first : subject.last + 1]:
        return True
    return sort_of(head_noun(subject)) in ("person", "people")
