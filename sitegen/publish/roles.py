"""What the articles call someone: told once, and in words that stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sitegen.model import Entity, Role
from sitegen.typography import fold

_ARTICLE = re.compile(r"^(?:the|an?) ")
_SOMEONES = re.compile(r"(?:my|your|his|her|our|their|one of (?:them|us|these|those))\b", re.IGNORECASE)
_ITS = re.compile(r"its ", re.IGNORECASE)


def likeness(role: Role) -> str:
    """Equal for roles that say the same: *a spokesman*, *The spokesman*."""
    return _ARTICLE.sub("", fold(role.text))


def distinct(roles: Iterable[Role]) -> list[str]:
    """What the *roles* say, each as it was written first."""
    found: dict[str, str] = {}
    for role in roles:
        found.setdefault(likeness(role), role.text)
    return list(found.values())


def in_a_line(entity: Entity) -> str | None:
    """How to call *entity* away from its article, where *their teacher* tells a reader nothing and *its leader* that someone leads."""
    alone = [role.text for role in entity.roles if not _SOMEONES.match(role.text)]
    clear = next((text for text in alone if not _ITS.match(text)), None)
    return clear or next((_ITS.sub("", text, count=1) for text in alone), None)
