"""Which articles hold two common words side by side: what makes a phrase quick to find when every word of it is everywhere.

lunr has no phrases; the browser looks each one up in the stored texts. Where all its words are common that would be most of the archive.
Terms stand here as signs. Where a common term has the sign of another one, a row names more articles than it should, and never fewer.
"""

from __future__ import annotations

import re
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import accumulate, chain, product
from operator import sub

import msgspec

from sitegen.drawers import closed, opened, unpacked
from sitegen.publish.search_index import Change, gaps_in
from sitegen.publish.search_slips import Slip, Vocabulary, order_of, packed, sign

EXPECTED = 400
"""Two words are common together when chance alone puts both into more articles than this: so many texts are read through in two seconds."""
SLACK = 15 / 16
"""Of what makes a term's sign worth looking at: the signs of terms that may come to it are looked at from the start."""

_TRAYS = 256
"""In which they lie, by the first of two signs: of 10,000 articles, one has about 100 KB."""
_MANY = 64
"""Moves that are brought into the trays."""

Move = tuple[int, str, str]
"""The number of an article, the pairs of signs that it has no more, one behind the other, and those that it has now."""
Moved = dict[int, bool]
"""By the number of an article, whether it holds two signs side by side now."""
_Seconds = dict[str, bytes]
"""By the second of two signs, the numbers of the articles that hold both side by side, rising."""
_Tray = dict[str, bytes]
"""By the first of two signs, packed, what is found after it."""


class Neighbours:
    """Which articles hold two signs side by side; what is lost of it is a KeyError.

    An article has neighbours in nearly every tray. So that none need be opened for it, what has moved by those that came and went is kept
    beside the trays until it is much.
    """

    def __init__(self, signs: str, kept: Mapping[str, bytes] | None = None, moves: Iterable[Move] = ()) -> None:
        """*kept* are the trays of an earlier making, which are opened when one is asked for, and *moves* what has moved since."""
        self.signs, self.moves = signs, list(moves)
        """Those that are looked at, of terms that may be common together with another; and the moves that stand in no tray."""
        self._kept = kept or {}
        self._open: dict[int, _Tray] = {} if kept is not None else {ord(first) % _TRAYS: {} for first in signs}
        self._changed: set[int] = set()

    def after(self, first: str) -> _Seconds:
        """What is found after the sign *first*, one of those that are looked at."""
        found = opened(self._tray(first)[first], _Seconds)
        for second, moved in self._since.get(first, {}).items():
            found[second] = packed(_with(unpacked(found.get(second, b"")).tolist(), moved))
        return found

    def put(self, first: str, found: _Seconds) -> None:
        """Note that this is *found* after the sign *first*."""
        self._tray(first)[first] = closed(found)
        self._changed.add(ord(first) % _TRAYS)

    def note(self, moves: Iterable[Move]) -> None:
        """Take in *moves*, the last ones."""
        self.moves += moves
        vars(self).pop("_since", None)
        if len(self.moves) > _MANY:
            for first in self._since:
                self.put(first, self.after(first))
            self.moves.clear()
            vars(self).pop("_since")

    def trays(self) -> Iterator[tuple[str, bytes]]:
        """The trays that are not as the last making has left them."""
        return ((_name(number), closed(self._open[number])) for number in sorted(self._changed))

    @cached_property
    def _since(self) -> dict[str, dict[str, Moved]]:
        """By the first of two signs and the second, what has moved."""
        found: dict[str, dict[str, Moved]] = {}
        for pair, moved in by_pair(self.moves).items():
            found.setdefault(pair[0], {})[pair[1]] = moved
        return found

    def _tray(self, first: str) -> _Tray:
        number = ord(first) % _TRAYS
        if number not in self._open:
            self._open[number] = opened(self._kept[_name(number)], _Tray)
        return self._open[number]


class Common:
    """Which terms are common together in so many *articles*; *holders* says of each term by how many things it is held."""

    def __init__(self, holders: Sequence[int], articles: int, vocabulary: Vocabulary) -> None:
        self.limit, self._holders, self._names = EXPECTED * articles, holders, vocabulary.names
        self._least = self.limit // max(1, max(holders, default=0))
        self.often = dict(self._held_by_more(self._least))
        """Of each term that may be common together with another, how many hold it."""
        self.named: dict[str, list[str]] = {}
        """These terms by their signs."""
        for term in self.often:
            self.named.setdefault(sign(term), []).append(term)

    def signs(self, share: float) -> str:
        """The signs of all terms that come to this *share* of what makes one worth looking at."""
        return "".join(sorted({sign(term) for term, _ in self._held_by_more(self._least * share)}))

    def _held_by_more(self, least: float) -> Iterator[tuple[str, int]]:
        """The terms that more than *least* hold, and how many do."""
        known = zip(self._names, self._holders, strict=False)  # no longer than those who are held
        return ((term, number) for term, number in known if number > least)

    def are(self, first: str, second: str) -> bool:
        """Whether these two terms are common together."""
        return self.often.get(first, 0) * self.often.get(second, 0) > self.limit

    def needed(self, term: str) -> int:
        """More than how many must hold another term, so that the two are common together."""
        return self.limit // self.often[term] if term in self.often else sys.maxsize

    def names(self, pair: str) -> list[str]:
        """Each two terms that are common together and have these two signs, with a space between them."""
        often, terms = self.often, product(self.named.get(pair[0], ()), self.named.get(pair[1], ()))
        return [f"{first} {second}" for first, second in terms if often[first] * often[second] > self.limit]


