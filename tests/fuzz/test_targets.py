"""Every reader of untrusted bytes, on what once brought it down and on a few hundred changed seeds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.mutations import changed
from tests.fuzz.targets import TARGETS, run

FOUND = Path(__file__).with_name("found")


@pytest.mark.parametrize("name", TARGETS)
def test_the_seeds_are_read(name: str) -> None:
    for seed in TARGETS[name].seeds:
        run(name, seed)


@pytest.mark.parametrize("path", sorted(FOUND.glob("*/*")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_fuzzing_found_is_mended(path: Path) -> None:
    run(path.parent.name, path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_changed_seeds_and_noise_bring_nothing_down(name: str) -> None:
    examples = 15 if name in ("site", "settings") else 60

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.one_of(changed(TARGETS[name].seeds), st.binary(max_size=200)))
    def look(content: bytes) -> None:
        run(name, content)

    look()
