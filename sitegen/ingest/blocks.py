"""Units and the choice among them -> pieces: what every stretch of the page is."""

from __future__ import annotations

from typing import get_args
from urllib.parse import urljoin

from msgspec import structs

from sitegen.ingest.align import letters
from sitegen.ingest.apart import read_note
from sitegen.ingest.byline import read_byline
from sitegen.ingest.captions import split_caption
from sitegen.ingest.chrome import chrome_kind
from sitegen.ingest.contributions import contributors_in, is_about, is_bio
from sitegen.ingest.dates import read_date_line
from sitegen.ingest.draft import Piece
from sitegen.ingest.headline import key
from sitegen.ingest.layout import Layout
from sitegen.ingest.outlets import public
from sitegen.ingest.pictures import address, caption_in_alt, figure, is_ornament
from sitegen.ingest.prose import is_title_like
from sitegen.ingest.units import Unit
from sitegen.model import Block, Link, Removed, RemovedKind

_REPEATED = 40
"""Characters; shorter lines may well stand twice in a story."""
_SOURCES = frozenset(("cite", "footer"))
_LONGEST_SIGNATURE = 160
"""Characters of the line that says who is quoted."""
_LAST = 6
"""Paragraphs at the end of a story among which its authors are introduced."""
_BACK = "↩"
"""What a footnote ends with: the way back to its place in the text."""
_LINKED_TITLE = 20
"""Characters; shorter links are a story's own labels."""


def lay_out(layout: Layout, authors: tuple[str, ...]) -> list[Piece]:
    """The pieces of the page in order; what tells who its *authors* are is none of the story."""
    pieces: list[Piece] = []
    seen: set[str] = set()
    bios = _bios(layout, authors)
    for at, unit in enumerate(layout.units):
        piece = _picture(layout, at, unit) if unit.picture is not None else _piece(layout, at, unit)
        if at in bios and isinstance(piece, Block):
            piece = Removed("bio", unit.text)
        if piece is None:
            continue
        piece = _once(piece, seen, layout)
        if pieces and _signs_quotation(unit, piece, pieces[-1]):
            pieces[-1] = _signed_quotation(pieces[-1], unit)
            continue
        if isinstance(piece, Block) and piece.kind == "figure" and pieces:
            last = pieces[-1]
            if isinstance(last, Block) and last.kind == "figure" and _one_figure(last, piece):
                pieces[-1] = _joined(last, piece)
                continue
        pieces.append(piece)
    return pieces


def _bios(layout: Layout, authors: tuple[str, ...]) -> set[int]:
    """Where among the last paragraphs an author is introduced."""
    told = [at for at in range(layout.lead + 1, layout.last + 1) if layout.chosen[at] and not layout.units[at].heading]
    return {at for at in told[-_LAST:] if is_about(layout.units[at].text, authors)}


def _signs_quotation(unit: Unit, piece: Piece, last: Piece) -> bool:
    """Whether *unit* is the dash and the name below a quotation or an embedded post: ``— Mara Lund (@mara) 3 May 2016``."""
    if not isinstance(last, Block) or last.kind != "blockquote" or "blockquote" not in unit.zones or len(unit.text) > _LONGEST_SIGNATURE:
        return False
    source = unit.text.startswith(("—", "–", "― ", "-- ")) or bool(_SOURCES & set(unit.zones))
    return source and (not isinstance(piece, Block) or piece.kind == "blockquote")


def _signed_quotation(last: Piece, unit: Unit) -> Piece:
    post = next((public(anchor.href) for anchor in reversed(unit.anchors) if anchor.href.startswith("http")), None)
    return structs.replace(last, credit=unit.text.lstrip("—–―- "), src=post) if isinstance(last, Block) else last


def _once(piece: Piece, seen: set[str], layout: Layout) -> Piece:
    """*piece*, or its removal when the words stand elsewhere: pages hold a story twice for two screens, and pull quotes repeat it."""
    if not isinstance(piece, Block) or piece.kind == "figure" or len(piece.text) < _REPEATED:
        return piece
    bare = letters(piece.text)
    if bare in seen or (piece.kind == "blockquote" and bare in layout.story):
        return Removed("repeated", piece.text)
    seen.add(bare)
    return piece


