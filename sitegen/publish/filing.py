"""How names and titles are filed in an A–Z."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

from sitegen.model import EntityType
from sitegen.typography import fold

_SUFFIX = re.compile(r",? (?:[JS]r\.?|I{1,3}|IV)$")
_GIVEN_PAIR = re.compile(r"\w+[-‑][^\W\d_A-Z]\w*")
_ARTICLE = re.compile(r"^(?:[aA]l|[eE]l|[aA]sh|[aA]z)[-‑–]|^ال")
_NO_MARKS = {code: None for code in range(128) if not chr(code).isalnum() and chr(code) != " "}


@lru_cache(maxsize=1 << 16)
def filed(name: str) -> str:
    """*name* as it is filed: in Latin letters, without marks, accents and a leading article."""
    letters = fold(anyascii(name)).translate(_NO_MARKS).strip()
    return letters.removeprefix("the ").removeprefix("a ").removeprefix("an ")


def looked_up(name: str, type: EntityType) -> str:
    """The *name* of an entity of this *type* as a reader looks it up, people by the last of their names."""
    return filed_person(name) if type == "person" else filed(name)


def filed_person(name: str) -> str:
    """The name of a person as it is filed: ``Samir al-Hadi`` and ``Han Duk-ho`` under H."""
    given, _, family = _SUFFIX.sub("", name).rpartition(" ")
    # Han Duk-ho: the small letter behind the hyphen shows that the family name stands first
    if _GIVEN_PAIR.fullmatch(family) and given and " " not in given:
        given, family = family, given
    return filed(f"{_ARTICLE.sub('', family)} {given}")


def letter(name: str) -> str:
    """The letter under which the filed *name* stands."""
    return name[0].upper() if name[:1].isalpha() else "0–9"
