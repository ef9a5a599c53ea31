"""What the cleaner scores on real pages may rise and is not lowered: `tests/golden/ingest/floors.toml`."""

from __future__ import annotations

import gzip
import importlib.util
import json
import tomllib
import types
from pathlib import Path
from typing import Any

import pytest

from sitegen.ingest import ingest
from sitegen.model import AnnotatedArticle, Capture
from sitegen.record import record
from tests.shared import SHARED, needs_shared

FLOORS: dict[str, dict[str, float]] = tomllib.loads(
    (Path(__file__).parent / "golden" / "ingest" / "floors.toml").read_text(encoding="utf-8")
)
PAGES = SHARED / "corpora" / "pages"


def _metrics() -> types.ModuleType:
    spec = importlib.util.spec_from_file_location("page_metrics", SHARED / "score" / "page_metrics.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _record(name: str) -> dict[str, Any]:
    noted = ingest(Capture(name, gzip.decompress((PAGES / f"{name}.gz").read_bytes())))
    return record(AnnotatedArticle(noted.value, (), ()), noted.notes)


def _figures(suffix: str, every: int) -> dict[str, float]:
    """The scorer's figures for every so manieth page of one format."""
    metrics, scores = _metrics(), []
    for line in (PAGES / "gold.jsonl").read_text(encoding="utf-8").splitlines()[::every]:
        gold = json.loads(line)
        page = types.SimpleNamespace(
            texts=[gold["body"]] if gold["body"] else [],
            wanted=[],
            unwanted=[],
            title=gold["title"],
            authors=gold["authors"],
            dates=set(gold["published"] or []),
            lead=gold["lead"],
            captions=[],
        )
        scores.append(metrics.score(page, _record(f"{gold['page']}.{suffix}")))
    figures: dict[str, float] = metrics.total(scores)
    return figures


@needs_shared
@pytest.mark.parametrize(("suffix", "every"), [("html", 2), ("md", 4)])
def test_no_figure_falls_below_its_floor(suffix: str, every: int) -> None:
    figures = _figures(suffix, every)
    floors = FLOORS[suffix]
    assert figures["empty"] == 0
    assert {name: round(figures[name], 3) for name, floor in floors.items() if figures[name] < floor} == {}
