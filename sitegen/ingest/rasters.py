"""Bytes -> what picture they are, by their own first bytes and nothing that is said of them; only kinds that no browser can run."""

from __future__ import annotations

from collections.abc import Callable

from sitegen.model import RasterType
from sitegen.model.value import Value

_LARGEST_SIDE = 30_000
"""Pixels; a page that holds more is no photograph, and a browser that unpacks it may not live."""
_MOST_PIXELS = 120_000_000
_JPEG_SIZES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_HEAD = 4096
"""Bytes in which an AVIF file states its size."""


class Raster(Value):
    """What a picture's first bytes say of it."""

    type: RasterType
    width: int  # pixels
    height: int  # pixels


def read_raster(content: bytes) -> Raster | None:
    """The kind and size of the picture *content*; None for what is no picture, an SVG drawing, or too large to be unpacked."""
    for name, is_one, size in _KINDS:
        if is_one(content):
            width, height = size(content) or (0, 0)
            fits = 0 < width <= _LARGEST_SIDE and 0 < height <= _LARGEST_SIDE and width * height <= _MOST_PIXELS
            return Raster(name, width, height) if fits else None
    return None


def _png(content: bytes) -> tuple[int, int] | None:
    return (_big(content, 16, 4), _big(content, 20, 4)) if content[12:16] == b"IHDR" else None


def _gif(content: bytes) -> tuple[int, int] | None:
    return _little(content, 6, 2), _little(content, 8, 2)


def _jpeg(content: bytes) -> tuple[int, int] | None:
    """The size in the first frame header; segments before it are stepped over by their length."""
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker in _JPEG_SIZES:
            return _big(content, at + 7, 2), _big(content, at + 5, 2)
        if marker == 0xDA:
            return None
        at += 1 if marker == 0xFF else 2 + _big(content, at + 2, 2)
    return None


def _webp(content: bytes) -> tuple[int, int] | None:
    chunk = content[12:16]
    if chunk == b"VP8X":
        return 1 + _little(content, 24, 3), 1 + _little(content, 27, 3)
    if chunk == b"VP8L" and content[20:21] == b"\x2f":
        bits = _little(content, 21, 4)
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if chunk == b"VP8 " and content[23:26] == b"\x9d\x01\x2a":
        return _little(content, 26, 2) & 0x3FFF, _little(content, 28, 2) & 0x3FFF
    return None


def _avif(content: bytes) -> tuple[int, int] | None:
    at = content.find(b"ispe", 0, _HEAD)
    return (_big(content, at + 8, 4), _big(content, at + 12, 4)) if at > 0 else None


def _big(content: bytes, at: int, length: int) -> int:
    return int.from_bytes(content[at : at + length], "big")


def _little(content: bytes, at: int, length: int) -> int:
    return int.from_bytes(content[at : at + length], "little")


_KINDS: tuple[tuple[RasterType, Callable[[bytes], bool], Callable[[bytes], tuple[int, int] | None]], ...] = (
    ("jpeg", lambda content: content.startswith(b"\xff\xd8\xff"), _jpeg),
    ("png", lambda content: content.startswith(b"\x89PNG\r\n\x1a\n"), _png),
    ("gif", lambda content: content.startswith((b"GIF87a", b"GIF89a")), _gif),
    ("webp", lambda content: content[:4] == b"RIFF" and content[8:12] == b"WEBP", _webp),
    ("avif", lambda content: content[4:12] in (b"ftypavif", b"ftypavis"), _avif),
)
