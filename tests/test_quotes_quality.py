"""Quotes and speakers of annotated news texts: the figures may rise, and never fall below the floors."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from sitegen.annotate import annotate
from sitegen.record import record
from tests.annotated import annotated_texts, floors, scorers
from tests.articles import article
from tests.shared import needs_shared

FLOORS = floors("quotes")


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    metrics, texts = scorers()
    documents, guesses = [], []
    for gold, text in annotated_texts("quotes"):
        ignored = [tuple(span) for span in gold.get("ignore", [])]
        documents.append(SimpleNamespace(text=text, ignore=ignored, quotes=[SimpleNamespace(**quote) for quote in gold["quotes"]]))
        done = annotate(article(*(paragraph for paragraph in text.split("\n") if paragraph)))
        guesses.append(list(texts.quote_preds(record(done.value, ()))))
    found: dict[str, float] = metrics.quotes(documents, guesses)
    return found


@needs_shared
@pytest.mark.parametrize("name", sorted(FLOORS))
def test_floor(name: str, figures: dict[str, float]) -> None:
    assert figures[name] >= FLOORS[name]
