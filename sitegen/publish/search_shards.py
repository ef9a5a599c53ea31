"""Rows in shards, and what an edit leaves of the shards of an earlier making.

A shard ends at a row that says so itself, so that a row which grows moves no other from shard to shard: behind the end of one, all is as it
was until the next row that is touched.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from zlib import crc32

from msgspec import Raw

from sitegen.publish.search_index import in_order
from sitegen.publish.search_words import utf16

Row = tuple[str, Raw]
"""The key of a row, and what stands under it as the browser reads it: of most rows nothing more need be known."""
SIZE = 16_000
"""Characters of a shard, in the middle."""
_AROUND = 6
"""Characters of a row beside its key and what stands under it: brackets, marks and commas."""
_LEAST, _MOST = SIZE // 4, SIZE * 2


def cut(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """*rows* in shards of about SIZE."""
    return filter(None, _cut(rows))


def recut(
    firsts: Sequence[str],
    touched: Iterable[str],
    then: Callable[[int], Iterable[Row]],
    now: Callable[[str, Raw | None], Raw | None],
) -> Iterator[int | list[Row]]:
    """The shards of rows that once were shards with these *firsts* as keys: the number of one that is as it was then, else its rows.

    *touched* are the keys of all rows that are new, gone or different; *then* gives the rows of an earlier shard, *now* what stands under a
    key today where something else did, or nothing.
    """
    inside: dict[int, list[str]] = {}
    for key in touched:
        inside.setdefault(shard_of(key, firsts), []).append(key)
    open_: list[Row] = []
    for number in range(len(firsts)):
        if number not in inside and not open_:
            yield number
            continue
        rows = dict(open_)
        rows.update(then(number))
        for key in inside.get(number, ()):
            row = now(key, rows.pop(key, None))
            if row:
                rows[key] = row
        shards = list(_cut([(key, rows[key]) for key in in_order(rows)]))
        open_ = shards.pop()
        yield from shards
    if open_:
        yield open_


def shard_of(key: str, firsts: Sequence[str]) -> int:
    """The number of the shard that *key* belongs to, where *firsts* are the first keys of the shards."""
    return max(0, bisect_right(firsts, utf16(key), key=utf16) - 1)


def _cut(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """*rows* in shards; the last one has not come to its end."""
    shard: list[Row] = []
    full = 0
    for row in rows:
        shard.append(row)
        key, under = row
        long = len(key) + len(under) + _AROUND
        full += long
        # the longer a row, the likelier it is the last one: its key throws the dice
        if full >= _LEAST and (full >= _MOST or crc32(key.encode("utf-8", "surrogatepass")) * SIZE < long << 32):
            yield shard
            shard, full = [], 0
    yield shard
