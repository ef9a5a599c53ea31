"""How names and titles are filed in an A–Z."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from sitegen.drawers import closed, opened
from sitegen.model import EntityType
from sitegen.patterns import later
from sitegen.typography import fold, latin

_SUFFIX = re.compile(r",? (?:[JS]r\.?|I{1,3}|IV)$")
_GIVEN_PAIR = re.compile(r"\w+[-‑][^\W\d_A-Z]\w*")
_ARTICLE = later(r"^(?:[aA]l|[eE]l|[aA]sh|[aA]z)[-‑–]|^ال")
_NO_MARKS = {code: None for code in range(128) if not chr(code).isalnum() and chr(code) != " "}


NAME = "filing"
"""Of the drawer in which it is kept where names and titles are filed."""


class _Filed(msgspec.Struct):
    people: dict[str, str] = {}
    others: dict[str, str] = {}


class Filing:
    """Where names and titles are filed: those that the last build has left in a *drawer*, and whatever else is asked for."""

    def __init__(self, drawer: bytes = b"") -> None:
        self._last, self._now = opened(drawer, _Filed), _Filed()
        self._is_more = False
        """Whether anything was asked for that was not there."""

    def row(self, names: Sequence[str], type: EntityType | None) -> list[str]:
        """Where each of *names* is filed, all of one *type*; a title and a speaker of whom no more is known have none."""
        is_person = type == "person"
        last, now = (self._last.people, self._now.people) if is_person else (self._last.others, self._now.others)
        file = filed_person if is_person else filed
        if new := set(names).difference(last):
            last.update((name, file(name)) for name in new)
            self._is_more = True
        places = list(map(last.__getitem__, names))
        now.update(zip(names, places, strict=True))
        return places

    def drawers(self) -> dict[str, bytes]:
        """The drawer for the next build, where it is another."""
        return {} if self._now == self._last and not self._is_more else {NAME: closed(self._now)}


def filed(name: str) -> str:
    """*name* as it is filed: in Latin letters, without marks, accents and a leading article."""
    letters = fold(latin(name)).translate(_NO_MARKS).strip()
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
