"""The index: for every term the articles and entities that hold it, and where in them it stands.

A row is all that lunr needs to know of a term: how often it stands in which fields, and how many terms these fields have. The browser
works out lunr's scores from it, by the formula of ``lunr.Builder``; what a document scores for a query is made of the scores of the
query's terms alone. Nothing in a row depends on what else is in the archive, but for the gaps between its numbers.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat, zip_longest
from operator import sub
from typing import Any

from sitegen.publish.search_slips import Slip, Vocabulary, unpacked
from sitegen.publish.search_words import utf16

_MUCH = 8
"""What one in so many slips holds is found as soon from all of them."""

Holders = tuple[int, str]
"""How many articles and entities hold a term; of each by rising number the gap to the one before, in figures, and its hits, in signs."""
Index = dict[str, Holders]
"""The holders of each term, in the order of JavaScript's strings."""
Row = tuple[str, str]
"""A term, and its holders as the browser reads them."""
Change = tuple[int, Slip | None, Slip | None]
"""A number, and the slips that had it and have it."""


def index(slips: Sequence[Slip], vocabulary: Vocabulary, before: Mapping[str, Holders], changes: Sequence[Change] | None) -> Index:
    """The index of the articles and entities with these *slips*, numbered in their order: the one *before* with these *changes*.

    Where the changes are not known, it is made from nothing.
    """
    touched = None if changes is None else {term for _, old, new in changes for term, _ in _hits(old) ^ _hits(new)}
    figures = list(map(str, range(len(slips))))
    if touched is None:
        found = {term: _holders(held, figures) for term, held in zip(vocabulary.terms, _all_held(slips, vocabulary), strict=True) if held}
    else:
        names, found = list(vocabulary.terms), dict(before)
        for term, held in _held(slips, touched).items():
            found.pop(names[term], None)
            if held:
                found[names[term]] = _holders(held, figures)
    return {term: found[term] for term in in_order(found)}


def changes(old: Sequence[Slip | None], new: Sequence[Slip]) -> list[Change] | None:
    """What has changed from the *old* slips to the *new* ones; None where that is much, or an old one is lost."""
    numbered = enumerate(zip_longest(old, new))
    found = [(number, was, now) for number, (was, now) in numbered if was is not now]
    return None if len(found) > len(new) // _MUCH or None in old else found


def words_of(slips: Iterable[Slip]) -> set[int]:
    """The numbers of the words on *slips*."""
    written: set[int] = set()
    for slip in slips:
        written.update(unpacked(slip.words))
    return written


def spellings(index: Index, written: set[int], vocabulary: Vocabulary) -> list[str]:
    """Every word *written* as a reader may type it, the frequent first; numbers are not words that can be misspelt."""
    nobody = 0, ""
    holders = [index.get(term, nobody)[0] for term in vocabulary.terms]
    terms = vocabulary.stems
    often = {word: holders[terms[number]] for word, number in vocabulary.words.items() if number in written and word.isalpha()}
    return sorted(in_order(often), key=often.__getitem__, reverse=True)


def rows(index: Index) -> Iterator[Row]:
    """The rows of *index*, in its order."""
    return ((term, text) for term, (_, text) in index.items())


def in_order(terms: Iterable[str]) -> list[str]:
    """*terms* in the order of JavaScript's strings: that of Python's, unless there are characters beyond the first 65,536."""
    terms = list(terms)
    return sorted(terms, key=utf16) if max("".join(terms), default="") > "\ud7ff" else sorted(terms)


def _all_held(slips: Iterable[Slip], vocabulary: Vocabulary) -> list[list[Any]]:
    """For every term number, hits, number, hits and so on."""
    held: list[list[Any]] = [[] for _ in vocabulary.terms]
    extend, place = list.extend, held.__getitem__
    for number, slip in enumerate(slips):
        deque(map(extend, map(place, unpacked(slip.terms)), zip(repeat(number), slip.hits.split(" "))), 0)
    return held


def _held(slips: Iterable[Slip], touched: set[int]) -> dict[int, list[Any]]:
    """The same for the terms *touched*."""
    held: dict[int, list[Any]] = {term: [] for term in touched}
    for number, slip in enumerate(slips):
        for term, places in [pair for pair in zip(unpacked(slip.terms), slip.hits.split(" "), strict=False) if pair[0] in touched]:
            held[term] += number, places
    return held


def _holders(held: list[Any], figures: list[str]) -> Holders:
    """The holders of a term that is *held* as number, hits, number, hits and so on."""
    if len(held) == 2:
        return 1, f"{held[0]}{held[1]}"
    if len(held) == 4:
        return 2, f"{held[0]}{held[1]}{held[2] - held[0]}{held[3]}"
    numbers = held[::2]
    held[::2] = map(figures.__getitem__, map(sub, numbers, chain((0,), numbers)))
    return len(numbers), "".join(held)


def _hits(slip: Slip | None) -> set[tuple[int, str]]:
    return set(zip(unpacked(slip.terms), slip.hits.split(" "), strict=False)) if slip else set()
