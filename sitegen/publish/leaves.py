"""Long lists cut into leaves, so that no page grows with the archive.

A leaf ends with an entry that says so itself: one more, or one less, moves no other from leaf to leaf. And a leaf says nothing of what is
on others but where they are; how many entries there are in all, of the list or a group of it, the leaf says on which it begins.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate, chain, compress, count, pairwise, repeat
from math import ceil
from typing import Generic, TypeVar
from zlib import crc32

from sitegen.publish.permalinks import slug
from sitegen.publish.tongue import Tongue
from sitegen.publish.view import View

C = TypeVar("C")
L = TypeVar("L")

LEAF = 400
"""Entries of a leaf, about: quotes of news length make about 300 KB, which a browser lays out at once; at most half as many more."""


class Group(View, Generic[C]):
    """What stands under one heading of a list."""

    label: str
    anchor: str
    cards: tuple[C, ...]
    whole: int | None
    """How many entries the group has on all leaves together; None but where it begins."""


class Order(View):
    """One of the orders in which a list can be read."""

    label: str
    path: str


class ListView(View, Generic[C]):
    """One leaf of a list in one of its orders."""

    total: int | None
    """How many entries there are on all leaves; None but on the first."""
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


def cut(
    cards: Mapping[str, Sequence[C]],
    orders: tuple[Order, ...],
    order: Order,
    jump: Callable[[str], str] = str,
    name: Callable[[C], str] = str,
) -> list[ListView[C]]:
    """The leaves of a list: *cards* by their labels; *jump* names the part a label is in, *name* a card."""
    groups = _headed(cards)
    shelves = _shelved(groups, name)
    total = sum(len(group.cards) for group in groups)
    leaves = tuple(Order(str(number), _leaf_path(order.path, number)) for number in range(1, len(shelves) + 1))
    jumps: dict[str, str] = {}
    for leaf, shelf in zip(leaves, shelves, strict=True):
        for group in shelf:
            if (part := jump(group.label)) not in jumps:
                jumps[part] = f"{leaf.path}#{group.anchor}"
    parts = tuple(Order(name, path) for name, path in jumps.items())
    return [
        ListView(None if place else total, orders, order, leaf.path, tuple(shelf), parts, leaves if len(leaves) > 1 else ())
        for place, (leaf, shelf) in enumerate(zip(leaves, shelves, strict=True))
    ]


def grouped(cards: Iterable[C], label: Callable[[C], L]) -> dict[L, list[C]]:
    """*cards* by their labels, in the order in which these first occur."""
    groups: dict[L, list[C]] = {}
    for card in cards:
        groups.setdefault(label(card), []).append(card)
    return groups


def _headed(cards: Mapping[str, Sequence[C]]) -> list[Group[C]]:
    """*cards* under their labels; each label's fragment is its own."""
    anchors: dict[str, int] = {}
    made = []
    for name, group in cards.items():
        anchor = f"g-{slug(name) or 'other'}"
        number = anchors[anchor] = anchors.get(anchor, 0) + 1
        made.append(Group(name, anchor if number == 1 else f"{anchor}.{number}", tuple(group), len(group)))
    return made


def _shelved(groups: list[Group[C]], name: Callable[[C], str]) -> list[list[Group[C]]]:
    """*groups* on leaves, a long group on several; one empty leaf when there are none."""
    full = [group for group in groups if group.cards]
    ends = _ends(list(chain.from_iterable([group.cards for group in full])), name)
    starts = list(accumulate([len(group.cards) for group in full], initial=0))
    return [_shelf(full, starts, start, end) for start, end in pairwise([0, *ends])]


def _shelf(groups: Sequence[Group[C]], starts: Sequence[int], start: int, end: int) -> list[Group[C]]:
    """The leaf of the cards from *start* to *end*: of *groups*, which begin at *starts*, the first and the last may be on others, too."""
    first, last = bisect_right(starts, start) - 1, bisect_left(starts, end)
    shelf = list(groups[first:last])
    if shelf and starts[last] > end:
        shelf[-1] = _part(shelf[-1], 0, end - starts[last - 1])
    if shelf and starts[first] < start:
        shelf[0] = _part(shelf[0], start - starts[first], len(shelf[0].cards))
    return shelf


def _part(group: Group[C], start: int, end: int) -> Group[C]:
    return Group(group.label, group.anchor, group.cards[start:end], None if start else group.whole)


def _ends(cards: Sequence[C], name: Callable[[C], str]) -> list[int]:
    """How many of *cards* stand on the leaves up to each one: the names of the cards throw the dice."""
    ends = []
    least, most = max(1, LEAF // 2), max(1, LEAF + LEAF // 2)
    is_end = ceil((1 << 32) / least).__gt__
    end = 0
    while len(cards) - end > most:
        some = map(name, cards[end + least - 1 : end + most - 1])
        names = map(str.encode, some, repeat("utf-8"), repeat("surrogatepass"))
        end += next(compress(count(least), map(is_end, map(crc32, names))), most)
        ends.append(end)
    return [*ends, len(cards)]


def _leaf_path(path: str, number: int) -> str:
    return path if number == 1 else f"{path.removesuffix('.html')}-{number}.html"
