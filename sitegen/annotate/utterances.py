"""Stretches with speakers -> quotes: what one mouth said in one go is one quote with several segments."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import structs

from sitegen.annotate.said import Said
from sitegen.annotate.speakers import Speaker
from sitegen.model import Quote, QuoteKind, Span
from sitegen.model.value import Value
from sitegen.typography import words

WHOLE: Final = frozenset(["after", "inverted", "before", "colon", "label", "dash", "speaker tag", "continued"])
"""Rules that only whole utterances fit."""
_FRAGMENT: Final = 20
"""Characters up to which words at the head of the narrator's sentence are a fragment: “Destroyed” was the word."""


class Attributed(Value):
    """A stretch that is speech, and what its attribution tells."""

    said: Said
    speaker: Speaker | None
    confidence: float
    description: str | None
    channel: str | None


def join(text: str, stretches: Iterable[Attributed]) -> list[Quote]:
    """The quotes that the stretches make, in order of place, without ids."""
    utterances: list[list[Attributed]] = []
    for item in stretches:
        before = utterances[-1][-1] if utterances else None
        if before and (_goes_on(before.said, item.said) or _resumes(text, before, item)):
            utterances[-1].append(item)
        else:
            utterances.append([item])
    return [_quote(text, utterance) for utterance in utterances]


def _goes_on(before: Said, said: Said) -> bool:
    """Whether a stretch goes on with the utterance before it, as in “One,” he said, “two.” “Three.”."""
    if said.rule == "continued":
        return True
    if said.stretch.continues and before.evidence and said.evidence and before.evidence.subject.span == said.evidence.subject.span:
        return True
    if before.evidence is None or said.evidence is None or before.sentence.paragraph != said.sentence.paragraph:
        return False
    if before.evidence.subject.span != said.evidence.subject.span or _kind(before) == "fragment":
        return False
    return said.rule == "same paragraph" or (said.rule == "before" and before.sentence is said.sentence)


def _resumes(text: str, before: Attributed, item: Attributed) -> bool:
    """Whether a stretch with a tag of its own takes up a broken sentence: “The first,” said Lee, “is rain. And,” he added, …."""
    if before.said.sentence.paragraph != item.said.sentence.paragraph or not (before.speaker and item.speaker and item.speaker.name):
        return False
    broken = text[before.said.stretch.end - 1] == "," and text[item.said.stretch.start].islower()
    return broken and before.speaker.name == item.speaker.name and before.said.rule in WHOLE and item.said.rule in WHOLE


def _kind(said: Said) -> QuoteKind:
    if said.alone or said.rule in WHOLE:
        return "direct"
    # “She will mend it” — here the crowd cheered — “and the road,” Ross said.
    whole = said.stretch.left == said.sentence.start and said.stretch.end - said.stretch.start > _FRAGMENT
    return "direct" if whole and said.rule in ("later", "same sentence") else "fragment"


def _quote(text: str, utterance: Sequence[Attributed]) -> Quote:
    """The quote that the stretches of one utterance are; what is told of it is told beside the first."""
    first = utterance[0]
    segments = tuple([Span(item.said.stretch.start, item.said.stretch.end) for item in utterance])
    evidence, speaker = first.said.evidence, first.speaker
    return Quote(
        id="",
        kind=_kind(first.said),
        segments=segments,
        text=" ".join([text[span.start : span.end] for span in segments]),
        speaker=speaker.name if speaker else None,
        speaker_mention=speaker.words if speaker else None,
        description=first.description,
        channel=first.channel,
        cue=evidence.cue or None if evidence else None,
        confidence=first.confidence,
    )


def numbered(quotes: Iterable[Quote], accession: str) -> tuple[Quote, ...]:
    """The quotes with ids made of the capture's accession, the words, and their place among equal words."""
    seen: dict[str, int] = {}
    found = []
    for quote in quotes:
        folded = " ".join(words(quote.text))
        place = seen[folded] = seen.get(folded, 0) + 1
        found.append(structs.replace(quote, id=hashlib.sha256(f"{accession}\n{folded}\n{place}".encode()).hexdigest()[:12]))
    return tuple(found)
