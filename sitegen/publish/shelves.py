"""Shelves that note what is taken from them, so that it is known what a page was made of."""

from __future__ import annotations

from collections.abc import Iterator
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


def watched(room: Room, slip: set[Fact]) -> Room:
    """*room*, a dataclass of dictionaries, with a shelf in place of each; what is taken from them is noted on *slip*."""
    found = {field.name: getattr(room, field.name) for field in fields(room)}  # type: ignore[arg-type]
    prefix = type(room).__name__.lower()
    shelves = {name: Shelf(value, f"{prefix}.{name}", slip) for name, value in found.items() if isinstance(value, dict)}
    return replace(room, **shelves)  # type: ignore[type-var]
