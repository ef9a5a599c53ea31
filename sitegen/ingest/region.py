"""Which chosen units are the story: the one stretch of the page that holds the most of what was chosen and the least of what was not."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.ingest.align import letters
from sitegen.ingest.chrome import chrome_kind
from sitegen.ingest.columns import Column, column_of, frames, made_as
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
_FARTHEST = 60
"""Units below the story's end in which its next paragraph is looked for."""
_TOO_MUCH = 0.3
"""Share of the choice from which on a mark is not believed."""
APART = frozenset(("nav", "footer", "aside", "caption", "form"))
FOREIGN = frozenset(("related", "share", "newsletter", "advertisement", "comment", "bio", "caption", "byline", "chrome"))


def fill_gaps(units: Sequence[Unit], chosen: Sequence[bool], headline: int) -> list[bool]:
    """*chosen* and what the chooser lost in the same column, between its units and below them."""
    filled = list(chosen)
    spots = [at for at, mine in enumerate(chosen) if mine]
    if not spots:
        return filled
    column = column_of([units[at] for at in spots])
    foreign = FOREIGN - _overruled(units, chosen)
    for at in range(_end(units, spots[-1], column, foreign), spots[0], -1):
        if not filled[at] and _belongs(units[at], foreign):
            filled[at] = _heads(filled, at) if units[at].heading else column.holds(units[at])
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
    around = set(frames(units[first], 4))
    return [
        at
        for at in range(headline + 1, first)
        if _belongs(units[at])
        and is_prose(units[at].text)
        and len(units[at].text) >= _OPENING
        and not units[at].heading
        and around & set(frames(units[at], 4))
    ]


def _end(units: Sequence[Unit], last: int, column: Column, foreign: frozenset[str]) -> int:
    """Where the story ends below *last*: at the first text of its column that does not belong to it, or farther down past a banner."""
    end = last
    for at in range(last + 1, len(units)):
        unit = units[at]
        if unit.picture is not None or unit.hidden:
            continue
        if not _belongs(unit, foreign) or not column.frames.intersection(frames(unit, 1)):
            break
        if not unit.heading:
            end = at
    return _past_banner(units, end, column, foreign)


def _past_banner(units: Sequence[Unit], end: int, column: Column, foreign: frozenset[str]) -> int:
    """The last paragraph of the same make or in the same element below *end*, with no other headline before it."""
    for at in range(end + 1, min(len(units), end + _FARTHEST)):
        unit = units[at]
        if unit.heading == 1:
            break
        if len(unit.text) < _OPENING or unit.heading or not _belongs(unit, foreign):
            continue
        if made_as(unit) in column.makes or column.surrounds(unit):
            end = at
    return end


def _overruled(units: Sequence[Unit], chosen: Sequence[bool]) -> frozenset[str]:
    """The marks that stand on so much of the choice that they do not mean what they say: every paragraph of a paid story is ``paywall``."""
    marked: dict[str, int] = {}
    for unit, mine in zip(units, chosen, strict=True):
        if mine:
            marked[unit.mark or ""] = marked.get(unit.mark or "", 0) + len(unit.text)
    return frozenset(kind for kind, size in marked.items() if kind and size > _TOO_MUCH * sum(marked.values()))


def _belongs(unit: Unit, foreign: frozenset[str] = FOREIGN) -> bool:
    if unit.hidden or unit.picture is not None or unit.mark in foreign or APART & set(unit.zones):
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


def show_story(units: Sequence[Unit], chosen: Sequence[bool]) -> None:
    """Take the hidden marks off when most of what was chosen is hidden: a script was to show the story, and the capture has none."""
    hidden = sum(len(unit.text) for unit, mine in zip(units, chosen, strict=True) if mine and unit.hidden)
    if hidden * 2 > sum(len(unit.text) for unit, mine in zip(units, chosen, strict=True) if mine):
        for unit in units:
            unit.hidden = False
