"""The index: for every term the documents that hold it, with the scores that lunr gives them.

A score is exactly that of ``lunr.builder.Builder``: the same formula in the same order, rounded to three decimals. lunr's score of a
document for a query is made of the scores of the query's terms alone, so that the browser can assemble a ``lunr.Index`` of them.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from sitegen.publish.search_entries import FIELDS, Entry
from sitegen.publish.search_words import chunk_terms, chunk_tokens, utf16

B = 0.75
K1 = 1.2
"""lunr's parameters, at their defaults."""

Postings = tuple[tuple[int, ...], ...]
"""For each field of FIELDS: document, score in thousandths, document, score …, by rising document."""


@dataclass(slots=True)
class Counts:
    """How often each term stands in each field of each document: what grows while the entries are read."""

    postings: tuple[dict[str, array[int]], ...] = field(default_factory=lambda: tuple({} for _ in FIELDS))
    """For each field, by term: document, times, document, times …"""
    lengths: tuple[array[int], ...] = field(default_factory=lambda: tuple(array("I") for _ in FIELDS))
    """For each field: the number of terms in each document."""
    chunks: Counter[str] = field(default_factory=Counter)

    def add(self, entry: Entry) -> None:
        """Count *entry* as the next document."""
        document = len(self.lengths[0])
        for name, postings, lengths in zip(FIELDS, self.postings, self.lengths, strict=True):
            chunks = entry.field(name).split()
            self.chunks.update(chunks)
            terms = Counter(chain.from_iterable(map(chunk_terms, chunks)))
            lengths.append(terms.total())
            for term, times in terms.items():
                if term in postings:
                    postings[term].extend((document, times))
                else:
                    postings[term] = array("I", (document, times))


def scored(counts: Counts) -> Iterator[tuple[str, Postings]]:
    """Every term with its postings, in the order of JavaScript's strings."""
    norms = [_norms(lengths) for lengths in counts.lengths]
    for term in sorted(set().union(*counts.postings), key=utf16):
        found = [postings.get(term, ()) for postings in counts.postings]
        rarity = _idf(sum(len(pairs) // 2 for pairs in found), len(counts.lengths[0]))
        yield term, tuple(tuple(_scores(pairs, rarity, norm)) for pairs, norm in zip(found, norms, strict=True))


def spellings(counts: Counts) -> list[str]:
    """Every word as a reader may type it, the most frequent first; numbers are not words that can be misspelt."""
    times: Counter[str] = Counter()
    for chunk, number in counts.chunks.items():
        for token in chunk_tokens(chunk):
            times[token] += number
    return sorted((token for token in times if token.isalpha()), key=lambda token: (-times[token], utf16(token)))


def _norms(lengths: array[int]) -> list[float]:
    average = sum(lengths) / len(lengths) if lengths else 0
    return [K1 * (1 - B + B * (length / average)) if average else K1 for length in lengths]


def _idf(documents_with_term: int, documents: int) -> float:
    return math.log(1 + abs((documents - documents_with_term + 0.5) / (documents_with_term + 0.5)))


def _scores(pairs: array[int] | tuple[int, ...], rarity: float, norms: list[float]) -> Iterator[int]:
    for document, times in zip(pairs[::2], pairs[1::2], strict=True):
        score = rarity * ((K1 + 1) * times) / (norms[document] + times)
        yield document
        yield round(round(score, 3) * 1000)
