"""The index: for every term the documents that hold it, with the scores that lunr gives them.

A score is that of ``lunr.builder.Builder``: the same formula in the same order, rounded to three decimals as lunr.js rounds. What a
document scores for a query is made of the scores of the query's terms alone, so that the browser can assemble a ``lunr.Index`` of them.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from operator import sub

from sitegen.publish.search_entries import FIELDS, Entry
from sitegen.publish.search_words import chunk_tokens, stem, utf16

B = 0.75
K1 = 1.2
"""lunr's parameters, at their defaults."""

Row = tuple[str, list[int], list[int], list[int]]
"""A term and, for each field of FIELDS, the documents that hold it by rising number: gap, score in thousandths, gap, score …"""


class Vocabulary(dict[str, tuple[int, ...]]):
    """The numbers of the terms in every chunk met, a chunk being what stands between two spaces; each is taken apart once."""

    def __init__(self) -> None:
        self.terms: dict[str, int] = {}
        """The number of every term."""
        self.words: dict[str, int] = {}
        """The number of the term of every word as written."""

    def __missing__(self, chunk: str) -> tuple[int, ...]:
        """The numbers for a *chunk* not met before."""
        words = chunk_tokens(chunk)
        for word in words:
            if word not in self.words:
                self.words[word] = self.terms.setdefault(stem(word), len(self.terms))
        self[chunk] = numbers = tuple([self.words[word] for word in words])
        return numbers


@dataclass(slots=True)
class FieldCounts:
    """Where each term stands in one field of all documents."""

    postings: list[array[int]] = field(default_factory=list)
    """By the number of the term: the documents, rising, one that holds it twice named twice."""
    sizes: array[int] = field(default_factory=lambda: array("I"))
    """The number of terms in each document."""

    def add(self, document: int, found: Sequence[int]) -> None:
        """Count the terms *found* in the field of the next *document*."""
        self.sizes.append(len(found))
        postings = self.postings
        for term in found:
            postings[term].append(document)

    def make_room(self, terms: int) -> None:
        """See that there is a place for each of so many *terms*."""
        self.postings += [array("I") for _ in range(terms - len(self.postings))]


@dataclass(slots=True)
class Counts:
    """How often each term stands in each field of each document: what grows while the entries are read."""

    fields: tuple[FieldCounts, ...] = field(default_factory=lambda: tuple(FieldCounts() for _ in FIELDS))
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    documents: int = 0
    articles: list[tuple[int, tuple[array[int], ...]]] = field(default_factory=list)
    """Of each article its document and, for each of its fields, the terms in their order."""

    def add(self, entry: Entry) -> None:
        """Count *entry* as the next document."""
        number = self.vocabulary.__getitem__
        found = [list(chain.from_iterable(map(number, text.split()))) for text in (entry.title, entry.by, entry.body)]
        if len(self.fields[0].postings) < len(self.vocabulary.terms):
            for counts in self.fields:
                counts.make_room(len(self.vocabulary.terms))
        for counts, terms in zip(self.fields, found, strict=True):
            counts.add(self.documents, terms)
        if entry.type == "article":
            self.articles.append((self.documents, tuple(array("I", terms) for terms in found)))
        self.documents += 1


def scored(counts: Counts) -> Iterator[Row]:
    """Every term with its postings, in the order of JavaScript's strings."""
    norms = [_norms(field.sizes) for field in counts.fields]
    held = zip(counts.vocabulary.terms, *(field.postings for field in counts.fields), strict=True)
    for term, *fields in sorted(held, key=lambda row: utf16(row[0])):
        found = [_times(documents) if documents else {} for documents in fields]
        rarity = _idf(sum(map(len, found)), counts.documents)
        title, by, body = [_pairs(times, rarity, norm) if times else [] for times, norm in zip(found, norms, strict=True)]
        yield term, title, by, body


def spellings(counts: Counts) -> list[str]:
    """Every word as a reader may type it, the frequent first; numbers are not words that can be misspelt."""
    words, bodies = counts.vocabulary.words, counts.fields[-1].postings
    alphabetical = sorted(filter(str.isalpha, words), key=utf16)
    return sorted(alphabetical, key=lambda word: len(bodies[words[word]]), reverse=True)


def gaps(documents: Sequence[int]) -> list[int]:
    """The first of the rising *documents*, and how far each of the others is from the one before it."""
    return list(map(sub, documents, [0, *documents[:-1]]))


def _idf(documents_with_term: int, documents: int) -> float:
    return math.log(1 + abs((documents - documents_with_term + 0.5) / (documents_with_term + 0.5)))


def _norms(sizes: array[int]) -> list[float]:
    """What the length of each document counts for in its scores."""
    average = sum(sizes) / len(sizes) if any(sizes) else 1
    norms = {size: K1 * (1 - B + B * (size / average)) for size in set(sizes)}
    return [norms[size] for size in sizes]


def _times(held: array[int]) -> dict[int, int]:
    """How often each document stands in *held*."""
    once = dict.fromkeys(held, 1)
    return once if len(once) == len(held) else Counter(held)


def _pairs(times: dict[int, int], rarity: float, norms: list[float]) -> list[int]:
    """Gap and score of each document in *times*, which says how often the term stands in it."""
    pairs = [0] * (2 * len(times))
    pairs[::2] = gaps(list(times))
    pairs[1::2] = [int(rarity * ((K1 + 1) * number) / (norms[document] + number) * 1000 + 0.5) for document, number in times.items()]
    return pairs
