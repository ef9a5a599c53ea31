"""A stamp tells how a file stands, whatever its numbers are."""

from __future__ import annotations

import os

from hypothesis import given
from hypothesis import strategies as st

from sitegen.stamps import SIZE, inode, inodes, sizes, stamp

NUMBERS = st.tuples(st.integers(0, 2**64 - 1), st.integers(-(2**63), 2**63 - 1), st.integers(0, 2**128 - 1))


def _state(size: int, changed: int, inode: int) -> os.stat_result:
    return os.stat_result((0, inode, 0, 0, 0, 0, size, 0, 0, 0), {"st_mtime_ns": changed})


@given(st.lists(NUMBERS, max_size=4))
def test_a_stamp_says_size_and_inode(numbers: list[tuple[int, int, int]]) -> None:
    stamps = [stamp(_state(*one)) for one in numbers]
    assert {len(one) for one in stamps} <= {SIZE}
    assert list(sizes(b"".join(stamps))) == [size for size, _, _ in numbers]
    assert list(map(inode, stamps)) == list(inodes(b"".join(stamps)))
    assert list(inodes(b"".join(stamps))) == [inode % 2**64 for _, _, inode in numbers]


@given(NUMBERS, NUMBERS)
def test_files_that_stand_otherwise_have_other_stamps(one: tuple[int, int, int], other: tuple[int, int, int]) -> None:
    told = (one[0], one[1], one[2] % 2**64) == (other[0], other[1], other[2] % 2**64)
    assert (stamp(_state(*one)) == stamp(_state(*other))) == told
    assert stamp(_state(1, -1, 3)) != stamp(_state(1, 0, 3))
