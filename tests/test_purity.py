"""While a stage runs, no file, process or socket is touched: the stages are functions of values."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.built import ROOT

SEEDS = sorted((ROOT / "seeds").iterdir())

LISTENER = Path(__file__).with_name("site") / "listener.py"


@pytest.fixture(scope="module")
def heard() -> dict[str, list[str]]:
    """For every capture, and for the stages after the barrier, what the interpreter announced while they ran."""
    command = [sys.executable, str(LISTENER), *map(str, SEEDS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    events: dict[str, list[str]] = json.loads(done.stdout)
    return events


def test_the_listener_hears(heard: dict[str, list[str]]) -> None:
    assert any(event.startswith("open") for event in heard["control"])


@pytest.mark.parametrize("name", [seed.name for seed in SEEDS])
def test_reading_a_capture_touches_nothing(name: str, heard: dict[str, list[str]]) -> None:
    assert heard[name] == []


@pytest.mark.parametrize("stage", ["gather", "render"])
def test_the_archive_and_its_pages_touch_nothing(stage: str, heard: dict[str, list[str]]) -> None:
    assert heard[stage] == []
