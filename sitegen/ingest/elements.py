"""What a unit knows of the element that it came from, whether a parser's tree holds it or the reading of Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

if TYPE_CHECKING:
    from sitegen.ingest.units import Mark


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


class Frame(msgspec.Struct, eq=False):
    """A block element of Markdown, and what stands around it."""

    tag: str
    above: Frame | None = None
    zones: tuple[str, ...] = ()
    mark: Mark | None = None
    hidden: bool = False

    def iterancestors(self, *tags: str) -> Iterator[Frame]:
        """The frames around this one, the innermost first; only those with one of *tags* when some are given."""
        one = self.above
        while one:
            if not tags or one.tag in tags:
                yield one
            one = one.above

    def within(self, tag: str, zone: str | None = None) -> Frame:
        """A frame of *tag* inside this one."""
        return Frame(tag, self, (*self.zones, zone) if zone else self.zones, self.mark, self.hidden)
