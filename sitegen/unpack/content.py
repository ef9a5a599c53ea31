"""The body of a response -> the page, with what the transfer did to it undone; never more of it than a capture may hold."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable

from sitegen.errors import CaptureError

_CHUNK = re.compile(rb"[ \t]{0,8}([0-9A-Fa-f]{1,8})[ \t]{0,8}(?:;[^\r\n]{0,200})?\r?\n")
_WIDEST_WINDOW = 1 << 27
"""Bytes that a zstd stream may ask for at once: what its own command line allows."""
_INSTALL = "pip install 'sitegen[warc]'"


def unchunk(body: bytes) -> bytes:
    """*body* without the lengths between its chunks; as it is where it has none."""
    parts: list[bytes] = []
    at = 0
    while found := _CHUNK.match(body, at):
        size = int(found[1], 16)
        if size == 0:
            return b"".join(parts)
        parts.append(body[found.end() : found.end() + size])
        at = found.end() + size
        at += 2 if body[at : at + 2] == b"\r\n" else 1 if body[at : at + 1] == b"\n" else 0
    # cut off in mid-chunk, or a recorder that took the lengths out and left the header as it was
    return b"".join(parts) if at >= len(body) and parts else body


def decompress(body: bytes, codings: str, limit: int) -> bytes:
    """*body* with the *codings* of its ``Content-Encoding`` undone; CaptureError where it holds more than *limit* bytes."""
    names = [name.strip().lower() for name in codings.split(",") if name.strip()]
    if len(names) > 3:
        raise CaptureError("the response is packed more than three times")
    for name in reversed(names):
        if name in _DECODERS:
            body = _DECODERS[name](body, limit)
        elif name != "identity":
            raise CaptureError(f"the response is packed in a way that is not known: {name[:40]}")
        if len(body) > limit:
            raise CaptureError(f"the response holds more than {limit:,} bytes when it is unpacked")
    return body


def _gzip(body: bytes, limit: int) -> bytes:
    return _inflated(body, limit, 16 + zlib.MAX_WBITS)


def _deflate(body: bytes, limit: int) -> bytes:
    """Servers mean one of two things by this name."""
    plain = _inflated(body, limit, zlib.MAX_WBITS)
    return plain if plain is not body else _inflated(body, limit, -zlib.MAX_WBITS)


def _inflated(body: bytes, limit: int, window: int) -> bytes:
    """What is whole of it; *body* itself where it was unpacked before and only its header still says otherwise."""
    unpacker = zlib.decompressobj(window)
    try:
        return unpacker.decompress(body, limit + 1)
    except zlib.error:
        return body


def _brotli(body: bytes, limit: int) -> bytes:
    try:
        import brotli
    except ImportError as error:
        raise CaptureError("the response is packed with brotli, which is not installed", hint=_INSTALL) from error
    unpacker, parts, size = brotli.Decompressor(), [], 0
    try:
        feed = body
        while size <= limit and not unpacker.is_finished() and (feed or not unpacker.can_accept_more_data()):
            part = unpacker.process(feed, output_buffer_limit=limit + 1 - size)
            feed = b""
            parts.append(part)
            size += len(part)
    except brotli.error:
        return b"".join(parts) or body
    return b"".join(parts)


def _zstd(body: bytes, limit: int) -> bytes:
    try:
        import zstandard
    except ImportError as error:
        raise CaptureError("the response is packed with zstd, which is not installed", hint=_INSTALL) from error
    reader = zstandard.ZstdDecompressor(max_window_size=_WIDEST_WINDOW).stream_reader(io.BytesIO(body))
    try:
        return reader.read(limit + 1)
    except zstandard.ZstdError:
        return body


_DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
