"""What was read of the captures of one folder, many together in a tray: to read it again, a hundred files are opened, not ten thousand.

The store holds each result by itself, for whoever reads the same capture, anywhere. Trays only save the looking for it there: a tray that
is lost or damaged is as none. In which tray a result lies follows from the name of its capture, so that an edit changes one tray.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from zlib import crc32

import msgspec

from sitegen.drawers import Pile
from sitegen.model import AnnotatedArticle, Noted
from sitegen.packing import Packet, packet
from sitegen.store import get, put

_EACH = 128
"""So many results are in a tray at most, on average, and half of that at least: a megabyte of news."""


class Trays:
    """The trays in *folder* for the captures whose *keys* are given, by source."""

    def __init__(self, folder: Path, keys: Iterable[tuple[str, str]]) -> None:
        self._folder = folder
        by_source = tuple(keys)
        number = 1 << (len(by_source) // _EACH).bit_length()
        self._wanted: dict[str, list[str]] = {}
        """By tray, the keys of what belongs into it."""
        for source, key in by_source:
            self._wanted.setdefault(f"{number}-{crc32(source.encode('utf-8', 'surrogatepass')) % number}", []).append(key)
        self._held: dict[str, list[str]] = {}
        """By tray, the keys of what lay in it."""

    def recall(self) -> Iterator[tuple[str, Noted[AnnotatedArticle]]]:
        """What lies in the trays of all that belongs into them, each with its key."""
        for name, keys in self._wanted.items():
            lying = _lying_in(self._folder / name)
            self._held[name] = [key for key, _ in lying]
            wanted = frozenset(keys)
            yield from ((key, found.opened()) for key, found in lying if key in wanted)

    def keep(self, results: Mapping[str, Noted[AnnotatedArticle]]) -> None:
        """Let lie in the trays the *results*, by key, and nothing else; where that cannot be done, it costs time only."""
        with suppress(OSError):
            for name, keys in self._wanted.items():
                there = [key for key in keys if key in results]
                if there != self._held.get(name):
                    put(self._folder / name, _packed(there, results))
            if self._folder.exists():
                for place in self._folder.iterdir():
                    if place.name not in self._wanted:
                        place.unlink()


def _packed(keys: Iterable[str], results: Mapping[str, Noted[AnnotatedArticle]]) -> bytes:
    pile = Pile()
    for key in keys:
        with suppress(UnicodeEncodeError):
            pile.add((key, packet(results[key])))
    return pile.packed()


def _lying_in(place: Path) -> list[tuple[str, Packet]]:
    content = get(place)
    try:
        return _decoder().decode(content) if content else []
    except msgspec.MsgspecError:
        return []


@functools.cache
def _decoder() -> msgspec.msgpack.Decoder[list[tuple[str, Packet]]]:
    return msgspec.msgpack.Decoder(list[tuple[str, Packet]])
