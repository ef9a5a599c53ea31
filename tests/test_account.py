"""An account says of each path what it was given last, whatever came and went; and prints the manifest's lines."""

from __future__ import annotations

import hashlib
from operator import itemgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.account import Account, Entry
from sitegen.stamps import NO_STAMP, SIZE, inode, sizes

PATHS = st.builds("".join, st.lists(st.sampled_from(["a", "b", "Z", "/", "é", ".html"]), min_size=1, max_size=3))
ENTRIES = st.dictionaries(PATHS, st.tuples(st.binary(min_size=32, max_size=32).map(bytes.hex), st.binary(min_size=SIZE, max_size=SIZE)))


def _told(account: Account) -> dict[str, Entry]:
    return {path: (account[path], account.stamp(path)) for path in account}


@given(ENTRIES, ENTRIES, st.data())
def test_what_is_new_comes_what_is_gone_goes_and_the_rest_stays(
    before: dict[str, Entry], new: dict[str, Entry], data: st.DataObject
) -> None:
    last = Account().revised((), before)
    gone = data.draw(st.sets(st.sampled_from(sorted(before)) if before else st.nothing()))
    now = last.revised(gone, new)
    wanted = {path: entry for path, entry in before.items() if path not in gone} | new
    assert (_told(last), _told(now)) == (before, wanted)
    assert list(now) == sorted(wanted)
    assert now.stamps == b"".join(wanted[path][1] for path in sorted(wanted))
    assert now.tally.size == sum(sizes(b"".join(stamp for _, stamp in wanted.values())))
    assert list(now.inodes()) == [inode(wanted[path][1]) for path in sorted(wanted)]
    assert now.lines() == "".join(f"{digest}  {path}\n" for path, (digest, _) in sorted(wanted.items(), key=itemgetter(0)))
    if last.lines().isascii():
        assert b"".join(last.lines_revised(memoryview(last.lines().encode()), gone, new)).decode() == now.lines()


@given(ENTRIES, ENTRIES, st.data())
def test_what_there_is_of_all_files_is_the_same_counted_anew_or_upon_the_last_count(
    before: dict[str, Entry], new: dict[str, Entry], data: st.DataObject
) -> None:
    last = Account().revised((), before)
    gone = data.draw(st.sets(st.sampled_from(sorted(before)) if before else st.nothing()))
    anew = last.revised(gone, new)
    assert last.tally.pages == sum(path.endswith(".html") for path in before)
    assert last.revised(gone, new).tally == anew.tally


def test_of_what_a_manifest_lists_nobody_knows_how_it_was_left() -> None:
    digests = {path: hashlib.sha256(path.encode()).hexdigest() for path in ("b", "a")}
    account = Account.of(digests)
    assert (dict(account), account.paths, account.stamps) == (digests, ["a", "b"], NO_STAMP * 2)
    assert (account.get("c"), "c" in account, len(account)) == (None, False, 2)


@pytest.mark.parametrize(("digests", "stamps"), [(32, 24), (64, 24), (32, 48), (65, 48), (64, 49)])
def test_columns_that_are_not_of_one_length_are_no_account(digests: int, stamps: int) -> None:
    with pytest.raises(ValueError, match="lengths"):
        Account(["a", "b"], bytes(digests), bytes(stamps))
