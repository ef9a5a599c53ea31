"""The slips of all articles and entities lie in trays, by number: after an edit few trays are opened, and few are laid down again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count

import msgspec

from sitegen.digests import Digest
from sitegen.drawers import opened
from sitegen.publish.search_slips import Slip

NUMBER = 64
"""Of trays: of 10,000 articles, one has about 1 MB."""
_Tray = dict[bytes, msgspec.Raw]
"""By a digest of their entries, slips as they are kept; few of them are looked at."""


class Trays:
    """The slips of today, by their keys: those that are made, and those of the last making, in trays that are opened when one is asked for.

    What is lost of these is a KeyError.
    """

    def __init__(self, kept: Mapping[str, bytes], then: Sequence[Digest], now: Sequence[Digest]) -> None:
        """*kept* are the trays of the last making; *then* and *now* are keys by number, empty where a number is nobody's."""
        self._kept, self._then, self._now = kept, then, now
        self._places = dict(zip(then, count()))
        self._places.pop(b"", None)
        self._made: _Tray = {}
        self._open: dict[int, _Tray] = {}

    def __contains__(self, key: Digest) -> bool:
        return key in self._made or key in self._places

    def __getitem__(self, key: Digest) -> Slip:
        return msgspec.msgpack.decode(self._raw(key), type=Slip)

    def put(self, key: Digest, slip: Slip) -> None:
        """Take *slip* in."""
        self._made[key] = msgspec.Raw(msgspec.msgpack.encode(slip))

    def sorted_in(self) -> list[tuple[str, _Tray]]:
        """By their names, the trays that are not as they were."""
        found = []
        for number in range(NUMBER):
            keys = self._now[_from(number, self._now) : _from(number + 1, self._now)]
            if keys != self._then[_from(number, self._then) : _from(number + 1, self._then)]:
                found.append((_name(number), {key: self._raw(key) for key in keys if key}))
        return found

    def _raw(self, key: Digest) -> msgspec.Raw:
        return self._made.get(key) or self._tray(self._places[key] * NUMBER // len(self._then))[key]

    def _tray(self, number: int) -> _Tray:
        if number not in self._open:
            self._open[number] = opened(self._kept.get(_name(number), b""), _Tray)
        return self._open[number]


def _from(number: int, keys: Sequence[Digest]) -> int:
    """The first number of a slip in the tray *number*: the least of which the share is no less."""
    return -(-number * len(keys) // NUMBER)


def _name(number: int) -> str:
    return f"search-{number}"
