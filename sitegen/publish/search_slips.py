"""A slip says of an article with its quotes, or of an entity, which terms it holds and where they stand; it depends on nothing else."""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from zlib import crc32

from sitegen.publish.search_entries import FIELDS, Entry
from sitegen.publish.search_words import chunk_tokens, stem
from sitegen.publish.view import View

_DIGITS = 32
_GOES_ON, _LAST = 58, 93
"""The signs for a digit that others follow, and for one that none follows, begin here: no quotation mark, backslash or figure is one."""
_SIGNS, _FIRST_SIGN = 0xD000, 0x800
"""How many characters stand for a term, and the first of them: all before the halves of pairs of surrogates."""
_FEW = 20
"""Words that are counted in less time than it takes to set up a Counter."""
_UTF_16 = f"utf-16-{sys.byteorder[0]}e"


class Slip(View):
    """What the index keeps of one article and its quotes, or of one entity; terms and words are numbers in a vocabulary, of four bytes."""

    terms: bytes
    hits: str
    """For each of the terms, where it stands, in the signs that the browser reads, with spaces between them."""
    words: bytes
    """The words as written."""
    sizes: tuple[int, int, int]
    """The number of terms in each of FIELDS, of all documents on the slip."""
    order: bytes
    """The signs of the terms of an article and its quotes as they follow one another, with spaces between fields; empty of an entity."""


class Vocabulary(dict[str, int]):
    """The number of the word in every chunk met, a chunk being what stands between two spaces; each is taken apart once.

    Nearly all have one word. One of several words, or of none, has a number of its own, below zero.
    """

    def __init__(self, words: Sequence[str] = (), stems: Sequence[int] = (), terms: Sequence[str] = ()) -> None:
        self.words = dict(zip(words, range(len(words)), strict=True))
        """The number of every word as written."""
        self.stems = list(stems)
        """By the number of the word, that of its term."""
        self.names = list(terms)
        """The terms by their numbers."""
        self.terms = dict(zip(terms, range(len(terms)), strict=True))
        self._several: dict[int, list[int]] = {}
        """The words in the chunks with numbers below zero."""
        self._signs = _Signs(self.names, self.stems, self._several)

    def __missing__(self, chunk: str) -> int:
        """The number for a *chunk* not met before."""
        known = self.words
        words = [known[word] if word in known else self._enter(word) for word in chunk_tokens(chunk)]
        self[chunk] = number = words[0] if len(words) == 1 else -1 - len(self._several)
        if number < 0:
            self._several[number] = words
        return number

    def _enter(self, word: str) -> int:
        self.words[word] = number = len(self.stems)
        term = stem(word)
        if term not in self.terms:
            self.terms[term] = len(self.names)
            self.names.append(term)
        self.stems.append(self.terms[term])
        return number

    def clear(self) -> None:
        """Forget all chunks, where none will be looked up any more."""
        super().clear()
        self._several.clear()
        self._signs.clear()

    def slip(self, entries: Sequence[Entry]) -> Slip:
        """The slip of an article and its quotes, or of an entity."""
        written: set[int] = set()
        hits: dict[int, str] = {}
        sizes = [0] * len(FIELDS)
        order: list[str] = []
        has_order = entries[0].type == "article"
        number, signs, stems = self.__getitem__, self._signs.__getitem__, self.stems
        for offset, entry in enumerate(entries):
            for field, text in ((2, entry.body), (0, entry.title), (1, entry.by)):
                if not text:
                    continue
                chunks = list(map(number, text.split()))
                if has_order:
                    order.append("".join(map(signs, chunks)))
                words = self._words(chunks)
                written.update(words)
                terms: dict[int, int] = {}
                before = terms.get
                for word, times in words.items():
                    term = stems[word]
                    terms[term] = before(term, 0) + times
                sizes[field] += _note(hits, terms, 2 * (offset * len(FIELDS) + field))
        title, by, body = sizes
        return Slip(packed(hits), " ".join(hits.values()), packed(written), (title, by, body), " ".join(order).encode(_UTF_16))

    def _words(self, chunks: Sequence[int]) -> dict[int, int]:
        """The words in *chunks*, and how often each is there."""
        words: dict[int, int] = Counter(chunks) if len(chunks) > _FEW else _counted(chunks)
        for chunk in words.keys() & self._several.keys():
            times = words.pop(chunk)
            for word in self._several[chunk]:
                words[word] = words.get(word, 0) + times
        return words


class _Signs(dict[int, str]):
    """The signs of the terms in each chunk, by its number; of most, an edit asks none."""

    def __init__(self, names: Sequence[str], stems: Sequence[int], several: Mapping[int, Sequence[int]]) -> None:
        self._names, self._stems, self._several = names, stems, several

    def __missing__(self, chunk: int) -> str:
        words = self._several.get(chunk, (chunk,))
        self[chunk] = found = "".join([sign(self._names[self._stems[word]]) for word in words])
        return found


def sign(term: str) -> str:
    """The character that stands for *term* in the order of terms; it may stand for others, too."""
    return chr(_FIRST_SIGN + crc32(term.encode("utf-8", "surrogatepass")) % _SIGNS)


def order_of(slip: Slip) -> str:
    """The signs of the terms on *slip* as they follow one another."""
    return slip.order.decode(_UTF_16)


@cache
def code(number: int) -> str:
    """*number* as the browser reads it."""
    before, digit = divmod(number, _DIGITS)
    signs = chr(_LAST + digit)
    while before:
        before, digit = divmod(before, _DIGITS)
        signs = chr(_GOES_ON + digit) + signs
    return signs


def packed(numbers: Iterable[int]) -> bytes:
    """*numbers* as they stand in a field of a slip."""
    return array("I", [*numbers]).tobytes()


def _counted(numbers: Sequence[int]) -> dict[int, int]:
    """How often each of a few *numbers* is there."""
    found: dict[int, int] = {}
    before = found.get
    for number in numbers:
        found[number] = before(number, 0) + 1
    return found


def _note(hits: dict[int, str], terms: Mapping[int, int], place: int) -> int:
    """Add to *hits* that these *terms* stand so often in the field at *place*, and say how many there are in all.

    The place is its even number; if a term is there more than once, the next one and how often.
    """
    number = sum(terms.values())
    size = code(number)
    once, more = code(place) + size, code(place + 1)
    if not hits:
        hits.update(dict.fromkeys(terms, once))
        for term, times in terms.items():
            if times > 1:
                hits[term] = f"{more}{code(times)}{size}"
        return number
    before = hits.get
    for term, times in terms.items():
        hits[term] = before(term, "") + (once if times == 1 else f"{more}{code(times)}{size}")
    return number
