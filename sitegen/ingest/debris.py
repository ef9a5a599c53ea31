"""Markdown with div debris -> the units of the page that it was made from, in one pass over its raw tags and paragraphs."""

from __future__ import annotations

import re
from collections import Counter

from sitegen.ingest.elements import Frame
from sitegen.ingest.frames import block_units, row_units
from sitegen.ingest.inline import read_inline
from sitegen.ingest.raw_tags import Tag, read_tag
from sitegen.ingest.units import Mark, Unit, resolve_marks
from sitegen.patterns import later
from sitegen.reference import reference_tables

_ELEMENTS = reference_tables("sitegen.ingest", "elements.toml")
_SKIPPED = frozenset(_ELEMENTS["skipped"].split())
_ZONES: dict[str, str] = {tag: zone for tag, zone in _ELEMENTS["zones"].items() if tag not in ("table", "cite")}
_BLOCKS = (
    "div|section|figure|figcaption|aside|p|ul|ol|li|table|thead|tbody|tfoot|tr|td|th|nav|footer|header|article|main|form|center|h[1-6]|dl|dt"
    "|dd|blockquote|details|summary|address|fieldset|hr|caption|colgroup|col|pre"
)
_VOID = frozenset(["hr", "col", "input", "meta", "link", "embed"])
_BLOCK_TAG = rf"</?(?:{_BLOCKS}|{'|'.join(sorted(_SKIPPED))})\b[^<>]*>"
_BOUNDARY = later(rf"({_BLOCK_TAG}|\n\n+|\n(?=[-*+] |1[.)] |\#{{1,6}} |\|))", re.IGNORECASE)
_DEBRIS = later(rf"{_BLOCK_TAG}|</?(?:a|span|img)\b[^<>]*>|^:::", re.IGNORECASE | re.MULTILINE)
_STRETCH = later(
    r"(?P<heading>#{1,6})(?:\s|$)|(?P<quote>>)|(?P<row>\|)|(?P<rule>(?:[-*_]\s?){3,}$)|(?P<bullet>(?:(?:[-*+]|\d{1,3}[.)])(?:\s+|$))+)"
)
_UNDERLINE = later(r"\n(=+|-+)$")
_RULED = later(r"[\s|:+=-]+")
_QUOTE_MARK = later(r"^> ?", re.MULTILINE)
_CELL = later(r"(?<!\\)\|")
_SAME = {"li": ("li",), "dd": ("dd", "dt"), "dt": ("dd", "dt"), "td": ("td", "th"), "th": ("td", "th"), "tr": ("tr", "td", "th")}
"""By the tag that opens: the tags that it closes, when one of them is open right above."""
_DEEPEST = 220
"""Levels, as in a tree."""


def is_debris(text: str) -> bool:
    """Whether raw tags of a page stand in *text*, or pandoc's fences for them."""
    return ("<" in text or ":::" in text) and bool(_DEBRIS.search(text))


def read_debris(text: str) -> list[Unit]:
    """Every unit of the page in order, the hidden ones marked; *text* has every tag on one line and nothing indented."""
    page = _Page(_BOUNDARY.split(text))
    page.read()
    resolve_marks(page.found)
    return page.found


