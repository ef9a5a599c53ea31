"""Shelves that note what is taken from them, so that it is known what a page was made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

K = TypeVar("K")
V = TypeVar("V")
Room = TypeVar("Room")

Fact = tuple[str, Any]
"""The name of a shelf and a key on it; ALL stands for the whole shelf."""
ALL = None
_taken = dict.__getitem__


class Shelf(dict[K, V]):
    """A dictionary that adds to *slip* whatever it is asked for, there or not."""

    __slots__ = ("name", "slip")

    def __init__(self, content: dict[K, V], name: str, slip: set[Fact]) -> None:
        super().__init__(content)
        self.name, self.slip = name, slip

    def __getitem__(self, key: K) -> V:
        """As of any dictionary, and so the others."""
        self.slip.add((self.name, key))
        return _taken(self, key)

    def get(self, key: K, default: Any = None) -> Any:
        """The one that is asked for, or *default*."""
        self.slip.add((self.name, key))
        return dict.get(self, key, default)

    def __contains__(self, key: object) -> bool:
        self.slip.add((self.name, key))
        return dict.__contains__(self, key)

    def __iter__(self) -> Iterator[K]:
        self.slip.add((self.name, ALL))
        return dict.__iter__(self)

    def __len__(self) -> int:
        self.slip.add((self.name, ALL))
        return dict.__len__(self)

    def peek(self, key: K) -> V:
        """The one under *key*, of which no note is taken."""
        return _taken(self, key)

    def keys(self) -> Any:
        """All keys."""
        self.slip.add((self.name, ALL))
        return dict.keys(self)

    def values(self) -> Any:
        """All values."""
        self.slip.add((self.name, ALL))
        return dict.values(self)

    def items(self) -> Any:
        """All keys, each with its value."""
        self.slip.add((self.name, ALL))
        return dict.items(self)


class Late(dict[K, V]):
    """A dictionary that has its keys from the start, and of each the value once it is asked for."""

    __slots__ = ("make",)

    def __init__(self, keys: Iterable[K], make: Callable[[K], V]) -> None:
        super().__init__(dict.fromkeys(keys))  # type: ignore[arg-type]  # None until it is made
        self.make = make

    def __getitem__(self, key: K) -> V:
        value = _taken(self, key)
        if value is None:
            value = self.make(key)
            self[key] = value
        return value

    def get(self, key: K, default: Any = None) -> Any:
        """As of any dictionary, and so the others."""
        return self[key] if key in self else default  # noqa: SIM401  (it would ask itself)

    def values(self) -> Any:
        """All values."""
        return map(self.__getitem__, self)

    def items(self) -> Any:
        """All keys, each with its value."""
        return ((key, self[key]) for key in self)

    def with_others(self, others: Mapping[K, V]) -> Late[K, V]:
        """The same with *others* beside it or in the place of its own."""
        made = Late[K, V]((), self.make)
        dict.update(made, self)
        made.update(others)
        return made


class LateShelf(Shelf[K, V]):
    """A shelf of what is made when it is asked for."""

    __slots__ = ("content",)

    def __init__(self, content: Late[K, V], name: str, slip: set[Fact]) -> None:
        super().__init__(content, name, slip)
        self.content = content

    def __getitem__(self, key: K) -> V:
        self.slip.add((self.name, key))
        made = _taken(self.content, key)
        return self.content[key] if made is None else made

    def get(self, key: K, default: Any = None) -> Any:
        """As of any shelf, and so the others."""
        self.slip.add((self.name, key))
        return self.content.get(key, default)

    def peek(self, key: K) -> V:
        """The one under *key*."""
        return self.content[key]

    def values(self) -> Any:
        """All values."""
        self.slip.add((self.name, ALL))
        return self.content.values()

    def items(self) -> Any:
        """All keys, each with its value."""
        self.slip.add((self.name, ALL))
        return self.content.items()


def watched(room: Room, slip: set[Fact]) -> Room:
    """*room*, a dataclass of dictionaries, with a shelf in place of each; what is taken from them is noted on *slip*."""
    found = {field.name: getattr(room, field.name) for field in fields(room)}  # type: ignore[arg-type]
    prefix = type(room).__name__.lower()
    shelves = {name: _shelf(value, f"{prefix}.{name}", slip) for name, value in found.items() if isinstance(value, dict)}
    return replace(room, **shelves)  # type: ignore[type-var]


def _shelf(content: dict[K, V], name: str, slip: set[Fact]) -> Shelf[K, V]:
    return LateShelf(content, name, slip) if isinstance(content, Late) else Shelf(content, name, slip)
