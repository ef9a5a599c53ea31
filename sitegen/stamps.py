"""How files stand, each in 24 bytes: a large site has 100,000, and as numbers they would take three times the room."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterator
from struct import Struct

from sitegen.model import Stamp

_FORM = Struct("=3Q")
SIZE = _FORM.size
_MOST = 2**64 - 1
NO_STAMP: Stamp = _FORM.pack(_MOST, _MOST, _MOST)
"""What stands for how a file was left of which that is not known: no file is so large."""


def stamp(state: os.stat_result) -> Stamp:
    """The stamp of a file that stands so."""
    return _FORM.pack(state.st_size, state.st_mtime_ns & _MOST, state.st_ino & _MOST)


def states(stamps: bytes) -> Iterator[tuple[int, int, int]]:
    """Sizes, times of the last writing in nanoseconds and inodes of many files, whose stamps are given one after the other."""
    return _FORM.iter_unpack(stamps)


def inode(of: Stamp) -> int:
    """The inode of the file."""
    return int(_FORM.unpack(of)[2])


def sizes(stamps: bytes) -> array[int]:
    """The sizes of many files, whose stamps are given one after the other."""
    return _numbers(stamps)[::3]


def inodes(stamps: bytes) -> array[int]:
    """The inodes of many files."""
    return _numbers(stamps)[2::3]


def _numbers(stamps: bytes) -> array[int]:
    found = array("Q")
    found.frombytes(stamps)
    return found
