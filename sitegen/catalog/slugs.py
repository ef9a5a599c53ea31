"""Identifiers that can stand in a file name and an address."""

from __future__ import annotations

import hashlib
import re

from anyascii import anyascii

from sitegen.devices import is_device

LONGEST = 80
_OTHER = re.compile(r"[^a-z0-9]+")


def slug(name: str) -> str:
    """*name* in small Latin letters, digits and hyphens; never empty, never a name that a system keeps for itself."""
    out = _OTHER.sub("-", anyascii(name).lower().replace("'", "")).strip("-")
    if len(out) > LONGEST:
        out = f"{out[: LONGEST - 7].rpartition('-')[0] or out[: LONGEST - 7]}-{_digest(name)}"
    if not out:
        return f"name-{_digest(name)}"
    return f"{out}-{_digest(name)}" if out == "index" or is_device(out) else out


def unique_slugs(names: list[str]) -> list[str]:
    """A slug for each of *names*; where two are equal, all but the first in the alphabet carry a digest of the name."""
    first: dict[str, str] = {}
    for name in sorted(names):
        first.setdefault(slug(name), name)
    taken: set[str] = set()
    out = []
    for name in names:
        made = slug(name)
        if first[made] != name or made in taken:
            made = f"{made[: LONGEST - 7]}-{_digest(name)}"
        taken.add(made)
        out.append(made)
    return out


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:6]
