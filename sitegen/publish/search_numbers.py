"""Numbers in the search: each thing has one that its own name gives it, so that what comes or goes moves only what stands beside it."""

from __future__ import annotations

from collections.abc import Mapping
from zlib import crc32

_BITS = 32
_COARSE = 3
"""Bits of the number of places: an archive that grows by an eighth is put up anew."""


def put_up(names: Mapping[str, str]) -> tuple[dict[str, int], int]:
    """The number of each thing, and how many numbers there are; *names* says by which name each is put up.

    There is twice the room that is wanted. A thing stands where the checksum of its name says, or as soon behind it as there is room.
    """
    room = _rounded(2 * len(names))
    numbers: dict[str, int] = {}
    free = 0
    for place, thing in sorted((crc32(name.encode("utf-8", "surrogatepass")), thing) for thing, name in names.items()):
        numbers[thing] = free = max(free, place * room >> _BITS)
        free += 1
    return numbers, max(room, free)


def _rounded(number: int) -> int:
    """*number* or a little more."""
    step = 1 << max(0, number.bit_length() - _COARSE)
    return -(-number // step) * step
