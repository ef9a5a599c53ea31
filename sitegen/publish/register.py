"""The register of facts: each has its number, and stands under what it is about, so that only what may have changed is looked at."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Mapping
from typing import Any

import msgspec

from sitegen.digests import Digest
from sitegen.publish.shelves import Fact

Row = tuple[int, str, str | tuple[str, str] | None, bytes]
"""The number of a fact, its shelf, its key there and its digest."""
rows_of = msgspec.msgpack.Decoder(list[Row]).decode
"""The facts that stand under one name, unpacked."""
_pack = msgspec.msgpack.Encoder().encode


class Register:
    """Facts and their numbers: those that *last* holds, by what they are *about*, and new ones from *numbered* on.

    Of each *made_of* gives a digest. What is new is digested as it gets its number, while copies of this process make the next pages.
    """

    def __init__(self, last: Mapping[str, bytes], numbered: int, about: Callable[[Fact], str], made_of: Callable[[Fact], Digest]) -> None:
        self.numbered = numbered
        """How many numbers were given so far."""
        self._last, self._about, self._made_of = last, about, made_of
        self.shelves = _Shelves(self._number)
        """By shelf the number of whatever is asked for there; what is not known gets the next."""
        self._rows: dict[str, list[Row]] = {}
        self._changed: set[str] = set()
        self._new: dict[str, list[Row]] = {}

    def changed(self, settled: Container[str]) -> set[int]:
        """The numbers of the facts that are not what they were, as far as they are not about what is *settled*."""
        found = set()
        for name in self._last:
            if name not in settled:
                now = [number for number, shelf, key, digest in self._open(name) if self._made_of((shelf, key)) != digest]
                found.update(now)
                self._changed.update((name,) if now else ())
        return found

    def packed(self) -> dict[str, bytes]:
        """All facts as they are now, by what they are about."""
        packed = dict(self._last)
        for name in sorted(self._changed | self._new.keys()):
            rows = [(number, shelf, key, self._made_of((shelf, key))) for number, shelf, key, _ in self._open(name)]
            packed[name] = _pack(rows + self._new.get(name, []))
        return packed

    def _open(self, name: str) -> list[Row]:
        rows = self._rows.get(name)
        if rows is None:
            rows = self._rows[name] = rows_of(self._last[name]) if name in self._last else []
            shelves = self.shelves
            for number, shelf, key, _ in rows:
                shelves[shelf][key] = number
        return rows

    def _number(self, fact: Fact) -> int:
        """The number of a *fact* that nobody has asked for yet."""
        name, (shelf, key) = self._about(fact), fact
        if name in self._last and name not in self._rows:
            self._open(name)
            if (known := self.shelves[shelf].get(key)) is not None:
                return known
        self._new.setdefault(name, []).append((self.numbered, shelf, key, self._made_of(fact)))
        self.numbered += 1
        return self.numbered - 1


def without(facts: Mapping[str, bytes], used: Collection[int]) -> dict[str, bytes]:
    """Of packed *facts* those with the numbers that are *used*."""
    kept = {name: [row for row in rows_of(packed) if row[0] in used] for name, packed in facts.items()}
    return {name: _pack(rows) for name, rows in kept.items() if rows}


class _Numbers(dict[Any, int]):
    """The numbers of the facts on one *shelf*, by their keys; *find* gives those that are not here yet."""

    def __init__(self, shelf: str, find: Callable[[Fact], int]) -> None:
        self._shelf, self._find = shelf, find

    def __missing__(self, key: Any) -> int:
        number = self[key] = self._find((self._shelf, key))
        return number


class _Shelves(dict[str, _Numbers]):
    """Those of all shelves, by their names."""

    def __init__(self, find: Callable[[Fact], int]) -> None:
        self._find = find

    def __missing__(self, name: str) -> _Numbers:
        numbers = self[name] = _Numbers(name, self._find)
        return numbers
