"""Sentences in order -> marked stretches with evidence, their own or that of their neighbors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from sitegen.annotate.attribution import find_evidence
from sitegen.annotate.frames import Sentence
from sitegen.annotate.leads import find_leading, find_signature
from sitegen.annotate.marks import Marked
from sitegen.annotate.phrases import Phrase
from sitegen.annotate.said import Evidence, Rule, Said

_FROM_ELSEWHERE: Final = frozenset(["none", "line before", "paragraph before", "continued"])
_BELOW: Final = 3
"""Paragraphs that a quotation may run on over before the one that tells whose it is."""
_AHEAD: Final = 24
"""Stretches and sentences of a paragraph that are looked at on either side."""
_Row = list[Sentence | Said]


def gather(text: str, frames: Sequence[Sequence[Sentence]], marked: tuple[Marked, ...]) -> list[Said]:
    """Every marked stretch of the frames, paragraph by paragraph, with the best evidence for its speaker."""
    rows = [_row(text, frame, marked) for frame in frames]
    found: list[Said] = []
    for number, row in enumerate(rows):
        for place, item in enumerate(row):
            if isinstance(item, Said):
                found.append(item if item.evidence else _inherit(rows, number, place, item, found))
    return _from_continuations(found)


def _from_continuations(found: list[Said]) -> list[Said]:
    """The stretches, where one that goes on in the next paragraph has the speaker who is named only there."""
    for place in range(len(found) - 1, 0, -1):
        later, item = found[place], found[place - 1]
        if later.stretch.continues and later.evidence and later.rule != "continued" and item.rule in _FROM_ELSEWHERE:
            found[place - 1] = replace(item, evidence=later.evidence, rule="same paragraph")
    return found


def _row(text: str, frame: Sequence[Sentence], marked: tuple[Marked, ...]) -> _Row:
    row: _Row = []
    for sentence in frame:
        if not sentence.has_marked:
            row.append(sentence)
            continue
        places = [place for place, quote in enumerate(sentence.quotes) if quote >= 0]
        alone = all(quote >= 0 or not word[0].isalnum() for quote, word in zip(sentence.quotes, sentence.words, strict=True))
        for place in places:
            stretch = marked[sentence.quotes[place]]
            evidence = _tag(sentence, place) if stretch.kind == "turn" else None if alone else find_evidence(text, sentence, place, stretch)
            row.append(Said(stretch, sentence, evidence, evidence.rule if evidence else "none", alone))
    return row


def _tag(sentence: Sentence, place: int) -> Evidence | None:
    """The speaker that a transcript names before the words."""
    last = place - 1
    while last > 0 and not sentence.words[last][0].isalnum():
        last -= 1
    return Evidence("speaker tag", Phrase(sentence, 0, last), "", last) if last >= 0 else None


def _inherit(rows: list[_Row], number: int, place: int, item: Said, found: list[Said]) -> Said:
    """The stretch with the evidence of what stands before or after it, the nearest and surest first."""
    if item.stretch.continues and found:
        return _with(item, found[-1].evidence, "continued") or item
    row = rows[number]
    ways = (_from_rest_of_sentence(row, place, item), _from_before(row, place, item, found), _from_after(row, place, item))
    return (
        next((way for way in ways if way), None)
        or _from_below(rows, number, item)
        or _from_above(rows, number, item, found)
        or _from_next(rows, number, item)
        or item
    )


def _with(item: Said, evidence: Evidence | None, rule: Rule) -> Said | None:
    return replace(item, evidence=evidence, rule=rule) if evidence else None


def _from_rest_of_sentence(row: _Row, place: int, item: Said) -> Said | None:
    """What a later stretch of the sentence tells, as in “One” — here they cheered — “and two,” Lee said."""
    for said in row[place + 1 : place + _AHEAD]:
        if not isinstance(said, Said) or said.sentence is not item.sentence:
            break
        if said.evidence and said.rule in ("after", "inverted"):
            return _with(item, said.evidence, "same sentence")
    return None


def _from_before(row: _Row, place: int, item: Said, found: list[Said]) -> Said | None:
    """What the same paragraph says before: the speaker of the quote before, or the subject of the sentence that leads up to it."""
    if place == 0:
        return None
    before = row[place - 1]
    if isinstance(before, Said):
        same = before.sentence is item.sentence
        return _with(item, found[-1].evidence, "same sentence" if same else "same paragraph") if found[-1].evidence else None
    leading = find_leading(before) if item.alone else None
    if leading:
        return _with(item, leading, "line before")
    spoken = next((said for said in reversed(found[-_AHEAD:]) if said.evidence), None)
    if spoken is None or spoken.sentence.paragraph != item.sentence.paragraph:
        return None
    return _with(item, spoken.evidence, "resumed")


def _from_after(row: _Row, place: int, item: Said) -> Said | None:
    later = next((said.evidence for said in row[place + 1 : place + _AHEAD] if isinstance(said, Said) and said.evidence), None)
    return _with(item, later, "next in paragraph") if later and item.alone else None


def _from_below(rows: list[_Row], number: int, item: Said) -> Said | None:
    """The name that makes the next paragraph, behind a dash: – *Ann Lee, Ayton*."""
    below = rows[number + 1] if number + 1 < len(rows) else []
    if len(below) != 1 or not isinstance(below[0], Sentence) or not item.alone:
        return None
    return _with(item, find_signature(below[0]), "dash")


def _from_next(rows: list[_Row], number: int, item: Said) -> Said | None:
    """Whom the paragraph after a quotation of its own is about: “You smell it first.” ¶ *Ann Lee* is talking about the quay."""
    after = number + 1
    while after < len(rows) and after <= number + _BELOW and all(isinstance(one, Said) and one.stretch.continues for one in rows[after]):
        after += 1
    first = rows[after][0] if after < len(rows) and rows[after] else None
    if not isinstance(first, Sentence) or not all(isinstance(one, Said) and one.alone for one in rows[number]):
        return None
    leading = find_leading(first)
    if leading is None or "person" not in first.names[leading.subject.first : leading.subject.last + 1]:
        return None
    return _with(item, leading, "line after")


def _from_above(rows: list[_Row], number: int, item: Said, found: list[Said]) -> Said | None:
    """What the paragraph before tells of a quotation that makes a paragraph of its own."""
    above = rows[number - 1] if number else []
    if not above or not item.alone:
        return None
    last = above[-1]
    if isinstance(last, Sentence):
        return _with(item, find_leading(last), "line before")
    return _with(item, found[-1].evidence, "paragraph before") if found[-1].evidence else None
