"""Units and the choice among them -> the page as it is laid out: headline and end found, gaps filled, the standfirst named."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.ingest.chrome import chrome_kind
from sitegen.ingest.ending import trim_ending
from sitegen.ingest.facts import Facts, learn
from sitegen.ingest.layout import Layout
from sitegen.ingest.region import fill_gaps, find_standfirst
from sitegen.ingest.units import Unit


def compose(found: list[Unit], chosen: list[bool], facts: Facts, decks: Sequence[str]) -> tuple[Layout, Facts]:
    """The page with the gaps in the choice filled, and the standfirst, which is one of *decks*, as the deck."""
    chosen = [mine and not chrome_kind(unit.text) for unit, mine in zip(found, chosen, strict=True)]
    rough = Layout(found, chosen, facts.title, facts.url)
    if not facts.title:
        facts = learn(facts, "heading", title=rough.heading_above())
        rough = Layout(found, chosen, facts.title, facts.url)
    standfirst = find_standfirst(found, rough.headline, rough.lead, decks)
    if any(unit.text and not mine for unit, mine in zip(found, chosen, strict=True)):
        chosen = trim_ending(found, fill_gaps(found, chosen, rough.headline), rough.headline)
    if standfirst is not None:
        chosen[standfirst] = True
        facts = learn(facts, "standfirst", deck=found[standfirst].text)
    return Layout(found, chosen, facts.title, facts.url), facts
