"""How work is shared out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

Spread = Callable[[Callable[[Any], Any], Sequence[Any]], Iterable[Any]]
"""Anything shaped like ``map``: one process, or several."""
