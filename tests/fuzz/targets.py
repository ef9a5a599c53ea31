"""The readers of untrusted bytes, each as a function of bytes that fails where the reader does, with bytes to begin from."""

from __future__ import annotations

import functools
import io
import json
import socket
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from sitegen.books import Books
from sitegen.catalog.authority import parse_authority
from sitegen.errors import CaptureError, SitegenError
from sitegen.model import Capture, Envelope
from sitegen.packing import pack, unpack
from sitegen.pipeline import gather, keep, read
from sitegen.publish.keeping.ledger import parse_ledger, write_ledger
from sitegen.record import record
from sitegen.server import Builds, Server, _Request
from sitegen.settings import parse_settings
from sitegen.store import _decode
from sitegen.unpack.collection import _list_wacz
from sitegen.unpack.jsonlines import list_records, take_record
from sitegen.unpack.records import Window
from sitegen.unpack.slots import Listing
from sitegen.unpack.warc import list_pages, take_page
from tests.fuzz import seeds
from tests.invented_archive import invented_archive
from tests.spotless import faults_of_site

LARGEST = 1_000_000
"""Bytes of a record that is taken out of a collection."""


@dataclass(frozen=True)
class Target:
    """A reader, and what it is meant to read."""

    read: Callable[[bytes], None]
    seeds: tuple[bytes, ...]


def _capture(name: str, content: bytes, sidecar: bytes = b"", envelope: Envelope | None = None) -> None:
    """Read *content*: what comes of it can be stored, told, and points at its own text."""
    noted = read(Capture(name, content, sidecar, envelope))
    text = noted.value.article.text
    for quote in noted.value.quotes:
        assert all(0 <= span.start < span.end <= len(text) for span in quote.segments)
    for mention in noted.value.mentions:
        assert text[mention.span.start : mention.span.end] == mention.text
    json.dumps(record(noted.value, noted.notes))
    with suppress(UnicodeEncodeError):
        assert _decode(pack(noted)[0]) == noted


def _site(content: bytes) -> None:
    """Make a site of *content*, as a page and as Markdown, and look for anything in it that could run."""
    articles = [read(Capture(name, content)).value for name in ("story.html", "story.md")]
    assert faults_of_site(articles) == []


def _single_file(content: bytes) -> None:
    _capture("page.html", seeds.SINGLE_FILE + content)


def _sidecar(content: bytes) -> None:
    for fence in (b"---", b"+++"):
        with suppress(SitegenError):
            _capture("story.md", b"\n".join((fence, content, fence, seeds.PASTE)))
    _capture("story.txt", seeds.PASTE, content)


def _listed(file: io.BytesIO, listing: Listing, container: Literal["warc", "wacz"]) -> None:
    for slot in listing.slots[:20]:
        with suppress(CaptureError):
            taken = take_page(Window(file, slot.start, slot.start + slot.length), f"crawl#{slot.name}", container, LARGEST)
            _capture(taken.source, taken.content, b"", taken.envelope)


def _warc(content: bytes) -> None:
    file = io.BytesIO(content)
    _listed(file, list_pages([Window(file, 0, len(content))], "warc"), "warc")


def _wacz(content: bytes) -> None:
    file = io.BytesIO(content)
    _listed(file, _list_wacz(file), "wacz")


def _records(content: bytes) -> None:
    for slot in list_records(io.BytesIO(content), LARGEST).slots[:20]:
        with suppress(CaptureError):
            taken = take_record(content[slot.start : slot.start + slot.length], f"records.jsonl#{slot.name}")
            _capture(taken.source, taken.content, b"", taken.envelope)


def _authority(content: bytes) -> None:
    gather(invented_archive().articles, parse_authority(content.decode(), "authority.toml"))


def _settings(content: bytes) -> None:
    settings = parse_settings(content.decode(), "sitegen.toml")
    assert faults_of_site(invented_archive().articles[:1], settings) == []


def _permalinks(content: bytes) -> None:
    ledger = parse_ledger(content.decode(), "permalinks.txt")
    assert parse_ledger(write_ledger(ledger), "permalinks.txt") == ledger
    again = keep(*keep(invented_archive(), ledger))
    assert again[1] == keep(invented_archive(), ledger)[1]


def _memory(content: bytes) -> None:
    """What another machine says it has read, and books whose digest is right: what a disk keeps that was written by another program."""
    known = None
    with suppress(msgspec.MsgspecError, UnicodeDecodeError):
        known = unpack(content)
    assert known is None or (pack(known)[0] and record(known.value, known.notes))
    with suppress(msgspec.MsgspecError):
        msgspec.msgpack.decode(content, type=Books)


@functools.cache
def _server() -> Server:
    top = Path(tempfile.mkdtemp(prefix="sitegen-fuzz-"))
    (top / "site" / "people").mkdir(parents=True)
    (top / "secret.html").write_bytes(b"a secret")
    (top / "site" / "index.html").write_bytes(b"<!doctype html><p>Front page</body>")
    (top / "site" / "out.html").symlink_to(top / "secret.html")
    (top / "site" / "outside").symlink_to(top, target_is_directory=True)
    builds = Builds()
    builds.close()
    return Server(top / "site", builds)


def _request(content: bytes) -> None:
    """Answer a request of these bytes; whatever it asks for, nothing from outside of the folder is told."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(content[:1_000])
        ours.shutdown(socket.SHUT_WR)
        with ThreadPoolExecutor(1) as reader:  # fifty answers at once are more than waits in a socket
            said = reader.submit(lambda: b"".join(iter(lambda: ours.recv(65536), b"")))
            try:
                with suppress(ConnectionError):
                    _Request(theirs, ("127.0.0.1", 1), _server())
            finally:
                theirs.shutdown(socket.SHUT_WR)
    assert b"a secret" not in said.result()


TARGETS = {
    "html": Target(functools.partial(_capture, "page.html"), seeds.PAGES),
    "markdown": Target(functools.partial(_capture, "page.md"), seeds.MARKDOWN),
    "text": Target(functools.partial(_capture, "paste.txt"), seeds.TEXTS),
    "mhtml": Target(functools.partial(_capture, "page.mhtml"), seeds.MHTML),
    "singlefile": Target(_single_file, seeds.PAGES),
    "warc": Target(_warc, seeds.WARCS),
    "wacz": Target(_wacz, seeds.WACZS),
    "records": Target(_records, seeds.RECORDS),
    "sidecar": Target(_sidecar, seeds.SIDECARS),
    "authority": Target(_authority, seeds.AUTHORITIES),
    "settings": Target(_settings, seeds.SETTINGS),
    "permalinks": Target(_permalinks, seeds.LEDGERS),
    "memory": Target(_memory, seeds.memories()),
    "request": Target(_request, seeds.REQUESTS),
    "site": Target(_site, (*seeds.PAGES[::3], *seeds.MARKDOWN[::3])),
}


def run(name: str, content: bytes) -> None:
    """Give *content* to the target *name*; raises what it must not raise."""
    with suppress(SitegenError, UnicodeDecodeError):
        TARGETS[name].read(content)
