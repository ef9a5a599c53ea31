"""Article -> the news agency that it says its text is from."""

from __future__ import annotations

import re

from sitegen.model import Article
from sitegen.patterns import later
from sitegen.reference import reference_text
from sitegen.typography import fold

_KNOWN = frozenset(reference_text("sitegen.catalog", "agencies.txt").splitlines())
_DATELINE = later(r"[^\n()]{2,60}\(([A-Z][\w./-]{1,15}(?: [A-Z][\w./-]{1,15}){0,2})\)\s?[-–—]")
"""``OSKARHAVN (TBW) — The crews …``: what stands in these brackets is an agency, known or not."""
_NAMED = later(r"\b(?:news agency|press agency|news agencies|agencies|newswire|wire service|wire services|news service|wires)\b")
_PARTS = later(r"\s*(?:,|;|/|\||&|\band\b|\bwith\b|\bfor\b|\bby\b|\bin\b|\(|\)|[-–—])\s*", re.IGNORECASE)
_LONGEST_LINE = 60
"""Characters of a last line that may be a credit."""


def agency_of(article: Article) -> str | None:
    """The agency that *article* names as where its text is from, as written; None where it names none."""
    if article.publication and fold(article.publication) in _KNOWN:
        return article.publication
    opening = _DATELINE.match(article.text)
    if opening:
        return opening[1]
    last = article.text.rpartition("\n\n")[2]
    lines = [article.byline or "", last if len(last) <= _LONGEST_LINE else ""]
    lines += [removed.text for removed in article.removed if removed.kind == "byline" and len(removed.text) <= _LONGEST_LINE]
    return next((found for line in lines if (found := _in_line(line))), None)


def _in_line(line: str) -> str | None:
    parts = (part.strip(" .:*") for part in _PARTS.split(line))
    return next((part for part in parts if fold(part) in _KNOWN or _NAMED.search(fold(part))), None)
