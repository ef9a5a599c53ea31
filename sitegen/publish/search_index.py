"""The index: for every term the articles and entities that hold it, and where in them it stands.

A row is all that lunr needs to know of a term: how often it stands in which fields, and how many terms these fields have. The browser
works out lunr's scores from it, by the formula of ``lunr.Builder``; what a document scores for a query is made of the scores of the
query's terms alone. Nothing in a row depends on what else is in the archive, but for the gaps between its numbers.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

import msgspec
from msgspec import Raw

from sitegen.drawers import unpacked
from sitegen.publish.search_slips import Slip, Vocabulary
from sitegen.publish.search_words import utf16

Change = tuple[int, Slip | None, Slip | None]
"""A number, and the slips that had it and have it."""
Hits = dict[int, bytes | None]
"""By the number of an article or an entity, where it holds a term now; None where it does so no more."""

Marks = dict[int, bytes]
"""By the number of a term with many holders, places in its row and the number that is reached there: place, number, place, number …"""

gaps_in = msgspec.json.Decoder(list[int]).decode
"""The gaps in a list of them."""
_OFTEN = 400_000
"""Bytes of terms after which it is looked where marks are due."""
_HITS_BLANK = bytes(sign if sign in b"0123456789" else ord(" ") for sign in range(256))
"""Of a row, in which gaps and hits come by turns, this leaves the gaps, each where it stands."""
_STEP = 400
"""Characters of a row from one mark to the next, at least: an article that comes is written into hundreds of rows."""


def index(slips: Iterable[tuple[int, Slip]], vocabulary: Vocabulary) -> tuple[Iterator[tuple[str, Raw]], Marks]:
    """Every term that the *slips* hold, which come with their numbers, rising, and its row, in the order of JavaScript; and marks."""
    rows = [bytearray() for _ in vocabulary.terms]
    last = [0] * len(rows)
    marks: dict[int, array[int]] = {}
    figures = _Figures()
    much = 0
    for number, slip in slips:
        for term, hits in zip(unpacked(slip.terms), _each(slip.hits), strict=False):
            row = rows[term]
            row += figures[number - last[term]]
            row += hits
            last[term] = number
        much += len(slip.terms)
        if much >= _OFTEN:
            much = 0
            _mark(marks, rows, last)
    _mark(marks, rows, last)
    names = vocabulary.terms
    order = in_order(term for term, row in zip(names, rows, strict=True) if row)
    return ((name, Raw(b'"%b"' % bytes(rows[names[name]]))) for name in order), {term: found.tobytes() for term, found in marks.items()}


class _Figures(dict[int, bytes]):
    """Numbers as they stand in a row; most gaps come again and again."""

    def __missing__(self, number: int) -> bytes:
        self[number] = figures = b"%d" % number
        return figures


def _mark(marks: dict[int, array[int]], rows: Sequence[bytearray], last: Sequence[int]) -> None:
    """Set a mark at the end of each of the *rows* that has grown long since its last one, where it has come to the number *last*."""
    for term, row in enumerate(rows):
        if len(row) > _STEP and len(row) > _STEP + (marks[term][-2] if term in marks else 0):
            marks.setdefault(term, array("I")).extend((len(row), last[term]))


def differences(changes: Iterable[Change]) -> dict[int, Hits]:
    """By the number of each term that *changes* touch, what is different."""
    found: dict[int, Hits] = {}
    for number, old, new in changes:
        before, now = _hits(old), _hits(new)
        for term in before.keys() | now.keys():
            if before.get(term) != now.get(term):
                found.setdefault(term, {})[number] = now.get(term)
    return found


def with_hits(row: bytearray, changed: Hits, marks: bytes) -> tuple[bytes, bytes]:
    """The *row* of a term, in which what has *changed* is written, and its *marks* then; it is empty where nothing holds the term."""
    del row[:1], row[-1:]
    places = unpacked(marks)
    for number, hits in changed.items():
        _write(row, number, hits, places)
    return b"".join((b'"', row, b'"')) if row else b"", places.tobytes()


def _write(row: bytearray, number: int, now: bytes | None, marks: array[int]) -> None:
    """Write into *row*, and into its *marks*, that so it stands *now* with the holder of this *number*.

    A row tells of its holders by rising number: the gap to the one before, in figures, and the hits, in signs. ``3<]12=]7<^]`` says of the
    numbers 3, 15 and 22. Only what stands between two marks is looked at, the second behind the number.
    """
    first, last = 2 * bisect_left(marks[1::2], number), 2 * bisect_right(marks[1::2], number)
    start, before_all = marks[first - 2 : first] or (0, 0)
    end = marks[last] if last < len(marks) else len(row)
    blank = row[start:end].translate(_HITS_BLANK)
    gaps = blank.split()
    numbers = list(accumulate(gaps_in(b"[%b]" % b",".join(gaps)), initial=before_all))[1:]
    place = bisect_left(numbers, number)
    behind, before = place + (numbers[place : place + 1] == [number]), numbers[place - 1] if place else before_all
    here = end - _left(blank, place)
    there = end - _left(blank[here - start :], behind - place)
    own = b"" if now is None else b"%d%b" % (number - before, now)
    new = own
    if behind < len(numbers):
        there += len(gaps[behind])
        new += b"%d" % (numbers[behind] - (before if now is None else number))
    row[here:there] = new
    for at in range(first, last, 2):  # set behind this very holder
        marks[at], marks[at + 1] = here + len(own), before if now is None else number
    for at in range(last, len(marks), 2):
        marks[at] += len(new) - (there - here)


def _left(blank: bytearray, number: int) -> int:
    """How many signs stand in *blank* behind the first *number* gaps and what stands with each of them."""
    return sum(map(len, blank.split(None, number)[number:]))


def in_order(terms: Iterable[str]) -> list[str]:
    """*terms* in the order of JavaScript's strings: that of Python's, unless there are characters beyond the first 65,536."""
    terms = list(terms)
    return sorted(terms) if is_plain("".join(terms)) else sorted(terms, key=utf16)


def is_plain(text: str) -> bool:
    """Whether each character of *text* is one for JavaScript, too."""
    return text.isascii() or len(utf16(text)) == 2 * len(text)


def _hits(slip: Slip | None) -> dict[int, bytes]:
    return dict(zip(unpacked(slip.terms), _each(slip.hits), strict=False)) if slip else {}


def _each(hits: str) -> list[bytes]:
    return hits.encode("ascii").split(b" ")
