"""A fact has one number from one build to the next, and is looked at only where it may have changed."""

from __future__ import annotations

from sitegen.publish.register import Register, rows_of, without
from sitegen.publish.shelves import Fact

FACTS: dict[Fact, bytes] = {("card", "bridge"): b"1", ("card", "ferry"): b"2", ("path", "bridge"): b"3"}


def _subject(fact: Fact) -> str:
    return str(fact[1])


def _first() -> Register:
    register = Register({}, 7, _subject, FACTS.__getitem__)
    assert [register.shelves[shelf][key] for shelf, key in FACTS] == [7, 8, 9]
    return register


def test_a_fact_is_numbered_once() -> None:
    register = _first()
    assert [register.shelves[shelf][key] for shelf, key in FACTS] == [7, 8, 9]
    assert (register.numbered, register.changed(())) == (10, set())


def test_the_next_build_finds_the_same_numbers_and_gives_new_ones_behind_them() -> None:
    first = _first()
    facts = FACTS | {("path", "ferry"): b"4"}
    register = Register(first.packed(), first.numbered, _subject, facts.__getitem__)
    assert [register.shelves[shelf][key] for shelf, key in reversed(facts)] == [10, 9, 8, 7]
    assert register.numbered == 11
    assert {name: rows_of(rows) for name, rows in register.packed().items()} == {
        "bridge": [(7, "card", "bridge", b"1"), (9, "path", "bridge", b"3")],
        "ferry": [(8, "card", "ferry", b"2"), (10, "path", "ferry", b"4")],
    }


def test_what_changed_is_told_and_noted_where_it_is_not_settled() -> None:
    first = _first()
    facts = FACTS | {("card", "bridge"): b"new", ("card", "ferry"): b"newer"}
    assert Register(first.packed(), 10, _subject, facts.__getitem__).changed(()) == {7, 8}
    register = Register(first.packed(), 10, _subject, facts.__getitem__)
    assert register.changed({"ferry"}) == {7}
    packed = register.packed()
    assert packed["ferry"] == first.packed()["ferry"]
    assert rows_of(packed["bridge"]) == [(7, "card", "bridge", b"new"), (9, "path", "bridge", b"3")]
    assert Register(packed, 10, _subject, (FACTS | {("card", "bridge"): b"new"}).__getitem__).changed(()) == set()


def test_a_fact_about_what_is_settled_is_found_when_it_is_asked_for() -> None:
    first = _first()
    register = Register(first.packed(), first.numbered, _subject, FACTS.__getitem__)
    register.changed({"bridge", "ferry"})
    assert (register.shelves["path"]["bridge"], register.numbered) == (9, 10)


def test_facts_that_nothing_is_made_of_are_let_go() -> None:
    assert {name: rows_of(rows) for name, rows in without(_first().packed(), {9}).items()} == {"bridge": [(9, "path", "bridge", b"3")]}
