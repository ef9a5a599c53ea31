"""Tree -> units: every stretch of visible text in order, with where on the page it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from sitegen.ingest.marks import mark
from sitegen.typography import flat

_SKIPPED = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "head",
        "svg",
        "button",
        "select",
        "textarea",
        "iframe",
        "object",
        "embed",
        "canvas",
        "math",
        "dialog",
        "datalist",
        "input",
        "title",
        "meta",
        "link",
    ]
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "ruby",
        "rt",
        "rp",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "picture",
        "source",
        "amp-img",
        "bold",
        "nobr",
        "g-emoji",
        "inline-formatting",
        "o:p",
        "st1:place",
        "hl2",
        "tref",
    ]
)
_CELLS = frozenset(("td", "th"))
_ZONES = {
    "nav": "nav",
    "footer": "footer",
    "aside": "aside",
    "figcaption": "caption",
    "figure": "figure",
    "blockquote": "blockquote",
    "li": "li",
    "dd": "li",
    "table": "table",
    "pre": "pre",
    "header": "header",
    "form": "form",
    "h1": "h1",
    "h2": "h2",
    "h3": "h3",
    "h4": "h4",
    "h5": "h5",
    "h6": "h6",
    "article": "article",
    "main": "main",
}
_HIDDEN = re.compile(r"display:\s?none|visibility:\s?hidden")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link inside a unit: offsets into its text, and the address as written."""

    start: int
    end: int
    href: str


@dataclass(slots=True)
class Unit:
    """A stretch of text with no block boundary in it, or a picture."""

    text: str
    element: HtmlElement
    """The block element that holds it."""
    zones: tuple[str, ...]
    """What it stands in, from the outside in: ``("article", "li")``."""
    anchors: tuple[Anchor, ...] = ()
    picture: HtmlElement | None = None
    hidden: bool = False
    mark: str | None = None
    """What the names of the elements around it say it is: ``caption``, ``related``; the innermost that says something."""

    @property
    def linked(self) -> int:
        """Characters of the text that are link."""
        return sum(anchor.end - anchor.start for anchor in self.anchors)


@dataclass(slots=True)
class _Run:
    """Text that is being gathered."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    anchors: list[tuple[int, int, str]] = field(default_factory=list)

    def add(self, text: str | None) -> None:
        if text:
            self.parts.append(text)
            self.length += len(text)


def units(tree: HtmlElement) -> list[Unit]:
    """Every unit of the page in order, the hidden ones marked."""
    walker = _Walker()
    walker.walk(tree)
    return walker.found


class _Walker:
    """One pass over the tree, without recursion."""

    def __init__(self) -> None:
        self.found: list[Unit] = []
        self.run = _Run()
        self.blocks: list[HtmlElement] = []
        self.zones: list[str] = []
        self.marks: list[str | None] = [None]
        self.hidden = 0
        self.link: tuple[int, str] | None = None
        """Where in the run the open link began, and where it goes."""

    def walk(self, tree: HtmlElement) -> None:
        body = tree.find("body")
        context = etree.iterwalk(tree if body is None else body, events=("start", "end"))
        for event, element in context:
            tag = element.tag
            if not isinstance(tag, str):
                continue
            if event == "start":
                if tag in _SKIPPED:
                    context.skip_subtree()
                else:
                    self._open(element, tag)
            else:
                if tag not in _SKIPPED:
                    self._close(element, tag)
                self.run.add(element.tail)
        self._flush()

    def _open(self, element: HtmlElement, tag: str) -> None:
        if tag == "br":
            self.run.add("\x0b")
        elif tag in ("img", "amp-img"):
            self.found.append(Unit("", self._block(element), tuple(self.zones), (), element, bool(self.hidden), self.marks[-1]))
        elif tag == "a":
            self.link = (self.run.length, element.get("href") or "")
        elif tag in _CELLS:
            self.run.add(" | ")
        elif tag not in _INLINE:
            self._enter(element, tag)
        self.run.add(element.text)

    def _enter(self, element: HtmlElement, tag: str) -> None:
        if "table" not in self.zones or tag == "tr" or tag == "table":
            self._flush()
        else:
            self.run.add(" ")
        self.blocks.append(element)
        self.marks.append(mark(element) or self.marks[-1])
        if tag in _ZONES:
            self.zones.append(_ZONES[tag])
        self.hidden += _is_hidden(element)

    def _close(self, element: HtmlElement, tag: str) -> None:
        if tag == "a":
            self._end_link()
            self.link = None
        elif tag not in _INLINE and tag not in _CELLS and tag not in ("br", "img", "amp-img"):
            if "table" not in self.zones or tag == "tr" or tag == "table":
                self._flush()
            else:
                self.run.add(" ")
            self.blocks.pop()
            self.marks.pop()
            if tag in _ZONES:
                self.zones.pop()
            self.hidden -= _is_hidden(element)

    def _block(self, element: HtmlElement) -> HtmlElement:
        return self.blocks[-1] if self.blocks else element

    def _end_link(self) -> None:
        if self.link and self.run.length > self.link[0]:
            self.run.anchors.append((self.link[0], self.run.length, self.link[1]))

    def _flush(self) -> None:
        self._end_link()
        run, self.run = self.run, _Run()
        self.link = (0, self.link[1]) if self.link else None
        raw = "".join(run.parts)
        if not raw.strip() or not self.blocks:
            return
        for start, end in _divide(raw):
            text, spots = _flatten(raw, start, end, run.anchors)
            if text:
                self.found.append(Unit(text, self.blocks[-1], tuple(self.zones), spots, None, bool(self.hidden), self.marks[-1]))


def _is_hidden(element: HtmlElement) -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _HIDDEN.search(style))


def _divide(raw: str) -> list[tuple[int, int]]:
    """Where two line breaks divide a stretch into paragraphs."""
    out, at = [], 0
    for gap in re.finditer(r"\x0b(?:[ \t\r\n\u00a0]*\x0b)+", raw):
        out.append((at, gap.start()))
        at = gap.end()
    out.append((at, len(raw)))
    return out


def _flatten(raw: str, start: int, end: int, anchors: list[tuple[int, int, str]]) -> tuple[str, tuple[Anchor, ...]]:
    """The stretch with single spaces, and the links moved to where their words now stand."""
    text = flat(raw[start:end]).strip("| ")
    spots = []
    at = 0
    for a, b, href in anchors:
        if a >= start and b <= end:
            label = flat(raw[a:b])
            place = text.find(label, at) if label else -1
            if place >= 0:
                at = place + len(label)
                spots.append(Anchor(place, at, href))
    return text, tuple(spots)
