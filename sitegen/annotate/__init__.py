"""Article -> AnnotatedArticle."""
