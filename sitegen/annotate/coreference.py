"""Which names of one article are one and the same, and the fullest form of each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from sitegen.annotate import names
from sitegen.patterns import later

Key = tuple[str, ...]
MOST_NAMESAKES = 40
"""People of one family name that an article may name before they are no longer compared."""
_EYES = later("[iyej]+")
_PARTICLE = re.compile(r"^(?:al|el|as|ash|an|ad|ar|at|az|ul)[-’']")


def key_of(words: tuple[str, ...]) -> Key:
    """A name for comparing: small letters, without articles such as ``al-`` and suffixes such as ``Jr.``."""
    plain = [word for word in map(_bare, words) if word]
    return tuple(plain[:-1] if len(plain) > 2 and plain[-1] in names.SUFFIX else plain)


def _bare(word: str) -> str:
    plain = names.plain(word)
    return plain if plain.isalpha() else _PARTICLE.sub("", plain).rstrip(".")


class People:
    """The people that an article names in full, given in the order of the text."""

    def __init__(self, full: Iterable[Key]) -> None:
        self._by_last: dict[str, list[Key]] = defaultdict(list)
        self._by_first: dict[str, list[Key]] = defaultdict(list)
        self._whole: dict[Key, Key] = {}
        for key in sorted(dict.fromkeys(full), key=lambda k: (-sum(len(w) > 1 for w in k), -len(k))):
            namesakes = self._by_last[key[-1]]
            same = [known for known in namesakes if _fits(key, known)]
            self._whole[key] = same[0] if len(same) == 1 else key
            if not same and len(namesakes) < MOST_NAMESAKES:
                self._by_last[key[-1]].append(key)
                self._by_first[key[0]].append(key)

    def fullest(self, key: Key, gender: str | None = None) -> Key | None:
        """The full name that *key* stands for; None where nobody or more than one fits."""
        if key in self._whole:
            return self._whole[key]
        if key[-1] not in self._by_last and key[0] not in self._by_first:
            return None
        last = [full for full in self._by_last.get(key[-1], ()) if _fits(key, full)]
        found = last or [full for full in self._by_first.get(key[0], ()) if key == full[: len(key)]]
        if len(found) > 1 and gender:
            found = [full for full in found if names.gender_of(full[0]) in (gender, None)]
        return found[0] if len(found) == 1 else None


@lru_cache(maxsize=1 << 14)
def _spelling(word: str) -> str:
    """*word* without what two romanizations in one article differ by: ``sergei`` and ``sergey``."""
    return _EYES.sub("i", word)


def _fits(short: Key, full: Key) -> bool:
    """Whether the words of *short* stand in *full* in their order, initials for whole names."""
    if len(short) > 1 and len(full) - len(short) > 2 and not _same(short[0], full[0]):
        return False
    rest = iter(full)
    return all(any(_same(word, other) for other in rest) for word in short)


def _same(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return _spelling(one) == _spelling(other)


def acronym_of(words: Sequence[str]) -> str:
    """The initials of a name: ``WFP`` of World Food Programme."""
    return "".join(word[0] for word in words if word[:1].isupper())
