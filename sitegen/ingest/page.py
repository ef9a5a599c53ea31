"""Capture -> page: what a file holds is taken out of its wrapping before it is read."""

from __future__ import annotations

import re

from sitegen.ingest.facts import Facts, learn
from sitegen.model import Capture, Container, Resource
from sitegen.model.value import Value

_HEAD = 8_000
_OPENING = re.compile(rb"(?i)[\w-]{1,60}:.{0,8000}?^content-type:\s{0,9}multipart/related", re.DOTALL | re.MULTILINE)
_NAMED = {"warc": "WARC record", "wacz": "WARC record"}


class Page(Value):
    """A page or a text as it was before it was packed, and what the packing says of it."""

    content: bytes
    charset: str | None
    """The encoding that the packing names."""
    known: Facts
    """Address and moment of the capture, where the packing states them."""
    resources: tuple[Resource, ...]
    container: Container | None


def unwrap(capture: Capture) -> Page:
    """The page that *capture* holds; a `CaptureError` where it was packed and cannot be unpacked."""
    if _is_mhtml(capture):
        from sitegen.ingest.mhtml import open_mhtml

        return open_mhtml(capture)
    envelope = capture.envelope
    if envelope is None:
        return Page(capture.content, None, Facts(), capture.resources, None)
    known = learn(Facts(), _NAMED.get(envelope.container, envelope.container), url=envelope.url, captured=envelope.captured)
    return Page(capture.content, envelope.charset, known, capture.resources, envelope.container)


def _is_mhtml(capture: Capture) -> bool:
    """Whether *capture* opens with the head of a message that holds a page with its files, or is called so and opens as a message does."""
    head = capture.content[:_HEAD].lstrip(b"\xef\xbb\xbf\r\n")
    if capture.source.lower().endswith((".mht", ".mhtml")):
        return not head.lstrip().startswith(b"<") and b":" in head.partition(b"\n")[0]
    return bool(_OPENING.match(head))
