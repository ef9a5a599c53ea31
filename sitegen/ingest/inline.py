"""A stretch of Markdown without a block boundary -> its words, its links, its pictures, and the names that are marked in it."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate, takewhile

import msgspec

from sitegen.ingest.raw_tags import Tag, read_tag
from sitegen.patterns import later
from sitegen.typography import flat

_ADDRESS = (
    r"\(\s?(?P<href><[^<>\n]{0,2000}>|[^()\s<>]{0,4000}(?:\([^()\s]{0,400}\)[^()\s]{0,2000}){0,4})"
    r"(?:\s{1,3}(?:\"[^\"]{0,600}\"|'[^']{0,600}'))?\s?\)"
)
_TOKEN = later(
    rf"(?P<opening>!?\[)|(?P<closing>\](?:{_ADDRESS}|\[[^\[\]]{{0,80}}\])?)|(?P<tag></?[a-zA-Z][^<>]*>)|<(?P<address>https?://[^<>\s]+)>"
    r"|(?P<ending>\\\n)|\\(?P<escaped>[!-/:-@\[-`{-~])|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,30});)"
    r"|(?P<emphasis>[*_]{1,3})|(?P<code>`+)"
)
_SPECIAL = "[]<\\&*_`"
# most stretches of a page's chrome: "[Contact us](/contact)", "<a href="/contact" class="link">Contact us</a>"
_PLAIN = r"[^\[\]<>\\&*_`]*"
_ONE_LINK = later(rf"\[({_PLAIN})\]\(([^()\s<>&]*)(?:\s\"[^\"]*\")?\)")
_ONE_TAG = later(rf"(?P<tag><(?P<outer>a|span)\b[^<>]*>)(?P<text>{_PLAIN})</(?P<end>a|span)>")
_BREAK = "\x0b"


class Inline(msgspec.Struct):
    """What a stretch holds."""

    text: str
    """The words with the spaces as written; a line break is a vertical tab."""
    links: list[tuple[int, int, str]] = []
    """Where each link begins and ends in *text*, and its address."""
    pictures: list[Tag] = []
    names: list[str] = []
    """What stands in it marked as an author's name."""
    around: Tag | None = None
    """The inline element that holds all of it."""


def has_marks(source: str) -> bool:
    """Whether *source* may hold more than words."""
    return any(map(source.__contains__, _SPECIAL))


def read_inline(source: str) -> Inline:
    """What *source* holds."""
    if not has_marks(source):
        return Inline(source)
    link = _ONE_LINK.fullmatch(source)
    if link:
        return Inline(link[1], [(0, len(link[1]), link[2])] if link[1] else [])
    return _one_tag(source) or _Reading(source).read()


def _one_tag(source: str) -> Inline | None:
    """What *source* holds when it is nothing but words in one element, as most of a page's chrome is."""
    found = _ONE_TAG.fullmatch(source)
    if not found or found["outer"] != found["end"]:
        return None
    tag, text = read_tag(found["tag"]), found["text"]
    href = tag.get("href") if tag.tag == "a" else None
    links = [(0, len(text), href or "")] if tag.tag == "a" and text else []
    return Inline(text, links, [], [flat(text)] if tag.is_author else [], tag)


class _Bracket(msgspec.Struct):
    part: int
    """The number of its part, which is empty until it is known to be no link."""
    length: int
    place: int
    mark: str
    """``[``, or ``![`` where a picture opens."""


