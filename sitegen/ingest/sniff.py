"""Bytes -> format, text, encoding: what a capture is, found by its content."""

from __future__ import annotations

import codecs
import re

from sitegen.errors import CaptureError
from sitegen.ingest.front_matter import take_front_matter
from sitegen.ingest.stated import Statement
from sitegen.model import Capture, Format
from sitegen.model.value import Value
from sitegen.patterns import later

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = later(rb"""charset\s{0,9}=\s{0,9}["']?([\w.:-]{2,40})|<\?xml[^>]{1,80}encoding=["']([\w.:-]{2,40})""", re.IGNORECASE)
_FOREIGN = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a rich-text document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
)
_SAVE_AS = "save the page as HTML, or paste its text into a .txt file"
_LARGEST = 20_000_000
"""Bytes; the largest saved news page met had 4 million. With pictures written out in it, a page may be larger by what they take."""
_INLINE = b";base64,"

_ODD = (*map(chr, range(8)), *map(chr, range(14, 27)), "\ufffd")
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,4000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_HTML_TAGS = later(r"<(?:/p|p|/h[1-6]|/article|/section|br|/td|/li|meta|title)\b[^<>]*>", re.IGNORECASE)
# a pattern that begins with a sign is searched for ten times as fast as one that begins with the start of a line
_MARKS_OF_LINES = later(r"\n(?:#{1,6} \S|:::|</?div\b|\s{0,8}[-*] \S|!\[)")
_MARKS_OF_LINKS = re.compile(r"\]\((?:https?:|/|#)")
_BULLET_MARK = re.compile(r"\n\s{0,8}[-*] \S")


class Sniffed(Value):
    """A capture's text below its front matter, and how it was read."""

    format: Format
    text: str
    encoding: str
    front: Statement
    """What the front matter states."""


def sniff(capture: Capture, charset: str | None = None) -> Sniffed:
    """The text of *capture* and its format; *charset* is what its server named, and a capture that holds no text is a `CaptureError`."""
    content = capture.content
    if not content.strip():
        raise CaptureError("the capture is empty", capture.source, None, "save the page again, or take the file out of the folder")
    if len(content) > _LARGEST and _INLINE not in content:
        raise CaptureError("the capture is too large to be one article", capture.source, None, f"the limit is {_LARGEST:,} bytes")
    for mark, what in _FOREIGN:
        if content.startswith(mark):
            raise CaptureError(f"the capture is {what}, not text", capture.source, None, _SAVE_AS)
    text, encoding = _decode(content, charset)
    if _is_binary(text):
        raise CaptureError("the capture is not text", capture.source, None, _SAVE_AS)
    if not any(c.isalnum() for c in text):
        raise CaptureError("the capture has no words", capture.source, None, "save the page again, or take the file out of the folder")
    front, below = take_front_matter(text)
    return Sniffed(_format(below, capture.source, below != text), below, encoding, front)


def _decode(content: bytes, charset: str | None) -> tuple[str, str]:
    """Nearly all captures are UTF-8: what reads the others is loaded when the first of them is met."""
    if not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return content.removeprefix(codecs.BOM_UTF8).decode(), "utf-8"
        except UnicodeDecodeError:
            pass
    return _decode_other(content, charset)


def _decode_other(content: bytes, charset: str | None) -> tuple[str, str]:
    from sitegen.ingest.codepages import encodings_called

    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace"), encoding
    for encoding in (*encodings_called(charset), *encodings_called(_declared(content))):
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return _decode_broken(content)


def _declared(content: bytes) -> str | None:
    found = _DECLARED.search(content, 0, 4096)
    return (found[1] or found[2]).decode("ascii", "replace") if found else None


def _decode_broken(content: bytes) -> tuple[str, str]:
    """UTF-8 with a few broken bytes stays UTF-8; everything else is read as Windows-1252, in which hardly a byte is illegal."""
    text = content.decode("utf-8", "replace")
    whole = sum(c > "\x7f" for c in text)
    if text.count("\ufffd") * 5 < whole:
        return text, "utf-8"
    if content.count(b"\0") * 3 > len(content):
        encoding = "utf-16-le" if content[1:2] == b"\0" else "utf-16-be"
        return content.decode(encoding, "replace"), encoding
    return content.decode("cp1252", "replace"), "cp1252"


def _is_binary(text: str) -> bool:
    head = text[:20_000]
    return any(map(head.__contains__, _ODD)) and sum(map(head.count, _ODD)) * 20 > len(head)


def _format(text: str, source: str, has_front: bool) -> Format:
    """HTML says so at its start or has block tags; markdown has marks, div debris or front matter; the rest is a paste."""
    suffix = source.rsplit(".", 1)[-1].lower() if "." in source else ""
    if _HTML_START.match(text):
        return "html"
    if suffix in ("md", "markdown"):
        return "markdown"
    tags = len(_HTML_TAGS.findall(text))
    lines, links = _MARKS_OF_LINES.findall(f"\n{text}"), _MARKS_OF_LINKS.findall(text)
    # an agency's bullets are no Markdown: "* Crews to sail on Sunday, union says"
    marks = len(lines) + len(links) if links or not all(map(_BULLET_MARK.fullmatch, lines)) else 0
    if tags >= 3 and tags > marks:
        return "html"
    if suffix in ("htm", "html", "xhtml") and (tags or "</" in text):
        return "html"
    if marks >= 3 or (has_front and suffix not in ("txt", "text")):
        return "markdown"
    return "text"
