"""A function -> the same, which remembers what it said of the last few things."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")

FEW = 64
"""The pages of an article's quotes are made one after the other."""


def recent(function: Callable[[K], V]) -> Callable[[K], V]:
    """*function*, asked but once of each of the last few values; which is which, identity tells, for an article takes long to compare."""
    known: dict[int, tuple[K, V]] = {}

    def answer(value: K) -> V:
        found = known.get(id(value))
        if found is None or found[0] is not value:
            if len(known) >= FEW:
                known.clear()
            found = known[id(value)] = value, function(value)
        return found[1]

    return answer
