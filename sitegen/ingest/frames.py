"""An open block of Markdown -> the units of what stands in it."""

from __future__ import annotations

from msgspec import structs

from sitegen.ingest.elements import Frame
from sitegen.ingest.inline import Inline
from sitegen.ingest.runs import divide, flatten
from sitegen.ingest.units import Anchor, Mark, Unit

_WIDEST_CELL = 500
"""Characters; a cell that holds more is no datum but a column of an old page's layout."""


def block_units(found: Inline, around: Frame, zone: str | None = None) -> list[Unit]:
    """The pictures in a block, and its text: one unit, or several where two line breaks divide it."""
    zones = (*around.zones, zone) if zone else around.zones
    units = [Unit("", around, zones, (), picture, around.hidden, around.mark) for picture in found.pictures]
    if not found.text or found.text.isspace():
        return units
    frame, inner, hidden = Frame(zone or "p", around), around.mark, around.hidden
    if found.around:
        inner = Mark(found.around.mark, inner) if found.around.mark else inner
        hidden = hidden or found.around.hidden
    for start, end in divide(found.text):
        text, anchors = flatten(found.text, start, end, found.links)
        if text:
            units.append(Unit(text, frame, zones, anchors, None, hidden, inner, names=tuple(found.names)))
    return units


def row_units(cells: list[Unit], row: Frame) -> list[Unit]:
    """The cells of a row of data as one line; cells that hold paragraphs or pictures are columns of a layout, and stay as they are."""
    if not cells or any(cell.picture is not None or len(cell.text) > _WIDEST_CELL for cell in cells):
        return cells
    anchors: list[Anchor] = []
    at = 0
    for cell in cells:
        anchors += [structs.replace(anchor, start=anchor.start + at, end=anchor.end + at) for anchor in cell.anchors]
        at += len(cell.text) + 3
    names = tuple(name for cell in cells for name in cell.names)
    text = " | ".join(cell.text for cell in cells)
    return [structs.replace(cells[0], text=text, element=row, zones=(*row.zones, "table"), anchors=tuple(anchors), names=names)]
