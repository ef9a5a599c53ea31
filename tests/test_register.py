"""A fact has one number from one build to the next, and is looked at only where it may have changed."""

from __future__ import annotations

import pytest

from sitegen.publish.register import Register, Row, rows_of, shelves_of, without
from sitegen.publish.shelves import Fact

FACTS: dict[Fact, bytes] = {("card", "bridge"): b"1", ("card", "ferry"): b"2", ("path", "bridge"): b"3"}
MORE = FACTS | {("path", "ferry"): b"4"}


def _subject(fact: Fact) -> str:
    return str(fact[1])


def _rows(packed: bytes) -> dict[str, list[Row]]:
    return {shelf: rows_of(rows) for shelf, rows in shelves_of(packed).items()}


def _first() -> Register:
    register = Register({}, 7, _subject, FACTS.__getitem__)
    assert [register.shelves[shelf][key] for shelf, key in FACTS] == [7, 8, 9]
    return register


def test_a_fact_is_numbered_once() -> None:
    register = _first()
    assert [register.shelves[shelf][key] for shelf, key in FACTS] == [7, 8, 9]
    assert (register.numbered, register.changed(())) == (10, {})


def test_what_a_copy_has_told_is_not_found_out_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = (("card", frozenset({"bridge", "ferry"})), ("path", frozenset({"bridge"})))
    copy = Register({}, 0, _subject, MORE.__getitem__)
    assert copy.tell(taken) == ()  # which it is not
    monkeypatch.setattr("os.getpid", lambda: -1)
    told = copy.tell(taken)
    assert told == (("card", {"bridge": b"1", "ferry": b"2"}), ("path", {"bridge": b"3"}))
    assert copy.tell((*taken, ("path", frozenset({"bridge", "ferry"})))[1:]) == (("path", {"ferry": b"4"}),)
    home, wanted = (Register({}, 0, _subject, facts.__getitem__) for facts in ({}, FACTS))
    home.hear(told)
    numbers = [[register.shelves[shelf][key] for shelf, key in FACTS] for register in (home, wanted)]
    assert (numbers[0], home.packed()) == (numbers[1], wanted.packed())


def test_the_next_build_finds_the_same_numbers_and_gives_new_ones_behind_them() -> None:
    first = _first()
    register = Register(first.packed(), first.numbered, _subject, MORE.__getitem__)
    assert [register.shelves[shelf][key] for shelf, key in reversed(MORE)] == [10, 9, 8, 7]
    assert register.numbered == 11
    assert {name: _rows(packed) for name, packed in register.packed().items()} == {
        "bridge": {"card": [(7, "bridge", b"1")], "path": [(9, "bridge", b"3")]},
        "ferry": {"card": [(8, "ferry", b"2")], "path": [(10, "ferry", b"4")]},
    }


def test_what_changed_is_told_and_noted_where_it_is_not_settled() -> None:
    last = _first().packed()
    facts = FACTS | {("card", "bridge"): b"new", ("card", "ferry"): b"newer"}
    changed = {7: ("card", "bridge"), 8: ("card", "ferry")}
    assert Register(last, 10, _subject, facts.__getitem__).changed(()) == changed
    register = Register(last, 10, _subject, facts.__getitem__)
    assert register.changed({"ferry"}) == {7: ("card", "bridge")}
    packed = register.packed()
    assert packed["ferry"] == last["ferry"]
    assert _rows(packed["bridge"]) == {"card": [(7, "bridge", b"new")], "path": [(9, "bridge", b"3")]}
    assert Register(packed, 10, _subject, (FACTS | {("card", "bridge"): b"new"}).__getitem__).changed(()) == {}


def test_a_fact_about_what_is_settled_is_found_when_it_is_asked_for() -> None:
    first = _first()
    register = Register(first.packed(), first.numbered, _subject, FACTS.__getitem__)
    register.changed({"bridge", "ferry"})
    assert (register.shelves["path"]["bridge"], register.numbered) == (9, 10)


def test_facts_that_nothing_is_made_of_are_let_go() -> None:
    kept = without(_first().packed(), {9})
    assert {name: _rows(packed) for name, packed in kept.items()} == {"bridge": {"path": [(9, "bridge", b"3")]}}
