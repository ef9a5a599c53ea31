"""Chosen units -> the column of the page that the story stands in: by its elements, and by how its paragraphs are made."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from sitegen.ingest.elements import Element, Frame
from sitegen.ingest.units import Unit
from sitegen.model.value import Value

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_GROUPS = frozenset(("li", "table", "blockquote"))
_MOST_OF_IT = 0.5
"""Share of the choice that stands right in one element, from which on all that this element holds is the column."""

Make = tuple[str, ...]


class Column(Value):
    """Where the chosen units stand."""

    frames: frozenset[Element]
    """The elements around them, two levels up."""
    makes: frozenset[Make]
    heart: Element | None
    """The element right around most of the chosen text."""

    def holds(self, unit: Unit) -> bool:
        """Whether *unit* stands where the chosen ones do, or is made like them."""
        return bool(self.frames.intersection(frames(unit))) or made_as(unit) in self.makes or self.surrounds(unit)

    def surrounds(self, unit: Unit) -> bool:
        """Whether *unit* stands, however deep, in the element that holds most of the story: a fold-out list, an embedded post."""
        return self.heart is not None and any(one is self.heart for one in unit.element.iterancestors())


def column_of(units: Sequence[Unit]) -> Column:
    """The column of the chosen *units*."""
    around = frozenset(frame for unit in units for frame in frames(unit))
    return Column(around, frozenset(make for make in map(made_as, units) if make), _heart(units))


def frames(unit: Unit, levels: int = 2) -> list[Element]:
    """The elements around the unit's own, the innermost first; an item stands where its list does, a quotation where its frame does."""
    own = unit.element
    if _GROUPS & set(unit.zones):
        own = next((one for one in reversed(list(own.iterancestors("ul", "ol", "dl", "table", "blockquote", "figure"))[:3])), own)
    return list(islice(own.iterancestors(), levels))


def made_as(unit: Unit) -> Make | None:
    """What the page calls the kind of paragraph that *unit* is: the names of its element and of the one around; None without names."""
    if isinstance(unit.element, Frame):
        return None
    own: HtmlElement = unit.element  # type: ignore[assignment]
    above = own.getparent()
    if above is None:
        return None
    names = (_first_name(own), _first_name(above))
    return (str(own.tag), str(above.tag), *names) if any(names) else None


def _first_name(element: HtmlElement) -> str:
    """What a part is stands first among its class names; how it is set here stands behind: ``article-text no-reverse``."""
    return (element.get("class") or "").strip().partition(" ")[0]


def _heart(units: Sequence[Unit]) -> Element | None:
    sizes: dict[Element, int] = {}
    for unit in units:
        for frame in frames(unit, 1):
            sizes[frame] = sizes.get(frame, 0) + len(unit.text)
    best = max(sizes, key=lambda frame: sizes[frame], default=None)
    return best if best is not None and sizes[best] > _MOST_OF_IT * sum(sizes.values()) else None
