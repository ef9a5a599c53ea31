"""The real captures with answers: what is understood of them may rise, and never falls below the floors."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.shared import SHARED, needs_shared

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))

pytestmark = needs_shared


@dataclass(frozen=True)
class Score:
    figures: dict[str, tuple[float, float]]
    """For each row of the scorer: what was reached, and of how much."""
    report: str


@pytest.fixture(scope="module")
def score() -> Score:
    """What the scorer says of ``sitegen inspect --json``."""
    inspect = f"{sys.executable} -m sitegen inspect --json"
    folders = ["--seeds", str(SHARED / "seeds"), "--gold", str(SHARED / "gold")]
    command = [sys.executable, str(SHARED / "score" / "seeds.py"), *folders, "--command", inspect, "--verbose"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    rows = re.findall(r"^(\S.*?) +([\d.]+) / ([\d.]+)$", done.stdout, re.MULTILINE)
    return Score({name: (float(got), float(of)) for name, got, of in rows}, done.stdout)


@pytest.mark.parametrize("row", FLOORS["at_least"])
def test_reaches_its_floor(row: str, score: Score) -> None:
    assert score.figures[row][0] >= FLOORS["at_least"][row], score.report


@pytest.mark.parametrize("row", FLOORS["all_of"]["rows"])
def test_misses_none(row: str, score: Score) -> None:
    got, of = score.figures[row]
    assert got == of, score.report


@pytest.mark.parametrize("row", FLOORS["at_most"])
def test_stays_below_its_ceiling(row: str, score: Score) -> None:
    assert score.figures[row][0] <= FLOORS["at_most"][row], score.report
