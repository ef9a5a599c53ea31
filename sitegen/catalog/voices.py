"""Two speakers whom reports name -> whether they may be one, as far as the names and the words go."""

from __future__ import annotations

import re

from sitegen.catalog.resemblance import Resemblance
from sitegen.model import EntityType

Speaker = tuple[EntityType | None, str]
"""Type and ``Entity.id``."""
_STRIKING = 4
"""Words with a meaning from which equal utterances are no chance, so that an organisation may stand for who spoke for it."""
_SAME_NAME, _SAME_PART = 75, 65
"""Likeness, of 100, from which two forms may be one name in two transliterations; the second for each of its parts."""


def may_be_one(one: Speaker, other: Speaker, alike: Resemblance) -> bool:
    """Whether two speakers may be one: ``Quill`` and ``Mara Quill``; an organisation and who speaks for it; ``Yusuf``, ``Youssef``."""
    if one == other:
        return True
    if one[0] == other[0] == "person":
        return _is_shortened(_parts(one), _parts(other)) or (_is_striking(alike) and _is_respelled(_parts(one), _parts(other)))
    return _is_striking(alike) and "person" in (one[0], other[0])


def _is_striking(alike: Resemblance) -> bool:
    return alike.is_one and alike.telling >= _STRIKING


def _parts(speaker: Speaker) -> list[str]:
    return re.split(r"[\s-]+", speaker[1].casefold())


def _is_shortened(one: list[str], other: list[str]) -> bool:
    return one[-1] == other[-1] and 1 in (len(one), len(other))


def _is_respelled(one: list[str], other: list[str]) -> bool:
    if len(one) != len(other) or len(one) == 1:
        return False
    from rapidfuzz.fuzz import ratio  # loaded late, as in `likeness`

    likeness = [ratio(name, form) for name, form in zip(one, other, strict=True)]
    return min(likeness) >= _SAME_PART and sum(likeness) >= _SAME_NAME * len(likeness)
