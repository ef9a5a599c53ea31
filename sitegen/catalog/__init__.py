"""AnnotatedArticles -> Archive."""
