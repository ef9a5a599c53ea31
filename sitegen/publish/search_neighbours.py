"""Which articles hold two common words side by side: what makes a phrase quick to find when every word of it is everywhere.

lunr has no phrases; the browser looks each one up in the stored texts. Where all its words are common that would be most of the archive.
Terms stand here as signs. Where a common term has the sign of another one, a row names more articles than it should, and never fewer.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from operator import sub

from sitegen.drawers import closed, opened, unpacked
from sitegen.publish.search_index import Change
from sitegen.publish.search_slips import Slip, Vocabulary, order_of, packed

EXPECTED = 400
"""Two words are common together when chance alone puts both into more articles than this: so many texts are read through in two seconds."""
SLACK = 15 / 16
"""Of what makes a term's sign worth looking at: the signs of terms that may come to it are looked at from the start."""

_TRAYS = 256
"""In which they lie, by the first of two signs: of 10,000 articles, one has about 100 KB."""

NeighbourRow = tuple[str, list[int]]
"""Two terms with a space between them, and the numbers of the articles that hold them side by side: gap, gap, gap …"""
_Seconds = dict[str, bytes]
"""By the second of two signs, the numbers of the articles that hold both side by side, rising."""


_Tray = dict[str, bytes]
"""By the first of two signs, packed, what is found after it: few are looked at after an edit."""


class Neighbours:
    """Which articles hold two signs side by side; what is lost of it is a KeyError."""

    def __init__(self, signs: str, kept: Mapping[str, bytes] | None = None) -> None:
        """*kept* are the trays of an earlier making, which are opened when one is asked for; none where nothing is known yet."""
        self.signs = signs
        """Those that are looked at: of terms that may be common together with another."""
        self._kept = kept or {}
        self._open: dict[int, _Tray] = {} if kept is not None else {ord(sign) % _TRAYS: {} for sign in signs}
        self._changed: set[int] = set()

    def after(self, first: str) -> _Seconds:
        """What is found after the sign *first*, one of those that are looked at."""
        return opened(self._tray(first)[first], _Seconds)

    def put(self, first: str, found: _Seconds) -> None:
        """Note that this is *found* after the sign *first*."""
        self._tray(first)[first] = closed(found)
        self._changed.add(ord(first) % _TRAYS)

    def trays(self) -> Iterator[tuple[str, bytes]]:
        """The trays that are not as the last making has left them."""
        return ((_name(number), closed(self._open[number])) for number in sorted(self._changed))

    def _tray(self, sign: str) -> _Tray:
        number = ord(sign) % _TRAYS
        if number not in self._open:
            self._open[number] = opened(self._kept[_name(number)], _Tray)
        return self._open[number]


class Common:
    """Which terms are common together in so many *articles*; *holders* says of each term by how many things it is held."""

    def __init__(self, holders: Sequence[int], articles: int, vocabulary: Vocabulary) -> None:
        self.limit, self._holders, self._signs = EXPECTED * articles, holders, vocabulary.signs
        self._least = self.limit // max(1, max(holders, default=0))
        known = zip(vocabulary.terms, vocabulary.signs, holders, strict=False)  # no longer than those who are held
        often = [(term, chr(sign), number) for term, sign, number in known if number > self._least]
        self.often = {term: number for term, _, number in often}
        """Of each term that may be common together with another, how many hold it."""
        self.named: dict[str, list[str]] = {}
        """These terms by their signs."""
        for term, sign, _ in often:
            self.named.setdefault(sign, []).append(term)

    def signs(self, share: float = 1) -> str:
        """The signs of all terms that come to this *share* of what makes one worth looking at."""
        known = zip(self._signs, self._holders, strict=False)
        return "".join(sorted({chr(sign) for sign, number in known if number > self._least * share}))

    def are(self, first: str, second: str) -> bool:
        """Whether these two terms are common together."""
        return self.often.get(first, 0) * self.often.get(second, 0) > self.limit

    def names(self, pair: str) -> Iterator[str]:
        """Each two terms that are common together and have these two signs, with a space between them."""
        terms = product(self.named.get(pair[0], ()), self.named.get(pair[1], ()))
        return (f"{first} {second}" for first, second in terms if self.are(first, second))


def crossed(was: Common, now: Common) -> Iterator[str]:
    """The names of each two terms that are common together by one of the two alone; some come more than once."""
    terms = was.often | now.often
    moved = [term for term in terms if was.often.get(term) != now.often.get(term)]
    for one, other in product(moved, terms):
        if was.are(one, other) != now.are(one, other):
            yield from (f"{one} {other}", f"{other} {one}")
    settled = sorted((number, term) for term, number in now.often.items() if was.often.get(term) == number)
    numbers = [number for number, _ in settled]
    low, high = sorted((was.limit, now.limit))
    for number, one in settled:
        between = settled[bisect_right(numbers, low // number) : bisect_right(numbers, high // number)]
        yield from (f"{one} {other}" for _, other in between)


def neighbours(articles: Iterable[tuple[int, Slip]], signs: str) -> Neighbours:
    """The neighbours among *signs* in *articles*, which come with their numbers, rising."""
    found = Neighbours(signs)
    if not signs:
        return found
    runs = _runs(signs)
    after = {sign: array("I") for sign in signs}  # second, number, second, number: few places that are written to, not one for each pair
    for number, slip in articles:
        for pair in _pairs(slip, runs):
            flat = after[pair[0]]
            flat.append(ord(pair[1]))
            flat.append(number)
    for first in signs:
        found.put(first, _sorted_out(after.pop(first)))
    return found


def _sorted_out(flat: array[int]) -> _Seconds:
    """By each second sign in *flat* its numbers."""
    found: dict[int, array[int]] = {}
    for second, number in zip(flat[::2], flat[1::2], strict=True):
        if second not in found:
            found[second] = array("I")
        found[second].append(number)
    return {chr(second): numbers.tobytes() for second, numbers in found.items()}


def moved(known: Neighbours, changes: Iterable[Change], articles: int) -> set[str]:
    """The pairs of signs that are touched by *changes* of numbers below *articles*, with which what is *known* is brought up to date."""
    touched: set[str] = set()
    open_: dict[str, _Seconds] = {}
    runs = _runs(known.signs) if known.signs else re.compile("(?!)")
    for number, old, new in changes:
        before, now = (_pairs(slip, runs) if number < articles else set[str]() for slip in (old, new))
        for pair in before ^ now:
            if pair[0] not in open_:
                open_[pair[0]] = known.after(pair[0])
            numbers = unpacked(open_[pair[0]].get(pair[1], b""))
            if pair in now:
                insort(numbers, number)
            else:
                numbers.remove(number)
            open_[pair[0]][pair[1]] = packed(numbers)
        touched |= before ^ now
    for first, found in open_.items():
        known.put(first, found)
    return touched


def _name(number: int) -> str:
    return f"neighbours-{number}"


def neighbour_row(name: str, numbers: bytes) -> NeighbourRow:
    """The row of the terms *name* with the *numbers* of their articles."""
    known = unpacked(numbers)
    return name, list(map(sub, known, [0, *known]))


def _runs(signs: str) -> re.Pattern[str]:
    return re.compile(f"[{signs}]{{2,}}")


def _pairs(slip: Slip | None, runs: re.Pattern[str]) -> set[str]:
    return {run[at : at + 2] for run in runs.findall(order_of(slip)) for at in range(len(run) - 1)} if slip else set()
