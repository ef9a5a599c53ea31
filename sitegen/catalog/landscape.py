"""Article -> the countries and regions that it names, and by naming what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from sitegen.catalog.gazetteer import ADJECTIVES, PARTS, REALMS, Realm
from sitegen.model import AnnotatedArticle

_MARKS = ".,;:!?()[]“”‘’\"'"
_PEOPLE = "people"
_CAPITALIZED = re.compile(r"[A-Z]\w+")


def peoples_in(text: str) -> tuple[str, ...]:
    """The words in *text* for what is of a country or a region: ``Syrian``, ``Syrian-born``."""
    return tuple(sorted(word for word in ADJECTIVES.keys() & set(_CAPITALIZED.findall(text)) if _stands_in(text, word)))


def _stands_in(text: str, word: str) -> bool:
    """Whether *word* stands in *text* by itself, but for marks, or before a hyphen."""
    return any(not text[: found.start()].rstrip(_MARKS)[-1:].strip() for found in _ending(word).finditer(text))


@cache
def _ending(word: str) -> re.Pattern[str]:
    return re.compile(rf"{word}(?=-|[{re.escape(_MARKS)}]*(?!\S))")


class Landscape:
    """The countries and regions of one article."""

    def __init__(self, annotated: AnnotatedArticle, peoples: Iterable[str], homes: Mapping[str, Realm]) -> None:
        """*peoples*: those in its text; *homes*: by name, where the towns lie that can hardly be others."""
        self._said: dict[Realm, set[str]] = defaultdict(set)
        for word in peoples:
            self._note(ADJECTIVES[word], _PEOPLE)
        for name in {mention.entity for mention in annotated.mentions if mention.type == "place"}:
            self._note(REALMS.get(name) or PARTS.get(name, ()), name)
            self._note((homes[name],) if name in homes else (), name)
        for name in {mention.text for mention in annotated.mentions if mention.type == "organization"}:
            for word in name.split():
                self._note(REALMS.get(word, ()), name)

    def _note(self, realms: Iterable[Realm], by: str) -> None:
        found = tuple(realms)
        # Georgia and Victoria alone tell nothing.
        if len(found) == 1:
            for realm in {found[0], Realm(found[0].country)}:
                self._said[realm].add(by)

    def names(self, realm: Realm, but: frozenset[str]) -> bool:
        """Whether the article names *realm*, by anything other than the names *but*."""
        return bool(self._said.get(realm, frozenset()) - but)
