"""What a person decided about a value that travels between the stages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Correction:
    """What the keeper of the archive decided about an article, a quote or an entity."""

    facts: tuple[str, ...]
    """What was set, such as ``title``; empty where all was found right."""
    note: str | None = None
