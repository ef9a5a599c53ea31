"""Shelves that note what is taken from them, so that it is known what a page was made of.

Each shelf has a slip of its own: a page takes a hundred things, and a key is noted sooner than a key with the name of its shelf.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

K = TypeVar("K")
V = TypeVar("V")
Room = TypeVar("Room", bound=Struct)

Fact = tuple[str, Any]
"""The name of a shelf and a key on it; ALL stands for the whole shelf."""
Taken = tuple[tuple[str, frozenset[Any]], ...]
"""What was taken: the names of shelves, each with the keys on it."""
Told = tuple[tuple[str, Mapping[Any, bytes]], ...]
"""Digests of what was taken: the names of shelves, each with the keys on it."""
ALL = None
NOTHING_KNOWN: Mapping[str, frozenset[Any]] = MappingProxyType({})
_taken = dict.__getitem__


class Slips(dict[str, set[Any]]):
    """What is taken from the shelves of some rooms: by the name of each shelf the keys, until they are handed in."""

    def hand_in(self, known: Mapping[str, frozenset[Any]] = NOTHING_KNOWN) -> Taken:
        """What was taken since this was asked last, but for what is *known*."""
        taken = []
        for name, keys in self.items():
            if keys:
                if new := keys.difference(known[name]) if name in known else keys:
                    taken.append((name, frozenset(new)))
                keys.clear()
        return tuple(taken)

    def forget(self) -> None:
        """As if nothing had been taken."""
        for keys in self.values():
            keys.clear()


class Shelf(dict[K, V]):
    """A dictionary that notes on its *slip* whatever it is asked for, there or not."""

    __slots__ = ("name", "note", "note_all")

    def __init__(self, content: dict[K, V], name: str, slip: set[Any]) -> None:
        super().__init__(content)
        self.name, self.note, self.note_all = name, slip.add, slip.update

    def __getitem__(self, key: K) -> V:
        """As of any dictionary, and so the others."""
        self.note(key)
        return _taken(self, key)

    def get(self, key: K, default: Any = None) -> Any:
        """The one that is asked for, or *default*."""
        self.note(key)
        return dict.get(self, key, default)

    def __contains__(self, key: object) -> bool:
        self.note(key)
        return dict.__contains__(self, key)

    def __iter__(self) -> Iterator[K]:
        self.note(ALL)
        return dict.__iter__(self)

    def __len__(self) -> int:
        self.note(ALL)
        return dict.__len__(self)

    def row(self, keys: Collection[K]) -> list[V]:
        """Those under *keys*, taken at once."""
        self.note_all(keys)
        return list(map(super().__getitem__, keys))

    def peek(self, key: K) -> V:
        """The one under *key*, of which no note is taken."""
        return _taken(self, key)

    def keys(self) -> Any:
        """All keys."""
        self.note(ALL)
        return dict.keys(self)

    def values(self) -> Any:
        """All values."""
        self.note(ALL)
        return dict.values(self)

    def items(self) -> Any:
        """All keys, each with its value."""
        self.note(ALL)
        return dict.items(self)


class Late(dict[K, V]):
    """A dictionary that has its keys from the start, and of each the value once it is asked for.

    As a plain dictionary it holds what is made: whoever asks for that once more is answered without a step of Python.
    """

    __slots__ = ("all_keys", "make")

    def __init__(self, keys: Iterable[K], make: Callable[[K], V]) -> None:
        super().__init__()
        self.all_keys = keys if isinstance(keys, dict) else dict.fromkeys(keys)
        """A dictionary that is given is not copied: it must have all of its keys by now."""
        self.make = make

    def __missing__(self, key: K) -> V:
        if key not in self.all_keys:
            raise KeyError(key)
        value = self[key] = self.make(key)
        return value

    def get(self, key: K, default: Any = None) -> Any:
        """As of any dictionary, and so the others."""
        return self[key] if key in self.all_keys else default

    def __contains__(self, key: object) -> bool:
        return key in self.all_keys

    def __iter__(self) -> Iterator[K]:
        return iter(self.all_keys)

    def __len__(self) -> int:
        return len(self.all_keys)

    def row(self, keys: Collection[K]) -> list[V]:
        """Those under *keys*."""
        return list(map(self.__getitem__, keys))

    def keys(self) -> Any:
        """All keys."""
        return self.all_keys.keys()

    def values(self) -> Any:
        """All values."""
        return map(self.__getitem__, self.all_keys)

    def items(self) -> Any:
        """All keys, each with its value."""
        return ((key, self[key]) for key in self.all_keys)

    def with_others(self, others: Mapping[K, V]) -> Late[K, V]:
        """The same with *others* beside it or in the place of its own."""
        made = Late[K, V]((*self.all_keys, *others), self.make)
        made.update(dict.items(self))
        made.update(others)
        return made


class Fleeting(Late[K, V]):
    """The same of what one page asks for, once: it is made again for whoever asks again, and not held."""

    __slots__ = ()

    def __missing__(self, key: K) -> V:
        if key not in self.all_keys:
            raise KeyError(key)
        return self.make(key)


class LateShelf(Shelf[K, V]):
    """A shelf of what is made when it is asked for; as a plain dictionary it has the keys, and nothing of what is made."""

    __slots__ = ("content",)

    def __init__(self, content: Late[K, V], name: str, slip: set[Any]) -> None:
        super().__init__(content.all_keys, name, slip)  # type: ignore[arg-type]  # nobody takes the values from here
        self.content = content

    def __getitem__(self, key: K) -> V:
        self.note(key)
        return self.content[key]

    def get(self, key: K, default: Any = None) -> Any:
        """As of any shelf, and so the others."""
        self.note(key)
        return self.content.get(key, default)

    def row(self, keys: Collection[K]) -> list[V]:
        """As of any shelf."""
        self.note_all(keys)
        return self.content.row(keys)

    def peek(self, key: K) -> V:
        """The one under *key*."""
        return self.content[key]

    def values(self) -> Any:
        """All values."""
        self.note(ALL)
        return self.content.values()

    def items(self) -> Any:
        """All keys, each with its value."""
        self.note(ALL)
        return self.content.items()


def row(shelf: dict[K, V], keys: Collection[K]) -> list[V]:
    """Those that stand under *keys* on *shelf*, taken at once where it notes what is taken."""
    return shelf.row(keys) if isinstance(shelf, (Shelf, Late)) else list(map(shelf.__getitem__, keys))


def peek(shelf: dict[K, V], key: K) -> V:
    """The one under *key*, of which no note is taken."""
    return shelf.peek(key) if isinstance(shelf, Shelf) else shelf[key]


def watched(room: Room, slips: Slips) -> Room:
    """*room*, a structure of dictionaries, with a shelf in place of each; what is taken from them is noted on *slips*."""
    found = {name: getattr(room, name) for name in room.__struct_fields__}
    prefix = type(room).__name__.lower()
    shelves = {name: _shelf(value, f"{prefix}.{name}", slips) for name, value in found.items() if isinstance(value, dict)}
    return replace(room, **shelves)


def shelves_in(room: Struct) -> Iterable[Shelf[Any, Any]]:
    """The shelves of a *room* that is watched."""
    values = (getattr(room, name) for name in room.__struct_fields__)
    return (value for value in values if isinstance(value, Shelf))


def _shelf(content: dict[K, V], name: str, slips: Slips) -> Shelf[K, V]:
    slip = slips[name] = set()
    return LateShelf(content, name, slip) if isinstance(content, Late) else Shelf(content, name, slip)