class _Reading:
    def __init__(self, source: str) -> None:
        self.source = source
        self.found = Inline("")
        self.parts: list[str] = []
        self.length = 0
        self.brackets: list[_Bracket] = []
        self.tags: list[tuple[Tag, int]] = []

    def read(self) -> Inline:
        at = 0
        for token in _TOKEN.finditer(self.source):
            if token.start() > at:
                self._add(self.source[at : token.start()])
            at = token.end()
            _READERS[token.lastgroup or ""](self, token)
        self._add(self.source[at:])
        self._leave_open()
        self.found.text = "".join(self.parts)
        return self.found

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def opening(self, token: re.Match[str]) -> None:
        self.brackets.append(_Bracket(len(self.parts), self.length, token.start(), token[0]))
        self.parts.append("")

    def closing(self, token: re.Match[str]) -> None:
        if not self.brackets:
            return self._add(token[0] if token["href"] is None else "]")
        opened = self.brackets.pop()
        if token["href"] is None and len(token[0]) == 1:
            self._literal(opened)
            self._add("]")
        elif opened.mark == "![":
            del self.parts[opened.part :]
            self.length = opened.length
            self.found.links = list(takewhile(lambda link: link[0] < opened.length, self.found.links))
            alt = self.source[opened.place + 2 : token.start()]
            self.found.pictures.append(Tag("<img>", {"src": token["href"] or "", "alt": alt}))
        elif token["href"] and self.length > opened.length:
            self.found.links.append((opened.length, self.length, html.unescape(token["href"].strip("<>"))))
        return None

    def _literal(self, opened: _Bracket) -> None:
        """The bracket was no link's: it stands in the text, and what came after it moves by its length."""
        self.parts[opened.part] = opened.mark
        self.length += len(opened.mark)
        at = len(self.found.links)
        while at and self.found.links[at - 1][0] >= opened.length:
            at -= 1
            a, b, href = self.found.links[at]
            self.found.links[at] = (a + len(opened.mark), b + len(opened.mark), href)

    def _leave_open(self) -> None:
        """The brackets that nothing closes stand in the text; all at once, since a hostile page has thousands of them and of links."""
        if not self.brackets:
            return
        places = [opened.length for opened in self.brackets]
        shifts = [0, *accumulate(len(opened.mark) for opened in self.brackets)]
        for opened in self.brackets:
            self.parts[opened.part] = opened.mark
        moved = ((shifts[bisect_right(places, a)], a, b, href) for a, b, href in self.found.links)
        self.found.links = [(a + shift, b + shift, href) for shift, a, b, href in moved]

    def tag(self, token: re.Match[str]) -> None:
        written = token[0]
        if written[1] == "/":
            return self._close(written[2:-1].strip().lower(), token.end())
        tag = read_tag(written)
        if tag.tag == "img":
            self.found.pictures.append(tag)
        elif tag.tag in ("br", "wbr"):
            self._add(_BREAK if tag.tag == "br" else "")
        elif not written.endswith("/>"):
            self.tags.append((tag, self.length))
        return None

    def _close(self, name: str, end: int) -> None:
        opened = next((at for at in range(len(self.tags) - 1, -1, -1) if self.tags[at][0].tag == name), None)
        if opened is None:
            return
        tag, start = self.tags[opened]
        del self.tags[opened:]
        if tag.tag == "a" and self.length > start:
            self.found.links.append((start, self.length, tag.get("href") or ""))
        if tag.is_author:
            self.found.names.append(flat("".join(self.parts)[start:]))
        if start == 0 and end == len(self.source):
            self.found.around = tag

    def address(self, token: re.Match[str]) -> None:
        self._add(token["address"])

    def ending(self, _: re.Match[str]) -> None:
        self._add(_BREAK)

    def escaped(self, token: re.Match[str]) -> None:
        self._add(token["escaped"])

    def entity(self, token: re.Match[str]) -> None:
        self._add(html.unescape(token[0]))

    def emphasis(self, token: re.Match[str]) -> None:
        """A star between spaces and a stroke inside a word are themselves: ``2 * 3``, ``snake_case``."""
        before, after = self.source[max(0, token.start() - 1) : token.start()], self.source[token.end() : token.end() + 1]
        inside = before.isalnum() and after.isalnum() and (token[0][0] == "_" or (before + after).isdigit())
        if inside or ((not before or before.isspace()) and (not after or after.isspace())):
            self._add(token[0])

    def code(self, _: re.Match[str]) -> None:
        return


_READERS: dict[str, Callable[[_Reading, re.Match[str]], None]] = {
    "opening": _Reading.opening,
    "closing": _Reading.closing,
    "tag": _Reading.tag,
    "address": _Reading.address,
    "ending": _Reading.ending,
    "escaped": _Reading.escaped,
    "entity": _Reading.entity,
    "emphasis": _Reading.emphasis,
    "code": _Reading.code,
}
"""By the name of a token in the pattern: how it is read."""
