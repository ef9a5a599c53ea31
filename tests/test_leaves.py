"""A long list is cut where its entries say so: no leaf is too long, and what comes or goes moves few others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitegen.publish.leaves import LEAF, ListView, Order, cut

ORDER = Order("By date", "quotes.html")


def leaves_of(names: list[str]) -> list[ListView[str]]:
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(name[:2], []).append(name)
    return cut(groups, (ORDER,), ORDER)


def entries(leaf: ListView[str]) -> tuple[str, ...]:
    return tuple(card for group in leaf.groups for card in group.cards)


@given(st.integers(0, 4 * LEAF), st.integers(1, 9))
def test_every_entry_stands_on_one_leaf_in_its_order(count: int, step: int) -> None:
    names = [f"{number:05}" for number in range(0, step * count, step)]
    leaves = leaves_of(names)
    assert [entry for leaf in leaves for entry in entries(leaf)] == names
    assert all(LEAF // 2 <= len(entries(leaf)) <= LEAF + LEAF // 2 for leaf in leaves[:-1])
    assert [leaf.total for leaf in leaves] == [count, *(None for _ in leaves[1:])]
    wholes = [(group.label, group.whole) for leaf in leaves for group in leaf.groups if group.whole]
    assert wholes == [(label, sum(name[:2] == label for name in names)) for label in dict.fromkeys(name[:2] for name in names)]


def test_one_entry_more_changes_two_or_three_leaves() -> None:
    names = [f"{number:05}" for number in range(0, 40_000, 2)]
    before = set(map(entries, leaves_of(names)))
    changed = []
    for new in range(1, 40_000, 2_001):
        now = set(map(entries, leaves_of(sorted([*names, f"{new:05}"]))))
        changed.append(len(now - before))
    assert len(before) > 40
    assert sum(changed) / len(changed) < 2
