"""A row of the index that is amended where it stands is the row that would be written anew, wherever there are marks in it."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from sitegen.publish.search_index import Hits, with_hits

NUMBERS, HITS = st.integers(0, 40), st.sampled_from([b"]^_^", b"]_", b"aKf", b"]^_^a;]"])


def _written(holders: dict[int, bytes]) -> bytes:
    row, last = b"", 0
    for number in sorted(holders):
        row += b"%d%b" % (number - last, holders[number])
        last = number
    return b'"%b"' % row if row else b""


def _marked(holders: dict[int, bytes], at: set[int]) -> bytes:
    marks = array("I")
    for number in sorted(at & holders.keys()):
        before = _written({other: hits for other, hits in holders.items() if other <= number})
        marks.extend((len(before) - 2, number))
    return marks.tobytes()


@given(
    st.dictionaries(NUMBERS, HITS, min_size=1),
    st.sets(NUMBERS),
    st.lists(st.dictionaries(NUMBERS, st.none() | HITS, min_size=1, max_size=4), max_size=4),
)
def test_a_row_is_amended_as_it_would_be_written_anew(holders: dict[int, bytes], at: set[int], edits: list[Hits]) -> None:
    row, marks = _written(holders), _marked(holders, at)
    for edit in edits:
        changed = {number: hits for number, hits in edit.items() if hits is not None or number in holders}
        row, marks = with_hits(bytearray(row or b'""'), changed, marks)
        holders = {number: hits for number, hits in {**holders, **changed}.items() if hits is not None}
        assert row == _written(holders)
