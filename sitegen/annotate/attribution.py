"""Sentence -> for a marked stretch in it, the words that say who spoke it."""

from __future__ import annotations

from typing import Final

from sitegen.annotate.cues import SPEECH, WEAK
from sitegen.annotate.frames import Sentence
from sitegen.annotate.introductions import find_introduction
from sitegen.annotate.marks import Marked
from sitegen.annotate.possessions import by_owner, find_owner
from sitegen.annotate.said import Evidence
from sitegen.annotate.tags import find_later, find_tag, last_mark

_READ: Final = frozenset(["read", "reads"])


def find_evidence(text: str, sentence: Sentence, place: int, stretch: Marked) -> Evidence | None:
    """The best evidence in *sentence* for who spoke the stretch at token *place*."""
    found = _nearest(text, sentence, place, stretch)
    return by_owner(found) if found else None


def _nearest(text: str, sentence: Sentence, place: int, stretch: Marked) -> Evidence | None:
    before = find_introduction(sentence, place)
    if before and before.rule in ("before", "colon", "label") and last_mark(text, stretch) != ",":
        return before
    if before and before.rule == "before" and before.place >= place - 2 and max(sentence.quotes[: before.place], default=-1) < 0:
        # He often said, “Nobody ever regretted a nap,” she recalled.
        return before
    if before and before.place == place - 1 and (before.cue not in SPEECH or before.cue in _READ):
        # Under what Lee called “the old plan,” the council paid.
        return before
    after = find_tag(text, sentence, place, stretch)
    if after and after.rule == "according" and before and _is_told_of(before):
        return before
    if after:
        return after
    if before and before.rule == "clause" and before.cue in WEAK:
        return find_later(sentence, place) or before
    return before or find_later(sentence, place) or find_owner(sentence, place)


def _is_told_of(evidence: Evidence) -> bool:
    """Whether somebody's own words are told second-hand: *Lee told Ross he was “done,”* according to two people in the room."""
    subject = evidence.subject
    one = "person" in subject.sentence.names[subject.first : subject.last + 1] or subject.sentence.lows[subject.first] in ("he", "she")
    return one and evidence.rule == "clause" and evidence.cue in SPEECH and evidence.cue not in WEAK
