"""One article with its names and quotes found."""

from __future__ import annotations

from sitegen.annotate.mentions import find_mentions
from sitegen.annotate.quotes import find_quotes
from sitegen.model import AnnotatedArticle, Article, Noted


def annotate(article: Article) -> Noted[AnnotatedArticle]:
    """The article with its mentions, and its quotes with their speakers."""
    mentions = find_mentions(article)
    quotes = find_quotes(article, mentions)
    return Noted(AnnotatedArticle(article, quotes.value, mentions), quotes.notes)
