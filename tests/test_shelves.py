"""Whatever a page takes from a shelf is on its slip: a page would stand where it should change if one way of asking were forgotten."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec import Struct

from sitegen.publish.shelves import ALL, Late, Slips, row, watched


class Room(Struct, frozen=True):
    quotes: dict[str, str]
    name: str


WAYS: dict[str, tuple[Callable[[dict[str, str]], Any], Any, str | None]] = {
    "the one": (lambda shelf: shelf["a"], "x", "a"),
    "one that may be there": (lambda shelf: shelf.get("a"), "x", "a"),
    "one that is not there": (lambda shelf: shelf.get("z", "none"), "none", "z"),
    "whether it is there": (lambda shelf: "a" in shelf, True, "a"),
    "whether one is there that is not": (lambda shelf: "z" in shelf, False, "z"),
    "in order": (list, ["a", "b"], ALL),
    "how many": (len, 2, ALL),
    "the keys": (lambda shelf: list(shelf.keys()), ["a", "b"], ALL),
    "the values": (lambda shelf: list(shelf.values()), ["x", "y"], ALL),
    "all": (lambda shelf: list(shelf.items()), [("a", "x"), ("b", "y")], ALL),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_is_taken_is_noted(way: str) -> None:
    take, wanted, key = WAYS[way]
    slips = Slips()
    room = watched(Room({"a": "x", "b": "y"}, "archive"), slips)
    assert slips.hand_in() == ()
    assert take(room.quotes) == wanted
    assert slips.hand_in() == (("room.quotes", frozenset({key})),)
    assert slips.hand_in() == ()
    assert room.name == "archive"


def test_what_is_known_is_not_handed_in() -> None:
    slips = Slips()
    room = watched(Room({"a": "x", "b": "y"}, ""), slips)
    for keys, wanted in (("ab", "b"), ("a", ""), ("b", "b")):
        row(room.quotes, keys)
        assert slips.hand_in({"room.quotes": frozenset("ac")}) == ((("room.quotes", frozenset(wanted)),) if wanted else ())
        assert slips.hand_in() == ()


def test_one_that_is_missing_is_noted_before_it_is_missed() -> None:
    slips = Slips()
    with pytest.raises(KeyError):
        watched(Room({}, ""), slips).quotes["z"]
    assert slips.hand_in() == (("room.quotes", frozenset("z")),)


@pytest.mark.parametrize("is_late", [False, True])
def test_a_row_of_them_is_noted_whole(is_late: bool) -> None:
    slips, content = Slips(), {"a": "x", "b": "y", "c": "z"}
    quotes = Late(content, content.__getitem__) if is_late else content
    room = watched(Room(quotes, ""), slips)
    for keys, wanted in ((["c", "a"], ["z", "x"]), (("a", "b"), ["x", "y"]), ((), [])):
        assert row(room.quotes, keys) == row(quotes, keys) == wanted
        assert {name: set(taken) for name, taken in slips.hand_in()} == ({"room.quotes": set(keys)} if keys else {})
    with pytest.raises(KeyError):
        row(room.quotes, ["a", "d"])
    assert "d" in dict(slips.hand_in())["room.quotes"]
