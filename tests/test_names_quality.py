"""Names of annotated newswire texts: the figures may rise, and never fall below the floors."""

from __future__ import annotations

import importlib
import json
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest

from sitegen.model import Capture
from sitegen.pipeline import read
from sitegen.record import record
from tests.shared import SHARED, needs_shared

FLOORS = tomllib.loads((Path(__file__).parent / "floors_names.toml").read_text(encoding="utf-8"))["at_least"]
TEXTS = SHARED / "corpora" / "names"


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    sys.path.insert(0, str(SHARED / "score"))
    metrics, texts = importlib.import_module("text_metrics"), importlib.import_module("texts")
    documents, guesses = [], []
    for line in (TEXTS / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        text = (TEXTS / f"{gold['id']}.txt").read_text(encoding="utf-8")
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
