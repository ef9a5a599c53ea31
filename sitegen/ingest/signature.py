"""Lines around the headline -> the people who sign the story, and the line as written."""

from __future__ import annotations

import re
from collections.abc import Callable

from sitegen.ingest.byline import bare_name, is_name, people_in, read_byline
from sitegen.ingest.headline import key
from sitegen.ingest.outlets import is_outlet_name
from sitegen.ingest.units import Unit
from sitegen.patterns import later

_PROFILE = later(
    r"/(?:[a-z]+-)?(?:authors?|by|staff|contributors?|writers?|columnists?|reporters?|journalists?)[/-][\w.%@~+-]+/?(?:[?#].*)?$|[?&]author=",
    re.IGNORECASE,
)
_PEOPLE = later(
    r"/(?:people|profiles?|team|experts?|users?|editors?|person|u|about|reviewers?|bios?)/[\w.%@~+-]+/?(?:[?#].*)?$|/@[\w.-]+/?$",
    re.IGNORECASE,
)
_BY = later(
    r"^(?:(?:written |posted |published |words |story |article |text )?by:?|(?:authors?|reporters?|writers?)(?: name)?:)$", re.IGNORECASE
)
_PEN_NAME = later(r"[^\W\d_][\w.’' -]{1,30}")
_BELOW_LABEL = 4
"""Units below a lone ``By`` among which the one marked as the author's is preferred."""
_MOSTLY = 0.8
"""Share of a line that is link; a line of links that lead to no person names topics."""
_LONGEST = 120
"""Characters of a line that may be a byline without the word ``By``."""

Signed = tuple[str, tuple[str, ...]]


def find_signature(near: list[Unit]) -> Signed | None:
    """The byline among the lines *near*, the surest kind first: ``By`` and names, links to authors' pages, marked names, a marked line."""
    readers: tuple[Callable[[list[Unit], int], Signed | None], ...] = (_by, _links, _names, _marked)
    return next((signed for read in readers for at in range(len(near)) if (signed := read(near, at))), None)


def opens_byline(text: str) -> bool:
    """Whether *text* is the label that an author's name follows."""
    return bool(_BY.match(text))


def _by(near: list[Unit], at: int) -> Signed | None:
    text = near[at].text
    byline = read_byline(text)
    if byline and byline.people:
        return byline.line, byline.people
    if not _BY.match(text) or at + 1 == len(near):
        return None
    below = next((unit for unit in near[at + 1 : at + _BELOW_LABEL] if unit.mark == "byline" or unit.names), near[at + 1])
    if below.linked > _MOSTLY * len(below.text) and not any(_leads_to_person(a.href, below.text) for a in below.anchors):
        return None
    people = people_in(below.text) or (_one(below.text) if len(below.text.split()) < 3 else ())
    return (f"{text} {below.text}", people) if people else None


def _leads_to_person(href: str, name: str) -> bool:
    """Whether *href* is an author's page, or spells the last *name*: ``/ana-reyes-8697121``."""
    return bool(_PROFILE.search(href) or _PEOPLE.search(href)) or (is_name(bare_name(name)) and key(name.split()[-1]) in key(href))


def _links(near: list[Unit], at: int) -> Signed | None:
    unit = near[at]
    people = tuple(dict.fromkeys(name for a in unit.anchors for name in _linked(unit.text[a.start : a.end], a.href)))
    return (unit.text, people) if people else None


def _names(near: list[Unit], at: int) -> Signed | None:
    unit = near[at]
    people = tuple(dict.fromkeys(name for text in unit.names if len(text) <= _LONGEST for name in people_in(text)))
    return (unit.text, people) if people and not unit.hidden else None


def _marked(near: list[Unit], at: int) -> Signed | None:
    unit = near[at]
    people = people_in(unit.text) if unit.mark == "byline" and len(unit.text) <= _LONGEST and not unit.anchors else ()
    return (unit.text, people) if people else None


def _linked(label: str, href: str) -> tuple[str, ...]:
    """The name that a link to an author's page bears; where the address may be anybody's, it must spell the name."""
    if _PROFILE.search(href):
        return people_in(label) or _one(label)
    if _PEOPLE.search(href) and is_name(bare_name(label)) and key(bare_name(label).split()[-1]) in key(href):
        return (bare_name(label),)
    return ()


def _one(text: str) -> tuple[str, ...]:
    """The name that a link to an author bears; there a single word is a name too."""
    name = bare_name(text)
    if is_name(name) or (name and len(name.split()) <= 3 and _PEN_NAME.fullmatch(name) and not is_outlet_name(name)):
        return (name,)
    return ()
