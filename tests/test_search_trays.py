"""What the search keeps in trays is found again by its key, few trays are opened or laid down after an edit, and what is lost is missed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random

import pytest

from sitegen.digests import Digest, digest
from sitegen.drawers import closed
from sitegen.publish.search_neighbours import Neighbours
from sitegen.publish.search_slips import Slip
from sitegen.publish.search_trays import NUMBER, Trays

Keys = list[Digest]


def slip(key: Digest) -> Slip:
    return Slip(key, key.hex(), b"", (1, 2, 3), key[::-1])


def keys(texts: list[str]) -> Keys:
    """A key for each text, none for an empty one."""
    return [digest(text) if text else b"" for text in texts]


class Kept(Mapping[str, bytes]):
    """Trays that note which of them are asked for."""

    def __init__(self, content: dict[str, bytes]) -> None:
        self.content = content
        self.asked: list[str] = []

    def __getitem__(self, name: str) -> bytes:
        self.asked.append(name)
        return self.content[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.content)

    def __len__(self) -> int:
        return len(self.content)


def laid(trays: Trays) -> dict[str, bytes]:
    return {name: closed(slips) for name, slips in trays.sorted_in()}


def filled(now: Keys, then: Keys | None = None, kept: Mapping[str, bytes] | None = None) -> Trays:
    """The trays of *now*, made upon those *kept* of *then*."""
    trays = Trays(kept or {}, then or [], now)
    for key in now:
        if key and key not in trays:
            trays.put(key, slip(key))
    return trays


def texts(number: int, random: Random) -> list[str]:
    return [f"log {random.random()}" if random.random() < 0.5 else "" for _ in range(number)]


@pytest.mark.parametrize("number", [1, NUMBER - 1, NUMBER, NUMBER + 1, 3 * NUMBER + 7, 1000])
@pytest.mark.parametrize("later", [1, NUMBER, 1000, 1010])
def test_every_slip_is_found_by_its_key_whatever_came_and_went(number: int, later: int) -> None:
    random = Random(number)  # noqa: S311  (nothing here is a secret)
    first = texts(number, random)
    second = [one if random.random() < 0.8 else f"new {at}" for at, one in enumerate(first)][:later]
    second += texts(later - len(second), random)
    kept = laid(filled(keys(first)))
    kept |= laid(filled(keys(second), keys(first), kept))
    again = Trays(kept, keys(second), keys(second))
    there = [key for key in keys(second) if key]
    assert all(key in again for key in there)
    assert [again[key] for key in there] == list(map(slip, there))
    assert laid(again) == {}


def test_few_trays_are_opened_and_laid_down_after_an_edit() -> None:
    first = keys([f"log {number}" for number in range(20 * NUMBER)])
    kept = Kept(laid(filled(first)))
    assert (len(kept), set(kept)) == (NUMBER, {f"search-{number}" for number in range(NUMBER)})
    second = [*first[:45], digest("a windlass"), *first[46:]]
    trays = filled(second, first, kept)
    assert trays[first[45]] == slip(first[45])
    assert trays[first[59]] == slip(first[59])
    assert trays[second[45]] == slip(second[45])
    assert [name for name, _ in trays.sorted_in()] == ["search-2"]
    assert kept.asked == ["search-2"]


def test_of_trays_only_what_is_of_today_is_laid_down() -> None:
    first = keys(["one", "two", "", "four"])
    second = keys(["one", "", "three", "four"])
    trays = dict(filled(second, first, laid(filled(first))).sorted_in())
    assert {key for slips in trays.values() for key in slips} == {first[1], second[2]} - {first[1]}


def test_what_is_new_is_there_and_nothing_else() -> None:
    trays = Trays({}, keys(["one", ""]), keys(["two"]))
    trays.put(digest("two"), slip(digest("two")))
    assert [key in trays for key in (digest("one"), digest("two"), digest("three"), b"")] == [True, True, False, False]
    assert trays[digest("two")] == slip(digest("two"))


@pytest.mark.parametrize("harm", ["lost", "damaged", "another"])
def test_a_slip_that_is_lost_is_missed(harm: str) -> None:
    known = keys([f"log {number}" for number in range(2 * NUMBER)])
    kept = laid(filled(known))
    kept["search-3"] = {"lost": b"", "damaged": kept["search-3"][:-1], "another": kept["search-4"]}[harm]
    trays = Trays(kept, known, known)
    assert trays[known[2]] == slip(known[2])
    with pytest.raises(KeyError):
        trays[known[6]]
    with pytest.raises(KeyError):
        Trays({}, known, known)[known[0]]


SIGNS = "".join(map(chr, range(0x800, 0x800 + 600)))


def found(first: str) -> dict[str, bytes]:
    return {chr(ord(first) + 1): first.encode()}


def test_neighbours_are_found_again_and_few_of_their_trays_opened() -> None:
    known = Neighbours(SIGNS)
    for sign in SIGNS[1:]:
        known.put(sign, found(sign))
    kept = Kept(dict(known.trays()))
    again = Neighbours(SIGNS, kept)
    assert (list(again.trays()), kept.asked) == ([], [])
    assert [again.after(sign) for sign in SIGNS[5:7]] == [found(sign) for sign in SIGNS[5:7]]
    again.put(SIGNS[7], {})
    assert len(kept.asked) == 3
    [(name, tray)] = again.trays()
    then = Neighbours(SIGNS, {**kept, name: tray})
    assert [then.after(sign) for sign in SIGNS[1:]] == [{} if sign == SIGNS[7] else found(sign) for sign in SIGNS[1:]]


@pytest.mark.parametrize("harm", ["gone", "empty", "of another"])
def test_neighbours_that_are_lost_are_missed(harm: str) -> None:
    known = Neighbours(SIGNS)
    for sign in SIGNS:
        known.put(sign, found(sign))
    trays = dict(known.trays())
    names = list(trays)
    kept = {"gone": {}, "empty": dict.fromkeys(names, b""), "of another": dict(zip(names, [*trays.values()][::-1], strict=True))}[harm]
    with pytest.raises(KeyError):
        Neighbours(SIGNS, kept).after(SIGNS[0])
