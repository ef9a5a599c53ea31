"""Rows in shards, and what an edit leaves of the shards of an earlier making.

A shard ends at a row that says so itself, so that a row which grows moves no other from shard to shard: behind the end of one, all is as it
was until the next row that is touched.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar
from zlib import crc32

from sitegen.publish.search_index import in_order
from sitegen.publish.search_words import utf16

Row = TypeVar("Row", bound=tuple[str, Any])

SIZE = 16_000
"""Characters of a shard, in the middle."""
_LEAST, _MOST = SIZE // 4, SIZE * 2


def cut(rows: Iterable[Row], each: int) -> Iterator[list[Row]]:
    """*rows* in shards of about SIZE, where a part of a row takes so many characters *each*."""
    return filter(None, _cut(rows, each))


def recut(
    firsts: Sequence[str], touched: Iterable[str], then: Callable[[int], Iterable[Row]], now: Callable[[str], Row | None], each: int
) -> Iterator[int | list[Row]]:
    """The shards of rows that once were shards with these *firsts* as keys: the number of one that is as it was then, else its rows.

    *touched* are the keys of all rows that are new, gone or different; *then* gives the rows of an earlier shard, *now* a row of today.
    """
    inside: dict[int, list[str]] = {}
    for key in touched:
        inside.setdefault(shard_of(key, firsts), []).append(key)
    open_: list[Row] = []
    for number in range(len(firsts)):
        if number not in inside and not open_:
            yield number
            continue
        rows: dict[str, Row | None] = {row[0]: row for row in (*open_, *then(number))} | {key: now(key) for key in inside.get(number, ())}
        shards = list(_cut([row for key in in_order(rows) if (row := rows[key])], each))
        open_ = shards.pop()
        yield from shards
    if open_:
        yield open_


def shard_of(key: str, firsts: Sequence[str]) -> int:
    """The number of the shard that *key* belongs to, where *firsts* are the first keys of the shards."""
    return max(0, bisect_right(firsts, utf16(key), key=utf16) - 1)


def _cut(rows: Iterable[Row], each: int) -> Iterator[list[Row]]:
    """*rows* in shards; the last one has not come to its end."""
    shard: list[Row] = []
    for row, is_last in _marked(rows, each):
        shard.append(row)
        if is_last:
            yield shard
            shard = []
    yield shard


def _marked(rows: Iterable[Row], each: int) -> Iterator[tuple[Row, bool]]:
    """Each of *rows*, and whether a shard ends with it: the more likely the longer it is, its key throws the dice."""
    full = 0
    for row in rows:
        length = len(row[0]) + each * len(row[1]) + 6
        full += length
        is_last = full >= _MOST or (full >= _LEAST and crc32(row[0].encode("utf-8", "surrogatepass")) * SIZE < length << 32)
        full = 0 if is_last else full
        yield row, is_last
