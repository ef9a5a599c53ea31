"""The annotated texts beside the project, and the modules that score what is found in them."""

from __future__ import annotations

import importlib
import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.shared import SHARED


def floors(name: str) -> dict[str, float]:
    """The figures below which none may fall, as ``floors_NAME.toml`` has them."""
    found: dict[str, float] = tomllib.loads((Path(__file__).parent / f"floors_{name}.toml").read_text(encoding="utf-8"))["at_least"]
    return found


def annotated_texts(name: str) -> Iterator[tuple[dict[str, Any], str]]:
    """Each text of the corpus *name*, after what its annotators found in it."""
    folder = SHARED / "corpora" / name
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        yield gold, (folder / f"{gold['id']}.txt").read_text(encoding="utf-8")


def scorers() -> tuple[ModuleType, ModuleType]:
    """What counts hits and misses, and what reads records for it."""
    sys.path.insert(0, str(SHARED / "score"))
    return importlib.import_module("text_metrics"), importlib.import_module("texts")
