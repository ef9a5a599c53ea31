"""Which articles hold two common words side by side: what makes a phrase quick to find when every word of it is everywhere.

lunr has no phrases; the browser looks each one up in the stored texts. Where all its words are common that would be most of the archive.
Quotes are short: few hold all the words of a phrase and not the phrase.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from itertools import chain, islice, repeat, takewhile
from operator import add, mul

from sitegen.publish.search_index import Counts, gaps
from sitegen.publish.search_words import utf16

EXPECTED = 200
"""Two words are common together when chance alone puts both into more documents than this: so many texts are looked through in a second."""

NeighbourRow = tuple[str, list[int]]
"""Two terms with a space between them, and the articles that hold them side by side, as numbers of documents: gap, gap, gap …"""


def neighbours(counts: Counts) -> Iterator[NeighbourRow]:
    """The common pairs of the articles in *counts*, in the order of JavaScript's strings."""
    terms = list(counts.vocabulary.terms)
    places = _common(counts)
    for number, fields in counts.articles if places else ():
        for pair in set(chain.from_iterable(_pairs(field, len(terms), places) for field in fields)):
            places[pair].append(number)
    named = ((f"{terms[pair // len(terms)]} {terms[pair % len(terms)]}", found) for pair, found in places.items() if found)
    for name, found in sorted(named, key=lambda pair: utf16(pair[0])):
        yield name, gaps(found)


def _common(counts: Counts) -> dict[int, array[int]]:
    """A place for the documents of each two terms that are common together: first times the number of terms plus second is its key."""
    held = zip(*(field.postings for field in counts.fields), strict=True)
    holders = [sum(len(set(found)) for found in fields if found) for fields in held]
    often = sorted(range(len(holders)), key=holders.__getitem__, reverse=True)
    limit = EXPECTED * counts.documents
    places: dict[int, array[int]] = {}
    for first in takewhile(lambda term: holders[term] * holders[often[0]] > limit, often):
        seconds = often[: bisect_left(often, -limit / holders[first], key=lambda term: -holders[term])]
        places |= {first * len(holders) + second: array("I") for second in seconds}
    return places


def _pairs(terms: array[int], base: int, places: dict[int, array[int]]) -> Iterator[int]:
    """The keys in *places* of two terms that stand side by side in *terms*."""
    pairs = map(add, map(mul, terms, repeat(base)), islice(terms, 1, None))
    return filter(places.__contains__, pairs)
