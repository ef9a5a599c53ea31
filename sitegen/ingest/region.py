"""Which chosen units are the story: the one stretch of the page that holds the most of what was chosen and the least of what was not."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from sitegen.ingest.align import letters
from sitegen.ingest.chrome import chrome_kind
from sitegen.ingest.elements import Element
from sitegen.ingest.prose import is_prose
from sitegen.ingest.units import Unit

_COST_OF_A_UNIT = 12
"""Letters that a unit which was not chosen weighs besides its text: thirty links in a footer outweigh a stray date below them."""
_SHARE_OF_TEXT = 0.2
"""What one letter that was not chosen weighs against one that was: a story may have a comment box or a gallery in its middle."""


def keep_story(units: Sequence[Unit], chosen: Sequence[bool]) -> list[bool]:
    """*chosen* without the strays before and after the story."""
    first, last = _heaviest(units, chosen)
    return [mine and first <= at <= last for at, mine in enumerate(chosen)]


def _heaviest(units: Sequence[Unit], chosen: Sequence[bool]) -> tuple[int, int]:
    best, best_span, weight, start = 0.0, (0, len(units)), 0.0, 0
    for at, (unit, mine) in enumerate(zip(units, chosen, strict=True)):
        if weight <= 0:
            weight, start = 0.0, at
        weight += _weight(unit, mine)
        if weight > best:
            best, best_span = weight, (start, at)
    return best_span


def _weight(unit: Unit, mine: bool) -> float:
    if mine:
        return float(len(unit.text))
    if unit.hidden or unit.picture is not None:
        return 0.0
    return -_COST_OF_A_UNIT - _SHARE_OF_TEXT * len(unit.text)


_OPENING = 60
"""Characters of a paragraph above the first chosen one; shorter ones there are labels and prices."""
_OF_A_SUMMARY = 40
"""Letters that a standfirst and the summary in the head must share from their start; the summary is often cut."""
_SENTENCE = 25
"""Characters; shorter prose between two chosen paragraphs is a label more often than a sentence."""
APART = frozenset(("nav", "footer", "aside", "caption", "form"))
_GROUPS = frozenset(("li", "table", "blockquote"))
FOREIGN = frozenset(("related", "share", "newsletter", "advertisement", "comment", "bio", "caption", "byline", "chrome"))


def fill_gaps(units: Sequence[Unit], chosen: Sequence[bool], headline: int) -> list[bool]:
    """*chosen* and what the chooser lost in the same column, between its units and right below them."""
    filled = list(chosen)
    spots = [at for at, mine in enumerate(chosen) if mine]
    if not spots:
        return filled
    columns = {column for at in spots for column in columns_of(units[at])}
    end = _below(units, spots[-1], columns)
    for at in range(end, spots[0], -1):
        if not filled[at] and _belongs(units[at]):
            filled[at] = _heads(filled, at) if units[at].heading else bool(columns & set(columns_of(units[at])))
    for at in _openings(units, spots[0], headline):
        filled[at] = True
    return filled


def find_standfirst(units: Sequence[Unit], headline: int, lead: int, decks: Sequence[str]) -> int | None:
    """Where between headline and story the sentence stands that the head of the page gives as its summary."""
    wanted = [letters(deck) for deck in decks]
    for at in range(headline + 1, lead):
        mine = letters(units[at].text)
        if units[at].hidden or "caption" in units[at].zones or units[at].mark == "caption":
            continue
        if any(mine == deck or (len(mine) >= _OF_A_SUMMARY and mine[:_OF_A_SUMMARY] == deck[:_OF_A_SUMMARY]) for deck in wanted):
            return at
    return None


def _heads(filled: Sequence[bool], at: int) -> bool:
    """Whether a heading stands between paragraphs of the story."""
    return any(filled[at + 1 : at + 3]) and any(filled[max(0, at - 5) : at])


def _openings(units: Sequence[Unit], first: int, headline: int) -> list[int]:
    """The paragraphs between the headline and the *first* chosen unit: the story's opening, which choosers lose most."""
    column = set(columns_of(units[first], 4))
    return [
        at
        for at in range(headline + 1, first)
        if _belongs(units[at])
        and is_prose(units[at].text)
        and len(units[at].text) >= _OPENING
        and not units[at].heading
        and column & set(columns_of(units[at], 4))
    ]


def _below(units: Sequence[Unit], last: int, columns: set[Element]) -> int:
    """Where the column ends below *last*: at the first text that does not belong to the story."""
    end = last
    for at in range(last + 1, len(units)):
        unit = units[at]
        if unit.picture is not None or unit.hidden:
            continue
        if not _belongs(unit) or not columns & set(columns_of(unit)[:1]):
            break
        if not unit.heading:
            end = at
    return end


def _belongs(unit: Unit) -> bool:
    if unit.hidden or unit.picture is not None or unit.mark in FOREIGN or APART & set(unit.zones):
        return False
    if unit.linked > 0.4 * len(unit.text) or chrome_kind(unit.text):
        return False
    if unit.heading or "li" in unit.zones:
        return len(unit.text) > 3
    if "blockquote" in unit.zones:
        return len(unit.text) >= _SENTENCE
    if unit.element.tag == "tr":
        return " | " in unit.text
    return len(unit.text) >= _SENTENCE and is_prose(unit.text)


def columns_of(unit: Unit, levels: int = 2) -> list[Element]:
    """The elements around the unit's own, the innermost first; an item stands where its list does, a quotation where its frame does."""
    own = unit.element
    if _GROUPS & set(unit.zones):
        own = next((one for one in reversed(list(own.iterancestors("ul", "ol", "dl", "table", "blockquote", "figure"))[:3])), own)
    return list(islice(own.iterancestors(), levels))


def show_story(units: Sequence[Unit], chosen: Sequence[bool]) -> None:
    """Take the hidden marks off when most of what was chosen is hidden: a script was to show the story, and the capture has none."""
    hidden = sum(len(unit.text) for unit, mine in zip(units, chosen, strict=True) if mine and unit.hidden)
    if hidden * 2 > sum(len(unit.text) for unit, mine in zip(units, chosen, strict=True) if mine):
        for unit in units:
            unit.hidden = False
