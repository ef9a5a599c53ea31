"""Numbers in the search: each thing has one that its own name gives it, so that what comes or goes moves hardly anything else."""

from __future__ import annotations

from collections.abc import Mapping
from zlib import crc32

_BITS = 32
_ALL = (1 << _BITS) - 1
_STEP, _SHIFT = 1_664_525, 1_013_904_223
"""From one number of 32 bits to another one: the way leads through all of them (Numerical Recipes)."""
_COARSE = 3
"""Bits of the number of places: an archive that grows by an eighth is put up anew."""


def put_up(names: Mapping[str, str]) -> tuple[dict[str, int], int]:
    """The number of each thing, and how many numbers there are; *names* says by which name each is put up.

    There is twice the room that is wanted. A thing stands where the checksum of its name says, or where the way from there first comes upon
    room. It does not stand right behind what is in its place: there others would be, and all of them would move when one comes.
    """
    room = _rounded(2 * len(names))
    numbers: dict[str, int] = {}
    taken: set[int] = set()
    for first, thing in sorted((crc32(name.encode("utf-8", "surrogatepass")), thing) for thing, name in names.items()):
        place = first
        while (number := place * room >> _BITS) in taken:
            place = place * _STEP + _SHIFT & _ALL
        taken.add(number)
        numbers[thing] = number
    return numbers, room


def _rounded(number: int) -> int:
    """*number* or a little more."""
    step = 1 << max(0, number.bit_length() - _COARSE)
    return -(-number // step) * step
