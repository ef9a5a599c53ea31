"""The index: for every term the documents that hold it, with the scores that lunr gives them.

A score is that of ``lunr.builder.Builder``: the same formula in the same order, rounded to three decimals as lunr.js rounds. What a
document scores for a query is made of the scores of the query's terms alone, so that the browser can assemble a ``lunr.Index`` of them.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from operator import sub

from sitegen.publish.search_entries import FIELDS, Entry
from sitegen.publish.search_words import chunk_tokens, stem, utf16

B = 0.75
K1 = 1.2
"""lunr's parameters, at their defaults."""

_BITS = 32
_TIMES = (1 << _BITS) - 1
"""A posting is one number: how often the term stands in the document in the lower bits, the document above them."""

Row = tuple[str, list[int], list[int], list[int]]
"""A term and, for each field of FIELDS, the documents that hold it by rising number: gap, score in thousandths, gap, score …"""


class Terms(dict[str, tuple[str, ...]]):
    """The index terms of every chunk met, a chunk being what stands between two spaces; each is taken apart once."""

    def __missing__(self, chunk: str) -> tuple[str, ...]:
        """The terms of a *chunk* not met before."""
        self[chunk] = tuple(map(stem, chunk_tokens(chunk)))
        return self[chunk]


@dataclass(slots=True)
class Counts:
    """How often each term stands in each field of each document: what grows while the entries are read."""

    postings: tuple[defaultdict[str, array[int]], ...] = field(default_factory=lambda: tuple(defaultdict(_none) for _ in FIELDS))
    """For each field, by term."""
    lengths: tuple[array[int], ...] = field(default_factory=lambda: tuple(array("L") for _ in FIELDS))
    """For each field: the number of terms in each document."""
    terms: Terms = field(default_factory=Terms)

    def add(self, entry: Entry) -> None:
        """Count *entry* as the next document."""
        base = len(self.lengths[0]) << _BITS
        for name, postings, lengths in zip(FIELDS, self.postings, self.lengths, strict=True):
            found = Counter(chain.from_iterable(map(self.terms.__getitem__, entry.field(name).split())))
            lengths.append(found.total())
            for term, times in found.items():
                postings[term].append(base + times)


def scored(counts: Counts) -> Iterator[Row]:
    """Every term with its postings, in the order of JavaScript's strings."""
    norms = [_norms(lengths) for lengths in counts.lengths]
    for term in sorted(set().union(*counts.postings), key=utf16):
        found = [postings.get(term, ()) for postings in counts.postings]
        rarity = _idf(sum(map(len, found)), len(counts.lengths[0]))
        title, by, body = (_pairs(packed, rarity, norm) for packed, norm in zip(found, norms, strict=True))
        yield term, title, by, body


def spellings(counts: Counts) -> list[str]:
    """Every word as a reader may type it, those in the most articles and quotes first; numbers are not words that can be misspelt."""
    bodies = counts.postings[-1]
    words = {token for chunk in counts.terms for token in chunk_tokens(chunk) if token.isalpha()}
    return sorted(words, key=lambda token: (-len(bodies.get(stem(token), ())), utf16(token)))


def gaps(documents: Sequence[int]) -> list[int]:
    """The first of the rising *documents*, and how far each of the others is from the one before it."""
    return list(map(sub, documents, [0, *documents[:-1]]))


def _none() -> array[int]:
    return array("Q")


def _norms(lengths: array[int]) -> list[float]:
    average = sum(lengths) / len(lengths) if lengths else 0
    return [K1 * (1 - B + B * (length / average)) if average else K1 for length in lengths]


def _idf(documents_with_term: int, documents: int) -> float:
    return math.log(1 + abs((documents - documents_with_term + 0.5) / (documents_with_term + 0.5)))


def _pairs(packed: Sequence[int], rarity: float, norms: list[float]) -> list[int]:
    documents = [number >> _BITS for number in packed]
    times = [number & _TIMES for number in packed]
    weights = {number: rarity * ((K1 + 1) * number) for number in set(times)}
    pairs = [0] * (2 * len(packed))
    pairs[::2] = gaps(documents)
    if len(weights) == 1:
        ((number, weight),) = weights.items()
        pairs[1::2] = [int(weight / (norms[document] + number) * 1000 + 0.5) for document in documents]
    else:
        found = zip(documents, times, strict=True)
        pairs[1::2] = [int(weights[number] / (norms[document] + number) * 1000 + 0.5) for document, number in found]
    return pairs
