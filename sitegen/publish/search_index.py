"""The index: for every term the articles and entities that hold it, and where in them it stands.

A row is all that lunr needs to know of a term: how often it stands in which fields, and how many terms these fields have. The browser
works out lunr's scores from it, by the formula of ``lunr.Builder``; what a document scores for a query is made of the scores of the
query's terms alone. Nothing in a row depends on what else is in the archive, but for the gaps between its numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain, repeat
from operator import sub
from typing import Any

from sitegen.drawers import unpacked
from sitegen.publish.search_slips import Slip, Vocabulary
from sitegen.publish.search_words import utf16

Row = str
"""The holders of a term as the browser reads them: by rising number the gap to the one before, in figures, and the hits, in signs."""
Change = tuple[int, Slip | None, Slip | None]
"""A number, and the slips that had it and have it."""
Hits = dict[int, str | None]
"""By the number of an article or an entity, where it holds a term now; None where it does so no more."""

AT_ONCE = 400_000
"""Bytes of terms whose holders are held as values of Python at a time, some 20 MB; the rows that come of them take a tenth of that."""
_PART = re.compile("[0-9]+|[^0-9]+")
"""A gap or hits, as they come by turns in a row."""
_GAP = re.compile("(?<=[^0-9])[0-9]")
"""Where a gap begins."""
_GAPS_ALONE = {sign: " " for sign in range(0x80) if not chr(sign).isdecimal()}
_STEP = 4_000
"""Characters of a row that are looked at together."""


def index(slips: Iterable[tuple[int, Slip]], vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Every term that the *slips* hold, which come with their numbers, rising, and its row; in the order of JavaScript's strings."""
    rows = [bytearray() for _ in vocabulary.terms]
    last = [0] * len(rows)
    for held in _held(slips, len(rows)):
        for term, holders in enumerate(held):
            if holders:
                now = holders[-2]
                rows[term] += _row(holders, last[term]).encode("ascii")
                last[term] = now
    names = vocabulary.terms
    for name in in_order(term for term, row in zip(names, rows, strict=True) if row):
        yield name, rows[names[name]].decode("ascii")


def _held(slips: Iterable[tuple[int, Slip]], terms: int) -> Iterator[list[list[Any]]]:
    """By number of each of so many *terms*, who holds it, as number, hits, number, hits and so on: for AT_ONCE of the *slips* at a time."""
    extend = list.extend
    held: list[list[Any]] = [[] for _ in range(terms)]
    much = 0
    for number, slip in slips:
        deque(map(extend, map(held.__getitem__, unpacked(slip.terms)), zip(repeat(number), slip.hits.split(" "))), 0)
        much += len(slip.terms)
        if much >= AT_ONCE:
            yield held
            held, much = [[] for _ in range(terms)], 0
    yield held


def differences(changes: Iterable[Change]) -> dict[int, Hits]:
    """By the number of each term that *changes* touch, what is different."""
    found: dict[int, Hits] = {}
    for number, old, new in changes:
        before, now = _hits(old), _hits(new)
        for term in before.keys() | now.keys():
            if before.get(term) != now.get(term):
                found.setdefault(term, {})[number] = now.get(term)
    return found


def patched(row: str, changed: Hits) -> str:
    """The *row* of a term with what has *changed*; empty where nothing holds the term any more."""
    start, end, before_all = _stretch(row, min(changed), max(changed))
    parts = _PART.findall(row, start, end)
    numbers = list(accumulate(map(int, parts[::2]), initial=before_all))[1:]
    for number, now in changed.items():
        place = bisect_left(numbers, number)
        end_, before = place + (numbers[place : place + 1] == [number]), numbers[place - 1] if place else before_all
        if end_ < len(numbers):
            parts[2 * end_] = str(numbers[end_] - (before if now is None else number))
        numbers[place:end_], parts[2 * place : 2 * end_] = ([], []) if now is None else ([number], [str(number - before), now])
    return "".join((row[:start], *parts, row[end:]))


def _stretch(row: str, first: int, last: int) -> tuple[int, int, int]:
    """Where what *row* says of the numbers *first* to *last*, and of the next one, starts and ends, and the number before.

    ``3<]12=]7<^]`` says of the numbers 3, 15 and 22.
    """
    start = end = before = reached = 0
    while end < len(row) and reached <= last:
        if reached < first:
            start, before = end, reached
        cut = _GAP.search(row, end + _STEP)
        stop = cut.start() if cut else len(row)
        reached += sum(map(int, row[end:stop].translate(_GAPS_ALONE).split()))
        end = stop
    return start, end, before


def in_order(terms: Iterable[str]) -> list[str]:
    """*terms* in the order of JavaScript's strings: that of Python's, unless there are characters beyond the first 65,536."""
    terms = list(terms)
    return sorted(terms, key=utf16) if max("".join(terms), default="") > "\ud7ff" else sorted(terms)


def _row(held: list[Any], before: int = 0) -> str:
    """The row of a term that is *held* as number, hits, number, hits and so on, or the part of it behind the number *before*."""
    if len(held) == 2:
        return f"{held[0] - before}{held[1]}"
    numbers = held[::2]
    held[::2] = map(str, map(sub, numbers, chain((before,), numbers)))
    return "".join(held)


def _hits(slip: Slip | None) -> dict[int, str]:
    return dict(zip(unpacked(slip.terms), slip.hits.split(" "), strict=False)) if slip else {}
