"""Runs of words -> which two of many texts share enough of them; upon an earlier concordance, only what is new or gone is looked at."""

from __future__ import annotations

import math
import re
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import combinations, groupby, pairwise
from typing import Any, NamedTuple

import msgspec

from sitegen.catalog.memory import free_numbers
from sitegen.model.value import Value
from sitegen.patterns import later

DIGEST = (1 << 40) - 1
"""Bits of a run's digest; behind it, in an entry, stands the number of a text that holds the run."""
_PLACES = 24
"""Bits of a number."""
_NUMBER = (1 << _PLACES) - 1
_SIZE = 8
"""Bytes of an entry, and of a pair."""
_SHELVES, _TOP = 256, 32
"""Entries are sorted in so many parts, which a processor's cache holds: by the highest of their digest's bits."""
_RUN = slice(_PLACES // 8, None) if sys.byteorder == "little" else slice(-_PLACES // 8)
"""Where in the bytes of an entry its digest stands."""
_EQUAL = later(b"\0")
_FEW_GONE = 20
"""Texts that are gone whose entries are looked for one text after the other: for one it takes a twentieth of a look at every entry."""
_WORTH = 2
"""Where more than one text in so many is new or gone, a concordance is sooner begun anew."""
Rank = Callable[[str], Any]
"""What the texts that share a run stand in order by."""
Runs = tuple[int, Collection[int]]
"""The number of a text, and the digests of its runs."""
Packed = memoryview
"""Numbers of eight bytes, or as is said, where they lie in a drawer: there are millions, which nobody need copy to find a few."""
_EMPTY: Packed = memoryview(b"")
InOrder = Callable[[], tuple[Packed, Packed]]
"""Tells the entries and the pairs of a concordance."""
Pairing = Callable[[Sequence[int]], Iterable[tuple[int, int]]]


class Concordance(msgspec.Struct, frozen=True, dict=True):
    """The runs of words in many texts, and which texts share them, for the next one to start from."""

    keys: str = ""
    """Of all texts, a line each: as values of their own they take twice the time to read."""
    numbers: Packed = _EMPTY
    """The number of each text; four bytes each."""
    sizes: Packed = _EMPTY
    """The size of each text; four bytes each."""
    entries: Packed = _EMPTY
    """Sorted, of eight bytes each: the digest of a run, and the number of a text that holds it."""
    pairs: Packed = _EMPTY
    """Sorted, of eight bytes each: the numbers of two texts, once for each run by which they were paired."""
    likely: Packed = _EMPTY
    """Those pairs that share enough, once each."""

    @cached_property
    def numbered(self) -> dict[str, int]:
        """By its key, the number of each text."""
        return dict(zip(self.keys.split("\n"), self.numbers.cast("I"), strict=False))  # where there is no text there is no number


NOTHING = Concordance()


class Text(NamedTuple):
    """A text as what it may share with others."""

    size: int
    runs: Collection[int]
    """Digests, each once."""


class Measure(Value):
    """When two texts are worth comparing."""

    few: int
    """Texts that share a run, of which each is paired with each; of more, each with the next in their order."""
    enough: Callable[[int, int], bool]
    """Whether so many shared runs are, where the smaller text is of such a size."""
    many: float = math.inf
    """Texts above which a run that they share tells nothing."""
    is_told_by_key: bool = False
    """Whether the key of a text tells its runs, also when it is gone."""
    near: int = 5
    """Texts that came, or that went, up to which looking at them again the next time takes less time than to lay all down."""

    def pairing(self, rank: Rank, keys: Callable[[], Mapping[int, str]]) -> Pairing:
        """What pairs the numbers of texts that share a run; *keys* says which texts they are, where many share one."""

        def paired(numbers: Sequence[int]) -> Iterable[tuple[int, int]]:
            if len(numbers) <= self.few:
                return combinations(numbers, 2)
            return pairwise(sorted(numbers, key=lambda number: rank(keys()[number]))) if len(numbers) <= self.many else ()

        return paired


class Revised(NamedTuple):
    """What a concordance has become; its entries and pairs are put in order when somebody asks for the whole of it."""

    numbered: dict[str, int]
    """By its key, which holds no line feed, the number of each text."""
    sizes: Callable[[], Mapping[int, int]]
    """Tells the size of each text, by its number."""
    likely: Packed
    is_near: bool
    """Whether so little has come or gone that the concordance which this follows from serves the next time as well."""
    in_order: InOrder

    def whole(self) -> Concordance:
        """The concordance of all texts."""
        numbers = self.numbered.values()
        sizes = map(self.sizes().__getitem__, numbers)
        return Concordance("\n".join(self.numbered), _packed(numbers, "I"), _packed(sizes, "I"), *self.in_order(), self.likely)


class Likely(NamedTuple):
    """Two texts that share enough, by their positions, the smaller first, and by what they are called as long as both are there."""

    one: int
    other: int
    pair: int


def concord(
    keys: Sequence[str], text: Callable[[str], Text], measure: Measure, last: Concordance, rank: Rank, former: Rank
) -> tuple[list[Likely], Revised]:
    """The texts *keys*, fewer than 16,777,216, that share enough, in order; and the concordance of all, in their order.

    Of a key that *last* knows, *text* is not asked for, unless all is begun anew. The texts stand in order by *rank*, those of *last* stood
    by *former*, and two of them that are still there stand as they stood.
    """
    there = set(keys)
    came = [key for key in keys if key not in last.numbered]
    made = revise(last, last.numbered.keys() - there, came, text, measure, rank, former)
    places = {made.numbered[key]: place for place, key in enumerate(keys)} if made.likely else {}
    met = [(places[pair >> _PLACES], places[pair & _NUMBER], pair) for pair in made.likely.cast("Q")]
    found = sorted(Likely(min(one, other), max(one, other), pair) for one, other, pair in met)
    return found, made._replace(numbered={key: made.numbered[key] for key in keys})


def revise(
    last: Concordance, gone: Collection[str], came: Sequence[str], text: Callable[[str], Text], measure: Measure, rank: Rank, former: Rank
) -> Revised:
    """The concordance *last* without the texts that are *gone* and with those that *came*; begun anew where these are many."""
    free = free_numbers(last.numbered.values)  # nor those of what is gone
    new = {key: next(free) for key in came}
    numbered = dict(last.numbered)
    went = {key: numbered.pop(key) for key in gone}
    is_anew = not last.entries or (len(gone) + len(came)) * _WORTH > len(numbered) + len(came)
    numbered |= new
    asked = numbered if is_anew else new
    fresh: dict[int, int] = {}

    def read() -> Iterator[Runs]:
        for key, number in asked.items():
            one = text(key)
            fresh[number] = one.size
            yield number, one.runs

    @cache
    def all_sizes() -> dict[int, int]:
        return dict(zip(last.numbers.cast("I"), last.sizes.cast("I"), strict=True)) | fresh

    @cache
    def keys() -> dict[int, str]:
        return {number: key for known in (last.numbered, new) for key, number in known.items()}

    now = measure.pairing(rank, keys)
    if is_anew:
        in_order, touched = _begun(read(), now)
    else:
        is_told = measure.is_told_by_key and len(went) <= _FEW_GONE
        lost = [run << _PLACES | went[key] for key in went for run in text(key).runs] if is_told else _of_texts(last.entries, went.values())
        in_order, touched = _revised(last, lost, read(), measure.pairing(former, keys), now)
    stood = () if is_anew else (pair for pair in last.likely.cast("Q") if pair not in touched)
    sizes = all_sizes() if touched else {}
    enough = (
        pair for pair, shared in touched.items() if shared and measure.enough(shared, min(sizes[pair >> _PLACES], sizes[pair & _NUMBER]))
    )
    is_near = not is_anew and max(len(gone), len(came)) <= measure.near
    return Revised(numbered, all_sizes, _packed(sorted((*stood, *enough))), is_near, in_order)


def _begun(read: Iterable[Runs], pairing: Pairing) -> tuple[InOrder, dict[int, int]]:
    """The entries and the pairs of the texts that were *read*, by number, and how often each pair is there."""
    shelves = [array("Q") for _ in range(_SHELVES)]
    for number, runs in read:
        for run in runs:
            shelves[run >> _TOP].append(run << _PLACES | number)
    entries, pairs = array("Q"), array("Q")
    while shelves:
        in_order = array("Q", sorted(shelves.pop(0)))
        pairs.extend(pair_of(one, other) for sharers in _sharing(in_order) for one, other in pairing(sharers))
        entries.extend(in_order)
    columns = memoryview(entries).cast("B"), _packed(sorted(pairs))
    return lambda: columns, {pair: len(list(same)) for pair, same in groupby(columns[1].cast("Q"))}


def _packed(numbers: Iterable[int], code: str = "Q") -> Packed:
    return memoryview(array(code, numbers)).cast("B")


def _sharing(in_order: array[int]) -> Iterator[list[int]]:
    """The numbers of the texts that share a run, for each run that at least two have."""
    start = end = 0
    for place in _repeated(in_order):
        if place > end:
            yield [entry & _NUMBER for entry in in_order[start:end]]
            start = place - 1
        end = place + 1
    yield [entry & _NUMBER for entry in in_order[start:end]]


def _repeated(in_order: array[int]) -> list[int]:
    """Where the run is that of the entry before: a byte of all entries is compared at once, as one number, with those before them."""
    packed, differing = in_order.tobytes(), 0
    for place in range(_SIZE)[_RUN]:
        column = int.from_bytes(packed[place::_SIZE], "big")
        differing |= column ^ column >> 8
    return [found.start() for found in _EQUAL.finditer(differing.to_bytes(len(in_order), "big"), 1)]


def _revised(last: Concordance, lost: Sequence[int], read: Iterable[Runs], then: Pairing, now: Pairing) -> tuple[InOrder, dict[int, int]]:
    """Entries and pairs of *last* without what is *lost* and with what was *read*, and how often each pair is there that this is about."""
    before, pairs, gone = last.entries.cast("Q"), last.pairs.cast("Q"), {entry & _NUMBER for entry in lost}
    added: dict[int, list[int]] = {entry >> _PLACES: [] for entry in lost}
    for number, runs in read:
        for run in runs:
            added.setdefault(run, []).append(number)
    change: Counter[int] = Counter()
    for run, new in added.items():
        sharers = _sharers(before, run)
        if len(sharers) + len(new) > 1:
            change.subtract(pair_of(*pair) for pair in then(sharers))
            change.update(pair_of(*pair) for pair in now(sorted((*(number for number in sharers if number not in gone), *new))))

    def in_order() -> tuple[Packed, Packed]:
        entries = [run << _PLACES | number for run, new in added.items() for number in new]
        fewer = [pair for pair, by in change.items() for _ in range(-by)]
        return _exchanged(last.entries, lost, entries), _exchanged(last.pairs, fewer, list(change.elements()))

    return in_order, {pair: by + bisect_right(pairs, pair) - bisect_left(pairs, pair) for pair, by in change.items()}


def _of_texts(packed: Packed, numbers: Collection[int]) -> list[int]:
    """Those of the *packed* entries that name texts with these *numbers*: of few, looked for as bytes, of which there are millions."""
    found, entries, wanted = [], packed.cast("Q"), frozenset(numbers)
    if len(wanted) > _FEW_GONE:
        return [entry for entry in entries if entry & _NUMBER in wanted]
    for number in numbers:
        sought = number.to_bytes(_PLACES // 8, sys.byteorder)
        at = 0 if sys.byteorder == "little" else _SIZE - len(sought)
        search = re.compile(re.escape(sought), re.DOTALL).search
        met = search(packed)
        while met:
            place = met.start()
            found += [entries[place // _SIZE]] if place % _SIZE == at else []
            met = search(packed, place + 1)
    return found


def _sharers(entries: Sequence[int], run: int) -> list[int]:
    start = bisect_left(entries, run << _PLACES)
    return [entry & _NUMBER for entry in entries[start : bisect_left(entries, (run + 1) << _PLACES, start)]]


def _exchanged(packed: Packed, lost: Sequence[int], added: Sequence[int]) -> Packed:
    """What is *packed* and sorted without what is *lost*, each as often as it is named, and with what is *added*, sorted still."""
    numbers, start = packed.cast("Q"), 0
    pieces: list[Packed | bytes] = []
    for value, is_lost in sorted([*((value, True) for value in lost), *((value, False) for value in added)]):
        place = bisect_left(numbers, value, start)
        pieces.append(packed[start * _SIZE : place * _SIZE])
        start = place + is_lost
        if not is_lost:
            pieces.append(value.to_bytes(_SIZE, sys.byteorder))
    return memoryview(b"".join((*pieces, packed[start * _SIZE :])))


def pair_of(one: int, other: int) -> int:
    """What two texts are called together, by their numbers."""
    return one << _PLACES | other if one < other else other << _PLACES | one


def parted(pair: int) -> tuple[int, int]:
    """The numbers of the two texts that are called *pair* together."""
    return pair >> _PLACES, pair & _NUMBER
