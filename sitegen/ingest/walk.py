"""Tree -> units: one pass over the page, without recursion."""

from __future__ import annotations

import re

import msgspec
from lxml import etree
from lxml.html import HtmlElement

from sitegen.ingest.marks import is_author, mark
from sitegen.ingest.runs import divide, flatten
from sitegen.ingest.units import Mark, Unit, resolve_marks
from sitegen.reference import reference_tables
from sitegen.typography import flat

_ELEMENTS = reference_tables("sitegen.ingest", "elements.toml")
_SKIPPED = frozenset(_ELEMENTS["skipped"].split())
_INLINE = frozenset(_ELEMENTS["inline"].split())
_ZONES: dict[str, str] = _ELEMENTS["zones"]
_UNCLOSED = frozenset(("button", "svg", "select", "object", "dialog", "canvas"))
_PICTURES = frozenset(("img", "amp-img"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CELLS = frozenset(("td", "th"))
_HIDDEN = re.compile(r"display:\s?none|visibility:\s?hidden")
_WIDEST_CELL = 500
"""Characters; a cell that holds more is no datum but a column of an old page's layout."""


class _Run(msgspec.Struct):
    """Text that is being gathered."""

    parts: list[str] = []
    length: int = 0
    anchors: list[tuple[int, int, str]] = []
    names: list[str] = []
    """Texts of the inline elements that are marked as an author."""

    def add(self, text: str | None) -> None:
        if text:
            self.parts.append(text)
            self.length += len(text)


class _Level(msgspec.Struct):
    """An open block element, and what stands around it."""

    element: HtmlElement
    zones: tuple[str, ...]
    mark: Mark | None
    hidden: bool
    in_row: bool
    """Inside a row of a table of data: its cells are one line."""


def walk(tree: HtmlElement) -> list[Unit]:
    """Every unit of the page in order, the hidden ones marked."""
    walker = _Walker(tree)
    walker.walk()
    resolve_marks(walker.found)
    return walker.found


class _Walker:
    def __init__(self, tree: HtmlElement) -> None:
        body = tree.find("body")
        self.root = tree if body is None else body
        self.found: list[Unit] = []
        self.run = _Run()
        self.levels = [_Level(self.root, (), None, False, False)]
        self.signed: tuple[HtmlElement, int] | None = None
        """The open inline element that is marked as an author, and where in the run it began."""
        self.link: tuple[int, str] | None = None
        """Where in the run the open link began, and where it goes."""

    def walk(self) -> None:
        context = etree.iterwalk(self.root, events=("start", "end"))
        for event, element in context:
            tag = str(element.tag)
            if event == "end":
                self._close(element, tag)
                self.run.add(element.tail)
            elif tag in _SKIPPED and not _swallows(element, tag):
                context.skip_subtree()
            else:
                self._open(element, tag)
                self.run.add(element.text)
        self._flush()

    def _open(self, element: HtmlElement, tag: str) -> None:
        if tag in _INLINE and not (tag == "cite" and self.levels[-1].element.tag == "blockquote"):
            if tag == "a":
                self.link = (self.run.length, element.get("href") or "")
            if self.signed is None and is_author(element):
                self.signed = (element, self.run.length)
        elif tag == "br":
            self.run.add("\x0b")
        elif tag in _PICTURES:
            level = self.levels[-1]
            self.found.append(Unit("", level.element, level.zones, (), element, level.hidden, level.mark))
        else:
            self._enter(element, tag)

    def _enter(self, element: HtmlElement, tag: str) -> None:
        above = self.levels[-1]
        if above.in_row:
            self.run.add(" | " if tag in _CELLS else " ")
        else:
            self._flush()
        zones = above.zones
        if tag in _ZONES and not (tag == "table" and _is_layout(element)):
            zones = (*zones, _ZONES[tag])
        # <h2 id="share-of-the-catch" class="toc-entry">: the names of a heading are its words once more, and that a contents list has it
        kind = None if tag in _HEADINGS else mark(element)
        hidden = above.hidden or _is_hidden(element)
        in_row = above.in_row or (tag == "tr" and "table" in zones)
        self.levels.append(_Level(element, zones, Mark(kind, above.mark) if kind else above.mark, hidden, in_row))

    def _close(self, element: HtmlElement, tag: str) -> None:
        if tag == "a":
            self._end_link()
            self.link = None
        if self.signed and self.signed[0] is element:
            self.run.names.append(flat("".join(self.run.parts)[self.signed[1] :]))
            self.signed = None
        if self.levels[-1].element is not element or len(self.levels) == 1:
            return
        if self.levels[-2].in_row:
            self.run.add(" ")
        else:
            self._flush()
        self.levels.pop()

    def _end_link(self) -> None:
        if self.link and self.run.length > self.link[0]:
            self.run.anchors.append((self.link[0], self.run.length, self.link[1]))

    def _flush(self) -> None:
        """Make units of the text gathered so far; a link that is still open goes on in the next run."""
        self._end_link()
        run, self.run = self.run, _Run()
        self.link = (0, self.link[1]) if self.link else None
        self.signed = None
        raw = "".join(run.parts)
        if not raw.strip():
            return
        level = self.levels[-1]
        for start, end in divide(raw):
            text, anchors = flatten(raw, start, end, run.anchors)
            if text:
                self.found.append(Unit(text, level.element, level.zones, anchors, None, level.hidden, level.mark, names=tuple(run.names)))


def _is_hidden(element: HtmlElement) -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _HIDDEN.search(style))


def _swallows(element: HtmlElement, tag: str) -> bool:
    """Whether a button or a drawing that the page forgot to close holds the story."""
    return tag in _UNCLOSED and next(element.iterdescendants("p", "h1", "article"), None) is not None


def _is_layout(table: HtmlElement) -> bool:
    return any(inner.tag == "table" or len(inner.text_content()) > _WIDEST_CELL for inner in table.iterdescendants("table", "td"))
