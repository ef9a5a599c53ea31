"""What a reader sees around the headline -> facts: byline, date line, short address, the owner's name in the footer."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from sitegen.ingest.byline import bare_name, is_name, people_in, read_byline
from sitegen.ingest.contributions import contributors_in
from sitegen.ingest.dates import Order, find_date, read_date_line
from sitegen.ingest.facts import Facts, learn
from sitegen.ingest.headline import key
from sitegen.ingest.layout import Layout
from sitegen.ingest.outlets import named
from sitegen.ingest.units import Unit
from sitegen.typography import flat

_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?)?,?\s*(?:by\s)?(?P<owner>[^\d©|.]{3,60})",
    re.IGNORECASE,
)
_SHORT_ADDRESS = re.compile(r"^https?://[\w.-]+/\S+$")
_PROFILE = re.compile(
    r"/(?:[a-z]+-)?(?:authors?|by|staff|contributors?|writers?|columnists?|reporters?|journalists?)[/-][\w.%@~+-]+/?(?:[?#].*)?$|[?&]author=",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"/(?:people|profiles?|team|experts?|users?|editors?|person|u|about|reviewers?|bios?)/[\w.%@~+-]+/?(?:[?#].*)?$|/@[\w.-]+/?$",
    re.IGNORECASE,
)
_BY = re.compile(r"^(?:written |posted |published |words |story |article |text )?by:?$", re.IGNORECASE)
_CHANGED = re.compile(r"(?:last )?(?:updated?|modified|edited|reviewed|revised)", re.IGNORECASE)
_LAST_LABEL = re.compile(r"\b(?:updated?|modified|edited|reviewed|revised|published|posted|created|written)\b", re.IGNORECASE)
_LABEL = re.compile(r"^(?:first |originally )?(?:published|posted)\b", re.IGNORECASE)
_BEFORE, _AFTER = 12, 5
"""Units above the headline and below the first paragraph in which bylines and dates still stand."""
_BEYOND = 40
"""Units below the story in which a labelled date is still the story's."""
_LONGEST = 120
"""Characters of a line that may hold a byline or a date."""


def read_visible_facts(layout: Layout, facts: Facts) -> Facts:
    """*facts* and what the lines around the story state."""
    below, above, end = _near(layout)
    facts = _byline([*below, *above], facts)
    facts = facts if facts.authors else _byline(end[:_BEFORE], facts)
    facts = _date_lines(below, facts, layout.order)
    facts = facts if facts.published else _date_lines(above, facts, layout.order)
    facts = facts if facts.published else _labelled_dates(end, facts)
    for unit in layout.units[: layout.lead]:
        if not facts.url and _SHORT_ADDRESS.match(unit.text):
            facts = learn(facts, "address on the page", url=unit.text)
    for unit in layout.units[layout.lead : layout.last + _BEFORE]:
        if contributors_in(unit.text):
            facts = learn(facts, "contribution line", contributors=contributors_in(unit.text))
    return facts if facts.publication else _owner(layout, facts)


def _near(layout: Layout) -> tuple[list[Unit], list[Unit], list[Unit]]:
    """The short lines between headline and story, those above the headline, the nearest first, and those below the story."""
    below = layout.units[layout.headline : layout.lead + _AFTER]
    above = layout.units[max(0, layout.headline - _BEFORE) : layout.headline]
    end = layout.units[max(layout.last + 1, layout.lead + _AFTER) : layout.last + _BEYOND]
    return _short(below), _short(above[::-1]), _short(end)


def _short(units: list[Unit]) -> list[Unit]:
    return [unit for unit in units if unit.text and len(unit.text) <= _LONGEST * 2]


def _byline(near: list[Unit], facts: Facts) -> Facts:
    line, people = _visible_people(near)
    if not people:
        return facts
    if facts.authors and not set(map(str.casefold, people)) < set(map(str.casefold, facts.authors)):
        return learn(facts, "byline", byline=line)
    if facts.authors:
        # the head names photographers and editors too; the byline says who wrote
        facts = learn(_without_authors(facts), "byline", authors=people)
    return learn(facts, "byline", byline=line, authors=people)


