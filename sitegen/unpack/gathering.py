"""A page and the collection that it stands in -> the pictures that were captured with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from html import unescape
from urllib.parse import urljoin

from sitegen.errors import CaptureError
from sitegen.model import Resource
from sitegen.patterns import later

_IMAGES = later(rb"(?i)<(?:img|source|amp-img)\b[^>]{1,40000}")
_ADDRESSES = later(
    rb"(?i)\b(?:src|srcset|data-src|data-srcset|data-original|data-lazy-src|data-hi-res-src|data-full-src)\s{0,3}=\s{0,3}"
    rb"(?:\"([^\"]{1,8000})\"|'([^']{1,8000})'|([^\s\"'<>]{1,4000}))"
)
_BASE = later(rb"(?i)<base\b[^>]{0,400}?\bhref\s{0,3}=\s{0,3}[\"']?([^\"'\s>]{1,2000})")
_MOST, _MOST_BYTES = 300, 100_000_000
"""Pictures taken for one page, and bytes of all of them."""
_SMALLEST = 100
"""Pixels; as for all pictures of a page."""

Place = tuple[int, int]
"""Where a record begins in the file, and its length there."""


def gather_pictures(page: bytes, address: str, places: Mapping[str, Place], take: Callable[[Place], bytes]) -> tuple[Resource, ...]:
    """The pictures that *page*, captured from *address*, shows: *places* says where each lies, *take* gives what lies there."""
    from sitegen.ingest.rasters import read_raster

    found: dict[str, Resource] = {}
    left = _MOST_BYTES
    for name in _addresses(page, address):
        if name not in places or name in found or len(found) >= _MOST:
            continue
        try:
            content = take(places[name])
        except CaptureError:
            continue
        raster = read_raster(content)
        if raster and min(raster.width, raster.height) >= _SMALLEST and len(content) <= left:
            left -= len(content)
            found[name] = Resource(name, content)
    return tuple(found[name] for name in sorted(found))


def _addresses(page: bytes, address: str) -> Iterator[str]:
    stated = _BASE.search(page, 0, 50_000)
    base = join(address, _text(stated[1])) or address if stated else address
    for image in _IMAGES.finditer(page):
        for match in _ADDRESSES.finditer(image[0]):
            yield from _each(base, _text(match[1] or match[2] or match[3]))


def _each(base: str, value: str) -> Iterator[str]:
    """The addresses in an attribute, which may be one or a list of them with their sizes."""
    for part in [value, *(one.split()[0] for one in value.split(",")[:30] if one.split())]:
        if joined := join(base, part):
            yield joined.partition("#")[0]


def _text(written: bytes) -> str:
    return unescape(written.decode("utf-8", "replace")).strip()


def join(base: str, address: str) -> str | None:
    """The whole address of *address* on the page at *base*; None where it can be none (``http://[``)."""
    try:
        return urljoin(base, address)
    except ValueError:
        return None
