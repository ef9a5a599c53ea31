"""The whole record of every capture of the sample archive, as last looked at by a person.

A change of rules that moves a record shows here as a difference to be read. When it is right: ``python -m tests.test_golden``, and commit
what it writes.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sitegen.model import Capture
from sitegen.pipeline import read
from sitegen.record import record

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden" / "records"
CAPTURES = sorted(path for path in (ROOT / "seeds").iterdir() if path.suffix != ".toml")


def _record(path: Path) -> dict[str, Any]:
    noted = read(Capture(path.name, path.read_bytes()))
    return record(noted.value, noted.notes)


def _written(value: dict[str, Any]) -> str:
    """One line for each small thing, so that a difference reads as one."""
    lines = []
    for key, part in value.items():
        rows = [json.dumps(item, ensure_ascii=False) for item in part] if isinstance(part, list) else []
        lines.append(f"{json.dumps(key)}: " + ("[\n  " + ",\n  ".join(rows) + "\n]" if rows else json.dumps(part, ensure_ascii=False)))
    return "{\n" + ",\n".join(lines) + "\n}\n"


@pytest.mark.parametrize("path", CAPTURES, ids=[path.name for path in CAPTURES])
def test_a_capture_is_read_as_it_was(path: Path) -> None:
    assert _written(_record(path)) == (GOLDEN / f"{path.name}.json").read_text(encoding="utf-8")


def test_every_golden_record_has_its_capture() -> None:
    assert sorted(path.name.removesuffix(".json") for path in GOLDEN.iterdir()) == [path.name for path in CAPTURES]


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for capture in CAPTURES:
        (GOLDEN / f"{capture.name}.json").write_text(_written(_record(capture)), encoding="utf-8")
