"""Image elements -> figures: where the picture is, its caption, its credit."""

from __future__ import annotations

import re
import warnings
from urllib.parse import urljoin, urlsplit

from sitegen.ingest.captions import split_caption
from sitegen.ingest.elements import Attributes
from sitegen.ingest.outlets import public
from sitegen.model import Block
from sitegen.patterns import later
from sitegen.typography import flat

KEPT = "kept:"
"""Scheme of the address that stands for a picture which was saved with the page."""
LAZY = ("data-src", "data-original", "data-lazy-src", "data-hi-res-src", "data-full-src", "src")
_ORNAMENT = later(
    r"(?:^|[/_.-])(?:logo|icon|avatar|gravatar|pixel|spacer|blank|sprite|badge|emoji|placeholder|1x1|tracking|button|ads?)(?:[/_.-]|$)",
    re.IGNORECASE,
)
SMALLEST = 100
"""Pixels; smaller pictures are portraits of authors, flags and buttons."""
_TAG = later(r"<\w")


def is_ornament(image: Attributes) -> bool:
    """Whether *image* belongs to the page and not to the story: tiny, a logo, or without an address."""
    return not address(image, None) or is_named_ornament(image)


def is_named_ornament(image: Attributes) -> bool:
    """Whether the page's own words for *image* say that it is small, or no picture of a story: ``class="site-logo"``."""
    for side in ("width", "height"):
        size = re.match(r"\d+", image.get(side) or "")
        if size and int(size[0]) < SMALLEST:
            return True
    return bool(_ORNAMENT.search(f"{image.get('src') or ''} {image.get('class') or ''}"))


def address(image: Attributes, base: str | None) -> str | None:
    """Where the picture is, on the public host; None when the page carries no address that leads to it."""
    widest = (image.get("srcset") or image.get("data-srcset") or "").split(",")[-1].split()
    for value in (*((image.get(name) or "").strip() for name in LAZY), *widest[:1]):
        try:
            there = urljoin(base or "", value) if value else ""
            scheme = urlsplit(there).scheme
        except ValueError:
            continue
        # a picture saved beside the page has an address without a scheme; data:, javascript: and blob: lead nowhere
        if there and (scheme in ("", "http", "https") or there.startswith(KEPT)):
            return public(there)
    return None


def figure(caption: str, src: str | None) -> Block:
    """The figure with *caption*, its credit taken off."""
    caption = (
        re.sub(r"^(?:Image|Photo)\s?(?:caption)?[\s:,]{1,3}(?=[A-Z“])", "", flat(caption))
        if caption.startswith(("Image caption", "Image Caption"))
        else flat(caption)
    )
    split = split_caption(caption)
    if split:
        return Block("figure", split[0], credit=split[1] or None, src=src)
    return Block("figure", caption, src=src)


def caption_in_alt(image: Attributes) -> str:
    """The caption that a converter left as markup in the alternative text: ``alt="<span>A ferry …</span><span>Credit...</span>"``."""
    alt = image.get("alt") or ""
    if not _TAG.search(alt):
        return ""
    from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning  # takes as long to load as all that reads Markdown, and few captures need it

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)  # it may begin as XML does
        return flat(BeautifulSoup(alt[:5000], "lxml").get_text())
