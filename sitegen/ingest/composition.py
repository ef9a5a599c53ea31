"""Units and the choice among them -> the page as it is laid out: headline and end found, gaps filled, the standfirst named."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.ingest.chrome import chrome_kind
from sitegen.ingest.columns import frames
from sitegen.ingest.ending import trim_ending
from sitegen.ingest.facts import Facts, learn
from sitegen.ingest.layout import Layout
from sitegen.ingest.outlets import named
from sitegen.ingest.region import fill_gaps, find_standfirst
from sitegen.ingest.standfirst import sentence_below
from sitegen.ingest.units import Unit
from sitegen.patterns import later

_LABEL = 3
"""Words."""
_BY = re.compile(r"by:?", re.IGNORECASE)
_SAYS = later(r"[.!?:…”\"—]")
_PLACE = later(r"[^\W\d_a-z][\w.’'-]*(?:[ /,]{1,3}[^\W\d_a-z][\w.’'-]*){0,4}[ /,]{0,3}\s?[:—–]")


def compose(found: list[Unit], chosen: list[bool], facts: Facts, decks: Sequence[str], whole: bool) -> tuple[Layout, Facts]:
    """The page with gaps in the choice filled and its end trimmed, unless it is *whole* the story, and one of *decks* as standfirst."""
    chosen = [mine and not chrome_kind(unit.text) for unit, mine in zip(found, chosen, strict=True)]
    rough = Layout(found, chosen, facts.title, facts.url)
    for at in range(rough.first, rough.second):
        chosen[at] = chosen[at] and not (_is_label(found[at]) if at < rough.lead else _BY.fullmatch(found[at].text))
    run_in = _place_above(found, rough.lead)
    if not facts.title:
        facts = learn(facts, "heading", title=rough.heading_above())
        rough = Layout(found, chosen, facts.title, facts.url)
    standfirst = find_standfirst(found, rough.headline, rough.lead, decks)
    if standfirst is None and not facts.deck and not decks:
        standfirst = sentence_below(rough)
    if not whole:
        chosen = trim_ending(found, fill_gaps(found, chosen, rough.headline), rough.headline)
    if run_in is not None:
        chosen[run_in] = True
    if standfirst is not None:
        chosen[standfirst] = True
        facts = learn(facts, "standfirst", deck=found[standfirst].text)
    return Layout(found, chosen, facts.title, facts.url), facts


def _is_label(unit: Unit) -> bool:
    """Whether *unit* above the story is the name of a section: ``Harbor``, ``Business · Updated``."""
    return not unit.heading and "li" not in unit.zones and len(unit.text.split()) <= _LABEL and unit.text[-1:] not in '.!?:…”"—'


def _place_above(found: list[Unit], lead: int) -> int | None:
    """Where right above the first paragraph, in its part of the page, the dateline stands on a line of its own: ``Port Arden / Lund:``."""
    if not 0 < lead < len(found):
        return None
    above = found[lead - 1]
    same = frames(above, 1) == frames(found[lead], 1) or frames(found[lead], 1) == [above.element]
    place = same and not above.heading and _PLACE.fullmatch(above.text) and not named(above.text.rstrip(" :—–"))
    return lead - 1 if place else None
