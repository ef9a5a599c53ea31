"""Long lists cut into leaves, so that no page grows with the archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sitegen.publish.permalinks import slug
from sitegen.publish.tongue import Tongue

C = TypeVar("C")

LEAF = 400
"""Entries of a leaf: with quotes of news length about 300 KB, which a browser lays out at once."""


@dataclass(frozen=True, slots=True)
class Group(Generic[C]):
    """What stands under one heading of a list."""

    label: str
    anchor: str
    cards: tuple[C, ...]
    whole: int
    """How many entries the group has on all leaves together."""


@dataclass(frozen=True, slots=True)
class Order:
    """One of the orders in which a list can be read."""

    label: str
    path: str


@dataclass(frozen=True, slots=True)
class ListView(Generic[C]):
    """One leaf of a list in one of its orders."""

    total: int
    orders: tuple[Order, ...]
    order: Order
    """The order shown."""
    path: str
    groups: tuple[Group[C], ...]
    jumps: tuple[Order, ...]
    """Parts of the list, on this leaf and the others."""
    leaves: tuple[Order, ...]
    """All leaves; empty when there is but one."""


def orders_in(tongue: Tongue, orders: Iterable[tuple[str, str]]) -> tuple[Order, ...]:
    """*orders*, each a label in English and a path, in *tongue*."""
    return tuple(Order(tongue.gettext(label), path) for label, path in orders)


def cut(cards: Mapping[str, Sequence[C]], orders: tuple[Order, ...], order: Order, jump: Callable[[str], str] = str) -> list[ListView[C]]:
    """The leaves of a list: *cards* by their labels; *jump* names the part a label is in."""
    groups = _headed(cards)
    total = sum(len(group.cards) for group in groups)
    shelves = _shelved(groups)
    leaves = tuple(Order(str(number), _leaf_path(order.path, number)) for number in range(1, len(shelves) + 1))
    jumps: dict[str, str] = {}
    for leaf, shelf in zip(leaves, shelves, strict=True):
        for group in shelf:
            jumps.setdefault(jump(group.label), f"{leaf.path}#{group.anchor}")
    parts = tuple(Order(name, path) for name, path in jumps.items())
    return [
        ListView(total, orders, order, leaf.path, tuple(shelf), parts, leaves if len(leaves) > 1 else ())
        for leaf, shelf in zip(leaves, shelves, strict=True)
    ]


def grouped(cards: Iterable[C], label: Callable[[C], str]) -> dict[str, list[C]]:
    """*cards* by their labels, in the order in which these first occur."""
    groups: dict[str, list[C]] = {}
    for card in cards:
        groups.setdefault(label(card), []).append(card)
    return groups


def _headed(cards: Mapping[str, Sequence[C]]) -> list[Group[C]]:
    """*cards* under their labels; each label's fragment is its own."""
    anchors: dict[str, int] = {}
    made = []
    for name, group in cards.items():
        anchor = f"g-{slug(name) or 'other'}"
        anchors[anchor] = anchors.get(anchor, 0) + 1
        made.append(Group(name, anchor if anchors[anchor] == 1 else f"{anchor}.{anchors[anchor]}", tuple(group), len(group)))
    return made


def _shelved(groups: list[Group[C]]) -> list[list[Group[C]]]:
    """*groups* on leaves, a long group on several; one empty leaf when there are none."""
    shelves: list[list[Group[C]]] = [[]]
    room = LEAF
    for group in groups:
        rest = group.cards
        while rest:
            if room == 0:
                shelves.append([])
                room = LEAF
            shelves[-1].append(Group(group.label, group.anchor, rest[:room], group.whole))
            rest, room = rest[room:], max(0, room - len(rest))
    return shelves


def _leaf_path(path: str, number: int) -> str:
    return path if number == 1 else f"{path.removesuffix('.html')}-{number}.html"
