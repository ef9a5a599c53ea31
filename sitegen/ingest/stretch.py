"""Units -> which of them are the story: the heaviest stretch of prose, in the part of the page that holds most of it.

The chooser of Markdown, which has no tree of a page that trafilatura could read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sitegen.ingest.chrome import chrome_kind
from sitegen.ingest.columns import frames
from sitegen.ingest.dates import find_date
from sitegen.ingest.elements import Element
from sitegen.ingest.region import APART, FOREIGN
from sitegen.ingest.units import Mark, Unit
from sitegen.patterns import later

_ENDS = later(r"(?:[.!?…:;,]|\[\d{1,3}\])(?:\s?[”’\"')\]*»]){0,4}$")
_COST = 12.0
"""Letters that a unit of the page weighs against the story besides its text, as in `region`."""
_COST_OF_A_LETTER = 0.2
_COST_OF_CHROME = 20.0
_COST_OF_A_HEADING = 4.0
_FEWEST_WORDS = 6
_LONG = 80
"""Characters of a text without an end that still reads like a paragraph."""
_ITEM = 30
"""Characters; shorter items of a list are labels."""
_LINKED = 0.6
"""Share of a unit's letters; above it the unit is a link."""
_OF_A_LIST, _UNENDED = 0.6, 0.5
"""What a letter of a list's item and of a text without an end weighs against one of a paragraph."""
_HELD = 0.7
"""Share of the story's weight that the innermost block must hold to be the story's own: of .5, .7 and .85 the best on half of the pages."""
_MAIN = 0.1
"""Share of the weight of a column that is the story's own."""


def choose_story(units: Sequence[Unit]) -> list[bool]:
    """Which of *units* are the story; none when nothing on the page reads like one."""
    wrong = _wrong_marks(units)
    foreign = [_is_foreign(unit, wrong) for unit in units]
    weights = [_weight(unit, is_foreign) for unit, is_foreign in zip(units, foreign, strict=True)]
    first, last = _inside(units, weights, *_heaviest(weights))
    whole = sum(weight for weight in weights[first : last + 1] if weight > 0)
    held: dict[Element, float] = {}
    for unit, weight in zip(units[first : last + 1], weights[first : last + 1], strict=True):
        for column in frames(unit) if weight > 0 else ():
            held[column] = held.get(column, 0.0) + weight
    main = {column for column, weight in held.items() if weight > _MAIN * whole}
    chosen = [False] * len(units)
    for at in range(first, last + 1):
        unit = units[at]
        if unit.picture is None and not foreign[at]:
            chosen[at] = _is_story(unit, weights[at], not main.isdisjoint(frames(unit)))
    return chosen


def _is_story(unit: Unit, weight: float, is_main: bool) -> bool:
    """Whether *unit* is the story's, inside of the stretch; *is_main* when it stands in one of the story's own columns."""
    if unit.heading:
        return is_main
    if chrome_kind(unit.text) or (weight < 0 and (unit.names or find_date(unit.text))):
        return False
    if unit.linked > _LINKED * len(unit.text):
        return is_main and ("li" in unit.zones or len(unit.text.split()) < _FEWEST_WORDS)
    return is_main or (weight > 0 and len(unit.text) >= _LONG)


def _weight(unit: Unit, foreign: bool) -> float:
    size = len(unit.text)
    if unit.picture is not None:
        return 0.0
    if foreign or unit.linked > _LINKED * size:
        return -_COST - _COST_OF_A_LETTER * size
    if unit.heading:
        # a list of posts tells its story in headings that are sentences
        return _UNENDED * size if size >= _LONG and unit.heading > 1 and _ENDS.search(unit.text) else -_COST_OF_A_HEADING
    if chrome_kind(unit.text):
        return -_COST_OF_CHROME
    return _weight_of_text(unit, size)


def _weight_of_text(unit: Unit, size: int) -> float:
    if "li" in unit.zones:
        return _OF_A_LIST * (size - unit.linked) if size >= _ITEM else -_COST_OF_A_HEADING
    if unit.text.count(" ") + 1 >= _FEWEST_WORDS and _ENDS.search(unit.text):
        return float(size - unit.linked)
    if "table" in unit.zones:
        return -_COST_OF_A_HEADING
    return _UNENDED * (size - unit.linked) if size >= _LONG else -_COST - _COST_OF_A_LETTER * size


def _heaviest(weights: Sequence[float]) -> tuple[int, int]:
    """Where the stretch with the greatest sum begins and ends; an empty one when nothing weighs anything."""
    best, found, weight, start = 0.0, (0, -1), 0.0, 0
    for at, more in enumerate(weights):
        if weight <= 0:
            weight, start = 0.0, at
        weight += more
        if weight > best:
            best, found = weight, (start, at)
    return found


def _inside(units: Sequence[Unit], weights: Sequence[float], first: int, last: int) -> tuple[int, int]:
    """The stretch without what stands before and after the block that holds most of it; an opening right above that block is kept."""
    own = _own_block(units, weights, first, last)
    if own is None:
        return first, last
    spots = [at for at in range(first, last + 1) if weights[at] > 0 and own in units[at].element.iterancestors()]
    begin = spots[0]
    while begin > first and (weights[begin - 1] > 0 or units[begin - 1].picture is not None):
        begin -= 1
    if begin and begin == spots[0] and _opens(units[begin - 1], units[begin]):
        begin -= 1
    return begin, spots[-1]


def _opens(above: Unit, first: Unit) -> bool:
    """Whether the line *above* the first paragraph, in the same element, is the story's: ``A guide of the harbor office to its lamps``."""
    if above.picture is not None or above.heading or above.anchors or above.names or above.mark in FOREIGN or chrome_kind(above.text):
        return False
    return frames(above, 1) == frames(first, 1) and above.text.count(" ") + 1 >= _FEWEST_WORDS and not find_date(above.text)


def _own_block(units: Sequence[Unit], weights: Sequence[float], first: int, last: int) -> Element | None:
    """The innermost block that holds most of the stretch."""
    held: dict[Element, float] = {}
    depth: dict[Element, int] = {}
    for at in range(first, last + 1):
        if weights[at] > 0:
            around = list(units[at].element.iterancestors())
            for level, frame in enumerate(reversed(around)):
                held[frame] = held.get(frame, 0.0) + weights[at]
                depth[frame] = level
    whole = sum(weight for weight in weights[first : last + 1] if weight > 0)
    return max((frame for frame, weight in held.items() if weight >= _HELD * whole), key=depth.__getitem__, default=None)


_OFTEN_WRONG = frozenset(("related", "share", "chrome"))
_LONG_PROSE = 150
"""Characters; lines of links and teasers are shorter or hold a link."""
_MUCH = 500


def _wrong_marks(units: Sequence[Unit]) -> set[Mark]:
    """The marks that call long prose without links a list of other stories: a page's ``promo`` may be a part of its story."""
    size: Counter[Mark] = Counter()
    linked: Counter[Mark] = Counter()
    prose: Counter[Mark] = Counter()
    for unit in units:
        if unit.mark in _OFTEN_WRONG and unit.innermost:
            size[unit.innermost] += len(unit.text)
            linked[unit.innermost] += unit.linked
            prose[unit.innermost] += len(unit.text) if len(unit.text) >= _LONG_PROSE else 0
    return {mark for mark, of in size.items() if of > _MUCH and linked[mark] < 0.08 * of and prose[mark] > 0.5 * of}


def _is_foreign(unit: Unit, wrong: set[Mark]) -> bool:
    return (unit.mark in FOREIGN and unit.innermost not in wrong) or not APART.isdisjoint(unit.zones)
