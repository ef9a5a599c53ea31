"""Which articles hold two common words side by side: what makes a phrase quick to find when every word of it is everywhere.

lunr has no phrases; the browser looks each one up in the stored texts. Where all its words are common that would be most of the archive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from sitegen.publish.search_index import Index
from sitegen.publish.search_slips import Slip, sign
from sitegen.publish.search_words import utf16

EXPECTED = 400
"""Two words are common together when chance alone puts both into more articles than this: so many texts are read through in two seconds."""

NeighbourRow = tuple[str, list[int]]
"""Two terms with a space between them, and the numbers of the articles that hold them side by side: gap, gap, gap …"""


class _Pairs(dict[str, list[int] | None]):
    """By the signs of two terms, the articles that hold them side by side: those that are common together, and nothing of others."""

    def __init__(self, often: dict[str, int], limit: int) -> None:
        self._often, self._limit = often, limit

    def __missing__(self, signs: str) -> list[int] | None:
        """A place for the articles of a pair not met before."""
        is_common = self._often[signs[0]] * self._often[signs[1]] > self._limit
        self[signs] = found = list[int]() if is_common else None
        return found


def neighbours(index: Index, articles: Sequence[Slip]) -> Iterator[NeighbourRow]:
    """The common pairs of terms of *articles*, in the order of JavaScript's strings.

    Terms stand there as signs. Where a common term has the sign of another one, a row names more articles than it should, and never fewer.
    """
    limit = EXPECTED * len(articles)
    held = {term: len(postings) // 2 for term, postings in zip(index.terms, index.postings, strict=True)}
    most = max(held.values(), default=0)
    names: dict[str, list[str]] = {}
    for term in index.terms:
        if held[term] * most > limit:
            names.setdefault(sign(term), []).append(term)
    if not names:
        return
    pairs = _Pairs({signs: max(map(held.__getitem__, terms)) for signs, terms in names.items()}, limit)
    runs = re.compile(f"[{''.join(names)}]{{2,}}")
    for number, slip in enumerate(articles):
        for pair in {run[at : at + 2] for run in runs.findall(slip.order) for at in range(len(run) - 1)}:
            found = pairs[pair]
            if found is not None:
                found.append(number)
    common = ((first, second, found) for pair, found in pairs.items() if found for first, second in product(*map(names.__getitem__, pair)))
    named = ((f"{first} {second}", found) for first, second, found in common if held[first] * held[second] > limit)
    for name, numbers in sorted(named, key=lambda row: utf16(row[0])):
        yield name, [number - before for number, before in zip(numbers, [0, *numbers], strict=False)]
