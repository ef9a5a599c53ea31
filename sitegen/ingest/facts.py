"""What a capture states about itself, each with the place where it was found."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec import structs

from sitegen.model import Origin
from sitegen.model.value import Value


class Facts(Value):
    """Metadata found so far; None or empty is not found."""

    title: str | None = None
    deck: str | None = None
    publication: str | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    published: date | None = None
    updated: date | None = None
    dateline: str | None = None
    section: str | None = None
    url: str | None = None
    language: str | None = None
    captured: str | None = None
    archived: str | None = None
    origins: tuple[Origin, ...] = ()


NOTHING = Facts()


def learn(facts: Facts, where: str, **found: Any) -> Facts:
    """*facts* and those of *found* that they did not have yet: whoever speaks first is believed."""
    new = {name: value for name, value in found.items() if value and not getattr(facts, name)}
    if not new:
        return facts
    return structs.replace(facts, **new, origins=(*facts.origins, *(Origin(name, where) for name in sorted(new))))


def overrule(stated: Facts, found: Facts) -> Facts:
    """*stated*, and what *found* adds to it; a byline as written falls with the authors whom it does not name."""
    if found == NOTHING:
        return stated
    if stated == NOTHING:
        return found
    values = {name: getattr(stated, name) or getattr(found, name) for name in Facts.__struct_fields__}
    if stated.authors and stated.authors != found.authors:
        values["byline"] = stated.byline
    told = {origin.field for origin in stated.origins}
    rest = (origin for origin in found.origins if origin.field not in told and values[origin.field])
    return Facts(**values | {"origins": (*stated.origins, *rest)})
