"""What the lists of names know."""

from __future__ import annotations

from importlib.resources import files

import pytest
from anyascii import anyascii

from sitegen.annotate.names import _PLACES, gender_of, is_common, is_demonym, without_accents
from tests.casebook import Case, read_cases

LISTS = ("given_names.txt", "surnames.txt", "places.txt", "common_words.txt")


@pytest.mark.parametrize("case", read_cases("names"), ids=str)
def test_given_names(case: Case) -> None:
    assert [gender_of(name) or "unknown" for name in case.given.split("\n")] == case.wanted.split("\n")


@pytest.mark.parametrize("word", ["rebels", "tried", "running", "police", "hopefully", "cities"])
def test_inflected_words_are_common(word: str) -> None:
    assert is_common(word)


@pytest.mark.parametrize("word", ["haddad", "qwxyz", ""])
def test_names_are_not(word: str) -> None:
    assert not is_common(word)


@pytest.mark.parametrize("word", ["kenyan", "kenyans", "tasmanian", "londoner", "british", "syrians"])
def test_peoples_and_adjectives_of_places(word: str) -> None:
    assert is_demonym(word)


@pytest.mark.parametrize("word", ["kenya", "ban", "men", "her"])
def test_what_only_ends_like_one(word: str) -> None:
    assert not is_demonym(word)


def test_names_lose_their_accents_as_anyascii_takes_them() -> None:
    places = {name for group in _PLACES.values() for name in group if not name.isascii()}
    assert len(places) > 1000
    assert {name: without_accents(name) for name in places} == {name: anyascii(name) for name in places}
    assert without_accents("Αθήνα") == anyascii("Αθήνα")


@pytest.mark.parametrize("name", LISTS)
def test_every_list_says_where_it_comes_from(name: str) -> None:
    head = files("sitegen.annotate").joinpath(name).read_text(encoding="utf-8").split("\n[")[0]
    assert "Source" in head
    assert "build_gazetteers" in head