def _one_figure(last: Block, new: Block) -> bool:
    """Whether *new* is the rest of *last*: a caption below its picture, a credit below its caption."""
    if new.src and (last.src or last.text):
        return bool(last.text and key(last.text) == key(new.text) and new.text)
    return not (last.text and new.text and last.credit)


def _joined(last: Block, new: Block) -> Block:
    texts = [text for text in (last.text, new.text) if text]
    text = " ".join(texts if len({key(text) for text in texts}) > 1 else texts[:1])
    return Block("figure", text, credit=last.credit or new.credit, src=last.src or new.src)


def _picture(layout: Layout, at: int, unit: Unit) -> Piece | None:
    if (
        unit.picture is None
        or not layout.in_story(at)
        or unit.mark in ("related", "bio", "share", "advertisement", "newsletter", "comment")
    ):
        return None
    caption = caption_in_alt(unit.picture)
    if is_ornament(unit.picture) and not caption:
        return None
    return figure(caption, address(unit.picture, layout.url))


def _piece(layout: Layout, at: int, unit: Unit) -> Piece | None:
    if unit.hidden and not layout.chosen[at]:
        return None
    known = _told_by_words(layout, at, unit)
    if known:
        return known
    if _is_caption(unit):
        return figure(unit.text, None) if layout.in_story(at) else Removed("credit", unit.text)
    if not layout.chosen[at] or _names_another_story(unit):
        return Removed(_removed_kind(layout, at, unit), unit.text)
    return _block(layout, unit)


def _told_by_words(layout: Layout, at: int, unit: Unit) -> Piece | None:
    """What *unit* is when its own words say so, wherever it stands."""
    text = unit.text
    if layout.is_title(text):
        return Removed("masthead", text)
    if read_date_line(text):
        return Removed("dates", text)
    if layout.in_story(at) or layout.chosen[at]:
        note = read_note(text)
        if note:
            return note
    kind = chrome_kind(text)
    if kind:
        return Removed(kind, text)
    if at <= layout.lead + 2 and read_byline(text):
        return Removed("byline", text)
    if (contributors_in(text) is not None or is_bio(text)) and at > layout.first:
        return Removed("bio", text)
    if layout.in_story(at) and len(text) < 900 and split_caption(text):
        return figure(text, None)
    return None


def _names_another_story(unit: Unit) -> bool:
    """Whether *unit* is one link and reads like a headline: ``In Arden, no way of counting the boats``."""
    if not unit.anchors or unit.heading or len(unit.text) < _LINKED_TITLE or unit.linked < 0.9 * len(unit.text):
        return False
    return is_title_like(unit.text) and not any(anchor.href.startswith("#") for anchor in unit.anchors)


def _is_caption(unit: Unit) -> bool:
    return "caption" in unit.zones or unit.mark == "caption"


def _removed_kind(layout: Layout, at: int, unit: Unit) -> RemovedKind:
    if unit.mark == "byline":
        return "byline" if layout.headline <= at <= layout.lead else "chrome"
    if layout.chosen[at]:
        return "related"
    return unit.mark if unit.mark in get_args(RemovedKind) else "chrome"  # type: ignore[return-value]


def _block(layout: Layout, unit: Unit) -> Block:
    links = tuple(link for a in unit.anchors if (link := _link(layout, a.start, a.end, a.href))) if unit.anchors else ()
    zones = set(unit.zones)
    if unit.heading:
        return Block("heading", unit.text, level=max(2, unit.heading), links=links)
    if "table" in zones and unit.element.tag == "tr":
        return Block("table", unit.text)
    if "blockquote" in zones:
        return Block("blockquote", unit.text, links=links)
    if "li" in zones and unit.text.rstrip("\ufe0e ").endswith(_BACK):
        return Block("note", unit.text.rstrip(_BACK + "\ufe0e "), links=links)
    if "li" in zones:
        return Block("list", unit.text, links=links)
    return Block("paragraph", unit.text, links=links)


def _link(layout: Layout, start: int, end: int, href: str) -> Link | None:
    try:
        href = urljoin(layout.url or "", href.strip())
    except ValueError:
        return None
    return Link(start, end, public(href)) if href.startswith(("http://", "https://", "mailto:")) and end > start else None
