"""The register of facts: each has its number, and stands under what it is about, so that only what may have changed is looked at."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Collection, Container, Mapping
from typing import Any

import msgspec

from sitegen.digests import Digest
from sitegen.drawers import Pile
from sitegen.publish.shelves import Fact, Taken, Told

Row = tuple[int, str | tuple[str, str] | None, bytes]
"""The number of a fact, its key on its shelf and its digest."""
shelves_of = msgspec.msgpack.Decoder(dict[str, bytes]).decode
"""The facts that stand under one name, by shelf, and packed there again: who asks for a shelf looks at no other."""
rows_of = msgspec.msgpack.Decoder(list[Row]).decode
"""The facts of one shelf, unpacked."""
_new_rows_of = msgspec.msgpack.Decoder(list[tuple[int, int, str | tuple[str, str] | None, bytes]]).decode
_pack = msgspec.msgpack.Encoder().encode
_NOTHING = Pile()


class Register:
    """Facts and their numbers: those that *last* holds, by what they are *about*, and new ones from *numbered* on.

    Of each *made_of* gives a digest. What is new is digested as it gets its number, if no copy of the process has told it by then.
    """

    def __init__(self, last: Mapping[str, bytes], numbered: int, about: Callable[[Fact], str], made_of: Callable[[Fact], Digest]) -> None:
        self.numbered = numbered
        """How many numbers were given so far."""
        self._last, self._about, self._made_of = last, about, made_of
        self.shelves = _Shelves(self._number)
        """By shelf the number of whatever is asked for there; what is not known gets the next."""
        self._opened: dict[str, dict[str, bytes]] = {}
        self._rows: dict[tuple[str, str], list[Row]] = {}
        """By name and shelf what stood there, as far as it was asked for, and where it is something else now, that."""
        self._changed: dict[str, set[str]] = {}
        """By name the shelves on which it is."""
        self._new: dict[str, Pile] = defaultdict(Pile)
        """By name what is new there, each with the place of its shelf among *places*."""
        self._places: dict[str, int] = {}
        self._home = os.getpid()
        self._told: dict[str, set[Any]] = defaultdict(set)
        """By shelf the keys of what was told."""
        self._heard: dict[Fact, Digest] = {}

    def changed(self, settled: Container[str]) -> dict[int, Fact]:
        """The facts that are not what they were, by their numbers, as far as they are not about what is *settled*."""
        unsettled = [name for name in self._last if name not in settled]
        found = ((shelf, row) for name in unsettled for shelf in self._open(name) for row in self._look_through(name, shelf))
        return {number: (shelf, key) for shelf, (number, key, _) in found}

    def tell(self, taken: Taken) -> Told:
        """Digests of those facts among *taken* that were not told yet, where this is a copy of the register in a copy of the process.

        The values are at hand in the copy that makes a page of them; in the process that keeps the register they would be made once more.
        """
        if os.getpid() == self._home:
            return ()
        told = []
        for shelf, keys in taken:
            if new := keys.difference(self._told[shelf]):
                self._told[shelf] |= new
                told.append((shelf, {key: self._made_of((shelf, key)) for key in new}))
        return tuple(told)

    def hear(self, told: Told) -> None:
        """Believe what was *told* of facts that are asked for next."""
        self._heard = {(shelf, key): made_of for shelf, digests in told for key, made_of in digests.items()}

    def packed(self) -> dict[str, bytes]:
        """All facts as they are now, by what they are about; to be asked once, for what is new is let go as it is packed."""
        packed = dict(self._last)
        places = list(self._places)
        for name in sorted(self._changed.keys() | self._new.keys()):
            new: dict[str, list[Row]] = {shelf: [] for shelf in self._changed.get(name, ())}
            for place, number, key, made_of in _new_rows_of(self._new.pop(name, _NOTHING).packed()):
                new.setdefault(places[place], []).append((number, key, made_of))
            anew = {shelf: _pack(self._rows_on(name, shelf) + rows) for shelf, rows in new.items()}
            packed[name] = _pack(dict(sorted({**self._open(name), **anew}.items())))
        return packed

    def _look_through(self, name: str, shelf: str) -> list[Row]:
        """The facts that are not what they were of those that stand under *name* on *shelf*."""
        rows = self._rows_on(name, shelf)
        now = [(number, key, self._made_of((shelf, key))) for number, key, _ in rows]
        if now == rows:
            return []
        self._rows[name, shelf] = now
        self._changed.setdefault(name, set()).add(shelf)
        return [row for row, was in zip(now, rows, strict=True) if row != was]

    def _open(self, name: str) -> dict[str, bytes]:
        if name not in self._last:
            return {}
        if name not in self._opened:
            self._opened[name] = shelves_of(self._last[name])
        return self._opened[name]

    def _rows_on(self, name: str, shelf: str) -> list[Row]:
        if name not in self._last:
            return []
        rows = self._rows.get((name, shelf))
        if rows is None:
            packed = self._open(name).get(shelf)
            rows = self._rows[name, shelf] = rows_of(packed) if packed else []
            self.shelves[shelf].update({key: number for number, key, _ in rows})
        return rows

    def _number(self, shelf: str, key: Any) -> int:
        """The number of a fact that nobody has asked for yet."""
        fact = shelf, key
        name = self._about(fact)
        if name in self._last and (name, shelf) not in self._rows:
            self._rows_on(name, shelf)
            if (known := self.shelves[shelf].get(key)) is not None:
                return known
        number = self.numbered
        self._new[name].add((self._places.setdefault(shelf, len(self._places)), number, key, self._heard.get(fact) or self._made_of(fact)))
        self.numbered = number + 1
        return number


def without(facts: Mapping[str, bytes], used: Collection[int]) -> dict[str, bytes]:
    """Of packed *facts* those with the numbers that are *used*."""
    kept = {}
    for name, packed in facts.items():
        shelves = ((shelf, [row for row in rows_of(rows) if row[0] in used]) for shelf, rows in shelves_of(packed).items())
        kept[name] = {shelf: _pack(rows) for shelf, rows in shelves if rows}
    return {name: _pack(shelves) for name, shelves in kept.items() if shelves}


class _Numbers(dict[Any, int]):
    """The numbers of the facts on one *shelf*, by their keys; *find* gives those that are not here yet."""

    __slots__ = ("_find", "_shelf")

    def __init__(self, shelf: str, find: Callable[[str, Any], int]) -> None:
        self._shelf, self._find = shelf, find

    def __missing__(self, key: Any) -> int:
        number = self[key] = self._find(self._shelf, key)
        return number


class _Shelves(dict[str, _Numbers]):
    """Those of all shelves, by their names."""

    def __init__(self, find: Callable[[str, Any], int]) -> None:
        self._find = find

    def __missing__(self, name: str) -> _Numbers:
        numbers = self[name] = _Numbers(name, self._find)
        return numbers
