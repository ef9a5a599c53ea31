"""Identifiers that can stand in a file name and an address."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Iterator, Sequence

from sitegen.devices import is_device
from sitegen.typography import latin

LONGEST = 80
_OTHER = re.compile(r"[^a-z0-9]+")


def slug(name: str) -> str:
    """*name* in small Latin letters, digits and hyphens; never empty, never a name that a system keeps for itself."""
    out = _OTHER.sub("-", latin(name).lower().replace("'", "")).strip("-")
    if len(out) > LONGEST:
        out = f"{out[: LONGEST - 7].rpartition('-')[0] or out[: LONGEST - 7]}-{_digest(name)}"
    if not out:
        return f"name-{_digest(name)}"
    return f"{out}-{_digest(name)}" if out == "index" or is_device(out) else out


def unique_slugs(names: Sequence[str]) -> list[str]:
    """A slug for each of *names*, none twice; where two are equal, all but the first in the alphabet carry a digest of the name."""
    return told_apart(names, list(map(slug, names)))


def told_apart(names: Sequence[str], slugs: Sequence[str]) -> list[str]:
    """The same, where *slugs* are those of the *names*."""
    made, taken = list(slugs), set[str]()
    if len(set(made)) == len(made):
        return made
    others = []
    for place in sorted(range(len(names)), key=names.__getitem__):
        if made[place] in taken:
            others.append(place)
        taken.add(made[place])
    for place in others:
        marked = (f"{made[place][: LONGEST - 7]}-{_digest(mark)}" for mark in _marks(names[place]))
        made[place] = next(slug for slug in marked if slug not in taken)
        taken.add(made[place])
    return made


def _marks(name: str) -> Iterator[str]:
    """What digests are made of until one is free: namesakes share a name, and a name may have been invented to look like a digest."""
    yield name
    yield from (f"{name} {number}" for number in itertools.count(2))


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:6]
