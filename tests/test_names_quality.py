"""Names of annotated newswire texts: the figures may rise, and never fall below the floors."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from sitegen.model import Capture
from sitegen.pipeline import read
from sitegen.record import record
from tests.annotated import annotated_texts, floors, scorers
from tests.shared import needs_shared

FLOORS = floors("names")


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    metrics, texts = scorers()
    documents, guesses = [], []
    for gold, text in annotated_texts("names"):
        wanted = [(mention["start"], mention["end"], mention["type"]) for mention in gold["mentions"]]
        document = SimpleNamespace(text=text, ents=wanted)
        noted = read(Capture(f"{gold['id']}.txt", text.replace("\n", "\n\n").encode()))
        documents.append(document)
        guesses.append(texts.mention_spans(document, record(noted.value, noted.notes)))
    return {kind: f1 for kind, (_, _, f1) in metrics.entities(documents, guesses).items()}


@needs_shared
@pytest.mark.parametrize("name", sorted(FLOORS))
def test_floor(name: str, figures: dict[str, float]) -> None:
    assert figures[name] >= FLOORS[name]
