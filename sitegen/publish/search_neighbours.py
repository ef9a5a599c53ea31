"""Which articles hold two common words side by side: what makes a phrase quick to find when every word of it is everywhere.

lunr has no phrases; the browser looks each one up in the stored texts. Where all its words are common that would be most of the archive.
Quotes are short: few hold all the words of a phrase and not the phrase.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, compress, pairwise, repeat
from operator import mul

from sitegen.publish.search_entries import FIELDS, Entry
from sitegen.publish.search_index import Counts, gaps
from sitegen.publish.search_words import utf16

EXPECTED = 200
"""Two words are common together when chance alone puts both into more documents than this: so many texts are looked through in a second."""

NeighbourRow = tuple[str, list[int]]
"""Two terms with a space between them, and the articles that hold them side by side, as numbers of documents: gap, gap, gap …"""


def neighbours(articles: Iterable[tuple[int, Entry]], counts: Counts) -> Iterator[NeighbourRow]:
    """The common pairs of *articles*, numbered as *counts* has counted them, in the order of JavaScript's strings."""
    numbers = _common(counts)
    limit = EXPECTED * len(counts.lengths[0])
    documents: defaultdict[tuple[str, str], array[int]] = defaultdict(lambda: array("L"))
    for number, article in articles if numbers else ():
        for pair in set(chain.from_iterable(_pairs(article.field(name), counts, numbers, limit) for name in FIELDS)):
            documents[pair].append(number)
    for pair in sorted(documents, key=lambda pair: utf16(" ".join(pair))):
        yield " ".join(pair), gaps(documents[pair])


def _common(counts: Counts) -> dict[str, int]:
    """The terms that are common together with the most common one, and in how many documents each stands."""
    numbers = {term: sum(len(postings.get(term, ())) for postings in counts.postings) for term in set().union(*counts.postings)}
    most = max(numbers.values(), default=0)
    return {term: number for term, number in numbers.items() if number * most > EXPECTED * len(counts.lengths[0])}


def _pairs(text: str, counts: Counts, numbers: dict[str, int], limit: int) -> Iterator[tuple[str, str]]:
    terms = list(chain.from_iterable(map(counts.terms.__getitem__, text.split())))
    often = list(map(numbers.get, terms, repeat(0)))
    return compress(pairwise(terms), map(limit.__lt__, map(mul, often, often[1:])))
