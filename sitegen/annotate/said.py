"""What is known of one marked stretch before its speaker is named."""

from __future__ import annotations

from typing import Literal

from sitegen.annotate.frames import Sentence
from sitegen.annotate.marks import Marked
from sitegen.annotate.phrases import Phrase
from sitegen.model.value import Value

Rule = Literal[
    "after", "inverted", "according", "dash", "before", "colon", "label", "clause", "participle", "later", "noun",
    "continued", "same sentence", "same paragraph", "resumed", "next in paragraph",
    "line before", "paragraph before", "line after", "speaker tag", "none",
]  # fmt: skip
"""How the speaker was found; each has its own share of right answers in ``confidence.toml``."""


class Evidence(Value):
    """What ties a marked stretch to a speaker: the rule that found it, the words for the speaker and the cue."""

    rule: Rule
    subject: Phrase
    cue: str
    place: int
    """Token of the cue in its sentence."""

    @property
    def sentence(self) -> Sentence:
        """The sentence that names the speaker."""
        return self.subject.sentence


def evidence_of(rule: Rule, subject: Phrase | None, place: int, cue: str | None = None) -> Evidence | None:
    """The evidence that a rule found with its cue at token *place*; None where there is no subject."""
    if subject is None:
        return None
    return Evidence(rule, subject, subject.sentence.lows[place] if cue is None else cue, place)


class Said(Value):
    """A marked stretch, where it stands, and the evidence for its speaker."""

    stretch: Marked
    sentence: Sentence
    evidence: Evidence | None
    rule: Rule
    alone: bool
    """True when its sentence holds nothing but marked words."""
