"""Names that an archive must not tell: where they stand in a text, however they are written, and the text without them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property
from urllib.parse import unquote

from msgspec import Struct

from sitegen.model import Span
from sitegen.typography import latin, words

SIGN = "[name withheld]"
_GAP = r"[^\w\n]{0,3}"
"""Between the words of a name: ``Mara Quill``, ``Mara-Quill``, ``@MaraQuill``; never a paragraph's end, never a sentence's."""
_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
"""Letters that Unicode does not take for a letter and its accent, and that are written without it all the same: ``Oyvind``."""
_TATWEEL = "\u0640"
"""Draws an Arabic word out; it is no letter."""
_NOTHING = r"(?!)"


class Withheld(Struct, frozen=True, dict=True):
    """A set of names, each a string that no page may hold."""

    names: frozenset[str]
    families: frozenset[str] = frozenset()
    """Words that are such names only where they are written like one: Rice, not rice."""

    def spans(self, text: str) -> list[Span]:
        """Where the names stand in *text*, whatever the case, the accents, the marks between their words, and how many bear them."""
        plain, origin = _plain(text)
        found = []
        for match in self._all.finditer(plain):
            start = origin[match.start()]
            if match.lastgroup != "family" or not text[start].islower():
                found.append(Span(start, _with_marks(text, origin[match.end() - 1] + 1)))
        return found

    def holds(self, text: str) -> bool:
        """Whether *text* tells one of the names."""
        return self._pattern.search(_plain(text)[0]) is not None

    def spelled(self, address: str) -> bool:
        """Whether *address*, or a file's name, tells one of the names: as it is, in per cents, or in the Latin letters of addresses."""
        plain = _plain(unquote(address))[0]
        return self.holds(address) or self._all.search(plain) is not None or self._latin.search(plain) is not None

    def without(self, text: str) -> str:
        """*text* with a sign in place of each name."""
        out, end = "", 0
        for span in self.spans(text):
            out, end = out + text[end : span.start] + SIGN, span.end
        return out + text[end:]

    def and_also(self, names: Iterable[str], families: Iterable[str] = ()) -> Withheld:
        """These names and more."""
        return Withheld(self.names | frozenset(names), self.families | frozenset(families))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(_any_of(_divided(self.names)) or _NOTHING)

    @cached_property
    def _all(self) -> re.Pattern[str]:
        """The names, and in a group of its own the family names."""
        family = _any_of(_divided(self.families))
        return re.compile(f"{self._pattern.pattern}|(?P<family>{family})") if family else self._pattern

    @cached_property
    def _latin(self) -> re.Pattern[str]:
        names = self.names | self.families
        return re.compile(_any_of((latin(name), _is_divided(name)) for name in names if not name.isascii()) or _NOTHING)


def _divided(names: Iterable[str]) -> Iterator[tuple[str, bool]]:
    return ((name, _is_divided(name)) for name in names)


def _any_of(names: Iterable[tuple[str, bool]]) -> str:
    """What finds any of *names*, each with whether it is written apart from the words around it; the longest first; empty without names."""
    forms = {(_GAP.join(map(re.escape, found)), apart) for name, apart in names if (found := _words(name))}
    parts = sorted(forms, key=lambda form: (-len(form[0]), form))
    return "|".join(f"(?<!\\w){part}{_several(part)}(?!\\w)" if apart else part for part, apart in parts)


def _several(name: str) -> str:
    """What the plural, or another language's genitive, adds to *name*: ``the Quills``, ``the Joneses``, ``Quills Haus``."""
    return "(?:e?s)?" if "a" <= name[-1] <= "z" else ""


def _words(name: str) -> list[str]:
    return [part for word in words(_plain(name)[0]) for part in word.replace("_", " ").replace("'", " ").split()]


def _is_divided(text: str) -> bool:
    """Whether *text* is written with spaces between words; a name in Chinese may stand anywhere."""
    return not any(unicodedata.east_asian_width(character) == "W" for character in text)


def _plain(text: str) -> tuple[str, range | list[int]]:
    """*text* without case, accents and invisible characters, and where each of its characters comes from."""
    if text.isascii():
        return text.lower().replace("_", " "), range(len(text))
    out: list[str] = []
    origin: list[int] = []
    for place, character in enumerate(text):
        for small in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold()).translate(_STROKES):
            if not unicodedata.combining(small) and unicodedata.category(small) != "Cf" and small != _TATWEEL:
                out.append(" " if small == "_" else small)
                origin.append(place)
    return "".join(out), origin


def _with_marks(text: str, end: int) -> int:
    """Where the character before *end* ends with the accents that are written behind it."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end
