"""What a reader sees around the headline -> facts: byline, date line, short address, the owner's name in the footer."""

from __future__ import annotations

import re
from datetime import date
from itertools import takewhile

from msgspec import structs

from sitegen.ingest.byline import is_name, read_byline
from sitegen.ingest.contributions import contributors_in
from sitegen.ingest.dates import Order, find_date, read_date_line
from sitegen.ingest.facts import Facts, learn
from sitegen.ingest.layout import Layout
from sitegen.ingest.outlets import is_outlet_name, named
from sitegen.ingest.signature import find_signature, opens_byline
from sitegen.ingest.units import Unit
from sitegen.patterns import later
from sitegen.typography import flat

_COPYRIGHT = later(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?)?,?\s*(?:by\s)?(?P<owner>[^\d©|.]{3,60})",
    re.IGNORECASE,
)
_COMPANY = later(
    r",?\s+(?:Company|Ltd|Limited|Inc|LLC|GmbH|plc|Media|Group|Corporation|Corp|Trust|Foundation|All rights reserved)\b.*$", re.IGNORECASE
)
_SHORT_ADDRESS = later(r"^https?://[\w.-]+/\S+$")
_CHANGED = later(r"(?:last )?(?:updated?|modified|edited|reviewed|revised)", re.IGNORECASE)
_LAST_LABEL = later(r"\b(?:updated?|modified|edited|reviewed|revised|published|posted|created|written)\b", re.IGNORECASE)
_LABEL_BEFORE_DATE = later(
    r"(?:[\s,|•·–—-]|\b(?:(?:last )?updated?|published|posted|on|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b:?)+$", re.IGNORECASE
)
_LABEL = later(r"^(?:first |originally )?(?:published|posted)\b", re.IGNORECASE)
_LONGEST_LABEL = 24
"""Characters."""
_BEFORE, _AFTER = 12, 5
"""Units above the headline and below the first paragraph in which bylines and dates still stand."""
_QUOTED = frozenset(("blockquote", "caption", "table"))
"""Zones whose dates and names belong to a post, a picture or a row and not to the story."""
_OF_AUTHORS = later(r"\b(?:authors?|writers?|written by|contributors?|reporters?)\b", re.IGNORECASE)
_BEYOND = 40
"""Units below the story in which a labelled date is still the story's."""
_LONGEST = 120
"""Characters of a line that may hold a byline or a date."""


def read_visible_facts(layout: Layout, facts: Facts) -> Facts:
    """*facts* and what the lines around the story state."""
    below, above, end = _near(layout)
    facts = _byline([*below, *above], facts)
    facts = facts if facts.authors else _byline(_own(end), facts)
    facts = _date_lines(below, facts, layout.order)
    facts = facts if facts.published else _date_lines(above, facts, layout.order)
    facts = facts if facts.published else _labelled_dates(end, facts)
    facts = _shown_day(layout, facts)
    for unit in layout.units[: layout.lead]:
        if not facts.url and _SHORT_ADDRESS.match(unit.text):
            facts = learn(facts, "address on the page", url=unit.text)
    for unit in layout.units[layout.lead : layout.last + _BEFORE]:
        if contributors_in(unit.text):
            facts = learn(facts, "contribution line", contributors=contributors_in(unit.text))
    return facts if facts.publication else _owner(layout, facts)


def _near(layout: Layout) -> tuple[list[Unit], list[Unit], list[Unit]]:
    """The short lines between headline and story, those above the headline, the nearest first, and those below the story."""
    below = layout.units[layout.headline : max(layout.lead + _AFTER, layout.second)]
    above = layout.units[max(0, layout.headline - _BEFORE) : layout.headline]
    end = layout.units[max(layout.last + 1, layout.second, layout.lead + _AFTER) : layout.last + _BEYOND]
    return _short(below), _short(above[::-1]), _short(end)


def _short(units: list[Unit]) -> list[Unit]:
    return [unit for unit in units if unit.text and len(unit.text) <= _LONGEST * 2 and not _QUOTED & set(unit.zones)]


def _own(end: list[Unit]) -> list[Unit]:
    """The lines of *end* above the next heading: what stands below it is signed by others."""
    return list(takewhile(lambda unit: unit.mark not in ("comment", "related") and not (unit.heading and _leads_on(unit)), end[:_BEFORE]))


def _leads_on(heading: Unit) -> bool:
    """Whether below *heading* other things begin than a word about who wrote this."""
    return heading.mark not in ("byline", "bio") and not _OF_AUTHORS.search(heading.text) and not is_name(heading.text)


def _byline(near: list[Unit], facts: Facts) -> Facts:
    signed = find_signature(near)
    if not signed:
        return facts
    line, people = signed
    stated = set(map(str.casefold, facts.authors))
    signing = set(map(str.casefold, people))
    if signing != stated and (signing < stated or stated < signing or not any(map(is_name, facts.authors))):
        # the head names photographers and editors too, or one author of two, or the account that posted; the byline says who wrote
        kept = tuple(origin for origin in facts.origins if origin.field != "authors")
        facts = structs.replace(facts, authors=(), origins=kept)
    return learn(facts, "byline", byline=_without_dates(line), authors=people)


def _without_dates(byline: str) -> str:
    # "By Ana Reyes 5 March 2016, 21:05 Updated 6 March 2016": one line to the eye, two to a reader
    found = find_date(byline)
    return _LABEL_BEFORE_DATE.sub("", byline[: found[1]]) if found and found[1] else byline


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


def _shown_day(layout: Layout, facts: Facts) -> Facts:
    """*facts* with the one day that stands between headline and story, where the head states another: its stamps follow the machine.

    A stamp in world time is a day late for an evening in the west, and a page that moved house bears the day of the move. A day that the
    head gives as that of a change, or that is later than all it gives, says nothing about publication; nor does one long before, unless it
    stands beside the name of an author: it may be that of another story.
    """
    above = _days(layout, layout.headline, layout.lead)
    below = _days(layout, layout.lead, min(len(layout.units), max(layout.lead + _AFTER, layout.second)))
    shown = above or {day: signed for day, signed in below.items() if signed}
    if len(shown) != 1 or not facts.published:
        return facts
    day, signed = next(iter(shown.items()))
    if day in (facts.published, facts.updated) or day > (facts.updated or facts.published):
        return facts
    if (facts.published - day).days > 1 and not signed:
        return facts
    origins = tuple(origin for origin in facts.origins if origin.field != "published")
    return learn(structs.replace(facts, published=None, origins=origins), "line near the headline", published=day)


def _days(layout: Layout, first: int, end: int) -> dict[date, bool]:
    """The days of publication between two units, each with whether it stands beside a byline."""
    days: dict[date, bool] = {}
    for at in range(first, end):
        unit = layout.units[at]
        if unit.text and not _QUOTED & set(unit.zones):
            beside = layout.units[max(0, at - 1) : at + 2]
            signed = any(one.mark == "byline" or one.names or opens_byline(one.text) or read_byline(one.text) for one in beside)
            days |= {day: signed for field, day in _dates_in(unit, layout.order) if field == "published"}
    return days


def _labelled_dates(end: list[Unit], facts: Facts) -> Facts:
    for at, unit in enumerate(end):
        labels = [one.text for one in end[max(0, at - 2) : at] if _LABEL.match(one.text) and len(one.text) < _LONGEST_LABEL]
        text = " ".join([*labels[:1], unit.text])
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
        owner = _COMPANY.sub("", flat(found["owner"])) if found else ""
        outlet = named(owner)
        if outlet or is_outlet_name(owner):
            return learn(facts, "copyright line", publication=outlet.name if outlet else owner)
    return facts
