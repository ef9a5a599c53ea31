"""Quotes and speakers of annotated news texts: the figures may rise, and never fall below the floors."""

from __future__ import annotations

import importlib
import json
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from sitegen.annotate import annotate
from sitegen.record import record
from tests.articles import article
from tests.shared import SHARED, needs_shared

FLOORS = tomllib.loads((Path(__file__).parent / "floors_quotes.toml").read_text(encoding="utf-8"))["at_least"]
TEXTS = SHARED / "corpora" / "quotes"


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    sys.path.insert(0, str(SHARED / "score"))
    metrics, texts = importlib.import_module("text_metrics"), importlib.import_module("texts")
    documents, guesses = [], []
    for line in (TEXTS / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold: dict[str, Any] = json.loads(line)
        text = (TEXTS / f"{gold['id']}.txt").read_text(encoding="utf-8")
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
