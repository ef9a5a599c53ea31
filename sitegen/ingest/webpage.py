"""HTML -> a draft of the article: trafilatura says which paragraphs, the walk over the page what they are and what stands between."""

from __future__ import annotations

from lxml.html import HtmlElement

from sitegen.ingest.align import align
from sitegen.ingest.blocks import lay_out
from sitegen.ingest.chooser import choose
from sitegen.ingest.composition import compose
from sitegen.ingest.draft import Doubt, Draft
from sitegen.ingest.facts import NOTHING, Facts, overrule
from sitegen.ingest.guards import chose_a_plea, chose_beside, drop_code, drop_marked, from_data, is_too_short, keep_everything
from sitegen.ingest.jsonld import read_linked_data, texts
from sitegen.ingest.keeping import take_inline
from sitegen.ingest.metadata import read_metadata, stated_decks
from sitegen.ingest.mirrors import leave_mirror
from sitegen.ingest.original import bring_back
from sitegen.ingest.region import keep_story, show_story
from sitegen.ingest.saved import read_saving
from sitegen.ingest.stamps import read_stamps
from sitegen.ingest.stretch import choose_story
from sitegen.ingest.tree import parse
from sitegen.ingest.units import Unit
from sitegen.ingest.visible import read_visible_facts
from sitegen.ingest.walk import walk
from sitegen.model import Block, Resource
from sitegen.typography import count_words, flat

_SMALL_PAGE = 2_000
"""Characters on a page so small that a short choice from it is no choice: a snippet, a stub, a printed view."""


def read_html(markup: str, known: Facts = NOTHING, resources: tuple[Resource, ...] = ()) -> Draft:
    """The article that a saved page holds; *known* is what its packing says of it, *resources* are the files saved with it."""
    known = overrule(known, read_saving(markup))
    markup, inline = take_inline(markup)
    tree = parse(markup)
    if tree is None:
        return Draft(known, (), 0)
    original = bring_back(tree, markup, known, (*resources, *inline))
    leave_mirror(tree, markup)
    linked = read_linked_data(tree)
    facts = read_metadata(tree, linked, original.known)
    found = walk(tree)
    chosen, doubts = _choice(tree, found)
    layout, facts = compose(found, chosen, facts, stated_decks(tree), whole=bool(doubts))
    facts = read_stamps(tree, markup, read_visible_facts(layout, facts))
    visible = sum(count_words(unit.text) for unit in found if not unit.hidden)
    told = from_data(" ".join(texts(linked.get("articleBody"))), found, layout.chosen)
    if told:
        hidden = Doubt("text-from-data", "the story stands only in the page's data, not in what it shows", "compare it with the live page")
        return Draft(facts, tuple(Block("paragraph", flat(text)) for text in told), visible, (hidden,))
    return Draft(facts, original.pieces(lay_out(layout, facts.authors)), visible, doubts)


def _choice(tree: HtmlElement, found: list[Unit]) -> tuple[list[bool], tuple[Doubt, ...]]:
    """Which units are the story; when the chooser took a plea for it, its stricter word is asked, and when it took nothing, all is kept."""
    chosen = _aligned(tree, found, precise=False)
    if chose_a_plea(found, chosen):
        second = _aligned(tree, found, precise=True)
        chosen = second if not chose_a_plea(found, second) else [False] * len(found)
    own = choose_story(found)
    chosen = own if chose_beside(found, chosen, own) else chosen
    show_story(found, chosen)
    chosen = keep_story(found, drop_marked(found, drop_code(found, chosen)))
    if any(chosen) and not (is_too_short(found, chosen) and sum(len(unit.text) for unit in found) < _SMALL_PAGE):
        return chosen, ()
    chosen, doubt = keep_everything(found)
    return chosen, (doubt,)


def _aligned(tree: HtmlElement, found: list[Unit], precise: bool) -> list[bool]:
    return align([unit.text for unit in found], choose(tree, precise))
