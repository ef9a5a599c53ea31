"""The index: for every term the articles and entities that hold it, and where in them it stands.

A row is all that lunr needs to know of a term: how often it stands in which fields, and how many terms these fields have. The browser
works out lunr's scores from it, by the formula of ``lunr.Builder``; what a document scores for a query is made of the scores of the
query's terms alone. Nothing in a row depends on what else is in the archive, but for the gaps between its numbers.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from operator import sub
from typing import Any

from sitegen.publish.search_slips import Slip, Vocabulary, unpacked
from sitegen.publish.search_words import utf16

Row = tuple[str, str]
"""A term, and for each article or entity that holds it by rising number the gap to the one before, in figures, and its hits, in signs."""


@dataclass(frozen=True, slots=True)
class Index:
    """Where each term stands."""

    terms: list[str]
    """In the order of JavaScript's strings."""
    postings: list[list[Any]]
    """For each of the terms the articles and entities that hold it: number, hits, number, hits …"""
    words: list[str]
    """Every word as it is written."""
    frequency: dict[str, int]
    """How many articles and entities hold a word."""


def index(slips: Sequence[Slip], vocabulary: Vocabulary) -> Index:
    """The index of the articles and entities with these *slips*, which are numbered in their order."""
    held: list[list[Any]] = [[] for _ in vocabulary.terms]
    written: set[int] = set()
    extend, place = list.extend, held.__getitem__
    for number, slip in enumerate(slips):
        written.update(unpacked(slip.words))
        deque(map(extend, map(place, unpacked(slip.terms)), zip(repeat(number), slip.hits.split(" "))), 0)
    terms = _in_order([term for term, number in vocabulary.terms.items() if held[number]])
    words = [word for word, number in vocabulary.words.items() if number in written]
    stems, known = vocabulary.stems, vocabulary.words
    frequency = {word: len(held[stems[known[word]]]) // 2 for word in words}
    return Index(terms, [held[vocabulary.terms[term]] for term in terms], words, frequency)


def rows(index: Index) -> Iterator[Row]:
    """The rows of *index*, in its order."""
    figures = list(map(str, range(1 + max((postings[-2] for postings in index.postings), default=0))))
    figure = figures.__getitem__
    for term, postings in zip(index.terms, index.postings, strict=True):
        if len(postings) == 2:
            yield term, f"{postings[0]}{postings[1]}"
            continue
        written = postings.copy()
        numbers = postings[::2]
        written[::2] = map(figure, map(sub, numbers, chain((0,), numbers)))
        yield term, "".join(written)


def spellings(index: Index) -> list[str]:
    """Every word as a reader may type it, the frequent first; numbers are not words that can be misspelt."""
    return sorted(_in_order(list(filter(str.isalpha, index.words))), key=index.frequency.__getitem__, reverse=True)


def _in_order(terms: list[str]) -> list[str]:
    """*terms* in the order of JavaScript's strings: that of Python's, unless there are characters beyond the first 65,536."""
    return sorted(terms, key=utf16) if any(max(term) > "\ud7ff" for term in terms if not term.isascii()) else sorted(terms)
