"""Text -> the turns of a transcript or interview: paragraphs that open with the name of who speaks."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from sitegen.annotate.marks import Marked
from sitegen.model import Span

_NAME: Final = r"[A-Z][A-Z.’'-]*[A-Z](?: [A-Z][A-Z.’'-]*){0,3}|[A-Z][a-z’'-]+(?: [A-Z][\w.’'-]*){0,3}"
_TAG: Final = re.compile(rf"[\"“]?(?P<tag>(?:{_NAME})(?=:)|(?:Q|A|Question|Answer)(?=[.:]))[.:]\s+(?=\S)")
_LEAST_TURNS: Final = 4
"""Tagged paragraphs that make a transcript; fewer are captions, updates and bullet points."""
_SHARE: Final = 0.7
_LEAST_WORDS: Final = 3
"""Words that a turn has on average, at least."""
_ASKING: Final = frozenset(["Q", "A", "Question", "Answer"])


def find_turns(text: str, paragraphs: tuple[Span, ...]) -> dict[int, Marked]:
    """The spoken words of each tagged paragraph, by the paragraph's number; empty where the text is no transcript."""
    tagged = {number: match for number, span in enumerate(paragraphs) if (match := _TAG.match(text, span.start, span.end))}
    if len(tagged) < _LEAST_TURNS:
        return {}
    counts = Counter(match["tag"] for match in tagged.values())
    regular = {tag for tag, count in counts.items() if count > 1}
    turns = {number: match for number, match in tagged.items() if match["tag"] in regular or match["tag"].isupper()}
    if len(regular) < 2 or len(turns) < _LEAST_TURNS or not _is_talk(text, paragraphs, turns):
        return {}
    return {number: _turn(match, text, paragraphs[number]) for number, match in turns.items()}


def _is_talk(text: str, paragraphs: tuple[Span, ...], turns: dict[int, re.Match[str]]) -> bool:
    """Whether most tagged paragraphs end as sentences do; a table of facts does not: *Cost: 20 crowns a month*."""
    ended = sum(text[paragraphs[number].end - 1] in ".?!…\"”’'" for number in turns)
    words = sum(len(text[match.end() : paragraphs[number].end].split()) for number, match in turns.items())
    return ended >= _SHARE * len(turns) and words >= _LEAST_WORDS * len(turns)


def is_asking_tag(tag: str) -> bool:
    """Whether a tag only tells question from answer and names nobody."""
    return tag in _ASKING


def _turn(match: re.Match[str], text: str, paragraph: Span) -> Marked:
    closed = match[0][0] in '"“' and text[paragraph.end - 1] in '"”'
    end = paragraph.end - 1 if closed and match.end() < paragraph.end - 1 else paragraph.end
    return Marked(match.end(), end, match.end(), paragraph.end, closed=True, continues=False, kind="turn")
