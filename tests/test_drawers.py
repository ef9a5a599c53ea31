"""Values that are kept as bytes."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.drawers import Pile

VALUES = st.lists(st.tuples(st.integers(0, 1 << 40), st.text(st.characters(exclude_categories=["Cs"])), st.binary()))


@given(VALUES)
def test_a_pile_is_the_list_of_what_was_put_on_it(values: list[tuple[int, str, bytes]]) -> None:
    pile = Pile()
    for value in values:
        pile.add(value)
    assert msgspec.msgpack.decode(pile.packed(), type=list[tuple[int, str, bytes]]) == values


def test_what_cannot_be_packed_is_not_on_the_pile() -> None:
    pile = Pile()
    pile.add("whole")
    with pytest.raises(UnicodeEncodeError):
        pile.add(["\ud800"])
    assert msgspec.msgpack.decode(pile.packed()) == ["whole"]
