"""Standing matter: of a file that is set piece by piece, the next printing takes the pieces that would come out the same.

A piece is what a file says of one article or one name; a stretch is some of them, one behind the other. What a file was set of is kept
beside it: the names of its pieces in their order, what each was made of and how long it is, and the checksum of each stretch. A stretch
that would come out the same is read, held against its checksum and put out while it is near to the processor, whatever its pieces are.
"""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from io import BytesIO
from itertools import accumulate, count, pairwise
from pathlib import Path
from typing import IO
from zlib import crc32

import msgspec

from sitegen.digests import Digest
from sitegen.drawers import unpacked
from sitegen.palimpsest import written_over

Piece = tuple[str, Digest]
"""The name of a piece, and a digest of all that it is made of."""
_LAST = b"\x10"
"""A stretch ends behind a piece whose digest comes before this one, as one of 16 does: wherever other pieces come or go."""
_AT_ONCE = 1 << 16
"""Of short stretches, so many bytes are read and written at once."""


class Setting(msgspec.Struct, frozen=True):
    """What a file was set of."""

    names: list[str] = []
    made_of: list[Digest] = []
    lengths: bytes = b""
    """Of the pieces, in bytes."""
    sums: bytes = b""
    """The checksums of the stretches."""


def _ends(made_of: Sequence[Digest]) -> list[int]:
    """Where each stretch of pieces that are *made_of* this ends, after the start of the first one."""
    ends = [number for number, digest in enumerate(made_of, 1) if digest < _LAST]
    return [0, *ends] if ends[-1:] == [len(made_of)] or not made_of else [0, *ends, len(made_of)]


class _Earlier:
    """The file that was set *before*, by its stretches."""

    def __init__(self, before: Setting, file: IO[bytes]) -> None:
        self._names, self._made_of, self._file = before.names, before.made_of, file
        self.lengths, self.sums = unpacked(before.lengths, "Q"), unpacked(before.sums)
        self._starts = list(accumulate(self.lengths, initial=0))
        self._ends = _ends(before.made_of)
        self._numbers = {before.made_of[end - 1]: number for number, end in enumerate(self._ends[1:])}
        self._read: tuple[int, memoryview | None] = -1, None
        self._room = memoryview(bytearray())

    @cached_property
    def _places(self) -> dict[str, int]:
        return dict(zip(self._names, count(), strict=False))

    def number(self, names: Sequence[str], made_of: Sequence[Digest]) -> int | None:
        """The number of the stretch with these pieces; None where there was none."""
        number = self._numbers.get(made_of[-1])
        if number is None:
            return None
        its = self.pieces(number)
        return number if self._made_of[its] == made_of and self._names[its] == names else None

    def pieces(self, number: int) -> slice:
        """Which are the pieces of the stretch of this *number*."""
        return slice(self._ends[number], self._ends[number + 1])

    def stretch(self, number: int) -> memoryview | None:
        """The stretch of this *number*, until the next one is asked for; None where a failing disk has changed it."""
        if self._read[0] != number:
            self._read = number, self._taken(number)
        return self._read[1]

    def piece(self, name: str) -> memoryview | None:
        """The piece of this *name*, so long; None where it was not set, or its stretch is not what it was."""
        place = self._places.get(name)
        if place is None:
            return None
        number = bisect_right(self._ends, place) - 1
        start, content = self._starts[self._ends[number]], self.stretch(number)
        return content[self._starts[place] - start : self._starts[place + 1] - start] if content is not None else None

    def made_of(self, name: str) -> Digest:
        """What the piece of this *name* is made of."""
        return self._made_of[self._places[name]]

    def _taken(self, number: int) -> memoryview | None:
        its = self.pieces(number)
        start, length = self._starts[its.start], self._starts[its.stop] - self._starts[its.start]
        if len(self._room) < length:
            self._room = memoryview(bytearray(length))
        content = self._room[:length]
        try:
            self._file.seek(start)
            is_whole = self._file.readinto(content) == length  # type: ignore[attr-defined]  # as all files of bytes have
        except OSError:
            return None
        return content if is_whole and crc32(content) == self.sums[number] else None


class Printing:
    """A file that is set of *pieces* while it is drawn up; *make* sets one, others are taken from the file that was set as *before*.

    It is given the name of the piece and the former one of this name, if it stands.
    """

    def __init__(self, pieces: Iterable[Piece], make: Callable[[str, memoryview | None], bytes], before: Setting) -> None:
        self._pieces, self._make, self._before = pieces, make, before
        self._names: list[str] = []
        self._made_of: list[Digest] = []
        self._lengths, self._sums = array("Q"), array("I")

    def draw(self, place: str, earlier: str) -> str:
        """The SHA-256 of the file that is drawn up at *place*, with what stands in the *earlier* one."""
        pieces = list(self._pieces)
        self._names, self._made_of = [name for name, _ in pieces], [digest for _, digest in pieces]
        sha256 = hashlib.sha256()
        standing, before = _opened(earlier, self._before)
        with written_over(place, _AT_ONCE) as file, standing:
            for part in self._set(_Earlier(before, standing)):
                sha256.update(part)
                file.write(part)
        return sha256.hexdigest()

    def setting(self) -> Setting:
        """What it was set of."""
        return Setting(self._names, self._made_of, self._lengths.tobytes(), self._sums.tobytes())

    def _set(self, earlier: _Earlier) -> Iterator[bytes | memoryview]:
        """The stretches that stand in the *earlier* file, and the pieces of the others."""
        for first, end in pairwise(_ends(self._made_of)):
            names, made_of = self._names[first:end], self._made_of[first:end]
            number = earlier.number(names, made_of)
            content = None if number is None else earlier.stretch(number)
            if number is None or content is None:
                yield from self._set_anew(names, made_of, earlier)
            else:
                self._lengths += earlier.lengths[earlier.pieces(number)]
                self._sums.append(earlier.sums[number])
                yield content

    def _set_anew(self, names: Sequence[str], made_of: Sequence[Digest], earlier: _Earlier) -> Iterator[bytes | memoryview]:
        """The pieces of a stretch that does not stand; single ones may."""
        checksum = 0
        for name, digest in zip(names, made_of, strict=True):
            former = earlier.piece(name)
            content = former if former is not None and earlier.made_of(name) == digest else self._make(name, former)
            self._lengths.append(len(content))
            checksum = crc32(content, checksum)
            yield content
        self._sums.append(checksum)


def _opened(earlier: str, before: Setting) -> tuple[IO[bytes], Setting]:
    """The *earlier* file, and what it was set of *before*; an empty one, set of nothing, where nothing is known or it is lost."""
    try:
        return (Path(earlier).open("rb", _AT_ONCE), before) if before.names else (BytesIO(), before)
    except OSError:
        return BytesIO(), Setting()
