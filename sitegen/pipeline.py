"""The order of the stages, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.annotate import annotate
from sitegen.catalog import catalog
from sitegen.ingest import ingest
from sitegen.model import AnnotatedArticle, Archive, Capture, Noted, OutputFile
from sitegen.publish import publish
from sitegen.publish.theme import Theme
from sitegen.settings import Settings


def read(capture: Capture) -> Noted[AnnotatedArticle]:
    """One capture, cleaned and annotated; depends on nothing but the capture."""
    article = ingest(capture)
    annotated = annotate(article.value)
    return Noted(annotated.value, article.notes + annotated.notes)


def gather(articles: Sequence[AnnotatedArticle]) -> Noted[Archive]:
    """All articles at once: the archive they make."""
    return catalog(articles)


def render(archive: Archive, settings: Settings, theme: Theme) -> Iterator[OutputFile]:
    """The files of the site, pages and assets, sorted by path."""
    return publish(archive, settings, theme)
