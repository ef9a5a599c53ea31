"""What a unit knows of the element that it came from, whether a parser's tree holds it or the reading of Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol


class Attributes(Protocol):
    """A tag that answers for its attributes."""

    def get(self, key: str, /) -> str | None:
        """The attribute *key*; None when the tag does not have it."""


class Element(Protocol):
    """A block element, and those around it."""

    @property
    def tag(self) -> Any:
        """Its name."""

    def iterancestors(self, *tags: str) -> Iterator[Any]:
        """The elements around it, the innermost first; only those with one of *tags* when some are given."""
