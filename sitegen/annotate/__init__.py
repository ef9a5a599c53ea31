"""Article -> AnnotatedArticle."""

from sitegen.annotate.annotation import annotate

__all__ = ["annotate"]