class _Page:
    def __init__(self, pieces: list[str]) -> None:
        self.pieces = pieces
        """Stretches of text, and between each two what divides them: a block tag or a line's end."""
        self.found: list[Unit] = []
        self.frame = Frame("body")
        self.open: Counter[str] = Counter()
        self.depth = 0
        self.rows: list[int] = []
        """How many units there were when each open row began."""
        self.unclosed: set[str] = set()

    def read(self) -> None:
        at, end = 0, len(self.pieces)
        while at < end:
            piece = self.pieces[at]
            if not at & 1:
                if piece and not piece.isspace():
                    self._stretch(piece.strip(), self.frame)
            elif piece[0] == "<":
                if piece[1] == "/":
                    self._close(piece[2:-1].strip().lower())
                else:
                    at = self._enter(piece, at)
            at += 1

    def _enter(self, piece: str, at: int) -> int:
        tag = read_tag(piece)
        if tag.tag in _VOID or piece.endswith("/>"):
            return at
        if tag.tag in _SKIPPED:
            return self._skipped(tag.tag, at)
        self._open(tag)
        return at

    def _skipped(self, name: str, at: int) -> int:
        """Where the element that no reader sees ends; where it began when it is never closed, or when another one opens before."""
        closing, opening = f"</{name}", f"<{name}"
        if name not in self.unclosed:
            for there in range(at + 2, len(self.pieces), 2):
                tag = self.pieces[there].lower()
                if tag.startswith(closing):
                    return there
                if tag.startswith(opening):
                    return at
            self.unclosed.add(name)
        return at

    def _open(self, tag: Tag) -> None:
        above = self.frame
        if above.tag == "p" or above.tag in _SAME.get(tag.tag, ()):
            self._close(above.tag)
            above = self.frame
        if self.depth >= _DEEPEST:
            return
        zones = (*above.zones, _ZONES[tag.tag]) if tag.tag in _ZONES else above.zones
        mark = Mark(tag.mark, above.mark) if tag.mark else above.mark
        self.frame = Frame(tag.tag, above, zones, mark, above.hidden or tag.hidden)
        self.open[tag.tag] += 1
        self.depth += 1
        if tag.tag == "tr":
            self.rows.append(len(self.found))

    def _close(self, name: str) -> None:
        if not self.open[name]:
            return
        while self.frame.above:
            frame, self.frame = self.frame, self.frame.above
            self.open[frame.tag] -= 1
            self.depth -= 1
            if frame.tag == "tr":
                start = self.rows.pop()
                self.found[start:] = row_units(self.found[start:], frame)
            if frame.tag == name:
                return

    def _stretch(self, source: str, around: Frame) -> None:
        """The units of the text between two boundaries."""
        shape = _STRETCH.match(source)
        kind = shape.lastgroup if shape else None
        if shape is None or kind is None:
            self._paragraph(source, around)
        elif kind == "heading":
            self._heading(source, shape, around)
        elif kind == "quote":
            for part in _BOUNDARY.split(_QUOTE_MARK.sub("", source))[::2]:
                if part and not part.isspace():
                    self._stretch(part.strip(), around.within("blockquote", "blockquote"))
        elif kind == "row":
            self._row(source, around)
        elif kind == "bullet":
            self._block(source[shape.end() :], around.within("ul"), "li")

    def _paragraph(self, source: str, around: Frame) -> None:
        underline = _UNDERLINE.search(source) if "\n" in source else None
        quote = source.find("\n>")
        if underline:
            self._block(source[: underline.start()], around, "h1" if underline[1][0] == "=" else "h2")
        elif quote >= 0:
            self._block(source[:quote], around)
            self._stretch(source[quote + 1 :], around)
        else:
            self._block(source, around)

    def _heading(self, source: str, shape: re.Match[str], around: Frame) -> None:
        """A heading ends with its line, or with the link that goes on below it: ``# <a href="…">The lamps of`` / ``the quay</a>``."""
        end = source.find("\n")
        if end >= 0 and "<a " in source[:end] and "</a>" not in source[:end]:
            end = source.find("</a>") + 4 if "</a>" in source else end
        line, rest = (source, "") if end < 0 else (source[:end], source[end:].strip())
        self._block(line[shape.end() :].rstrip("# "), around, f"h{shape.end('heading')}")
        if rest:
            self._stretch(rest, around)

    def _row(self, source: str, around: Frame) -> None:
        if _RULED.fullmatch(source):
            return
        start = len(self.found)
        row = around.within("table").within("tr")
        for cell in _CELL.split(source.strip("|")):
            self._block(cell.strip(), row)
        self.found[start:] = row_units(self.found[start:], row)

    def _block(self, source: str, around: Frame, zone: str | None = None) -> None:
        if source:
            self.found += block_units(read_inline(source), around, zone)
