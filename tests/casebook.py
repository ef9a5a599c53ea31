"""Reads the text-file cases: title, given, wanted, each closed by a line that holds a single full stop."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    title: str
    given: str
    wanted: str
    place: str

    def __str__(self) -> str:
        return f"{self.place} {self.title}"


def read_cases(name: str) -> list[Case]:
    """The cases of ``tests/cases/NAME.md``; text before the first case that starts with ``#`` or ``>`` is prose."""
    cases, part = [], [""]
    parts: list[str] = []
    start = 1
    for number, line in enumerate((CASES / f"{name}.md").read_text(encoding="utf-8").splitlines(), 1):
        if not parts and part == [""] and (not line.strip() or line[0] in "#>"):
            start = number + 1
        elif line == ".":
            parts.append("\n".join(part[1:]))
            part = [""]
            if len(parts) == 3:
                cases.append(Case(parts[0].strip(), parts[1], parts[2], f"{name}.md:{start}"))
                parts, start = [], number + 1
        else:
            part.append(line)
    if parts or part != [""]:
        raise ValueError(f"{name}.md:{start}: a case is not closed")
    return cases
