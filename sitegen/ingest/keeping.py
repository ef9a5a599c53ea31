"""A saved page and the files saved with it -> the pictures that are kept with the archive."""

from __future__ import annotations

import binascii
import hashlib
import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, unquote_to_bytes, urljoin

from lxml.html import HtmlElement
from msgspec import structs

from sitegen.ingest.draft import Piece
from sitegen.ingest.pictures import KEPT, LAZY, SMALLEST, is_named_ornament
from sitegen.ingest.rasters import read_raster
from sitegen.model import Block, Picture, Resource
from sitegen.model.value import Value
from sitegen.typography import flat

_LARGEST = 20_000_000
"""Bytes; a photograph straight from a camera has 10 million."""
_MOST = 400
"""Pictures kept of one page."""
_LONGEST_ALT = 400
_INLINE = re.compile(r"data:([\w.+-]{1,40}/[\w.+-]{1,60})?(?:;[\w=.-]{1,60}){0,4};base64,([A-Za-z0-9+/=%]{64,})")
"""A file written out in the page itself."""
_VARIABLE = re.compile(r"(--sf-img-\d{1,6})\s{0,3}:\s{0,3}url\([\"']?(data:,picture-\d{1,6})")
_USED = re.compile(r"var\((--sf-img-\d{1,6})\)")


class Kept(Value):
    """A picture that a figure may show, and where it was on the web, if that is known."""

    picture: Picture
    address: str | None


def take_inline(markup: str) -> tuple[str, tuple[Resource, ...]]:
    """Split the files that are written out in *markup* off it: pictures get a short address, all else is of no use to a reader."""
    if ";base64," not in markup:
        return markup, ()
    found: dict[str, Resource] = {}

    def short(inline: re.Match[str]) -> str:
        kind, letters = (inline[1] or "").lower(), inline[2]
        if not kind.startswith("image/") or "svg" in kind or (letters not in found and len(found) >= _MOST):
            return "data:,"
        if letters not in found:
            found[letters] = Resource(f"data:,picture-{len(found)}", _decoded(letters))
        return found[letters].address

    return _INLINE.sub(short, markup), tuple(found.values())


def keep_pictures(tree: HtmlElement, resources: Iterable[Resource], base: str | None) -> dict[str, Kept]:
    """The pictures of *tree*, saved from *base*, that are among *resources*, by the address ``kept:…`` that their elements are given."""
    saved: dict[str, bytes] = {}
    web: dict[int, str] = {}
    for resource in resources:
        saved.setdefault(_key(resource.address), resource.content)
        if resource.address.startswith(("http://", "https://")):
            web.setdefault(id(resource.content), resource.address)
    if not saved:
        return {}
    drawn = {match[1]: match[2] for style in tree.iter("style") for match in _VARIABLE.finditer(style.text or "")}
    kept: dict[str, Kept] = {}
    for image in tree.iter("img", "amp-img"):
        found = [content for address in _addresses(image, base, drawn) if (content := saved.get(_key(address))) is not None]
        pictures = [(picture, content) for content in found if (picture := _picture(content, flat(image.get("alt") or "")))]
        if not pictures or is_named_ornament(image) or len(kept) >= _MOST:
            continue
        picture, content = max(pictures, key=lambda pair: pair[0].width * pair[0].height)
        if min(picture.width, picture.height) < SMALLEST:
            image.set("width", str(min(picture.width, picture.height)))
            continue
        for name in (*LAZY, "srcset", "data-srcset"):
            image.attrib.pop(name, None)
        image.set("src", KEPT + picture.sha256)
        kept.setdefault(KEPT + picture.sha256, Kept(picture, web.get(id(content))))
    return kept


def with_pictures(pieces: Iterable[Piece], kept: dict[str, Kept]) -> Iterator[Piece]:
    """*pieces* with the pictures *kept* in the figures that they are the pictures of; one shown before is not shown again without words."""
    shown: set[str] = set()
    for piece in pieces:
        known = kept.get(piece.src) if isinstance(piece, Block) and piece.src else None
        if not isinstance(piece, Block) or not (piece.src or "").startswith(KEPT):
            yield piece
        elif known is None:
            yield structs.replace(piece, src=None)
        elif piece.text or piece.credit or known.picture.sha256 not in shown:
            shown.add(known.picture.sha256)
            alt = known.picture.alt if known.picture.alt != piece.text else ""
            yield structs.replace(piece, src=known.address, picture=structs.replace(known.picture, alt=alt))


def _addresses(image: HtmlElement, base: str | None, drawn: dict[str, str]) -> Iterator[str]:
    """Every address that *image* or its sources may have been shown from."""
    values = [image.get(name) or "" for name in LAZY]
    above = next(image.iterancestors("picture"), None)
    # the parser takes a <source> for an element that is closed, and what follows for its content
    sources = above.iter("source") if above is not None else ()
    for element in (image, *sources):
        for name in ("srcset", "data-srcset"):
            values += [part.split()[0] for part in re.split(r",\s", element.get(name) or "")[:20] if part.split()]
    values += [drawn.get(name, "") for name in _USED.findall(image.get("style") or "")]
    for value in filter(None, (value.strip() for value in values)):
        yield value
        try:
            yield urljoin(base or "", value)
        except ValueError:
            continue


def _key(address: str) -> str:
    """One form for the ways to write an address: ``./story_files/quay%20one.jpg`` is ``story_files/quay one.jpg``."""
    plain = unicodedata.normalize("NFC", unquote(address.partition("#")[0]))
    return plain if ":" in plain[:12] or plain.startswith("//") else posixpath.normpath(plain.partition("?")[0])


def _picture(content: bytes, alt: str) -> Picture | None:
    raster = read_raster(content) if len(content) <= _LARGEST else None
    if raster is None:
        return None
    alt = "" if "<" in alt or len(alt) > _LONGEST_ALT else alt
    return Picture(hashlib.sha256(content).hexdigest(), raster.type, raster.width, raster.height, len(content), alt)


def _decoded(letters: str) -> bytes:
    try:
        return binascii.a2b_base64(unquote_to_bytes(letters))
    except binascii.Error:
        return b""
