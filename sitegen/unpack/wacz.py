"""A WACZ file -> the WARC files in it and the pages that it lists."""

from __future__ import annotations

import json
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from sitegen.unpack.records import Window

_MOST_FILES = 20_000
_LONGEST_LIST = 50_000_000
"""Bytes of a list of pages; a line of one has some 200."""
_LOCAL_HEAD = 30
_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, OSError, EOFError, ValueError, RuntimeError)
"""What the library raises on a file that is broken, or made to break it."""


class NoCollectionError(Exception):
    """The file is no WACZ; the text says why."""


def open_wacz(file: BinaryIO) -> tuple[list[Window], frozenset[str]]:
    """The WARC files in *file*, where they lie in it, and the addresses of the pages that it lists."""
    try:
        with zipfile.ZipFile(file) as archive:
            inside = archive.infolist()
            if len(inside) > _MOST_FILES:
                raise NoCollectionError(f"it holds more than {_MOST_FILES:,} files")
            warcs = [one for one in inside if one.filename.startswith("archive/") and one.filename.lower().endswith((".warc", ".warc.gz"))]
            if not warcs:
                raise NoCollectionError("there is no WARC file in its folder archive/")
            if any(one.compress_type != zipfile.ZIP_STORED or one.flag_bits & 1 for one in warcs):
                raise NoCollectionError("its WARC files are packed once more: take them out of it and put them into the folder")
            if sum(one.compress_size for one in warcs) > file.seek(0, 2):
                raise NoCollectionError("its files lie upon each other")
            lists = [one for one in inside if one.filename == "pages/pages.jsonl" and one.file_size <= _LONGEST_LIST]
            listed = frozenset(address for one in lists for address in _addresses(archive, one))
            return [_window(file, one) for one in sorted(warcs, key=lambda one: one.filename)], listed
    except _DAMAGE as error:
        raise NoCollectionError(f"it is damaged: {str(error)[:100]}") from error


def _window(file: BinaryIO, one: zipfile.ZipInfo) -> Window:
    """Where the bytes of *one* lie, behind a head whose length only the head itself tells."""
    file.seek(one.header_offset)
    head = file.read(_LOCAL_HEAD)
    if len(head) < _LOCAL_HEAD or not head.startswith(b"PK\x03\x04"):
        raise NoCollectionError(f"it is damaged at {one.filename[:80]}")
    start = one.header_offset + _LOCAL_HEAD + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
    return Window(file, start, start + one.compress_size)


def _addresses(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> Iterator[str]:
    """What a list of pages names; its first line says what it is and names none."""
    with archive.open(one) as lines:
        left = _LONGEST_LIST
        while left > 0 and (line := lines.readline(min(left, 100_000))):
            left -= len(line)
            try:
                page = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(page, dict) and isinstance(page.get("url"), str):
                yield page["url"]