def _without_authors(facts: Facts) -> Facts:
    return replace(facts, authors=(), origins=tuple(origin for origin in facts.origins if origin.field != "authors"))


def _visible_people(near: list[Unit]) -> tuple[str | None, tuple[str, ...]]:
    for at, unit in enumerate(near):
        byline = read_byline(unit.text) if len(unit.text) <= _LONGEST * 2 else None
        if byline and byline.people:
            return byline.line, byline.people
        if _BY.match(unit.text) and at + 1 < len(near):
            people = _named_alone(near[at + 1])
            if people:
                return f"{unit.text} {near[at + 1].text}", people
    for unit in near:
        people = tuple(dict.fromkeys(name for a in unit.anchors for name in _linked(unit.text[a.start : a.end], a.href)))
        if people:
            return unit.text, people
    for unit in near:
        people = tuple(dict.fromkeys(name for text in unit.names if len(text) <= _LONGEST for name in people_in(text)))
        if people and not unit.hidden:
            return unit.text, people
    for unit in near:
        if unit.mark == "byline" and len(unit.text) <= _LONGEST and not unit.anchors:
            people = people_in(unit.text)
            if people:
                return unit.text, people
    return None, ()


def _named_alone(unit: Unit) -> tuple[str, ...]:
    return people_in(unit.text) or (_one(unit.text) if len(unit.text.split()) < 3 else ())


def _linked(label: str, href: str) -> tuple[str, ...]:
    """The name that a link to an author's page bears; where the address may be anybody's, it must spell the name."""
    if _PROFILE.search(href):
        return people_in(label) or _one(label)
    if _PEOPLE.search(href) and is_name(bare_name(label)) and key(bare_name(label).split()[-1]) in key(href):
        return (bare_name(label),)
    return ()


def _one(text: str) -> tuple[str, ...]:
    """The name that a link to a profile bears; there a single word is a name too."""
    name = bare_name(text)
    if is_name(name) or (name and len(name.split()) <= 3 and re.fullmatch(r"[^\W\d_][\w.’' -]{1,30}", name) and not named(name)):
        return (name,)
    return ()


def _date_lines(near: list[Unit], facts: Facts, order: Order | None) -> Facts:
    for unit in near:
        for label, day in read_date_line(unit.text, order):
            facts = learn(facts, "date line", **{label: day})
    if facts.published:
        return facts
    for unit in near:
        for field, day in _dates_in(unit, order):
            facts = learn(facts, "line near the headline", **{field: day})
    return facts


def _labelled_dates(end: list[Unit], facts: Facts) -> Facts:
    for at, unit in enumerate(end):
        text = f"{end[at - 1].text} {unit.text}" if at and _LABEL.match(end[at - 1].text) else unit.text
        if _LABEL.match(text):
            for label, day in read_date_line(text):
                facts = learn(facts, "date line below the story", **{label: day})
    return facts


def _dates_in(unit: Unit, order: Order | None) -> list[tuple[str, date]]:
    """The dates in a line that holds little else, each as what the word before it says."""
    if len(unit.text) > _LONGEST or unit.mark in ("caption", "related", "comment"):
        return []
    said, rest, letters = [], unit.text, len(unit.text)
    while found := find_date(rest, order):
        label = _LAST_LABEL.findall(rest[: found[1]])
        said.append(("updated" if label and _CHANGED.match(label[-1]) else "published", found[0]))
        letters -= found[2] - found[1]
        rest = rest[found[2] :]
    # a line that tells a story has words around the date: "the ferry sank on 3 May 2016 in fog"
    return said if letters < 90 else []


def _owner(layout: Layout, facts: Facts) -> Facts:
    """The outlet that the copyright line names."""
    for unit in reversed(layout.units[layout.last + 1 :]):
        found = _COPYRIGHT.search(unit.text) if len(unit.text) < 200 else None
        outlet = named(flat(found["owner"])) if found else None
        if outlet:
            return learn(facts, "copyright line", publication=outlet.name)
    return facts
