"""One article with its names and quotes found."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.annotate.mentions import find_mentions
from sitegen.annotate.quotes import find_quotes
from sitegen.annotate.statements import find_statements
from sitegen.model import AnnotatedArticle, Article, Noted, Vote


def annotate(article: Article, votes: Sequence[Vote] = ()) -> Noted[AnnotatedArticle]:
    """The article with its mentions, its quotes with their speakers, and its dated statements; *votes* weigh among the signs of a name."""
    mentions = find_mentions(article, votes)
    quotes = find_quotes(article, mentions)
    return Noted(AnnotatedArticle(article, quotes.value, mentions, find_statements(article, quotes.value)), quotes.notes)
