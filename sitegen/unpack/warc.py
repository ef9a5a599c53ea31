"""A WARC file -> the places of the pages in it; a place -> the capture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from email.message import Message

from sitegen.errors import CaptureError
from sitegen.ingest.moments import parse_moment
from sitegen.model import Capture, Container, Envelope
from sitegen.unpack.content import decompress, unchunk
from sitegen.unpack.gathering import join
from sitegen.unpack.records import BrokenError, Record, Window, read_records
from sitegen.unpack.slots import Fault, Listing, Slot

_PAGES = ("text/html", "application/xhtml+xml")
_PART_OF_A_PAGE = frozenset({"iframe", "frame", "embed", "object", "empty", "script", "image"})
"""``Sec-Fetch-Dest`` of a request that a page made, not a reader."""
_MOST_PICTURES = 200_000
_MOST_LINKS = 10
"""Redirects followed from one page of a list to the next."""
_WHOLE = "what stands before it was read; look for a whole copy, or mend it with: warcio recompress"


@dataclass(slots=True)
class _Page:
    """A page or a picture in the file."""

    id: str
    target: str
    start: int
    end: int = 0


@dataclass(slots=True)
class _Inventory:
    """What has been met in a file so far."""

    pages: list[_Page] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)
    redirects: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, _Page] = field(default_factory=dict)
    asked_by_pages: set[str] = field(default_factory=set)
    """Ids of the responses to requests that a page made."""

    def add(self, record: Record, start: int) -> _Page | None:
        """The page that *record*, which begins at *start*, holds; None where it is none."""
        if record.kind == "request":
            if record.answered("Sec-Fetch-Dest").lower() in _PART_OF_A_PAGE:
                self.asked_by_pages.add(record.said("WARC-Concurrent-To"))
        elif record.kind == "revisit":
            self.left["pages seen before (revisit)"] += 1
        elif record.kind in ("response", "resource"):
            return self._answer(record, start)
        return None

    def _answer(self, record: Record, start: int) -> _Page | None:
        kind = record.answered("Content-Type") if record.kind == "response" else record.said("Content-Type")
        if not record.target.startswith(("http://", "https://")):
            self.left["records of the crawler"] += 1
        elif 300 <= record.status < 400:
            self.left["redirects"] += 1
            if reached := join(record.target, record.answered("Location")):
                self.redirects[_bare(record.target)] = _bare(reached)
        elif record.kind == "response" and record.status != 200:
            self.left["errors of the server"] += 1
        else:
            return self._file(record, kind.partition(";")[0].strip().lower(), start)
        return None

    def _file(self, record: Record, kind: str, start: int) -> _Page | None:
        file = _Page(record.said("WARC-Record-ID"), record.target, start)
        if kind in _PAGES:
            self.pages.append(file)
            return file
        self.left["files other than pages"] += 1
        if not kind.startswith("image/") or "svg" in kind or len(self.pictures) >= _MOST_PICTURES:
            return None
        return self.pictures.setdefault(_bare(record.target), file)


def list_pages(windows: Iterable[Window], container: Container, listed: AbstractSet[str] = frozenset()) -> Listing:
    """The pages in the WARC files in *windows*: those whose addresses are *listed*, all of them where none is."""
    inventory = _Inventory()
    faults = [fault for window in windows if (fault := _survey(window, inventory))]
    pages = _chosen(inventory, listed)
    pictures = {address: (one.start, one.end - one.start) for address, one in inventory.pictures.items()}
    return Listing(_slots(pages, container), tuple(sorted(inventory.left.items())), pictures, fault=next(iter(faults), None))


def _survey(window: Window, inventory: _Inventory) -> Fault | None:
    """Enter all that *window* holds into *inventory*; what is wrong with it, if anything is."""
    last, fault = None, None
    try:
        for record, start in read_records(window):
            if last:
                last.end = window.start + start
            last = inventory.add(record, window.start + start)
    except BrokenError as error:
        fault = Fault(f"the web archive is damaged: {error}", _WHOLE)
    if last:
        last.end = window.end
    return fault


def _chosen(inventory: _Inventory, listed: AbstractSet[str]) -> list[_Page]:
    """The pages that somebody looked at; a list of pages that names none of them is no list of them."""
    whole = [page for page in inventory.pages if page.id not in inventory.asked_by_pages]
    reached = {_reached(_bare(address), inventory.redirects) for address in listed}
    chosen = [page for page in whole if _bare(page.target) in reached] or whole
    inventory.left["parts of other pages"] += len(inventory.pages) - len(whole)
    inventory.left["pages that the collection does not list"] += len(whole) - len(chosen)
    return chosen


def _reached(address: str, redirects: dict[str, str]) -> str:
    for _ in range(_MOST_LINKS):
        address = redirects.get(address, address)
    return address


def _bare(address: str) -> str:
    return address.partition("#")[0]


def _slots(pages: list[_Page], container: Container) -> tuple[Slot, ...]:
    """A record is called by its own id, which stays when the file is packed anew; one without, or with another's, by its place."""
    slots, used = [], set[str]()
    for page in pages:
        name = page.id.strip("<>").removeprefix("urn:uuid:")
        if not name.isascii() or not name.isprintable() or len(name) > 80 or not name or name in used:
            name = f"{name[:60] if name.isascii() and name.isprintable() else ''}@{page.start}"
        used.add(name)
        slots.append(Slot(name, container, page.start, page.end - page.start))
    return tuple(slots)


def take_page(window: Window, source: str, container: Container, limit: int) -> Capture:
    """The capture *source* whose record opens *window*; CaptureError where it is not what it was, or larger than *limit* bytes."""
    try:
        record, _ = next(read_records(window))
        body = record.body(limit + 1)
    except (BrokenError, StopIteration) as error:
        raise CaptureError(f"the record cannot be read: {error}", source, hint=_WHOLE) from error
    if len(body) > limit:
        raise CaptureError("too large for a saved article", source, hint=f"the largest that is read has {limit:,} bytes")
    if "chunked" in record.answered("Transfer-Encoding").lower():
        body = unchunk(body)
    try:
        content = decompress(body, record.answered("Content-Encoding"), limit)
    except CaptureError as error:
        raise CaptureError(error.message, source, hint=error.hint) from error
    kind = Message()
    kind["Content-Type"] = record.answered("Content-Type") or record.said("Content-Type")
    charset = kind.get_param("charset")
    moment = parse_moment(record.said("WARC-Date"))
    return Capture(source, content, envelope=Envelope(container, record.target, moment, charset if isinstance(charset, str) else None))
