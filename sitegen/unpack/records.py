"""A WARC file -> its records, one after another, whatever it holds: nothing in it can take more memory or time than its size allows."""

from __future__ import annotations

import logging
import re
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import DecompressingBufferedReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParserException

from sitegen.model.value import Value

_LONGEST_LINE = 64_000
_LONGEST_HEAD = 1_000_000
"""Bytes of the lines of one record's head, and of the empty lines behind it."""
_FREE = 500_000_000
_RATIO = 100
"""A file may hold so many times its size when it is unpacked, and `_FREE` bytes more; crawls of the web hold five times theirs."""
_BROKEN = (
    *(ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, OSError),
    *(ValueError, AttributeError, TypeError, AssertionError, zlib.error),
)
"""What warcio raises on damaged files."""

logging.getLogger("warcio").setLevel(logging.CRITICAL)  # what goes wrong is told once, by us


class BrokenError(Exception):
    """The file cannot be read from here on; the text says why."""


class Window(Value):
    """A stretch of a file, as a file of its own that can only be read onwards."""

    file: BinaryIO
    start: int
    end: int

    def tell(self) -> int:
        """How far into the stretch the next read is."""
        return self.file.tell() - self.start

    def read(self, size: int = -1) -> bytes:
        """The next *size* bytes at most."""
        left = self.end - self.file.tell()
        return self.file.read(left if size < 0 else min(size, left)) if left > 0 else b""


class Record(Value):
    """One record, while the iteration stands at it."""

    raw: Any

    def said(self, name: str) -> str:
        """What the record's head says under *name*."""
        return (self.raw.rec_headers.get_header(name) or "").strip()

    def answered(self, name: str) -> str:
        """What the head of the response or request in it says under *name*."""
        return (self.raw.http_headers.get_header(name) or "").strip() if self.raw.http_headers else ""

    @property
    def kind(self) -> str:
        """What the record is: ``response``, ``request``, ``revisit``."""
        return self.raw.rec_type or ""

    @property
    def status(self) -> int:
        """The status of the response; 0 where it has none."""
        found = re.match(r"\d{3}", self.raw.http_headers.statusline or "") if self.raw.http_headers else None
        return int(found[0]) if found else 0

    @property
    def target(self) -> str:
        """The address that the record is about."""
        return self.said("WARC-Target-URI").strip("<>")

    def body(self, limit: int) -> bytes:
        """At most *limit* bytes of what was transferred."""
        parts, size = [], 0
        while size < limit and (part := self.raw.raw_stream.read(min(limit - size, 1 << 20))):
            parts.append(part)
            size += len(part)
        return b"".join(parts)


def read_records(window: Window) -> Iterator[tuple[Record, int]]:
    """Each record in *window* with the place where it begins; BrokenError where the file is damaged."""
    window.file.seek(window.start)
    reader = _Reader(window)
    records = _Records(window)
    records.reader = reader
    while True:
        reader.begin_record()
        try:
            raw = next(records, None)
        except _BROKEN as error:
            raise BrokenError(_first_line(error)) from error
        if raw is None:
            return
        begin = records.offset
        yield Record(raw), begin


class _Records(ArchiveIterator):  # type: ignore[misc]
    INC_RECORD = ""
    """warcio would tell the terminal of a record that is too long; its reader finds out anyway."""


class _Reader(DecompressingBufferedReader):  # type: ignore[misc]
    """warcio's reader with bounds."""

    decompressor: Any

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.taken = self.given = self.lines = 0

    def begin_record(self) -> None:
        self.lines = 0

    def readline(self, length: int | None = None) -> bytes:
        line: bytes = super().readline(min(length or _LONGEST_LINE, _LONGEST_LINE))
        self.lines += len(line)
        if self.lines > _LONGEST_HEAD:
            raise ArchiveLoadFailed("a record's head is too long")
        return line

    def _decompress(self, data: bytes) -> bytes:
        if not self.decompressor or not data:
            return data
        try:
            plain: bytes = self.decompressor.decompress(data)
        except zlib.error:
            if self.num_read:
                raise
            self.decompressor = None
            return data
        self.taken += len(data)
        self.given += len(plain)
        if self.given > _FREE + _RATIO * self.taken:
            raise ArchiveLoadFailed("it holds far too much for its size")
        return plain


def _first_line(error: BaseException) -> str:
    if isinstance(error, AttributeError | TypeError | AssertionError):
        return "the head of a record says too little"
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0].removeprefix("ERROR: ")[:120] if lines else type(error).__name__
