"""What deserves the keeper's look: one value a doubt, with the words that show it and the lines that would settle it."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sitegen.model import AnnotatedArticle, Span
from sitegen.model.value import Value
from sitegen.typography import flat

BESIDE = 60
"""Characters shown on either side: with the name about two lines of a terminal."""

_STRING = json.JSONEncoder(ensure_ascii=False).encode


class Finding(Value):
    """One doubt about the archive."""

    kind: str
    value: int
    """How much an answer is worth: what it would settle, weighted by kind."""
    article: str
    """Accession."""
    source: str
    start: int | None
    """Offset of *words* in ``Article.text``; None where the doubt is about the whole article."""
    before: str
    words: str
    after: str
    why: str
    toml: str
    """What settles it, for ``authority.toml``; other answers stand in comments."""


class Place(Value):
    """Where in the archive something stands."""

    annotated: AnnotatedArticle
    span: Span


def at(place: Place, kind: str, value: int, why: str, lines: Iterable[str]) -> Finding:
    """The finding about the words at *place*."""
    article, start, end = place.annotated.article, place.span.start, place.span.end
    return Finding(
        kind,
        value,
        article.provenance.accession,
        article.provenance.source,
        start,
        flat(article.text[max(0, start - BESIDE) : start]),
        flat(article.text[start:end]),
        flat(article.text[end : end + BESIDE]),
        why,
        "\n".join(lines),
    )


def quoted(text: str) -> str:
    """*text* as a string of TOML."""
    return _STRING(text).replace("\x7f", "\\u007f")
