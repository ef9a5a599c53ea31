"""The units of a page: stretches of visible text and pictures, with where they stand."""

from __future__ import annotations

import msgspec

from sitegen.ingest.elements import Attributes, Element
from sitegen.model.value import Value

_TOO_WIDE = 0.4
"""Share of a page's text; a name on an element that holds more (``<body class="share-enabled">``) says nothing about its parts."""

_WIDEST = {"comment": 0.75}
"""The same share where it differs: readers write more than the reporter did."""


class Anchor(Value):
    """A link inside a unit: offsets into its text, and the address as written."""

    start: int
    end: int
    href: str


class Mark(msgspec.Struct, eq=False):
    """What the names on one element say it is, and how much text it holds."""

    kind: str
    around: Mark | None
    size: int = 0
    holds_headline: bool = False


class Unit(msgspec.Struct):
    """A stretch of text with no block boundary in it, or a picture."""

    text: str
    element: Element
    """The block element that holds it."""
    zones: tuple[str, ...]
    """What it stands in, from the outside in: ``("article", "li")``."""
    anchors: tuple[Anchor, ...] = ()
    picture: Attributes | None = None
    hidden: bool = False
    innermost: Mark | None = None
    mark: str | None = None
    """What the names of the elements around it say it is: ``caption``, ``related``; the innermost that says something."""

    names: tuple[str, ...] = ()
    """What stands in it marked as an author's name."""

    @property
    def linked(self) -> int:
        """Characters of the text that are link."""
        return sum(anchor.end - anchor.start for anchor in self.anchors) if self.anchors else 0

    @property
    def heading(self) -> int:
        """The level of the heading that it stands in; 0 for none."""
        for zone in reversed(self.zones):
            if len(zone) == 2 and zone[0] == "h":
                return int(zone[1])
        return 0


def resolve_marks(units: list[Unit]) -> None:
    """Give every unit the mark that counts: the innermost whose element holds neither a headline nor most of the page."""
    total = 0
    for unit in units:
        total += len(unit.text)
        mark = unit.innermost
        while mark:
            mark.size += len(unit.text)
            mark.holds_headline |= "h1" in unit.zones
            mark = mark.around
    for unit in units:
        mark = unit.innermost
        unit.mark = None
        while mark:
            if (
                not mark.holds_headline
                and mark.size <= _WIDEST.get(mark.kind, _TOO_WIDE) * total
                and (unit.mark is None or mark.kind == "comment")
            ):
                # a reader's comment stays one, whatever folds it: <ul class="comments"><div class="read-more">
                unit.mark = mark.kind
            mark = mark.around
