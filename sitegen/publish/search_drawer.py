"""What the search keeps for its next making: the slips of all articles and entities, and what each of its files was made of."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field

import msgspec

from sitegen.digests import digest
from sitegen.model import OutputFile, Standing
from sitegen.publish.search_entries import Entry
from sitegen.publish.search_index import Index, changes, index
from sitegen.publish.search_neighbours import Neighbours, neighbours
from sitegen.publish.search_slips import Slip, Vocabulary, packed, unpacked

_WASTE = 2
"""Words that nothing holds any more are kept until they are so many times the others."""


@dataclass(frozen=True, slots=True)
class Drawer:
    """What an earlier making has kept."""

    words: list[str] = field(default_factory=list)
    stems: bytes = b""
    terms: list[str] = field(default_factory=list)
    """The vocabulary of the slips."""
    slips: dict[bytes, Slip] = field(default_factory=dict)
    """By a digest of their entries."""
    order: list[bytes] = field(default_factory=list)
    """The keys of the slips as they were numbered."""
    index: Index = field(default_factory=dict)
    neighbours: Neighbours = field(default_factory=Neighbours)
    files: dict[str, bytes] = field(default_factory=dict)
    """By path, a digest of what the file was made of."""


class Cabinet:
    """Gives what the last drawer holds, makes what it does not, and fills the next one."""

    def __init__(self, drawer: bytes, intact: Container[str]) -> None:
        self._last = _opened(drawer)
        self._intact = intact
        self.vocabulary = Vocabulary(self._last.words, unpacked(self._last.stems), self._last.terms)
        self._slips: dict[bytes, Slip] = {}
        self._order: list[bytes] = []
        self._neighbours = Neighbours()
        self._index: Index = {}
        self.files: dict[str, bytes] = {}

    def slip(self, key: bytes, entries: Sequence[Entry]) -> Slip:
        """The slip of *entries*, which *key* is a digest of."""
        found = self._slips.get(key) or self._last.slips.get(key) or self.vocabulary.slip(entries)
        self._slips[key] = found
        self._order.append(key)
        return found

    def index(self, articles: int) -> tuple[Index, Neighbours]:
        """The index of all slips that were asked for, numbered in the order of asking; the first are those of so many *articles*."""
        last = self._last
        slips = [self._slips[key] for key in self._order]
        changed = changes([last.slips.get(key) for key in last.order], slips)
        self._index = index(slips, self.vocabulary, last.index, changed)
        self._neighbours = neighbours(self._index, slips[:articles], last.neighbours, changed)
        return self._index, self._neighbours

    def stands(self, path: str, made_of: bytes) -> bool:
        """Whether the file at *path* stands as it would come out of *made_of*."""
        self.files[path] = made_of
        return path in self._intact and self._last.files.get(path) == made_of

    def settled(self, file: OutputFile) -> OutputFile | Standing:
        """*file*, or that it stands."""
        return Standing(file.path) if self.stands(file.path, digest(file.content)) else file

    def drawer(self, words: int) -> bytes:
        """The next drawer of an archive of so many *words*; empty where it would be full of words that are gone."""
        known = self.vocabulary
        if len(known.words) > _WASTE * words:
            return b""
        vocabulary = list(known.words), packed(known.stems), list(known.terms)
        kept = Drawer(*vocabulary, self._slips, self._order, self._index, self._neighbours, self.files)
        try:
            return msgspec.msgpack.encode(kept)
        except UnicodeEncodeError:
            return b""


def _opened(drawer: bytes) -> Drawer:
    try:
        return msgspec.msgpack.decode(drawer, type=Drawer)
    except msgspec.MsgspecError:
        return Drawer()
