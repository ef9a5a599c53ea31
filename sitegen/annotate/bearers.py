"""Sentences -> who bears which role: *the minister* is Ann Lee where the article has *Ann Lee, the foreign minister*."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from sitegen.annotate.antecedents import Antecedents
from sitegen.annotate.clauses import clause_start
from sitegen.annotate.cues import DETERMINERS
from sitegen.annotate.frames import Sentence
from sitegen.annotate.lists import read_toml, word_set
from sitegen.annotate.phrases import Phrase, head_noun, read_phrase
from sitegen.annotate.roles import sort_of

_LISTS: Final = read_toml("roles.toml")
_SHORT: Final[dict[str, str]] = _LISTS["short"]
_BODIES: Final = word_set(_LISTS["referring_bodies"])


class Bearers:
    """The roles that an article gives to the people it names; read when first asked for."""

    def __init__(self, antecedents: Antecedents, sentences: Sequence[Sentence]) -> None:
        self._antecedents = antecedents
        self._sentences = sentences
        self._roles: dict[str, dict[str, set[str]]] | None = None

    def bearer(self, phrase: Phrase) -> str | None:
        """Whom a phrase with *the* means by role, where the article leaves no choice; None for *the aides* and *the head of the port*."""
        sentence = phrase.sentence
        noun = sentence.lows[phrase.last]
        if sentence.lows[phrase.first] != "the" or phrase.first == phrase.last or head_noun(phrase) != noun:
            return None
        if noun in _BODIES:
            return self._antecedents.body_before(sentence, phrase.first)
        return self._person(noun, set(sentence.lows[phrase.first + 1 : phrase.last])) if sort_of(noun) == "person" else None

    def _person(self, noun: str, modifiers: set[str]) -> str | None:
        """The one person whom the article calls by this noun, with these words before it."""
        if self._roles is None:
            self._roles = self._read()
        names = self._roles.get(noun, {})
        if len(names) != 1:
            return None
        ((name, words),) = names.items()
        return name if modifiers <= words else None

    def _read(self) -> dict[str, dict[str, set[str]]]:
        roles: dict[str, dict[str, set[str]]] = defaultdict(dict)
        for sentence in self._sentences:
            for first, last in _people(sentence):
                name = self._antecedents.cast.named(Phrase(sentence, first, last))
                for noun, words in (_role_before(sentence, first), _role_after(sentence, last)) if name else ():
                    if name and noun and sort_of(noun) == "person":
                        roles[noun].setdefault(name, set()).update(words)
        return roles


def _people(sentence: Sentence) -> list[tuple[int, int]]:
    """The first and last token of each name of a person."""
    if all(mention.type != "person" for mention in sentence.mentions):
        return []
    found = []
    for place, kind in enumerate(sentence.names):
        if kind == "person" and (place == 0 or sentence.names[place - 1] != "person"):
            last = place
            while last + 1 < len(sentence.names) and sentence.names[last + 1] == "person":
                last += 1
            found.append((place, last))
    return found


def _role_before(sentence: Sentence, first: int) -> tuple[str, set[str]]:
    """The noun right before a name, and the words before the noun: *Florida senator* Ann Lee."""
    if first == 0:
        return "", set()
    if sentence.words[first - 1] == "," and first > 1:
        return _role_apart(sentence, first - 1)
    low = sentence.lows[first - 1]
    return _SHORT.get(low, low), set(sentence.lows[max(0, first - 4) : first])


def _role_apart(sentence: Sentence, comma: int) -> tuple[str, set[str]]:
    """The noun of the role that a name is in apposition to, and its words: *the archbishop of Ayton*, Ann Lee."""
    start = clause_start(sentence, comma - 1)
    phrase = read_phrase(sentence, start, comma) if start < comma and sentence.lows[start] in ("the", "a", "an") else None
    if phrase is None or phrase.last != comma - 1:
        return "", set()
    return head_noun(phrase), set(sentence.lows[phrase.first : phrase.last + 1])


def _role_after(sentence: Sentence, last: int) -> tuple[str, set[str]]:
    """The noun of the apposition behind a name, and its words: Ann Lee, *the foreign minister*."""
    if sentence.words[last + 1 : last + 2] != [","] or last + 2 >= len(sentence.words) or sentence.lows[last + 2] not in DETERMINERS:
        return "", set()
    phrase = read_phrase(sentence, last + 2)
    return (head_noun(phrase), set(sentence.lows[phrase.first : phrase.last + 1])) if phrase else ("", set())
