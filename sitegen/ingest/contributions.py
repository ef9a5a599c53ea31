"""Paragraph -> contributors, as in ``Ana Reyes in Bergen and Tom Okafor contributed to this report``."""

from __future__ import annotations

import re
from functools import lru_cache

from sitegen.ingest.byline import people_in
from sitegen.ingest.outlets import named
from sitegen.patterns import later

_CONTRIBUTED = later(
    r"(?:^|(?<=[.!?;]\s))(?P<who>[^.!?;]{3,300}?(?:\b(?:St|Mr|Ms|Jr|Sr|[A-Z])\.[^.!?;]{1,200}?){0,3})\s(?:also\s)?"
    r"(?:contributed(?:\s(?:to (?:this|the)|reporting|research|from)\b[^.]{0,80})?|helped report this[^.]{0,40})\.?\s*(?:$|(?=[A-Z]))"
)
_REPORTING = later(
    r"^[—–(-]{0,2}\s?(?:(?:Additional |Extra )?(?:Reporting|Writing|Editing|Compiled|Edited|Written|Research)"
    r"|With (?:assistance|reporting|files)) (?:by|from) (?P<who>[^;.]{3,200})",
    re.IGNORECASE,
)
# "(With inputs from PTI)", "mm/jr (AP, dpa, Reuters)", "Source: Coast Radio and news agencies"
_INPUTS = later(
    r"^\(?with (?:additional )?inputs? from (?P<inputs>[^.()]{2,80})\)?\.?$|^[a-z]{1,4}(?:[/,][a-z]{1,4}){0,4} \((?P<desk>[^()]{2,80})\)$"
    r"|^sources?: (?P<source>[^.;:]{2,60}(?:,| and) (?:news )?agenc(?:y|ies))\.?$",
    re.IGNORECASE,
)
_NEXT_REPORTING = later(r"[;.]\s*(?:(?:additional )?reporting|writing|editing)(?: and \w+)? by (?P<who>[^;.)]{3,200})", re.IGNORECASE)
_HEAD = 60
"""Characters in which it says by whom."""
_BIO = later(
    r"^(?:[^\W\d_a-z][\w.’'-]*\s){1,4}is (?:a|an|the)\s(?:[\w’'-]+\s){0,5}?"
    r"(?:correspondent|reporter|writer|editor|columnist|journalist|contributor|fellow|author|producer|freelancer|photographer)\b",
)
_ABOUT = later(
    r"^(?:[^\W\d_a-z][\w.’'-]*\s){1,4}(?:covers|writes about|reports on|reported from|is based in|joined The|can be reached|contributed)\b"
)
_FOLLOW = later(
    r"\b(?:follow (?:him|her|them|me|us|@?\w+(?: \w+)?) (?:on|at)|on twitter|@\w{3,}|e-?mail (?:him|her|them|the author))\b", re.IGNORECASE
)


@lru_cache(maxsize=64)
def contributors_in(text: str) -> tuple[str, ...] | None:
    """Those whom a contribution line names, agencies included; None when *text* is no such line."""
    if len(text) > 600:
        return None
    told = [found["who"] for found in _CONTRIBUTED.finditer(text)] if "contributed" in text or "helped report" in text else []
    head = text[:_HEAD].lower()
    reporting = _REPORTING.match(text) if " by " in head or " from " in head else None
    inputs = _INPUTS.match(text) if "input" in head or " (" in head or head.startswith("source") else None
    if inputs:
        told = [part for part in re.split(r",\s*|\s+and\s+", next(filter(None, inputs.groups()))) if named(part)]
        return tuple(named_as for part in told if (outlet := named(part)) and (named_as := outlet.name))
    if reporting:
        told = [reporting["who"], *(found["who"] for found in _NEXT_REPORTING.finditer(text))]
    if not told:
        return None
    people: list[str] = []
    for who in told:
        outlet = named(who)
        people.extend(
            (who.strip(),) if outlet else people_in(re.sub(r"^(?:correspondents?|writers?|reporters?|staff writers?)\s", "", who.strip()))
        )
    return tuple(dict.fromkeys(people))


def is_bio(text: str) -> bool:
    """Whether *text* tells who the author is, as in ``Reyes is a special correspondent``."""
    if len(text) > 500:
        return False
    return bool((_BIO.match(text) and (len(text) < 160 or _FOLLOW.search(text))) or (_ABOUT.match(text) and _FOLLOW.search(text)))


_TELLS_WHO = later(
    r"(?:,[^.]{1,60},|\s\([^()]{1,30}\))?\s(?:is|was|has|covers|writes|works|lives|serves|joined|holds|teaches|reports|leads|runs|spent"
    r"|grew up|currently|previously|also|can be reached|contributed|started|began|worked|specializes|focuses|uses)\b"
)
_MARKS = " *•–—-_"


def is_about(text: str, authors: tuple[str, ...]) -> bool:
    """Whether *text* tells who one of the *authors* is: it begins with the name and goes on with a verb."""
    bare = text.lstrip(_MARKS).removeprefix("About ")
    for author in authors:
        for name in (author, author.split()[-1], author.split()[0]):
            if bare.startswith(name) and _TELLS_WHO.match(bare, len(name)):
                return True
    return False
