"""The map of places: the land around them, cut at its edges, and names that never cover each other."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from sitegen.model import Archive
from sitegen.publish.lettering import DOT, TALL, Box, Lettered, letter
from sitegen.publish.map_page import GRAIN, HEIGHT, draw, frame, nearer, scale
from sitegen.publish.outline import Window, land
from tests.invented_archive import invented_archive
from tests.invented_site import files_of

PLACES = st.lists(st.tuples(st.floats(-80, 80), st.floats(-179, 179)), min_size=1, max_size=12)
SPOTS = st.lists(
    st.tuples(st.text("abcdefg Ω字", min_size=1, max_size=24), st.floats(0, 1), st.floats(0, HEIGHT), st.booleans()), max_size=20
)


def with_coordinates(*of_places: tuple[float, float], is_country: bool = False) -> Archive:
    """The invented archive, the places of which lie at *of_places*, as many as there are."""
    archive, rest = invented_archive(), iter(of_places)
    entities = [
        structs.replace(entity, coordinates=next(rest, None), is_country=is_country) if entity.type == "place" else entity
        for entity in archive.entities
    ]
    return replace(archive, entities=tuple(entities))


@given(PLACES)
def test_a_map_shows_all_of_its_places(places: list[tuple[float, float]]) -> None:
    window = frame(places, 3)
    assert all(map(window.holds, places))
    shown = [window.locate(place) for place in places]
    assert all(-0.001 <= x <= 1.001 and -0.001 <= y <= window.height + 0.001 for x, y in shown)


@pytest.mark.parametrize(("place", "height"), [((10.0, 20.0), HEIGHT), ((-60.0, 100.0), HEIGHT)])
def test_a_map_of_one_place_is_as_high_as_any(place: tuple[float, float], height: float) -> None:
    assert frame([place], 3).height == pytest.approx(height)


def test_the_land_is_cut_at_the_edges() -> None:
    window = Window(46.0, 6.0, 48.0, 9.0)
    places = [place for country in land(window) for ring in country for place in ring]
    assert len(places) > 40
    assert all(window.south <= north <= window.north and window.west <= east <= window.east for north, east in places)


def test_open_sea_has_no_land() -> None:
    window = Window(-40, -130, -35, -125)
    assert list(land(window)) == []
    assert draw(window) == ""


def test_the_land_of_the_world_is_drawn_in_few_bytes() -> None:
    path = draw(frame([(-40, -120), (60, 140)], 3))
    assert re.fullmatch(r"(?:M\d+ \d+l-?\d+ -?\d+(?: -?\d+ -?\d+)+z)+", path)
    assert len(path) < 60_000
    assert max(map(int, re.findall(r"\d+", path))) <= GRAIN


@given(SPOTS, st.sampled_from([280, 640]))
def test_names_cover_no_other_name_and_no_dot_given_before(spots: list[tuple[str, float, float, bool]], width: int) -> None:
    names, dots = [name for name, *_ in spots], [dot for *_, dot in spots]
    places = [(x, y) for _, x, y, _ in spots]
    found = letter(names, places, dots, width, HEIGHT)
    boxes = [_moved(one, places, width) for one in found]
    assert all(box.left >= 0 and box.top >= 0 and box.right <= width and box.bottom <= width * HEIGHT for box in boxes)
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    for one, box in zip(found, boxes, strict=True):
        own = _dot(places[one.number], width)
        others = [_dot(place, width) for place, dot in zip(places[: one.number], dots, strict=False) if dot]
        assert not any(box.meets(other) for other in others if not other.meets(own))
    assert all(box.right - box.left >= 2 * DOT and box.bottom - box.top >= TALL - 0.01 for box in boxes)


def _dot(place: tuple[float, float], width: int) -> Box:
    x, y = (share * width for share in place)
    return Box(x - DOT, y - DOT, x + DOT, y + DOT)


def _moved(one: Lettered, places: list[tuple[float, float]], width: int) -> Box:
    x, y = (share * width for share in places[one.number])
    return Box(one.box.left + x, one.box.top + y, one.box.right + x, one.box.bottom + y)


def test_places_that_run_together_have_a_closer_map() -> None:
    near = [(36.2, 37.1), (36.3, 37.2), (35.9, 36.6)]
    far = (55.7, 37.6)
    (close,) = nearer([*near, far], frame([*near, far], 3))
    assert all(map(close.holds, near))
    assert not close.holds(far)
    assert list(nearer(near, frame(near, 3))) == []


def test_a_scale_is_a_round_length_and_none_where_none_holds() -> None:
    shown = scale(frame([(36.2, 37.1), (33.5, 36.3)], 3))
    assert shown is not None
    assert re.fullmatch(r"[125][0,]* km", shown.words)
    assert 8 <= shown.percent <= 25
    assert scale(frame([(-40, -120), (60, 140)], 3)) is None


def test_the_map_links_its_places_and_lists_them() -> None:
    files = files_of(with_coordinates((36.2, 37.1)))
    page = lxml.html.document_fromstring(files["map.html"].decode())
    assert page.xpath("//svg//g[@class='large']//a/@href") == ["places/port-ellery.html"]
    assert page.xpath("//ul[contains(@class, 'entries')]//a/@href") == ["places/port-ellery.html"]
    assert b'href="map.html"' in files["places.html"]


def test_a_country_has_its_name_and_no_dot() -> None:
    page = lxml.html.document_fromstring(files_of(with_coordinates((47, 2.5), is_country=True))["map.html"].decode())
    assert page.xpath("//text[@class='country']/text()") == ["Port Ellery"] * 2
    assert not page.xpath("//circle")


def test_without_coordinates_there_is_no_map() -> None:
    files = files_of(invented_archive())
    assert "map.html" not in files
    assert b"map.html" not in files["places.html"]
