"""AnnotatedArticles -> Archive."""

from sitegen.catalog.graph import catalog

__all__ = ["catalog"]
