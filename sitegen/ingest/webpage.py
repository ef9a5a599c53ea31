"""HTML -> a draft of the article: trafilatura says which paragraphs, the walk over the page what they are and what stands between."""

from __future__ import annotations

from lxml.html import HtmlElement

from sitegen.ingest.align import align
from sitegen.ingest.chooser import choose
from sitegen.ingest.draft import Draft
from sitegen.ingest.facts import Facts, learn
from sitegen.ingest.layout import Layout, lay_out
from sitegen.ingest.metadata import read_metadata, stated_decks
from sitegen.ingest.region import fill_gaps, find_standfirst, keep_story, show_story
from sitegen.ingest.stamps import read_stamps
from sitegen.ingest.tree import parse
from sitegen.ingest.units import Unit
from sitegen.ingest.visible import read_visible_facts
from sitegen.ingest.walk import walk


def read_html(markup: str) -> Draft:
    """The article that a saved page holds."""
    tree = parse(markup)
    if tree is None:
        return Draft(Facts(), (), 0)
    facts = read_metadata(tree)
    found = walk(tree)
    chosen = align([unit.text for unit in found], choose(tree))
    show_story(found, chosen)
    layout, facts = _layout(tree, found, keep_story(found, chosen), facts)
    facts = read_stamps(tree, markup, read_visible_facts(layout, facts))
    pieces = lay_out(layout)
    return Draft(facts, tuple(pieces), sum(len(unit.text.split()) for unit in found if not unit.hidden))


def _layout(tree: HtmlElement, found: list[Unit], chosen: list[bool], facts: Facts) -> tuple[Layout, Facts]:
    """The page with the gaps in the choice filled, and the standfirst as the deck."""
    rough = Layout(found, chosen, facts.title, facts.url)
    if not facts.title:
        facts = learn(facts, "heading", title=rough.heading_above())
        rough = Layout(found, chosen, facts.title, facts.url)
    standfirst = find_standfirst(found, rough.headline, rough.lead, stated_decks(tree))
    chosen = fill_gaps(found, chosen, rough.headline)
    if standfirst is not None:
        chosen[standfirst] = True
        facts = learn(facts, "standfirst", deck=found[standfirst].text)
    return Layout(found, chosen, facts.title, facts.url), facts
