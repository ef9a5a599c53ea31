"""MHTML -> the page in it and the files that were saved with the page."""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser

from sitegen.errors import CaptureError
from sitegen.ingest.facts import Facts, learn
from sitegen.ingest.moments import parse_moment
from sitegen.ingest.page import Page
from sitegen.model import Capture, Resource

_MOST_PARTS = 5_000
_DEEPEST = 4
"""Multiparts in each other; a saved page has one, a page out of a mail program two."""
_LONGEST_HEAD = 64_000
_BLANK = re.compile(rb"\r?\n[ \t]*\r?\n")
_SAVE_AGAIN = "save the page again as one file (MHTML), or as HTML"


@dataclass(frozen=True, slots=True)
class _Part:
    head: Message
    body: bytes

    def said(self, name: str) -> str:
        return " ".join(str(self.head.get(name) or "").split())


def open_mhtml(capture: Capture) -> Page:
    """The page that *capture* holds and the files saved with it; a `CaptureError` where it holds no page."""
    whole = _part(capture.content.lstrip(b"\xef\xbb\xbf\r\n"))
    room = iter(range(_MOST_PARTS))
    parts = list(_leaves(whole, _DEEPEST, room))
    if next(room, None) is None:
        raise CaptureError("the MHTML file has too many parts", capture.source, None, f"the limit is {_MOST_PARTS:,}; {_SAVE_AGAIN}")
    page = _main(whole, parts)
    if page is None:
        what = "no web page in it" if parts else "nothing in it: it is cut off or broken"
        raise CaptureError(f"the MHTML file has {what}", capture.source, None, _SAVE_AGAIN)
    address = whole.said("Snapshot-Content-Location") or page.said("Content-Location")
    known = learn(Facts(), "MHTML location", url=address if address.startswith(("http://", "https://")) else None)
    known = learn(known, "MHTML date", captured=parse_moment(whole.said("Date")))
    charset = page.head.get_param("charset")
    others = tuple(resource for part in parts if part is not page for resource in _resources(part))
    return Page(_content(page), charset if isinstance(charset, str) else None, known, others, "mhtml")


def _part(content: bytes) -> _Part:
    if content.startswith((b"\n", b"\r\n")):
        return _Part(Message(), content)
    blank = _BLANK.search(content, 0, _LONGEST_HEAD)
    cut = blank.end() if blank else min(len(content), _LONGEST_HEAD)
    return _Part(BytesHeaderParser().parsebytes(content[:cut]), content[cut:])


def _leaves(part: _Part, depth: int, room: Iterator[int]) -> Iterator[_Part]:
    """The parts that hold something, in order, as many as *room* has numbers; a multipart stands for those in it."""
    boundary = part.head.get_boundary() if part.head.get_content_maintype() == "multipart" else None
    if boundary is None:
        if part.body.strip():
            yield part
    elif depth:
        for content, _ in zip(_split(part.body, boundary.encode("utf-8", "replace")), room, strict=False):
            yield from _leaves(_part(content), depth - 1, room)


def _split(body: bytes, boundary: bytes) -> Iterator[bytes]:
    """What stands between the lines ``--boundary``; a file that is cut off ends with its last part."""
    line = re.compile(rb"(?:^|\r?\n)--" + re.escape(boundary) + rb"(--)?[ \t]*(?:\r?\n|$)")
    found = line.search(body)
    while found and not found[1]:
        after = line.search(body, found.end())
        # the line break that ends one boundary may open the next one
        yield body[found.end() : after.start() if after else len(body)]
        found = after


def _main(whole: _Part, parts: list[_Part]) -> _Part | None:
    """The page itself, not one of its frames: what the head names, else the first page."""
    pages = [part for part in parts if part.head.get_content_type() in ("text/html", "application/xhtml+xml")]
    start = whole.head.get_param("start")
    named = whole.said("Snapshot-Content-Location")
    by_id = (part for part in pages if isinstance(start, str) and part.said("Content-ID") == start)
    by_place = (part for part in pages if named and part.said("Content-Location") == named)
    return next(by_id, None) or next(by_place, None) or next(iter(pages), None)


def _resources(part: _Part) -> Iterator[Resource]:
    """The part under each name by which a page may call it."""
    if part.head.get_content_maintype() in ("image", "application"):
        names = [part.said("Content-Location")]
        if identity := part.said("Content-ID").strip("<> "):
            names.append(f"cid:{identity}")
        content = _content(part)
        yield from (Resource(name, content) for name in names if name)


def _content(part: _Part) -> bytes:
    encoding = part.said("Content-Transfer-Encoding").lower()
    if encoding == "quoted-printable":
        return quopri.decodestring(part.body)
    if encoding == "base64":
        try:
            return binascii.a2b_base64(part.body)
        except binascii.Error:
            # cut off within four letters: what is whole is kept
            letters = re.sub(rb"[^A-Za-z0-9+/]", b"", part.body)
            return binascii.a2b_base64(letters[: len(letters) // 4 * 4])
    return part.body
