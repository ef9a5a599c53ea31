"""What the map of places is given: a drawing of the land around them, and the places themselves as a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import cos, log10, radians

from sitegen.publish.cards import Cards, EntityCard
from sitegen.publish.filing import looked_up
from sitegen.publish.leaves import Order
from sitegen.publish.lettering import Lettered, letter
from sitegen.publish.outline import Place, Window, land
from sitegen.publish.tongue import ENGLISH, Tongue
from sitegen.publish.view import View

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
MOST = 300
"""So many places, those mentioned most, say where a closer map is of use."""
NEARER = 2.0
"""A second map must show them at least so many times larger."""
GRAIN = 1000
"""Units that a map is drawn in, from left to right."""
SMALLEST = 3
"""Units of an island that is still drawn."""
DEGREE = 111.2
"""Kilometres of a degree of latitude."""


class Pin(View):
    """A place on a map."""

    card: EntityCard
    left: float
    """Per cent of the map's width."""
    top: float
    """Per cent of the map's height."""


class Scale(View):
    """A length of the map, in per cent of its width, and what it is on the ground."""

    percent: float
    words: str


class PlaceMap(View):
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


class MapView(View):
    """All places whose coordinates are known."""

    orders: tuple[Order, ...]
    """The other ways to see the places."""
    maps: tuple[PlaceMap, ...]
    """One of all of them, and a closer one of those that run together in it."""
    places: tuple[EntityCard, ...]
    """Everything on the maps, A–Z, countries behind the others."""
    unknown: int
    """Places without coordinates."""


def map_view(cards: Cards, orders: tuple[Order, ...]) -> MapView:
    """The maps of the places that have *cards* with coordinates."""
    places = [cards.entities[key] for key in cards.entities if key[0] == "place"]
    known = sorted((card for card in places if card.coordinates), key=lambda card: (card.is_country, -card.mentions, card.path))
    points = [card.coordinates for card in known if card.coordinates and not card.is_country]
    window = frame(points, LEAST) if points else frame([card.coordinates for card in known if card.coordinates], LEAST_OF_COUNTRIES)
    maps = tuple(_map(known, shown, cards.tongue) for shown in (window, *nearer(points, window)))
    filed = sorted(known, key=lambda card: (card.is_country, looked_up(card.name, card.type), card.path))
    return MapView(orders, maps, tuple(filed), len(places) - len(known))


def frame(places: Sequence[Place], least: float) -> Window:
    """The window around *places*, with a margin, as high and wide as a map is."""
    south, north = min(place[0] for place in places), max(place[0] for place in places)
    west, east = min(place[1] for place in places), max(place[1] for place in places)
    middle, center = (south + north) / 2, (west + east) / 2
    narrowing = cos(radians(middle))
    whole = 1 + 2 * MARGIN
    tall = max((north - south) * whole, (east - west) * narrowing * whole * HEIGHT, least)
    wide = tall / HEIGHT / narrowing
    return Window(middle - tall / 2, center - wide / 2, middle + tall / 2, center + wide / 2)


def nearer(places: Sequence[Place], window: Window) -> Iterator[Window]:
    """The window of the places that run together in *window*, where one shows them much larger."""
    groups = _groups([(place, window.locate(place)) for place in list(dict.fromkeys(places))[:MOST]])
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


def _map(known: Sequence[EntityCard], window: Window, tongue: Tongue) -> PlaceMap:
    pins = tuple(pin for card in known if (pin := _pin(card, window)))
    names, dots = [pin.card.name for pin in pins], [not pin.card.is_country for pin in pins]
    where = [(pin.left / 100, pin.top / 100 * window.height) for pin in pins]
    narrow, wide = (letter(names, where, dots, width, window.height) for width in (NARROW, WIDE))
    return PlaceMap(draw(window), round(GRAIN * window.height), pins, narrow, wide, scale(window, tongue))


def _pin(card: EntityCard, window: Window) -> Pin | None:
    if card.coordinates is None or not window.holds(card.coordinates):
        return None
    x, y = window.locate(card.coordinates)
    return Pin(card, round(100 * x, 2), round(100 * y / window.height, 2))


def draw(window: Window) -> str:
    """The land of *window* as a path, no finer than an eye can see."""
    rings = (_thinned([window.locate(place) for place in ring]) for country in land(window) for ring in country)
    return "".join(_path(ring) for ring in rings if len(ring) > 2)


def _path(ring: list[tuple[int, int]]) -> str:
    """*ring* from its first place on, each next one as far as it lies from the one before."""
    steps = " ".join(f"{x - a} {y - b}" for (x, y), (a, b) in zip(ring[1:], ring, strict=False))
    return f"M{ring[0][0]} {ring[0][1]}l{steps}z"


def _thinned(ring: list[Place]) -> list[tuple[int, int]]:
    """*ring* in units, without places that are hardly apart from the one before; nothing where the whole is hardly to be seen."""
    units = [(round(GRAIN * x), round(GRAIN * y)) for x, y in ring]
    if max(max(axis) - min(axis) for axis in zip(*units, strict=True)) < SMALLEST:
        return []
    kept = units[:1]
    for x, y in units[1:]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= SMALLEST:
            kept.append((x, y))
    return kept


def scale(window: Window, tongue: Tongue = ENGLISH) -> Scale | None:
    """A round length of about a quarter of the map."""
    wide = (window.east - window.west) * window.narrowing * DEGREE
    if window.north - window.south > 40:
        return None
    ten = 10 ** int(log10(wide / 4))
    length = max(step * ten for step in (1, 2, 5) if step * ten <= wide / 4)
    return Scale(round(100 * length / wide, 2), tongue.gettext("%(length)s km", length=tongue.number(length)))
