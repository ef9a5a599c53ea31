"""What a reader sees around the headline -> facts: byline, date line, short address, the owner's name in the footer."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from sitegen.ingest.byline import bare_name, is_name, people_in, read_byline
from sitegen.ingest.contributions import contributors_in
from sitegen.ingest.dates import find_date, read_date_line
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
    r"/(?:authors?|by|staff|contributors?|writers?|columnists?|reporters?|journalists?)/[\w.%@~+-]+/?(?:[?#].*)?$|[?&]author=",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"/(?:people|profiles?|team|experts?|users?|editors?|person|u|about|reviewers?|bios?)/[\w.%@~+-]+/?(?:[?#].*)?$|/@[\w.-]+/?$",
    re.IGNORECASE,
)
_BY = re.compile(r"^(?:written |posted |published |words |story |article |text )?by:?$", re.IGNORECASE)
_CHANGED = re.compile(r"\b(?:updated?|modified|edited|reviewed|revised)\b", re.IGNORECASE)
_LABEL = re.compile(r"^(?:first |originally )?(?:published|posted)\b", re.IGNORECASE)
_BEFORE, _AFTER = 12, 5
"""Units above the headline and below the first paragraph in which bylines and dates still stand."""
_LONGEST = 120
"""Characters of a line that may hold a byline or a date."""


def read_visible_facts(layout: Layout, facts: Facts) -> Facts:
    """*facts* and what the lines around the story state."""
    near, end = _near(layout), _end(layout)
    facts = _byline(near, facts)
    facts = facts if facts.authors else _byline(end, facts)
    facts = _date_lines(near, facts)
    facts = facts if facts.published else _labelled_dates(end, facts)
    for unit in layout.units[: layout.lead]:
        if not facts.url and _SHORT_ADDRESS.match(unit.text):
            facts = learn(facts, "address on the page", url=unit.text)
    for unit in layout.units[layout.lead : layout.last + _BEFORE]:
        if contributors_in(unit.text):
            facts = learn(facts, "contribution line", contributors=contributors_in(unit.text))
    return facts if facts.publication else _owner(layout, facts)


def _near(layout: Layout) -> list[Unit]:
    """The short lines around the headline, those below it first."""
    below = layout.units[layout.headline : layout.lead + _AFTER]
    above = layout.units[max(0, layout.headline - _BEFORE) : layout.headline]
    return [unit for unit in (*below, *reversed(above)) if unit.text and len(unit.text) <= _LONGEST * 2]


def _end(layout: Layout) -> list[Unit]:
    """The short lines below the story."""
    start = max(layout.last + 1, layout.lead + _AFTER)
    return [unit for unit in layout.units[start : layout.last + _BEFORE] if unit.text and len(unit.text) <= _LONGEST]


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


def _date_lines(near: list[Unit], facts: Facts) -> Facts:
    for unit in near:
        for label, day in read_date_line(unit.text):
            facts = learn(facts, "date line", **{label: day})
    if facts.published:
        return facts
    for unit in near:
        day = _date_in(unit)
        if day:
            field = "updated" if _CHANGED.search(unit.text) else "published"
            facts = learn(facts, "line near the headline", **{field: day})
    return facts


def _labelled_dates(end: list[Unit], facts: Facts) -> Facts:
    for at, unit in enumerate(end):
        text = f"{end[at - 1].text} {unit.text}" if at and _LABEL.match(end[at - 1].text) else unit.text
        if _LABEL.match(text):
            for label, day in read_date_line(text):
                facts = learn(facts, "date line below the story", **{label: day})
    return facts


def _date_in(unit: Unit) -> date | None:
    if len(unit.text) > _LONGEST or unit.mark in ("caption", "related", "comment"):
        return None
    found = find_date(unit.text)
    # a line that tells a story has words before and after the date: "the ferry sank on 3 May 2016 in fog"
    return found[0] if found and len(unit.text) - (found[2] - found[1]) < 70 else None


def _owner(layout: Layout, facts: Facts) -> Facts:
    """The outlet that the copyright line names."""
    for unit in reversed(layout.units[layout.last + 1 :]):
        found = _COPYRIGHT.search(unit.text) if len(unit.text) < 200 else None
        outlet = named(flat(found["owner"])) if found else None
        if outlet:
            return learn(facts, "copyright line", publication=outlet.name)
    return facts
