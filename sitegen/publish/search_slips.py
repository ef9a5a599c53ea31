"""A slip says of an article with its quotes, or of an entity, which terms it holds and where they stand; it depends on nothing else."""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from zlib import crc32

from sitegen.publish.search_entries import FIELDS, Entry
from sitegen.publish.search_words import chunk_tokens, stem
from sitegen.publish.view import View

_DIGITS = 32
_GOES_ON, _LAST = 58, 93
"""The signs for a digit that others follow, and for one that none follows, begin here: no quotation mark, backslash or figure is one."""
_SIGNS, _FIRST_SIGN = 0xD000, 0x800
"""How many characters stand for a term, and the first of them: all before the halves of pairs of surrogates."""
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


class Vocabulary(dict[str, tuple[int, ...]]):
    """The numbers of the words in every chunk met, a chunk being what stands between two spaces; each is taken apart once."""

    def __init__(self, words: Sequence[str] = (), stems: Sequence[int] = (), terms: Sequence[str] = ()) -> None:
        self.words = dict(zip(words, range(len(words)), strict=True))
        """The number of every word as written."""
        self.stems = list(stems)
        """By the number of the word, that of its term."""
        self.names = list(terms)
        """The terms by their numbers."""
        self.terms = dict(zip(terms, range(len(terms)), strict=True))
        self._signs = _Signs(self.names)

    def __missing__(self, chunk: str) -> tuple[int, ...]:
        """The numbers for a *chunk* not met before."""
        known = self.words
        self[chunk] = numbers = tuple([known[word] if word in known else self._enter(word) for word in chunk_tokens(chunk)])
        return numbers

    def _enter(self, word: str) -> int:
        self.words[word] = number = len(self.stems)
        term = stem(word)
        if term not in self.terms:
            self.terms[term] = len(self.names)
            self.names.append(term)
        self.stems.append(self.terms[term])
        return number

    def slip(self, entries: Sequence[Entry]) -> Slip:
        """The slip of an article and its quotes, or of an entity."""
        written: set[int] = set()
        hits: dict[int, str] = {}
        sizes = [0] * len(FIELDS)
        order: list[str] = []
        has_order = entries[0].type == "article"
        number, term, signs = self.__getitem__, self.stems.__getitem__, self._signs.__getitem__
        for offset, entry in enumerate(entries):
            for field, text in ((2, entry.body), (0, entry.title), (1, entry.by)):
                if not text:
                    continue
                words = list(chain.from_iterable(map(number, text.split())))
                terms = list(map(term, words))
                written.update(words)
                sizes[field] += len(terms)
                _note(hits, terms, 2 * (offset * len(FIELDS) + field))
                if has_order:
                    order.extend(map(signs, terms))
                    order.append(" ")
        title, by, body = sizes
        return Slip(packed(hits), " ".join(hits.values()), packed(written), (title, by, body), "".join(order).encode(_UTF_16))


class _Signs(dict[int, str]):
    """The signs of terms by the number of the term; of most, an edit asks none."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names

    def __missing__(self, term: int) -> str:
        self[term] = found = sign(self._names[term])
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


def _note(hits: dict[int, str], terms: Sequence[int], place: int) -> None:
    """Add to *hits* that these *terms* stand in the field at *place*: its even number; if more than once, the next one and how often."""
    size = code(len(terms))
    once, more = code(place) + size, code(place + 1)
    found = Counter(terms)
    if not hits:
        hits.update({term: once if times == 1 else f"{more}{code(times)}{size}" for term, times in found.items()})
        return
    before = hits.get
    for term, times in found.items():
        hits[term] = before(term, "") + (once if times == 1 else f"{more}{code(times)}{size}")
