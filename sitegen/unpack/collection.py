"""A file on disk -> what it holds, if it is a collection, and each capture of it."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import BinaryIO

from msgspec import structs

from sitegen.model import Capture
from sitegen.unpack.gathering import gather_pictures
from sitegen.unpack.slots import Fault, Listing, Slot

_SUFFIXES = (".warc", ".warc.gz", ".wacz")
_LINES = (".jsonl", ".ndjson")
_RECORD = b'"sitegen-record-1"'
_HEAD = 4096
_LONGEST_LINE = 50_000_000
_INSTALL = Fault("WARC and WACZ collections need the library warcio, which is not installed", "pip install 'sitegen[warc]'")


def is_collection(place: str) -> bool:
    """Whether the file at *place* holds many captures: its name says so, and where other files are called so too, its beginning."""
    low = place.lower()
    if not low.endswith(_LINES):
        return low.endswith(_SUFFIXES)
    try:
        with Path(place).open("rb") as file:
            return _RECORD in file.read(_HEAD)
    except OSError:
        return False


def list_captures(path: Path) -> Listing:
    """The captures in the collection *path*, in the order of the file; OSError where it cannot be opened."""
    known = path.stat()
    return _listing(path, known.st_mtime_ns, known.st_size)


@functools.lru_cache(maxsize=8)
def _listing(path: Path, _changed: int, _size: int) -> Listing:
    with path.open("rb") as file:
        if path.name.lower().endswith(_LINES):
            from sitegen.unpack.jsonlines import list_records

            return list_records(file, _LONGEST_LINE)
        try:
            return _list_wacz(file) if path.name.lower().endswith(".wacz") else _list_warc(file)
        except ImportError:
            return Listing(fault=_INSTALL)


def take_capture(path: Path, slot: Slot, source: str, limit: int) -> Capture:
    """The capture *source* at *slot* of the collection *path*, of *limit* bytes at most; OSError where it cannot be opened."""
    if slot.container == "record":
        from sitegen.unpack.jsonlines import take_record

        with path.open("rb") as file:
            file.seek(slot.start)
            return take_record(file.read(slot.length), source)
    from sitegen.unpack.records import Window
    from sitegen.unpack.warc import take_page

    pictures = list_captures(path).pictures
    with path.open("rb") as file:

        def at(place: tuple[int, int]) -> Capture:
            return take_page(Window(file, place[0], place[0] + place[1]), source, slot.container, limit)

        page = at((slot.start, slot.length))
        address = page.envelope.url if page.envelope and page.envelope.url else ""
        return structs.replace(page, resources=gather_pictures(page.content, address, pictures, lambda place: at(place).content))


def _list_warc(file: BinaryIO) -> Listing:
    from sitegen.unpack.records import Window
    from sitegen.unpack.warc import list_pages

    return list_pages([Window(file, 0, file.seek(0, 2))], "warc")


def _list_wacz(file: BinaryIO) -> Listing:
    from sitegen.unpack.wacz import NoCollectionError, open_wacz
    from sitegen.unpack.warc import list_pages

    try:
        windows, listed = open_wacz(file)
    except NoCollectionError as error:
        return Listing(fault=Fault(f"this is no WACZ collection that can be read: {error}", "look for a whole copy, or make it anew"))
    return list_pages(windows, "wacz", listed)


def explain(listing: Listing) -> str | None:
    """What was left out of a collection, in words; None where nothing was."""
    counts = ", ".join(f"{count:,} {what}" for what, count in listing.left if count)
    return f"left out: {counts}" if counts else None
