"""Where places lie: always right where it is said, and said only where it is sure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from sitegen.annotate import annotate
from sitegen.catalog import catalog
from sitegen.catalog.authority import parse_authority
from sitegen.catalog.locations import find_locations
from sitegen.model import Archive
from tests.articles import annotated, article, mention
from tests.casebook import Case, read_cases

CASES = read_cases("locations")


def archive_of(text: str) -> Archive:
    """The archive of the articles in *text*, parted by three dots."""
    parts = text.split("\n...\n")
    return catalog([annotate(article(*part.split("\n"), source=f"{n}.txt")).value for n, part in enumerate(parts)]).value


def located(text: str) -> dict[str, str]:
    """Each place of *text* with its country and region, ``?`` where it is in doubt, ``-`` where its name is unknown."""
    archive = archive_of(text)
    bare = [place for place in archive.entities if place.type == "place"]
    found = find_locations([structs.replace(place, coordinates=None) for place in bare], archive.articles, archive.appearances)
    out = {}
    for place in bare:
        location = found.get(place.id)
        record = location.record if location else None
        out[place.name] = "-".join(filter(None, record.realm)) if record else "?" if location else "-"
    return out


@pytest.mark.parametrize("case", CASES, ids=str)
def test_cases(case: Case) -> None:
    found = located(case.given)
    assert [f"{name}: {found.get(name)}" for name in (line.split(": ")[0] for line in case.wanted.split("\n"))] == case.wanted.split("\n")


def test_enough_cases() -> None:
    assert sum(case.wanted.count("\n") + 1 for case in CASES) >= 60


def test_a_place_says_which_record_it_is() -> None:
    (place,) = archive_of("Envoys will meet in Cairo on Monday.").entities
    assert (place.gazetteer, place.is_country) == ("GeoNames 360630", False)
    assert place.coordinates == pytest.approx((30.06, 31.25), abs=0.05)


def test_a_country_says_that_its_point_is_coarse() -> None:
    (place,) = archive_of("Envoys will meet in Mongolia on Monday.").entities
    assert (place.gazetteer, place.is_country) == ("GeoNames 2029969", True)


def test_the_keepers_coordinates_win() -> None:
    authority = parse_authority('[[entity]]\nname = "Cairo"\ncoordinates = [1.5, 2.5]\n')
    one = annotate(article("Envoys will meet in Cairo on Monday.")).value
    (place,) = catalog([one], authority).value.entities
    assert (place.coordinates, place.gazetteer) == ((1.5, 2.5), None)
    assert place.correction is not None
    assert place.correction.facts == ("coordinates",)


def test_people_and_bodies_have_no_coordinates() -> None:
    of = article("Paris London met the Cairo Council.")
    people = (mention(of, "Paris London", "Paris"), mention(of, "Cairo Council", "Cairo", "organization"))
    assert {entity.coordinates for entity in catalog([annotated(of, mentions=people)]).value.entities} == {None}


@given(st.lists(st.sampled_from(["Paris", "London", "Tripoli, Libya,", "Texas", "Syrian", "the city of", "Georgia", "in", ",", "(", "’s"])))
def test_any_words_are_read(words: list[str]) -> None:
    archive_of("Envoys met in " + " ".join(words) + ".")
