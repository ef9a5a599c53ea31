"""The land of the world, and the part of it that a map shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from math import cos, radians

from sitegen.publish.view import View
from sitegen.reference import reference_text

STEPS = 100
"""Steps of a degree in the file, which tools/build_outline.py writes."""
_TEXT = reference_text("sitegen.publish", "outline.txt")

Place = tuple[float, float]
"""Latitude and longitude in degrees; on a map, how far from the left and from the top, both as a share of the width."""
Ring = tuple[Place, ...]


class Window(View):
    """The part of the world that a map shows, in degrees."""

    south: float
    west: float
    north: float
    east: float

    @property
    def narrowing(self) -> float:
        """How wide a degree of longitude is drawn for one of latitude: as it is in the middle of the map."""
        return cos(radians((self.south + self.north) / 2))

    @property
    def height(self) -> float:
        """Of the map, as a share of its width."""
        return (self.north - self.south) / ((self.east - self.west) * self.narrowing)

    def locate(self, place: Place) -> Place:
        """Where the map shows *place*."""
        wide = self.east - self.west
        return (place[1] - self.west) / wide, (self.north - place[0]) / (wide * self.narrowing)

    def holds(self, place: Place) -> bool:
        """Whether the map shows *place*."""
        return self.south <= place[0] <= self.north and self.west <= place[1] <= self.east


def land(window: Window) -> Iterator[list[Ring]]:
    """The land of each country that *window* shows, in degrees, cut at its edges."""
    for country in _countries():
        rings = [ring for bounds, ring in country if _meet(bounds, window)]
        cut = [inside for ring in rings if len(inside := _cut(_places(ring), window)) > 2]
        if cut:
            yield cut


@cache
def _countries() -> list[list[tuple[Window, str]]]:
    """Each country's rings, as they are encoded, with what bounds them: to decode all takes a twentieth of a second, and maps show few."""
    return [[_ring(line) for line in paragraph.split("\n")] for paragraph in _TEXT.strip().split("\n\n")]


def _ring(line: str) -> tuple[Window, str]:
    *bounds, ring = line.split(" ")
    return Window(*(int(step) / STEPS for step in bounds)), ring


def _places(ring: str) -> Ring:
    steps = list(_decoded(ring))
    east, north = ([step / STEPS for step in accumulate(steps[first::2])] for first in (0, 1))
    return tuple(zip(north, east, strict=True))


def _decoded(ring: str) -> Iterator[int]:
    """The numbers of an encoded polyline: five bits a letter, the lowest first, the sign in the lowest bit."""
    number = shift = 0
    for letter in ring:
        bits = ord(letter) - 63
        number |= (bits & 31) << shift
        shift += 5
        if bits < 32:
            yield ~(number >> 1) if number & 1 else number >> 1
            number = shift = 0


def _meet(one: Window, other: Window) -> bool:
    return one.south < other.north and other.south < one.north and one.west < other.east and other.west < one.east


def _cut(ring: Ring, window: Window) -> Ring:
    """The part of *ring* inside of *window*: what lies beyond an edge falls away, edge by edge."""
    for axis, edge, sign in ((0, window.south, 1), (0, window.north, -1), (1, window.west, 1), (1, window.east, -1)):
        ring = tuple(_beyond(ring, axis, edge, sign))
    return ring


def _beyond(ring: Sequence[Place], axis: int, edge: float, sign: int) -> Iterator[Place]:
    """*ring* on that side of *edge* on which *sign* times the distance to it is positive."""
    for before, here in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        was, now = sign * (before[axis] - edge), sign * (here[axis] - edge)
        if was * now < 0:
            part = was / (was - now)
            yield (before[0] + part * (here[0] - before[0]), before[1] + part * (here[1] - before[1]))
        if now >= 0:
            yield here
