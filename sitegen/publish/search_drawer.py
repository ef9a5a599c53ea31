"""What the search keeps for its next making: the slips of all articles and entities, and what each of its files was made of."""

from __future__ import annotations

import hashlib
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, compress, count, repeat, zip_longest
from operator import ne
from typing import Any

import msgspec

from sitegen.digests import Digest
from sitegen.drawers import closed, unpacked
from sitegen.model import OutputFile, Standing
from sitegen.publish.search_entries import FIELDS, Entry
from sitegen.publish.search_index import Change, Marks
from sitegen.publish.search_neighbours import Move
from sitegen.publish.search_numbers import Stand
from sitegen.publish.search_slips import Slip, Vocabulary, packed
from sitegen.publish.search_trays import Trays

_WASTE = 2
"""Words that nothing holds any more are kept until they are so many times the others."""
_MUCH = 8
"""Where one in so many things has changed, all is made from nothing."""


class Drawer(msgspec.Struct, frozen=True):
    """What an earlier making has kept; slips and neighbours lie in trays beside it."""

    tongue: Digest = b""
    """Of the tongue of the site, in which some of it is said."""
    met: dict[Digest, Digest] = {}
    stands: dict[str, Stand] = {}
    """For both see ``Catalogue``."""
    words: list[str] = []
    stems: bytes = b""
    terms: list[str] = []
    """The vocabulary of the slips."""
    articles: int = 0
    """How many numbers were for articles."""
    keys: list[bytes] = []
    """Those of the slips by number; empty where a number is nobody's."""
    holders: bytes = b""
    """By the number of a term, how many slips hold it."""
    written: bytes = b""
    """By the number of a word, on how many slips it stands."""
    sizes: tuple[int, ...] = (0,) * len(FIELDS)
    """The number of terms in each of FIELDS, on all slips together."""
    marks: Marks = {}
    """In the rows of terms."""
    signs: str = ""
    """Those whose neighbours are known."""
    moves: list[Move] = []
    """What has moved since these were laid down."""
    firsts: dict[str, list[str]] = msgspec.field(default_factory=lambda: {"terms": [], "pairs": []})
    """Of the shards of terms and of pairs, the first keys."""
    lengths: list[int] = []
    """Of the words in the shards of spellings."""
    files: dict[str, bytes] = {}
    """By path, the SHA-256 of its content."""


class Cabinet:
    """Gives what the last drawer holds, makes what it does not, and fills the next one."""

    def __init__(
        self,
        last: Drawer,
        trays: Mapping[str, bytes],
        intact: Mapping[str, bytes],
        articles: int,
        keys: list[Digest],
        entries: Callable[[int], Sequence[Entry]],
    ) -> None:
        """*keys* are digests of the *entries* that stand under each number, empty where none do; the first numbers are for *articles*."""
        self.last, self.kept, self._intact, self._articles, self.keys = last, trays, intact, articles, keys
        self._standing = last.files.keys() & intact.keys()
        self.vocabulary = Vocabulary(self.last.words, unpacked(self.last.stems), self.last.terms)
        self._slips = Trays(trays, self.last.keys, keys)
        different = list(compress(count(), map(ne, keys, chain(last.keys, repeat(b"")))))
        for number in different:
            if keys[number] and keys[number] not in self._slips:
                self._slips.put(keys[number], self.vocabulary.slip(entries(number)))
        self._trays = self._slips.sorted_in()
        self.vocabulary.clear()  # no chunk is looked up any more
        self.changes = self._changes(different)
        """What is different from the last making; None where that is much, or not known."""
        self.holders = self._counts(self.last.holders, len(self.vocabulary.names))
        self.written = self._counts(self.last.written, len(self.vocabulary.words))
        self.sizes = list(self.last.sizes) if self.changes is not None else [0] * len(FIELDS)
        self._count()
        self.files: dict[str, bytes] = {}

    def slips(self, end: int | None = None) -> Iterator[tuple[int, Slip]]:
        """All slips with their numbers, or those whose number is before *end*."""
        return ((number, self._slips[key]) for number, key in enumerate(self.keys[:end]) if key)

    def stands(self, path: str) -> bool:
        """Whether the file at *path* is one that the last making has left."""
        return path in self._standing

    def keep(self, path: str) -> Standing:
        """The file at *path*, which stands as it would come out."""
        self.files[path] = self.last.files[path]
        return Standing(path)

    def enter(self, file: OutputFile) -> OutputFile | Standing:
        """*file*, or that it stands."""
        drawn = hashlib.sha256(file.content)
        self.files[file.path] = held = drawn.digest()
        if self.stands(file.path) and self.last.files[file.path] == held:
            return Standing(file.path)
        return OutputFile(file.path, file.content, drawn.hexdigest())

    def read(self, path: str) -> bytes:
        """The file at *path* as the last making has left it; KeyError where it is lost."""
        return self._intact[path]

    def others(self, numbers: range) -> Sequence[int]:
        """Those of *numbers* under which something else stands than did."""
        if self._articles != self.last.articles:
            return numbers
        now, then = (keys[numbers.start : numbers.stop] for keys in (self.keys, self.last.keys))
        return [] if now == then else [number for number, (key, old) in zip(numbers, zip_longest(now, then), strict=False) if key != old]

    def trays(self) -> Iterator[tuple[str, bytes]]:
        """The trays that are not as the last making has left them."""
        return ((name, closed(slips)) for name, slips in self._trays)

    def drawer(self, **others: Any) -> bytes:
        """The next drawer, with what the *others* keep there; empty where it would be full of words that are gone."""
        known = self.vocabulary
        if len(known.words) > _WASTE * (len(self.written) - self.written.count(0)):
            return b""
        return closed(
            Drawer(
                words=list(known.words),
                stems=packed(known.stems),
                terms=known.names,
                articles=self._articles,
                keys=self.keys,
                holders=self.holders.tobytes(),
                written=self.written.tobytes(),
                sizes=tuple(self.sizes),
                files=self.files,
                **others,
            )
        )

    def _changes(self, different: Sequence[int]) -> list[Change] | None:
        """What stands now, and what stood, under these *different* numbers."""
        if (self.last.articles, len(self.last.keys)) != (self._articles, len(self.keys)) or not self.last.firsts["terms"]:
            return None
        if len(different) > len(self.keys) // _MUCH:
            return None
        return [(number, self._slip(self.last.keys[number]), self._slip(self.keys[number])) for number in different]

    def _slip(self, key: Digest) -> Slip | None:
        return self._slips[key] if key else None

    def _counts(self, last: bytes, length: int) -> array[int]:
        numbers = unpacked(last) if self.changes is not None else array("I")
        numbers.frombytes(bytes(numbers.itemsize * (length - len(numbers))))
        return numbers

    def _count(self) -> None:
        """Bring the counts of holders, words and sizes up to date."""
        if self.changes is None:
            self._add((slip for _, slip in self.slips()), 1)
            return
        self._add((now for _, _, now in self.changes if now), 1)
        self._add((was for _, was, _ in self.changes if was), -1)

    def _add(self, slips: Iterable[Slip], more: int) -> None:
        terms, words = Counter[int](), Counter[int]()
        for slip in slips:
            terms.update(unpacked(slip.terms))
            words.update(unpacked(slip.words))
            self.sizes = [size + more * part for size, part in zip(self.sizes, slip.sizes, strict=True)]
        for counted, numbers in ((terms, self.holders), (words, self.written)):
            for one, times in counted.items():
                numbers[one] += more * times
