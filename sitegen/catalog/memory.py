"""What gathering an archive leaves for the next time: results that hold as long as what they were worked out of is there.

What is remembered saves time and nothing else: the archive is the same whatever is remembered, and where nothing is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import count
from typing import TypeVar

import msgspec

from sitegen.digests import digest
from sitegen.drawers import closed, opened
from sitegen.model import AnnotatedArticle

Drawer = TypeVar("Drawer", bound=msgspec.Struct)


class Memory(msgspec.Struct, frozen=True):
    """The drawers of the last time, and those of this time as they are filled."""

    last: Mapping[str, bytes] = {}
    """By name; each whole, as it was left, or not there."""
    keys: Mapping[int, str] = {}
    """By its identity, the key under which an article is remembered as it was read: two of one key are equal."""
    left: dict[str, bytes] = {}
    _just_left: dict[str, msgspec.Struct] = {}

    def open(self, name: str, drawer: type[Drawer]) -> Drawer:
        """What the drawer *name* holds; empty where that is lost."""
        return opened(self.last.get(name, b""), drawer)

    def leave(self, name: str, drawer: msgspec.Struct) -> None:
        """Fill the drawer *name* for the next time; what holds half a character is not kept."""
        self.left[name] = closed(drawer)
        self._just_left[name] = drawer

    def just_left(self, name: str, drawer: type[Drawer]) -> Drawer | None:
        """What the drawer *name* was filled with; None where it was not."""
        found = self._just_left.get(name)
        return found if isinstance(found, drawer) else None

    def stamps(self, articles: Iterable[AnnotatedArticle]) -> list[str]:
        """What stands for each of *articles*: equal for equal ones only."""
        return [self.keys.get(id(annotated)) or digest(annotated).hex() for annotated in articles]


def free_numbers(taken: Callable[[], Iterable[int]]) -> Iterator[int]:
    """The numbers, from 0 on, that are not among those *taken* once the first of them is asked for."""
    held = frozenset(taken())
    yield from (number for number in count() if number not in held)
