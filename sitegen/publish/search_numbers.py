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
    by_thing = names()
    numbers, room = put_up(by_thing)
    is_plain = len(set(map(_checksum, by_thing.values()))) == len(by_thing)  # else the things themselves say who comes first
    return Stand(made_of if is_plain else b"", array("I", [numbers[thing] for thing in by_thing]).tobytes(), room)


def put_up(names: Mapping[str, str]) -> tuple[dict[str, int], int]:
    """The number of each thing, and how many numbers there are; *names* says by which name each is put up.

    There is twice the room that is wanted. A thing stands where the checksum of its name says, or where the way from there first comes upon
    room. It does not stand right behind what is in its place: there others would be, and all of them would move when one comes.
    """
    room = _rounded(2 * len(names))
    numbers: dict[str, int] = {}
    taken: set[int] = set()
    for first, thing in sorted((_checksum(name), thing) for thing, name in names.items()):
        place = first
        while (number := place * room >> _BITS) in taken:
            place = place * _STEP + _SHIFT & _ALL
        taken.add(number)
        numbers[thing] = number
    return numbers, room


def _checksum(name: str) -> int:
    return crc32(name.encode("utf-8", "surrogatepass"))


def _rounded(number: int) -> int:
    """*number* or a little more."""
    step = 1 << max(0, number.bit_length() - _COARSE)
    return -(-number // step) * step
