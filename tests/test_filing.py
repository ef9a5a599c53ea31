"""Where a name or a title stands in an A–Z."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from sitegen.model import ENTITY_TYPES, Archive, Entity, EntityType, Report
from sitegen.publish.filing import NAME, Filing, filed, filed_person, letter, looked_up
from sitegen.publish.list_pages import quotes_by_speaker
from sitegen.publish.lookup import look_up
from sitegen.publish.sayings import words_said
from sitegen.publish.tongue import ENGLISH
from tests.articles import annotated, article, quote


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Mara Quill", "quill mara"),
        ("Samir al-Hadi", "hadi samir"),
        ("Han Duk-ho", "han dukho"),
        ("Ji Won Duk-ho", "dukho ji won"),
        ("Anna Smith-Jones", "smithjones anna"),
        ("Ansel Quorrick, Jr.", "quorrick ansel"),
        ("Odo Brandt III", "brandt odo"),
        ("Tesmin", "tesmin"),
    ],
)
def test_a_person_is_filed_under_the_family_name(name: str, place: str) -> None:
    assert filed_person(name) == looked_up(name, "person") == place


def test_other_names_and_titles_are_filed_as_they_stand_without_an_article() -> None:
    assert [filed(name) for name in ("The Ostrel Lantern", "A “quiet” harbour", "Élan")] == ["ostrel lantern", "quiet harbour", "elan"]
    assert looked_up("Samir al-Hadi", "organization") == "samir alhadi"


def test_what_begins_with_no_letter_stands_under_the_figures() -> None:
    assert [letter(name) for name in ("quill", "90 days", "")] == ["Q", "0–9", "0–9"]


def test_where_names_are_filed_is_kept_as_long_as_somebody_asks() -> None:
    first = Filing()
    assert [first.row(["Samir al-Hadi"], type)[0] for type in ("person", "organization", None)] == ["hadi samir", *2 * ["samir alhadi"]]
    again = Filing(first.drawers()[NAME].replace(b"hadi samir", b"haddi samr"))
    assert again.row(["Samir al-Hadi"], "person")[0] == "haddi samr"
    assert NAME in again.drawers()
    assert again.row(["Samir al-Hadi"], None)[0] == "samir alhadi"
    assert again.drawers() == {}
    assert Filing(b"damaged").row(["Samir al-Hadi"], "person")[0] == "hadi samir"


def test_speakers_who_are_filed_in_one_place_are_told_in_the_order_of_the_archive() -> None:
    words = ("We wait.", "Nobody came.", "It rained.", "So it is.")
    told = article(" ".join(words))
    quotes = tuple(replace(quote(told, one), id=str(number)) for number, one in enumerate(words))
    types: tuple[EntityType | None, ...] = ("place", "person", None, "place")
    entities = tuple(Entity("kerrow", type, "Kerrow", (), ()) for type in ENTITY_TYPES)
    reports = tuple(
        Report(told.provenance.accession, one, type, "kerrow" if type else None) for one, type in zip(quotes, types, strict=True)
    )
    lookup = look_up(Archive((annotated(told, quotes),), entities, reports, (), ()), {})
    (leaf,) = quotes_by_speaker(words_said(lookup), lookup, ENGLISH, Filing())
    assert [(group.label, group.cards) for group in leaf.groups] == [("Kerrow", ("0", "1", "3")), ("Speaker not identified", ("2",))]
