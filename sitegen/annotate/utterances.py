"""Stretches with speakers -> quotes: what one mouth said in one go is one quote with several segments."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from sitegen.annotate.said import Said
from sitegen.annotate.speakers import Speaker
from sitegen.model import Quote, QuoteKind, Span
from sitegen.typography import words

_WHOLE: Final = frozenset(["after", "inverted", "before", "colon", "label", "dash", "speaker tag", "continued"])


_FRAGMENT: Final = 20
"""Characters up to which words at the head of the narrator's sentence are a fragment: “Destroyed” was the word."""


@dataclass(frozen=True, slots=True)
class Attributed:
    """A stretch that is speech, and what its attribution tells."""

    said: Said
    speaker: Speaker | None
    confidence: float
    description: str | None
    channel: str | None


def join(text: str, stretches: Iterable[Attributed]) -> list[Quote]:
    """The quotes that the stretches make, in order of place, without ids."""
    quotes: list[Quote] = []
    last: Attributed | None = None
    for item in stretches:
        span = Span(item.said.stretch.start, item.said.stretch.end)
        if last and _goes_on(last.said, item.said):
            quotes[-1] = _with_segment(quotes[-1], span, text)
        else:
            quotes.append(_quote(text, item, span))
        last = item
    return quotes


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


def _kind(said: Said) -> QuoteKind:
    if said.alone or said.rule in _WHOLE:
        return "direct"
    # “She will mend it” — here the crowd cheered — “and the road,” Ross said.
    whole = said.stretch.left == said.sentence.start and said.stretch.end - said.stretch.start > _FRAGMENT
    return "direct" if whole and said.rule in ("later", "same sentence") else "fragment"


def _quote(text: str, item: Attributed, span: Span) -> Quote:
    evidence, speaker = item.said.evidence, item.speaker
    return Quote(
        id="",
        kind=_kind(item.said),
        segments=(span,),
        text=text[span.start : span.end],
        speaker=speaker.name if speaker else None,
        speaker_mention=speaker.words if speaker else None,
        description=item.description,
        channel=item.channel,
        cue=evidence.cue or None if evidence else None,
        confidence=item.confidence,
    )


def _with_segment(quote: Quote, span: Span, text: str) -> Quote:
    segments = (*quote.segments, span)
    return replace(quote, segments=segments, text=" ".join(text[s.start : s.end] for s in segments))


def numbered(quotes: Iterable[Quote], accession: str) -> tuple[Quote, ...]:
    """The quotes with ids made of the capture's accession, the words, and their place among equal words."""
    seen: Counter[str] = Counter()
    found = []
    for quote in quotes:
        folded = " ".join(words(quote.text))
        seen[folded] += 1
        found.append(replace(quote, id=hashlib.sha256(f"{accession}\n{folded}\n{seen[folded]}".encode()).hexdigest()[:12]))
    return tuple(found)
