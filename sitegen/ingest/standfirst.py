"""A page without a head -> where its standfirst stands."""

from __future__ import annotations

from itertools import takewhile

from sitegen.ingest.byline import read_byline
from sitegen.ingest.chrome import chrome_kind
from sitegen.ingest.dates import find_date
from sitegen.ingest.layout import Layout
from sitegen.ingest.prose import is_prose
from sitegen.ingest.units import Unit

_SHORTEST, _LONGEST = 8, 45
"""Words of a standfirst."""
_NEAR = 4
"""Texts below a standfirst among which the byline or the date stands."""
_LINE = 40
"""Characters; a sentence that is as long is the story's first."""


def sentence_below(layout: Layout) -> int | None:
    """Where the sentence stands that a page without a head sets between its headline and its byline."""
    texts = [at for at in range(layout.headline + 1, min(layout.lead + 1 + _NEAR, len(layout.units))) if layout.units[at].text]
    if not layout.title or not texts or texts[0] > layout.lead:
        return None
    unit = layout.units[texts[0]]
    if unit.hidden or unit.mark or unit.anchors or "caption" in unit.zones or not _SHORTEST <= len(unit.text.split()) <= _LONGEST:
        return None
    near = [one.text for one in takewhile(_is_furniture, (layout.units[at] for at in texts[1 : 1 + _NEAR]))]
    is_signed = any(read_byline(text) or (find_date(text) and not is_prose(text)) for text in near)
    return texts[0] if is_signed and not unit.heading and is_prose(unit.text) and not chrome_kind(unit.text) else None


def _is_furniture(unit: Unit) -> bool:
    """Whether *unit* may stand between a standfirst and the story."""
    return "blockquote" not in unit.zones and (len(unit.text) < _LINE or not is_prose(unit.text))
