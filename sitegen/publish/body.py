"""An article’s blocks as a page shows them: quotes marked, first mentions in a section linked, safe links of the capture kept."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import chain, groupby

from markupsafe import Markup
from msgspec import structs

from sitegen.model import AnnotatedArticle, Appearance, Block, Link, Picture, Quote, Span
from sitegen.publish.addresses import host, safe_href, same_page
from sitegen.publish.cards import Cards
from sitegen.publish.lookup import Key, Lookup
from sitegen.publish.permalinks import block_anchor, linker, picture_path, quote_anchor
from sitegen.publish.scripts import direction_of
from sitegen.publish.tongue import Tongue
from sitegen.publish.view import View
from sitegen.publish.weave import NOTHING, Thread, as_markup, escape_text, weave
from sitegen.publish.wording import KINDS

OPENING, CLOSING = "“„‟«‹\"‘‚'", "”“»›\"’'"


class WebLink(View):
    """A link off the site, and what to call it."""

    href: str
    host: str


class Shown(View):
    """A picture that is kept with the archive: the link to it from the page, its size in pixels, and what it shows in words."""

    src: str
    width: int
    height: int
    alt: str


class Part(View):
    """One block as woven HTML; the items of a list and the rows of a table stand in one part."""

    kind: str
    html: Markup
    anchor: str | None = None
    level: int = 0
    """A heading's level in the page, from 2 and never skipping one; a list item's number, 0 when the list has none."""
    credit: str | None = None
    source: WebLink | None = None
    """The picture of a figure, the embedded post of a block quote."""
    picture: Shown | None = None
    items: tuple[Part, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    dir: str = "auto"
    """The attribute of an element that holds the text."""


class _Piece(View):
    """A segment of a quote; the quote's first is its place, its last carries the pilcrow."""

    span: Span
    quote: Quote
    first: bool
    last: bool


class _Sheet(View):
    """What is marked in one article's text, sorted by place, and the page that it is woven for."""

    path: str
    link: Callable[[str], str]
    """Makes links from the page."""
    pieces: tuple[_Piece, ...]
    appearances: tuple[Appearance, ...]
    starts: tuple[int, ...]
    """Where each appearance starts."""
    lookup: Lookup
    cards: Cards
    dateline: Span | None
    former: tuple[tuple[str, str], ...]
    """The ids now and of old of quotes that had another once."""


def web_link(address: str | None) -> WebLink | None:
    """A link to *address* where it is safe to follow."""
    href = safe_href(address)
    return WebLink(href, host(href) or href) if href else None


def weave_body(annotated: AnnotatedArticle, lookup: Lookup, cards: Cards) -> tuple[Part, ...]:
    """The blocks of *annotated* in reading order, less its update log."""
    sheet = _sheet(annotated, lookup, cards)
    blocks = enumerate(annotated.article.blocks, 1)
    numbered = [(block_anchor(n), block) for n, block in blocks if block.kind != "update" and _shows(block)]
    return tuple(_in_lists(_parts(numbered, sheet)))


def _shows(block: Block) -> bool:
    """Whether a reader finds anything in *block*: a picture that is neither kept nor on the web is nothing without a caption."""
    return bool(block.text.strip() or block.credit or block.picture or web_link(block.src))


def weave_updates(annotated: AnnotatedArticle, lookup: Lookup, cards: Cards) -> tuple[Part, ...]:
    """The update log of *annotated*."""
    updates = [block for block in annotated.article.blocks if block.kind == "update"]
    sheet = _sheet(annotated, lookup, cards) if updates else None
    return tuple(_part("", block, sheet, set()) for block in updates) if sheet else ()


def _sheet(annotated: AnnotatedArticle, lookup: Lookup, cards: Cards) -> _Sheet:
    accession = annotated.article.provenance.accession
    told = chain.from_iterable(lookup.appearances_in.get(accession, {}).values())
    appearances = sorted(told, key=lambda appearance: (appearance.span.start, -appearance.span.end))
    dateline = annotated.article.dateline
    return _Sheet(
        path=cards.articles[accession].path,
        link=linker(cards.articles[accession].path),
        pieces=tuple(_pieces(annotated.quotes)),
        appearances=tuple(appearances),
        starts=tuple(appearance.span.start for appearance in appearances),
        lookup=lookup,
        cards=cards,
        dateline=Span(0, len(dateline)) if dateline and annotated.article.text.startswith(dateline) else None,
        former=tuple(lookup.former.get(accession, ())),
    )


def _pieces(quotes: tuple[Quote, ...]) -> Iterator[_Piece]:
    for quote in quotes:
        for number, span in enumerate(quote.segments, 1):
            yield _Piece(span, quote, number == 1, number == len(quote.segments))


def _parts(blocks: list[tuple[str, Block]], sheet: _Sheet) -> Iterator[Part]:
    level = 1
    linked: set[Key] = set()
    for anchor, block in blocks:
        part = _part(anchor, block, sheet, linked)
        if block.kind == "heading":
            level = min(max(block.level or 2, 2), level + 1, 6)
            linked.clear()
            part = structs.replace(part, level=level)
        yield part


