"""What a person decided about a value that travels between the stages."""

from __future__ import annotations

from sitegen.model.value import Value


class Correction(Value):
    """What the keeper of the archive decided about an article, a quote or an entity."""

    facts: tuple[str, ...]
    """What was set, such as ``title``; empty where all was found right."""
    note: str | None = None
