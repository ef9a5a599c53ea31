"""Numbers in the search: each thing has one that its own name gives it, so that what comes or goes moves hardly anything else."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from zlib import crc32

from sitegen.digests import Digest, digest
from sitegen.drawers import unpacked
from sitegen.publish.view import View

_BITS = 32
_ALL = (1 << _BITS) - 1
_STEP, _SHIFT = 1_664_525, 1_013_904_223
"""From one number of 32 bits to another one: the way leads through all of them (Numerical Recipes)."""
_COARSE = 3
"""Bits of the number of places: an archive that grows by an eighth is put up anew."""


class Stand(View):
    """Where things stand that were put up together."""

    told: Digest = b""
    """Of what was told of them in their order; empty where that alone does not say who stands where."""
    packed: bytes = b""
    room: int = 0

    @property
    def numbers(self) -> array[int]:
        """Their numbers, in their order."""
        return unpacked(self.packed)


NOWHERE = Stand()


def stand(told: Sequence[str], names: Callable[[], Mapping[str, str]], last: Stand = NOWHERE) -> Stand:
    """Where the things stand of which this is *told*, and from which their *names* follow: as the *last* time, if the same was told."""
    made_of = digest(told)
    if made_of == last.told:
        return last
    checksums = _checksums(names())
    numbers, room = _placed(checksums)
    is_plain = len(set(checksums.values())) == len(checksums)  # else the things themselves say who comes first
    return Stand(made_of if is_plain else b"", array("I", list(map(numbers.__getitem__, checksums))).tobytes(), room)


def put_up(names: Mapping[str, str]) -> tuple[dict[str, int], int]:
    """The number of each thing, and how many numbers there are; *names* says by which name each is put up.

    There is twice the room that is wanted. A thing stands where the checksum of its name says, or where the way from there first comes upon
    room. It does not stand right behind what is in its place: there others would be, and all of them would move when one comes.
    """
    return _placed(_checksums(names))


def _placed(checksums: Mapping[str, int]) -> tuple[dict[str, int], int]:
    room = _rounded(2 * len(checksums))
    numbers: dict[str, int] = {}
    taken: set[int] = set()
    for first, thing in sorted(zip(checksums.values(), checksums, strict=True)):
        place = first
        while (number := place * room >> _BITS) in taken:
            place = place * _STEP + _SHIFT & _ALL
        taken.add(number)
        numbers[thing] = number
    return numbers, room


def _checksums(names: Mapping[str, str]) -> dict[str, int]:
    """By the thing, the checksum of its name."""
    return {thing: crc32(name.encode("utf-8", "surrogatepass")) for thing, name in names.items()}


def _rounded(number: int) -> int:
    """*number* or a little more."""
    step = 1 << max(0, number.bit_length() - _COARSE)
    return -(-number // step) * step
