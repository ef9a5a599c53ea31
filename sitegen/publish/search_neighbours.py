"""Which articles hold two common words side by side: what makes a phrase quick to find when every word of it is everywhere.

lunr has no phrases; the browser looks each one up in the stored texts. Where all its words are common that would be most of the archive.
Terms stand here as signs. Where a common term has the sign of another one, a row names more articles than it should, and never fewer.
"""

from __future__ import annotations

import re
from array import array
from bisect import insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product
from operator import sub

from sitegen.drawers import unpacked
from sitegen.publish.search_index import Change
from sitegen.publish.search_slips import Slip, Vocabulary, order_of, packed

EXPECTED = 400
"""Two words are common together when chance alone puts both into more articles than this: so many texts are read through in two seconds."""

NeighbourRow = tuple[str, list[int]]
"""Two terms with a space between them, and the numbers of the articles that hold them side by side: gap, gap, gap …"""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Which articles hold two signs side by side."""

    signs: str = ""
    """Those that are looked at: of terms that may be common together with another."""
    found: dict[str, bytes] = field(default_factory=dict)
    """By two signs, the numbers of the articles, rising."""


def telling_signs(holders: Sequence[int], articles: int, vocabulary: Vocabulary) -> str:
    """The signs that are to be looked at in so many *articles*; *holders* says of each term by how many things it is held."""
    most = max(holders, default=0)
    least = EXPECTED * articles // most if most else 0
    return "".join(sorted({chr(sign) for sign, number in zip(vocabulary.signs, holders, strict=True) if number > least}))


def neighbours(articles: Iterable[tuple[int, Slip]], signs: str) -> Neighbours:
    """The neighbours among *signs* in *articles*, which come with their numbers, rising."""
    if not signs:
        return Neighbours()
    runs = _runs(signs)
    found: dict[str, array[int]] = {}
    for number, slip in articles:
        for pair in _pairs(slip, runs):
            if pair not in found:
                found[pair] = array("I")
            found[pair].append(number)
    return Neighbours(signs, {pair: found.pop(pair).tobytes() for pair in list(found)})


def moved(known: Neighbours, changes: Iterable[Change], articles: int) -> set[str]:
    """The pairs of signs that *changes* touch of numbers below *articles*, with what is *known* of them brought up to date."""
    touched: set[str] = set()
    runs = _runs(known.signs) if known.signs else re.compile("(?!)")
    for number, old, new in changes:
        before, now = (_pairs(slip, runs) if number < articles else set[str]() for slip in (old, new))
        for pair in before ^ now:
            numbers = unpacked(known.found.get(pair, b""))
            if pair in now:
                insort(numbers, number)
            else:
                numbers.remove(number)
            known.found[pair] = packed(numbers)
        touched |= before ^ now
    return touched


def common_together(known: Neighbours, holders: Sequence[int], articles: int, vocabulary: Vocabulary) -> dict[str, str]:
    """By two terms with a space between them that are common together in so many *articles*, their signs."""
    limit = EXPECTED * articles
    names: dict[str, list[tuple[int, str]]] = {one: [] for one in known.signs}
    for term, sign, number in zip(vocabulary.terms, vocabulary.signs, holders, strict=True) if names else ():
        if number and chr(sign) in names:
            names[chr(sign)].append((number, term))
    most = {sign: max(terms)[0] for sign, terms in names.items() if terms}
    common = [pair for pair, numbers in known.found.items() if numbers and most.get(pair[0], 0) * most.get(pair[1], 0) > limit]
    return {
        f"{first} {second}": pair
        for pair in common
        for (often, first), (too, second) in product(names[pair[0]], names[pair[1]])
        if often * too > limit
    }


def neighbour_row(name: str, numbers: bytes) -> NeighbourRow:
    """The row of the terms *name* with the *numbers* of their articles."""
    known = unpacked(numbers)
    return name, list(map(sub, known, [0, *known]))


def _runs(signs: str) -> re.Pattern[str]:
    return re.compile(f"[{signs}]{{2,}}")


def _pairs(slip: Slip | None, runs: re.Pattern[str]) -> set[str]:
    return {run[at : at + 2] for run in runs.findall(order_of(slip)) for at in range(len(run) - 1)} if slip else set()