def _in_lists(parts: Iterator[Part]) -> Iterator[Part]:
    for (is_list, numbered), group in groupby(parts, lambda part: (part.kind == "list", part.kind == "list" and part.level > 0)):
        if is_list:
            yield Part("list", NOTHING, level=int(numbered), items=tuple(group))
        else:
            yield from group


def _part(anchor: str, block: Block, sheet: _Sheet, linked: set[Key]) -> Part:
    name, source = anchor or None, web_link(block.src)
    picture = _picture(block.picture, block.text, sheet) if block.picture else None
    if block.kind == "table":
        rows = tuple(tuple(row.split(" | ")) for row in block.text.split("\n"))
        return Part("table", NOTHING, name, credit=block.credit, source=source, picture=picture, rows=rows)
    threads = [thread for link in block.links if (thread := _link_thread(link, sheet))]
    if block.start is not None:
        inside = Span(block.start, block.start + len(block.text))
        said = _quote_threads(block.text, inside, sheet)
        threads = [*_dateline_thread(inside, sheet), *said, *threads, *_name_threads(inside, sheet, linked)]
    level = (block.level or 0) if block.kind == "list" else 0
    return Part(block.kind, weave(block.text, threads), name, level, block.credit, source, picture, dir=direction_of(block.text))


def _picture(picture: Picture, caption: str, sheet: _Sheet) -> Shown:
    """Words that stand below the picture need not be read out twice."""
    alt = picture.alt or ("" if caption else sheet.cards.tongue.gettext("Picture that the page does not describe"))
    return Shown(sheet.link(picture_path(picture)), picture.width, picture.height, alt)


def _link_thread(link: Link, sheet: _Sheet) -> Thread | None:
    here = sheet.lookup.addresses.get(same_page(link.href))
    if here == sheet.path:
        return None
    if here:
        return Thread(link.start, link.end, "a", (("class", "inside"), ("href", sheet.link(here))))
    href = safe_href(link.href)
    return Thread(link.start, link.end, "a", (("class", "web"), ("href", href), ("rel", "noreferrer"))) if href else None


def _dateline_thread(inside: Span, sheet: _Sheet) -> Iterator[Thread]:
    if sheet.dateline and sheet.dateline.start >= inside.start and sheet.dateline.end <= inside.end:
        yield Thread(sheet.dateline.start - inside.start, sheet.dateline.end - inside.start, "span", (("class", "dateline"),))


def _quote_threads(text: str, inside: Span, sheet: _Sheet) -> Iterator[Thread]:
    for piece in sheet.pieces:
        if piece.span.start < inside.end and piece.span.end > inside.start:
            start, end = max(piece.span.start, inside.start), min(piece.span.end, inside.end)
            verbatim = piece.quote.is_verbatim
            opens, closes = piece.first and start == piece.span.start, piece.last and end == piece.span.end
            kind = ("class", "quote" if verbatim else "said")
            attributes = (kind, ("id" if opens else "data-of", quote_anchor(piece.quote.id)))
            knot = _pilcrow(piece.quote, sheet) if closes else NOTHING
            here = Span(start - inside.start, end - inside.start)
            here = _with_marks(text, here) if verbatim else here
            yield Thread(here.start, here.end, "span", attributes, knot)
            for id in [old for now, old in sheet.former if opens and now == piece.quote.id]:
                yield Thread(here.start, here.end, "span", (("id", quote_anchor(id)),))


def _with_marks(text: str, words: Span) -> Span:
    """*words* with the quotation marks that stand right around them, so that the pilcrow comes behind the closing one."""
    before, behind = text[max(words.start - 1, 0) : words.start], text[words.end : words.end + 1]
    return Span(words.start - (before != "" and before in OPENING), words.end + (behind != "" and behind in CLOSING))


def _pilcrow(quote: Quote, sheet: _Sheet) -> Markup:
    """The link to the quote's page; its sign is drawn by the style sheet, so that copied text stays clean."""
    card = sheet.cards.quotes[quote.id]
    said = escape_text(_leads_to(quote, card.speaker.name, sheet.cards.tongue))
    return as_markup(f'<a class="pilcrow" href="{escape_text(sheet.link(card.path))}" title="{said}" aria-label="{said}"></a>')


def _leads_to(quote: Quote, name: str | None, tongue: Tongue) -> str:
    """What the page of *quote* is, which *name* said."""
    if not quote.is_verbatim:
        return " · ".join(filter(None, (tongue.gettext(KINDS[quote.kind]), name)))
    return tongue.gettext("Page of this quote by %(name)s", name=name) if name else tongue.gettext("Page of this quote")


def _name_threads(inside: Span, sheet: _Sheet, linked: set[Key]) -> Iterator[Thread]:
    for appearance in sheet.appearances[bisect_left(sheet.starts, inside.start) : bisect_left(sheet.starts, inside.end)]:
        key = (appearance.type, appearance.entity)
        if key not in linked and appearance.span.end <= inside.end:
            linked.add(key)
            attributes = (("class", f"name {appearance.type}"), ("href", sheet.link(sheet.cards.names[key].path)))
            yield Thread(appearance.span.start - inside.start, appearance.span.end - inside.start, "a", attributes)
