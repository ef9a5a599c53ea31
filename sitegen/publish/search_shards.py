"""Rows in shards, and what an edit leaves of the shards of an earlier making.

A shard ends at a row that says so itself, so that a row which grows moves no other from shard to shard: behind the end of one, all is as it
was until the next row that is touched.
"""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from zlib import crc32

from msgspec import Raw

from sitegen.publish.search_index import in_order
from sitegen.publish.search_shelves import rows_in
from sitegen.publish.search_words import utf16

Row = tuple[str, Raw]
"""The key of a row, and what stands under it as the browser reads it: of most rows nothing more need be known."""
Shard = tuple[str, int | Raw | list[Row]]
"""The first key of a shard, and its rows, or their text, or the number of the earlier shard that holds them."""
Now = Callable[[str, bytearray], bytes]
"""Gives what stands under a key today, where this stood, which it may write into; nothing where there is no row. May be asked twice."""
SIZE = 16_000
"""Characters of a shard, in the middle."""
_AROUND = 6
"""Characters of a row beside its key and what stands under it: brackets, marks and commas."""
_LEAST, _MOST = SIZE // 4, SIZE * 2
_BEGIN, _HEAD, _FOOT = b'["', b'["%b",', b"],"
"""A row in the text of a shard: how each begins, what stands before that which is under its key, and what behind it."""
_BEHIND_ALL = chr(sys.maxunicode)


def cut(rows: Iterable[Row]) -> Iterator[Shard]:
    """*rows* in shards of about SIZE."""
    return ((shard[0][0], shard) for shard in _cut(rows) if shard)


def recut(firsts: Sequence[str], touched: Iterable[str], then: Callable[[int], bytes], now: Now) -> Iterator[Shard]:
    """The shards of rows that once were shards with these *firsts* as keys.

    *touched* are the keys of all rows that are new, gone or different; *then* gives the text of an earlier shard, *now* what stands today
    under such a key.
    """
    inside = _sorted_in(touched, firsts)
    open_: list[Row] = []
    for number, first in enumerate(firsts):
        if number not in inside and not open_:
            yield first, number
            continue
        text, keys = then(number), inside.get(number, ())
        amended = b"" if open_ else _amended(text, keys, now)
        if amended:
            yield first, Raw(amended)
            continue
        rows = dict(open_)
        rows.update(rows_in(text))
        for key in keys:
            row = now(key, bytearray(rows.pop(key, b"")))
            if row:
                rows[key] = Raw(row)
        shards = list(_cut([(key, rows[key]) for key in in_order(rows)]))
        open_ = shards.pop()
        yield from ((shard[0][0], shard) for shard in shards)
    if open_:
        yield open_[0][0], open_


def _sorted_in(keys: Iterable[str], firsts: Sequence[str]) -> dict[int, list[str]]:
    """*keys* by the number of the shard to which they belong, where *firsts* are the first keys of the shards."""
    found: dict[int, list[str]] = {}
    begins = list(map(utf16, firsts))
    for key in keys:
        found.setdefault(max(0, bisect_right(begins, utf16(key)) - 1), []).append(key)
    return found


def _amended(text: bytes, keys: Iterable[str], now: Now) -> bytes:
    """The *text* of a shard with the rows of *keys* as they are *now*; nothing where it may begin or end with another one than it does.

    Where every character is a byte, the shard is as full behind a row as the next one stands far from the first.
    """
    if not text.isascii() or b"\\" in text:
        return b""
    rows = bytearray(text)
    del rows[:1]
    rows[-1:] = b","
    long = 0
    for key in keys:
        head = _HEAD % key.encode("utf-8", "surrogatepass")
        begin, behind = _place(rows, key, head)
        under = now(key, rows[begin:behind][len(head) : -len(_FOOT)])
        row = b"".join((head, under, _FOOT)) if under else b""
        is_first, is_last = begin == 0, behind == len(rows)
        if ((is_first or is_last) and (not row or begin == behind)) or (row and not is_last and _ends(key, len(row))):
            return b""
        rows[begin:behind] = row
        long = len(row) if is_last else long
        more = len(row) - (behind - begin)
        if begin < _LEAST and rows.find(_BEGIN, _LEAST, _LEAST + more + 1) > 0:  # behind a row that had too little before it
            return b""
    full = len(rows)
    last = full - long if long else rows.rfind(_BEGIN)
    is_end = full >= _LEAST and (full >= _MOST or _ends(_key_from(rows, last), full - last))
    return b"".join((b"[", rows[:-1], b"]")) if last < _MOST and is_end else b""


def _place(rows: bytearray, key: str, head: bytes) -> tuple[int, int]:
    """Where the row of *key*, which begins with *head*, begins in *rows*, and the next one; where there is none, twice where it would."""
    begin = rows.find(head)
    if begin >= 0:
        return begin, _next(rows, begin + 1)
    begin = _next(rows, bisect_left(range(len(rows)), key, key=partial(_key_from, rows)))
    return begin, begin


def _key_from(rows: bytearray, place: int) -> str:
    """The key of the first of *rows* that begins at *place* or behind it; one that is behind all others if none does."""
    begin = _next(rows, place) + len(_BEGIN)
    return rows[begin : rows.index(b'"', begin)].decode("ascii") if begin < len(rows) else _BEHIND_ALL


def _next(rows: bytearray, place: int) -> int:
    """Where the first of *rows* begins that begins at *place* or behind it; their end if none does."""
    found = rows.find(_BEGIN, place)
    return found if found >= 0 else len(rows)


def _cut(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """*rows* in shards; the last one has not come to its end."""
    shard: list[Row] = []
    full = 0
    for row in rows:
        shard.append(row)
        key, under = row
        long = len(key) + len(under) + _AROUND
        full += long
        if full >= _LEAST and (full >= _MOST or _ends(key, long)):
            yield shard
            shard, full = [], 0
    yield shard


def _ends(key: str, long: int) -> bool:
    """Whether the row under *key* is the last of any shard that is not too small: the longer, the likelier; its key throws the dice."""
    return crc32(key.encode("utf-8", "surrogatepass")) * SIZE < long << 32
