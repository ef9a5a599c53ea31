"""What a reader sees around the headline -> facts: byline, date line, short address, the owner's name in the footer."""

from __future__ import annotations

import re

from sitegen.ingest.byline import read_byline
from sitegen.ingest.contributions import contributors_in
from sitegen.ingest.dates import read_date_line
from sitegen.ingest.facts import Facts, learn
from sitegen.ingest.layout import Layout
from sitegen.ingest.outlets import named
from sitegen.typography import flat

_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?)?,?\s*(?:by\s)?(?P<owner>[^\d©|.]{3,60})",
    re.IGNORECASE,
)
_SHORT_ADDRESS = re.compile(r"^https?://[\w.-]+/\S+$")


def read_visible_facts(layout: Layout, facts: Facts) -> Facts:
    """*facts* and what the lines around the story state."""
    facts = _around_headline(layout, facts)
    for unit in layout.units[layout.first : layout.last + 12]:
        if contributors_in(unit.text):
            facts = learn(facts, "contribution line", contributors=contributors_in(unit.text))
    if not facts.publication:
        facts = _owner(layout, facts)
    return facts


def _around_headline(layout: Layout, facts: Facts) -> Facts:
    near = layout.units[layout.headline : layout.first + 3]
    for unit in near:
        byline = read_byline(unit.text)
        if byline:
            facts = learn(facts, "byline", byline=byline.line, authors=byline.people)
            break
    for unit in near:
        for label, day in read_date_line(unit.text):
            facts = learn(facts, "date line", **{label: day})
    for unit in layout.units[: layout.first]:
        if not facts.url and _SHORT_ADDRESS.match(unit.text):
            facts = learn(facts, "address on the page", url=unit.text)
    return facts


def _owner(layout: Layout, facts: Facts) -> Facts:
    """The outlet that the page's own links lead to most, or that the copyright line names."""
    for unit in reversed(layout.units[layout.last + 1 :]):
        found = _COPYRIGHT.search(unit.text) if len(unit.text) < 200 else None
        outlet = named(flat(found["owner"])) if found else None
        if outlet:
            return learn(facts, "copyright line", publication=outlet.name)
    return facts
