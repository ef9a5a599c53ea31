"""Standing matter: of a file that is set piece by piece, the next printing takes the pieces that would come out the same.

A piece is what a file says of one article or one name. What a file was set of is kept beside it: the names of its pieces in their order,
what each was made of, and how long it is, in bytes or in rows.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

from sitegen.digests import Digest
from sitegen.drawers import unpacked

Piece = tuple[str, Digest]
"""The name of a piece, and a digest of all that it is made of."""
_UNKNOWN = b"", 0, 0


@dataclass(frozen=True, slots=True)
class Setting:
    """What a file, or a table, was set of."""

    names: list[str] = field(default_factory=list)
    made_of: list[Digest] = field(default_factory=list)
    lengths: bytes = b""

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
    """Of each that stands."""


def proofread(pieces: Iterable[Piece], before: Setting) -> Iterator[Run]:
    """The *pieces* in runs: of those that stand in what was set *before*, one behind the other, and of others."""
    there = _places(before)
    run: Run | None = None
    for piece in pieces:
        made_of, start, end = there.get(piece[0], _UNKNOWN)
        stands = made_of == piece[1]
        if run is None or (run.place[1] if run.place else None) != (start if stands else None):
            if run:
                yield run
            run = Run((start, start) if stands else None)
        run.pieces.append(piece)
        if run.place:
            run.place = run.place[0], end
            run.lengths.append(end - start)
    if run:
        yield run


class Printing:
    """A file that is set of *pieces* while it is drawn up; *make* sets one, others are taken from the *standing* file, set as *before*."""

    def __init__(self, pieces: Iterable[Piece], make: Callable[[str], bytes], before: Setting, standing: bytes) -> None:
        self._pieces, self._make, self._standing = pieces, make, memoryview(standing)
        self._before = before if len(standing) == before.length else Setting()
        self._set_of: list[Piece] = []
        self._lengths: list[int] = []

    def draw(self, place: str) -> None:
        """Draw the file up at *place*."""
        with Path(place).open("wb") as file:
            for run in proofread(self._pieces, self._before):
                if run.place:
                    file.write(self._standing[slice(*run.place)])
                self._lengths += run.lengths or [file.write(self._make(name)) for name, _ in run.pieces]
                self._set_of += run.pieces

    def setting(self) -> Setting:
        """What the file was set of, once it is drawn up."""
        return setting_of(self._set_of, self._lengths)


def setting_of(pieces: Iterable[Piece], lengths: Iterable[int]) -> Setting:
    """What was set of *pieces* that are so long."""
    names, made_of = [], []
    for name, digest in pieces:
        names.append(name)
        made_of.append(digest)
    return Setting(names, made_of, array("Q", lengths).tobytes())


def _places(setting: Setting) -> dict[str, tuple[Digest, int, int]]:
    """By name of a piece, what it was made of, and where it starts and ends."""
    lengths = unpacked(setting.lengths, "Q")
    ends = accumulate(lengths)
    known = zip(setting.names, setting.made_of, lengths, ends, strict=True)
    return {name: (made_of, end - length, end) for name, made_of, length, end in known}
