"""Article -> its deck, where the body does not hold it: a reader is not told the same sentence twice in a row."""

from __future__ import annotations

from sitegen.model import Article
from sitegen.typography import words

_SLACK = 12
"""Characters by which two readings of one sentence differ in marks and spaces."""


def standfirst(article: Article) -> str | None:
    """The deck of *article*; None when it has none, or when one of its paragraphs or headings is the deck already."""
    deck = article.deck
    if not deck:
        return None
    same = words(deck)
    near = (block.text for block in article.blocks if abs(len(block.text) - len(deck)) <= _SLACK)
    return None if any(words(text) == same for text in near) else deck
