"""Texts that run a script, or ask for something from elsewhere, wherever they are taken for markup: composed from the published classes."""

from __future__ import annotations

import tomllib
from pathlib import Path
from urllib.parse import quote

SHAPES: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("vectors.toml").read_text(encoding="utf-8"))
BREAKS = SHAPES["breaks"]


def _each(name: str, offset: int = 0) -> list[str]:
    """Every shape of the class *name* with a call in it, each with another than its neighbours."""
    calls = SHAPES["calls"]
    return [shape.replace("{}", calls[(number + offset) % len(calls)]) for number, shape in enumerate(SHAPES[name])]


def _placed() -> list[str]:
    """Every place for an address with seven of the addresses, so that each address stands in several kinds of place."""
    addresses = _each("addresses")
    pairs = ((place, (number * 7 + step * 11) % len(addresses)) for number, place in enumerate(SHAPES["places"]) for step in range(7))
    return [place.replace("{}", addresses[at]) for place, at in pairs]


CLASSES = {
    "handler": [*_each("handlers"), *_each("handlers", 5), *_each("separators", 2)],
    "script": [*_each("scripts"), *_each("scripts", 6)],
    "address": [*_each("addresses"), *(quote(address, safe="") for address in _each("addresses")[:6])],
    "place": _placed(),
    "break": [f"x{end}{start}" for end in BREAKS for start in SHAPES["starts"]],
    **{name: SHAPES[name] for name in ("quotes", "mutation", "encoded", "template", "data", "style", "shadow")},
}
VECTORS = tuple(dict.fromkeys(vector for vectors in CLASSES.values() for vector in vectors))
