"""Standing matter: of a file that is set piece by piece, the next printing takes the pieces that would come out the same.

A piece is what a file says of one article or one name. What a file was set of is kept beside it: the names of its pieces in their order,
what each was made of, how long it is, in bytes or in rows, and the checksum of its bytes, so that the file that stands is read once.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import accumulate, chain, repeat
from pathlib import Path
from typing import IO
from zlib import crc32

from sitegen.digests import Digest
from sitegen.drawers import unpacked

Piece = tuple[str, Digest]
"""The name of a piece, and a digest of all that it is made of."""
_UNKNOWN = b"", 0, 0, 0
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

    place: tuple[int, int] | None
    """Where they stand in the earlier file, from here to there; None where they must be set anew."""
    pieces: list[Piece] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    """Of each that stands, and so its checksum."""
    sums: list[int] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """Whether this is enough of what stands to be taken at once."""
        return self.place is not None and self.place[1] - self.place[0] >= _MUCH


def proofread(pieces: Iterable[Piece], before: Setting) -> Iterator[Run]:
    """The *pieces* in runs: of those that stand in what was set *before*, one behind the other, and of others."""
    there = _places(before)
    run: Run | None = None
    for piece in pieces:
        made_of, start, end, sum_ = there.get(piece[0], _UNKNOWN)
        stands = made_of == piece[1]
        if run is None or (run.place[1] if run.place else None) != (start if stands else None) or run.is_full:
            if run:
                yield run
            run = Run((start, start) if stands else None)
        run.pieces.append(piece)
        if run.place:
            run.place = run.place[0], end
            run.lengths.append(end - start)
            run.sums.append(sum_)
    if run:
        yield run


class Printing:
    """A file that is set of *pieces* while it is drawn up; *make* sets one, others are taken from the file that was set as *before*."""

    def __init__(self, pieces: Iterable[Piece], make: Callable[[str], bytes], before: Setting) -> None:
        self._pieces, self._make, self._before = pieces, make, before
        self._set_of: list[Piece] = []
        self._lengths: list[int] = []
        self._sums: list[int] = []

    def draw(self, place: str, earlier: str) -> str:
        """The SHA-256 of the file that is drawn up at *place*, with what stands in the *earlier* one."""
        sha256 = hashlib.sha256()
        with Path(place).open("wb") as file, _opened(earlier, self._before) as standing:
            for run in proofread(self._pieces, self._before):
                content = _as_they_stand(run, standing) if run.place else None
                for part in self._set(run) if content is None else (content,):
                    file.write(part)
                    sha256.update(part)
                self._set_of += run.pieces
                self._lengths += run.lengths
                self._sums += run.sums
        return sha256.hexdigest()

    def setting(self) -> Setting:
        """What the file was set of, once it is drawn up."""
        return setting_of(self._set_of, self._lengths, self._sums)

    def _set(self, run: Run) -> Iterator[bytes]:
        """The pieces of *run*, set anew."""
        run.lengths, run.sums = [], []
        for name, _ in run.pieces:
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
    sums = [crc32(pieces[end - length : end]) for length, end in zip(run.lengths, accumulate(run.lengths), strict=True)]
    return content if len(content) == end - start and sums == run.sums else None


def setting_of(pieces: Iterable[Piece], lengths: Iterable[int], sums: Iterable[int] = ()) -> Setting:
    """What was set of *pieces* that are so long, and have these checksums."""
    names, made_of = [], []
    for name, digest in pieces:
        names.append(name)
        made_of.append(digest)
    return Setting(names, made_of, array("Q", lengths).tobytes(), array("I", sums).tobytes())


def _places(setting: Setting) -> dict[str, tuple[Digest, int, int, int]]:
    """By name of a piece, what it was made of, where it starts and ends, and its checksum if it has one."""
    lengths, sums = unpacked(setting.lengths, "Q"), chain(unpacked(setting.sums), repeat(0))
    known = zip(setting.names, setting.made_of, lengths, accumulate(lengths), sums, strict=False)
    return {name: (made_of, end - length, end, sum_) for name, made_of, length, end, sum_ in known}
