"""Standing matter: of a file that is set piece by piece, the next printing takes the pieces that would come out the same.

A piece is what a file says of one article or one name. What a file was set of is kept beside it: the names of its pieces in their order,
what each was made of, how long it is, in bytes or in rows, and the checksum of its bytes, so that the file that stands is read once.
"""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from itertools import accumulate, compress, count
from operator import ne
from pathlib import Path
from typing import IO
from zlib import crc32

from sitegen.digests import Digest
from sitegen.drawers import unpacked

Piece = tuple[str, Digest]
"""The name of a piece, and a digest of all that it is made of."""
_MUCH = 1 << 18
"""Of what stands, at least so much is taken at once, where there is so much."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a file, or a table, was set of."""

    names: list[str] = field(default_factory=list)
    made_of: list[Digest] = field(default_factory=list)
    lengths: bytes = b""
    sums: bytes = b""
    """Of pieces in bytes, their checksums."""

    @property
    def length(self) -> int:
        """Of the whole."""
        return sum(unpacked(self.lengths, "Q"))


@dataclass(slots=True)
class Run:
    """Pieces one after the other."""

    names: list[str]
    made_of: list[Digest]
    place: tuple[int, int] | None = None
    """Where they stand in the earlier file, from here to there; None where they must be set anew."""
    lengths: array[int] = field(default_factory=partial(array, "Q"))
    """Of each, once it is set; and so its checksum, if it has one."""
    sums: array[int] = field(default_factory=partial(array, "I"))


class _Earlier:
    """What was set *before*, piece by piece; there are many, and nearly all stand, so that they are looked at as columns."""

    def __init__(self, before: Setting) -> None:
        self._names, self._made_of = before.names, before.made_of
        self._numbers = dict(zip(before.names, count(), strict=False))
        self._lengths, self._sums = unpacked(before.lengths, "Q"), unpacked(before.sums)
        self._starts = list(accumulate(self._lengths, initial=0))

    def number(self, name: str, made_of: Digest) -> int | None:
        """The number of this piece; None where it was not set, or of something else."""
        number = self._numbers.get(name)
        return number if number is not None and self._made_of[number] == made_of else None

    def alike(self, names: list[str], made_of: list[Digest], at: int, number: int) -> int:
        """How many of *names*, from *at* on, are the pieces from this *number* on, and *made_of* the same."""
        return min(_alike(names, at, self._names, number), _alike(made_of, at, self._made_of, number))

    def runs(self, first: int, end: int) -> Iterator[Run]:
        """The pieces from the number *first* to before *end*, about MUCH at once."""
        while first < end:
            start = self._starts[first]
            stop = bisect_left(self._starts, start + _MUCH, first + 1, end)
            these = slice(first, stop)
            yield Run(self._names[these], self._made_of[these], (start, self._starts[stop]), self._lengths[these], self._sums[these])
            first = stop


def _alike(one: Sequence[object], at: int, other: Sequence[object], there: int) -> int:
    """How many values of *one*, from *at* on, are those of the *other* from *there* on."""
    differ = map(ne, one[at:], other[there:])
    return next(compress(count(), differ), min(len(one) - at, len(other) - there))


def proofread(pieces: Iterable[Piece], before: Setting) -> Iterator[Run]:
    """The *pieces* in runs: of those that stand in what was set *before*, one behind the other, and of others."""
    pieces, earlier = list(pieces), _Earlier(before)
    names, made_of = [name for name, _ in pieces], [digest for _, digest in pieces]
    at = start = 0
    while at < len(names):
        number = earlier.number(names[at], made_of[at])
        if number is None:
            at += 1
            continue
        if start < at:
            yield Run(names[start:at], made_of[start:at])
        start = at + earlier.alike(names, made_of, at, number)
        yield from earlier.runs(number, number + start - at)
        at = start
    if start < at:
        yield Run(names[start:at], made_of[start:at])


class Setter:
    """Notes of what a file, or a table, is set."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._made_of: list[Digest] = []
        self._lengths, self._sums = array("Q"), array("I")

    def note(self, run: Run) -> None:
        """Note that the pieces of *run* are set, all behind what was."""
        self._names += run.names
        self._made_of += run.made_of
        self._lengths += run.lengths
        self._sums += run.sums

    def setting(self) -> Setting:
        """What was noted."""
        return Setting(self._names, self._made_of, self._lengths.tobytes(), self._sums.tobytes())


class Printing(Setter):
    """A file that is set of *pieces* while it is drawn up; *make* sets one, others are taken from the file that was set as *before*."""

    def __init__(self, pieces: Iterable[Piece], make: Callable[[str], bytes], before: Setting) -> None:
        super().__init__()
        self._pieces, self._make, self._before = pieces, make, before

    def draw(self, place: str, earlier: str) -> str:
        """The SHA-256 of the file that is drawn up at *place*, with what stands in the *earlier* one."""
        sha256 = hashlib.sha256()
        with Path(place).open("wb") as file, _opened(earlier, self._before) as standing:
            for run in proofread(self._pieces, self._before):
                content = _as_they_stand(run, standing) if run.place else None
                for part in self._set(run) if content is None else (content,):
                    file.write(part)
                    sha256.update(part)
                self.note(run)
        return sha256.hexdigest()

    def _set(self, run: Run) -> Iterator[bytes]:
        """The pieces of *run*, set anew."""
        run.lengths, run.sums = array("Q"), array("I")
        for name in run.names:
            content = self._make(name)
            run.lengths.append(len(content))
            run.sums.append(crc32(content))
            yield content


def _opened(earlier: str, before: Setting) -> IO[bytes]:
    """The *earlier* file, of which something is known; an empty one where there is none."""
    try:
        return Path(earlier).open("rb", buffering=0) if before.names else BytesIO()
    except OSError:
        return BytesIO()


def _as_they_stand(run: Run, standing: IO[bytes]) -> bytes | None:
    """The pieces of *run* in the *standing* file; None where one is not what it was, as a failing disk may leave it."""
    start, end = run.place or (0, 0)
    try:
        standing.seek(start)
        content = standing.read(end - start)
    except OSError:
        return None
    pieces = memoryview(content)
    sums = array("I", (crc32(pieces[end - length : end]) for length, end in zip(run.lengths, accumulate(run.lengths), strict=True)))
    return content if len(content) == end - start and sums == run.sums else None
