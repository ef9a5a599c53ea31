"""Chosen units -> the same without what hangs below the story: link lists, teasers, widgets, a list of sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sitegen.ingest.columns import frames, made_as
from sitegen.ingest.elements import Element
from sitegen.ingest.prose import is_prose
from sitegen.ingest.units import Unit
from sitegen.typography import fold

_WIDGET = 3
"""Times; what stands so often below a story is a button: ``Ad is hidden``."""
_BUTTON = 8
"""Words."""
_STORY = 100
"""Words; less than this above another article's headline is a teaser of it, and both are one."""
_LINKED = 0.8
"""Share of a text that is link; a unit of more names other pages."""
_TEASER = 20
"""Words of a line below the linked title of another story."""
_SOURCES = frozenset(
    ("sources", "references", "article sources", "works cited", "bibliography", "sources and references", "notes and sources")
)
_OF_SOURCES = 0.5
"""Share of the page's choice above which a list of sources is the page itself."""


def trim_ending(units: Sequence[Unit], chosen: Sequence[bool], headline: int) -> list[bool]:
    """*chosen* up to the last unit that tells something of the story below *headline*."""
    kept = list(chosen)
    times = Counter(unit.text for unit, mine in zip(units, chosen, strict=True) if mine)
    spots = _of_one_article(units, [at for at, mine in enumerate(chosen) if mine], headline)
    spots = _without_sources(units, _above_next_headline(units, spots, headline))
    while spots and _hangs(units, spots, times):
        spots.pop()
    if any(is_prose(units[at].text) and not units[at].heading for at in spots):
        stays = set(spots)
        kept = [at in stays for at in range(len(units))]
    return kept


def _of_one_article(units: Sequence[Unit], spots: list[int], headline: int) -> list[int]:
    """*spots* without those in another article element with a headline of its own: a page that scrolls on to the next story."""
    if headline >= len(units):
        return spots
    own = set(units[headline].element.iterancestors("article"))
    others = {frame for unit in units if unit.heading == 1 for frame in unit.element.iterancestors("article")} - own
    if not own or not others:
        return spots
    mine = [at for at in spots if not others.intersection(units[at].element.iterancestors("article"))]
    return mine if _words(units, mine) >= _STORY else spots


def _above_next_headline(units: Sequence[Unit], spots: list[int], headline: int) -> list[int]:
    """*spots* above a second top heading in a part of its own, made like the headline or above none of the story's make."""
    beside: set[Element] = set()
    for number, at in enumerate(spots):
        unit = units[at]
        around = frames(unit, 1)
        if unit.heading == 1 and not beside.intersection(around) and _words(units, spots[:number]) >= _STORY:
            makes = {made_as(units[one]) for one in spots[:number] if not units[one].heading}
            again = any(made_as(units[one]) in makes for one in spots[number:] if not units[one].heading)
            if not again or (made_as(unit) and made_as(unit) == made_as(units[headline])):
                return spots[:number]
        if not unit.heading:
            beside.update(around)
    return spots


def _words(units: Sequence[Unit], spots: Sequence[int]) -> int:
    return sum(len(units[at].text.split()) for at in spots if not units[at].heading)


def _hangs(units: Sequence[Unit], spots: Sequence[int], times: Counter[str]) -> bool:
    """Whether the last of *spots* tells nothing: it heads nothing, it is a link, a button, or a line about another story."""
    unit = units[spots[-1]]
    count = len(unit.text.split())
    if unit.picture is not None or unit.heading or (times[unit.text] >= _WIDGET and count <= _BUTTON):
        return True
    if unit.linked >= _LINKED * len(unit.text):
        return True
    above = units[spots[-2]] if len(spots) > 1 else unit
    return "li" in unit.zones and bool(above.heading) and above.linked >= _LINKED * len(above.text) and count <= _TEASER


def _without_sources(units: Sequence[Unit], spots: list[int]) -> list[int]:
    """*spots* without the list of sources at their end."""
    total = sum(len(units[at].text) for at in spots)
    for number in range(len(spots) - 1, 0, -1):
        at = spots[number]
        below = spots[number + 1 :]
        if units[at].heading and fold(units[at].text).rstrip(":") in _SOURCES:
            size = sum(len(units[one].text) for one in below)
            items = sum("li" in units[one].zones for one in below)
            return spots[:number] if items * 2 > len(below) and size < _OF_SOURCES * total else spots
    return spots
