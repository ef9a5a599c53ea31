"""Markdown with div debris, or written by hand -> the same reading as the page that it was made from."""

from __future__ import annotations

import re

from sitegen.ingest.blocks import lay_out
from sitegen.ingest.composition import compose
from sitegen.ingest.dates import parse_date
from sitegen.ingest.debris import is_debris, read_debris
from sitegen.ingest.draft import Doubt, Draft
from sitegen.ingest.facts import Facts, learn
from sitegen.ingest.guards import drop_code, drop_marked, is_too_short, keep_everything
from sitegen.ingest.margin import at_the_margin
from sitegen.ingest.mirrors import off_mirror
from sitegen.ingest.region import show_story
from sitegen.ingest.stretch import choose_story
from sitegen.ingest.units import Unit
from sitegen.ingest.visible import read_visible_facts
from sitegen.ingest.written import read_written
from sitegen.patterns import later
from sitegen.typography import count_words

_STAMP = later(r"<[a-z]+\s[^<>]*\bitemprop=\"date(?:Published|Created)\"[^<>]*>[^<]{0,80}")
_STATED = re.compile(r"(?:content|datetime)=\"([^\"]*)\"|>([^<]*)$")
_SMALL_PAGE = 2_000
"""Characters on a page so small that a short choice from it is no choice, as for a page."""
_A_PAGE = 0.3
"""Share of the letters that are links; nobody writes so many into an article by hand."""


def read_markdown(text: str) -> Draft:
    """The article in pandoc's output of a page, or in markdown written by hand."""
    text = off_mirror(text)
    found = read_debris(at_the_margin(text)) if is_debris(text) else read_written(text)
    chosen, doubts = _choice(found, text)
    whole = all(mine for unit, mine in zip(found, chosen, strict=True) if unit.text)
    layout, facts = compose(found, chosen, Facts(), (), whole)
    facts = _stamps(text, read_visible_facts(layout, facts))
    return Draft(facts, tuple(lay_out(layout, facts.authors)), sum(count_words(unit.text) for unit in found if not unit.hidden), doubts)


def _choice(found: list[Unit], text: str) -> tuple[list[bool], tuple[Doubt, ...]]:
    """Which units are the story: of a page the chosen, of what was written by hand all."""
    if not is_debris(text) and sum(unit.linked for unit in found) < _A_PAGE * sum(len(unit.text) for unit in found):
        return [bool(unit.text) for unit in found], ()
    chosen = choose_story(found)
    show_story(found, chosen)
    chosen = drop_marked(found, drop_code(found, chosen))
    if any(chosen) and not (is_too_short(found, chosen) and sum(len(unit.text) for unit in found) < _SMALL_PAGE):
        return chosen, ()
    chosen, doubt = keep_everything(found)
    return chosen, (doubt,)


def _stamps(text: str, facts: Facts) -> Facts:
    """*facts* and the day that an element of the page marks as the one of publication."""
    for stamp in _STAMP.finditer(text) if not facts.published and "itemprop" in text else ():
        for stated, shown in _STATED.findall(stamp[0]):
            facts = learn(facts, "itemprop datePublished", published=parse_date(stated or shown))
    return facts
