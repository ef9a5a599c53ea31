"""The colours of ``site.css``: text stands out at 7 to 1, what is only seen at 3 to 1, in light and in dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SHEET = (Path(__file__).parents[1] / "templates" / "static" / "css" / "site.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", block)) for block in re.findall(r":root \{([^}]*--paper: #[0-9a-f]{6}[^}]*)\}", SHEET)
)


def _light(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_light(one), _light(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("above", "below"),
    [*((ink, paper) for ink in ("ink", "quiet") for paper in ("paper", "sheet")), *(("ink", tint) for tint in ("tint", "mark", "target"))]
    + [(link, "paper") for link in ("link", "visited", "voice")],
)
def test_text_stands_out(scheme: dict[str, str], above: str, below: str) -> None:
    assert _contrast(scheme[above], scheme[below]) >= 7


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_edges_are_seen(scheme: dict[str, str]) -> None:
    assert _contrast(scheme["edge"], scheme["paper"]) >= 3
