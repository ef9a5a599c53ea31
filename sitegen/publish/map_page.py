"""What the map of places is given: a drawing of the land around them, and the places themselves as a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, log10, radians

from sitegen.model import Archive, Entity
from sitegen.publish.cards import Cards, EntityCard
from sitegen.publish.filing import looked_up
from sitegen.publish.lettering import Lettered, letter
from sitegen.publish.outline import Place, Ring, Window, land

PATH = "map.html"
NARROW, WIDE = 280, 640
"""Pixels: the widths that names are fitted to, a phone's and a page's."""
HEIGHT = 0.8
"""Of a map, as a share of its width."""
MARGIN = 0.16
"""Land around the outermost places, as a share of the way between them."""
LEAST, LEAST_OF_COUNTRIES = 3.0, 24.0
"""Degrees of latitude that a map shows at least: closer, the outline has nothing to tell; a country is no point."""
CLOSE = 0.12
"""Places so near to each other, as a share of the map's width, run together in it."""
ENOUGH = 3
"""So many places that run together are worth a map of their own."""
NEARER = 2.0
"""A second map must show them at least so many times larger."""
GRAIN = 1000
"""Units that a map is drawn in, from left to right."""
SMALLEST = 3.0
"""Units of an island that is still drawn."""
DEGREE = 111.2
"""Kilometres of a degree of latitude."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A place on a map."""

    card: EntityCard
    coordinates: Place
    """Latitude and longitude."""
    is_country: bool
    left: float
    """Per cent of the map's width."""
    top: float
    """Per cent of the map's height."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A length of the map, in per cent of its width, and what it is on the ground."""

    percent: float
    words: str


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """A map: the land, the places that it shows, and the names that there is room for on a narrow page and on a wide one."""

    land: str
    """A path, 1000 units wide."""
    height: int
    """Of the drawing in those units."""
    pins: tuple[Pin, ...]
    narrow: tuple[Lettered, ...]
    wide: tuple[Lettered, ...]
    scale: Scale | None
    """None where the map shows so much of the world that no one scale holds."""


@dataclass(frozen=True, slots=True)
class MapView:
    """All places whose coordinates are known."""

    maps: tuple[PlaceMap, ...]
    """One of all of them, and a closer one of those that run together in it."""
    places: tuple[Pin, ...]
    """Everything on the maps, A–Z, countries behind the others."""
    unknown: int
    """Places without coordinates."""


def has_map(archive: Archive) -> bool:
    """Whether any place of *archive* can be shown on a map."""
    return any(entity.coordinates for entity in archive.entities)


def map_view(archive: Archive, cards: Cards) -> MapView:
    """The maps of *archive*."""
    places = [entity for entity in archive.entities if entity.type == "place"]
    known = [(entity, cards.entities[entity.type, entity.id]) for entity in places if entity.coordinates]
    known.sort(key=lambda pair: (-pair[1].mentions, pair[1].path))
    points = [entity.coordinates for entity, _ in known if entity.coordinates and not entity.is_country]
    window = frame(points, LEAST) if points else frame([e.coordinates for e, _ in known if e.coordinates], LEAST_OF_COUNTRIES)
    windows = [window, *nearer(points, window)]
    pins = _pins(known, window)
    filed = sorted(pins, key=lambda pin: (pin.is_country, looked_up(pin.card), pin.card.path))
    return MapView(tuple(_map(known, window) for window in windows), tuple(filed), len(places) - len(known))


def frame(places: Sequence[Place], least: float) -> Window:
    """The window around *places*, with a margin, as high and wide as a map is."""
    south, north = min(place[0] for place in places), max(place[0] for place in places)
    west, east = min(place[1] for place in places), max(place[1] for place in places)
    middle, center = (south + north) / 2, (west + east) / 2
    narrowing = max(cos(radians(middle)), 0.2)
    whole = 1 + 2 * MARGIN
    tall = min(max((north - south) * whole, (east - west) * narrowing * whole * HEIGHT, least), 170.0)
    wide = min(tall / HEIGHT / narrowing, 360.0)
    middle = min(max(middle, tall / 2 - 85), 85 - tall / 2)
    return Window(middle - tall / 2, center - wide / 2, middle + tall / 2, center + wide / 2)


def nearer(places: Sequence[Place], window: Window) -> Iterator[Window]:
    """The window of the places that run together in *window*, where one shows them much larger."""
    groups = _groups([(place, window.locate(place)) for place in dict.fromkeys(places)])
    most = max(groups, key=len, default=[])
    if ENOUGH <= len(most) < len(set(places)):
        close = frame(most, LEAST)
        if (window.north - window.south) / (close.north - close.south) >= NEARER:
            yield close


def _groups(places: Iterable[tuple[Place, Place]]) -> list[list[Place]]:
    """Places in groups, each of which is close to another of its group; the second of a pair says where it is shown."""
    groups: list[list[tuple[Place, Place]]] = []
    for one in places:
        near = [group for group in groups if any(_is_close(one[1], other[1]) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([one, *(other for group in near for other in group)])
    return [[place for place, _ in group] for group in groups]


def _is_close(one: Place, other: Place) -> bool:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 < CLOSE**2


def _map(known: Iterable[tuple[Entity, EntityCard]], window: Window) -> PlaceMap:
    pins = _pins(known, window)
    pins = [pin for pin in pins if window.holds(pin.coordinates)]
    pins = [*(pin for pin in pins if not pin.is_country), *(pin for pin in pins if pin.is_country)]
    names = [pin.card.name for pin in pins]
    dots = [not pin.is_country for pin in pins]
    where = [window.locate(pin.coordinates) for pin in pins]
    narrow, wide = (letter(names, where, dots, width, window.height) for width in (NARROW, WIDE))
    return PlaceMap(draw(window), round(GRAIN * window.height), tuple(pins), narrow, wide, scale(window))


def _pins(known: Iterable[tuple[Entity, EntityCard]], window: Window) -> list[Pin]:
    pins = []
    for entity, card in known:
        if entity.coordinates:
            x, y = window.locate(entity.coordinates)
            pins.append(Pin(card, entity.coordinates, entity.is_country, round(100 * x, 2), round(100 * y / window.height, 2)))
    return pins


def draw(window: Window) -> str:
    """The land of *window* as a path: no finer than an eye can see."""
    drawn = []
    for country in land(window):
        for ring in country:
            places = _thinned([(GRAIN * x, GRAIN * y) for x, y in map(window.locate, ring)])
            if len(places) > 2:
                drawn.append("M" + "L".join(f"{round(x)} {round(y)}" for x, y in places) + "Z")
    return "".join(drawn)


def _thinned(ring: Ring | list[Place]) -> list[Place]:
    """*ring* without places that are hardly apart from the one before; nothing where the whole is hardly to be seen."""
    across = max(max(axis) - min(axis) for axis in zip(*ring, strict=True))
    if across < SMALLEST:
        return []
    kept = [ring[0]]
    for x, y in ring[1:]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= SMALLEST:
            kept.append((x, y))
    return kept


def scale(window: Window) -> Scale | None:
    """A round length of about a quarter of the map."""
    wide = (window.east - window.west) * window.narrowing * DEGREE
    if window.north - window.south > 40:
        return None
    ten = 10 ** int(log10(wide / 4))
    length = max(step * ten for step in (1, 2, 5) if step * ten <= wide / 4)
    return Scale(round(100 * length / wide, 2), f"{length} km")