def crossed(was: Common, now: Common) -> Iterator[str]:
    """The names of each two terms that are common together by one of the two alone; some come more than once."""
    terms = was.often | now.often
    held = [(term, was.often.get(term, 0), now.often.get(term, 0)) for term in terms]
    moved = [(term, then, today) for term, then, today in held if then != today]
    for one, then, today in moved:
        yield from [f"{one} {other}" for other, by, of in moved if (then * by > was.limit) != (today * of > now.limit)]
    settled = sorted((today, term) for term, then, today in held if then == today)
    numbers = [number for number, _ in settled]
    for one in terms:
        low, high = sorted((was.needed(one), now.needed(one)))
        for _, other in settled[bisect_right(numbers, low) : bisect_right(numbers, high)]:
            yield from (f"{one} {other}", f"{other} {one}")


def neighbours(articles: Iterable[tuple[int, Slip]], signs: str) -> Neighbours:
    """The neighbours among *signs* in *articles*, which come with their numbers, rising."""
    found = Neighbours(signs)
    if not signs:
        return found
    runs = _runs(signs)
    after = {first: array("I") for first in signs}  # second, number, second, number: few places that are written to, not one for each pair
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
    found: dict[int, array[int]] = defaultdict(partial(array, "I"))
    for second, number in zip(flat[::2], flat[1::2], strict=True):
        found[second].append(number)
    return {chr(second): numbers.tobytes() for second, numbers in found.items()}


def moves_of(changes: Iterable[Change], signs: str, articles: int) -> Iterator[Move]:
    """What moves by *changes* of numbers below *articles*, among *signs*."""
    runs = _runs(signs) if signs else re.compile("(?!)")
    for number, old, new in changes:
        if number < articles:
            before, now = _pairs(old, runs), _pairs(new, runs)
            yield number, "".join(sorted(before - now)), "".join(sorted(now - before))


def by_pair(moves: Iterable[Move]) -> dict[str, Moved]:
    """By two signs, what has moved after all of the *moves*."""
    found: dict[str, Moved] = {}
    for number, gone, come in moves:
        for pairs, is_there in ((gone, False), (come, True)):
            for at in range(0, len(pairs), 2):
                found.setdefault(pairs[at : at + 2], {})[number] = is_there
    return found


def _name(number: int) -> str:
    return f"neighbours-{number}"


def row_of(column: bytes) -> bytes:
    """The row of two terms that articles hold side by side whose numbers are in this *column*: the gap of each to the one before.

    It is empty where there are none.
    """
    numbers = unpacked(column).tolist()
    return msgspec.json.encode(list(map(sub, numbers, chain((0,), numbers)))) if numbers else b""


def with_moves(row: bytearray, moved: Moved) -> bytes:
    """The *row* of two terms with what has *moved*; empty if no article holds them side by side any more."""
    gaps = gaps_in(row) if row else []
    reached = list(accumulate(gaps, initial=0))
    for number, is_there in moved.items():
        place = bisect_left(reached, number, lo=1)
        behind = place + (reached[place : place + 1] == [number])
        reached[place:behind] = [number] * is_there
        now = reached[place : place + is_there + 1]
        gaps[place - 1 : behind] = map(sub, now, [reached[place - 1], *now])
    return msgspec.json.encode(gaps) if gaps else b""


def _with(numbers: list[int], moved: Moved) -> list[int]:
    """*numbers*, which rise, with what has *moved*."""
    for number, is_there in moved.items():
        place = bisect_left(numbers, number)
        if is_there != (numbers[place : place + 1] == [number]):
            numbers[place : place + (not is_there)] = [number] if is_there else []
    return numbers


def _runs(signs: str) -> re.Pattern[str]:
    return re.compile(f"[{signs}]{{2,}}")


def _pairs(slip: Slip | None, runs: re.Pattern[str]) -> set[str]:
    return {run[at : at + 2] for run in runs.findall(order_of(slip)) for at in range(len(run) - 1)} if slip else set()
