"""Which articles hold two common words side by side: what makes a phrase quick to find when every word of it is everywhere.

lunr has no phrases; the browser looks each one up in the stored texts. Where all its words are common that would be most of the archive.
Terms stand here as signs. Where a common term has the sign of another one, a row names more articles than it should, and never fewer.
"""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from sitegen.publish.search_index import Change, Index, in_order
from sitegen.publish.search_slips import Slip, order_of, sign

EXPECTED = 400
"""Two words are common together when chance alone puts both into more articles than this: so many texts are read through in two seconds."""

NeighbourRow = tuple[str, list[int]]
"""Two terms with a space between them, and the numbers of the articles that hold them side by side: gap, gap, gap …"""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Which articles hold two signs side by side."""

    signs: str = ""
    """Those that are looked at: of terms that may be common together with another."""
    articles: int = 0
    found: dict[str, list[int]] = field(default_factory=dict)
    """By two signs, the numbers of the articles, rising."""


def neighbours(index: Index, articles: Sequence[Slip], last: Neighbours, changes: Sequence[Change] | None) -> Neighbours:
    """The neighbours in *articles*: the *last* ones with these *changes*, where they are known and the same signs are looked at."""
    limit = EXPECTED * len(articles)
    most = max((number for number, _ in index.values()), default=0)
    signs = "".join(sorted({chr(sign(term)) for term, (number, _) in index.items() if number * most > limit}))
    if not signs:
        return Neighbours(articles=len(articles))
    runs = re.compile(f"[{signs}]{{2,}}")
    if changes is not None and (last.signs, last.articles) == (signs, len(articles)):
        for number, old, new in changes:
            _move(last.found, number, _pairs(old, runs), _pairs(new, runs))
        return last
    found: dict[str, list[int]] = {}
    for number, slip in enumerate(articles):
        for pair in _pairs(slip, runs):
            if pair in found:
                found[pair].append(number)
            else:
                found[pair] = [number]
    return Neighbours(signs, len(articles), found)


def neighbour_rows(index: Index, known: Neighbours) -> Iterator[NeighbourRow]:
    """The terms that are common together, with the articles where they are neighbours, in the order of JavaScript's strings."""
    limit = EXPECTED * known.articles
    names: dict[str, list[tuple[int, str]]] = {one: [] for one in known.signs}
    for term, (number, _) in index.items() if names else ():
        if (signs := chr(sign(term))) in names:
            names[signs].append((number, term))
    most = {signs: max(terms)[0] for signs, terms in names.items()}
    common = [pair for pair, numbers in known.found.items() if numbers and most[pair[0]] * most[pair[1]] > limit]
    named = {
        f"{first} {second}": known.found[pair]
        for pair in common
        for (often, first), (too, second) in product(names[pair[0]], names[pair[1]])
        if often * too > limit
    }
    for name in in_order(named):
        yield name, [number - before for number, before in zip(named[name], [0, *named[name]], strict=False)]


def _pairs(slip: Slip | None, runs: re.Pattern[str]) -> set[str]:
    return {run[at : at + 2] for run in runs.findall(order_of(slip)) for at in range(len(run) - 1)} if slip else set()


def _move(found: dict[str, list[int]], number: int, old: set[str], new: set[str]) -> None:
    """Note that the article of this *number* has *new* pairs instead of its *old* ones."""
    for pair in old - new:
        found[pair].remove(number)
    for pair in new - old:
        insort(found.setdefault(pair, []), number)
