"""A stretch of Markdown without a block boundary -> its words, its links, its pictures, and the names that are marked in it."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from sitegen.ingest.raw_tags import Tag, read_tag
from sitegen.typography import flat

_ADDRESS = (
    r"\(\s?(?P<href><[^<>\n]{0,2000}>|[^()\s<>]{0,4000}(?:\([^()\s]{0,400}\)[^()\s]{0,2000}){0,4})"
    r"(?:\s{1,3}(?:\"[^\"]{0,600}\"|'[^']{0,600}'))?\s?\)"
)
_TOKEN = re.compile(
    rf"(?P<opening>!?\[)|(?P<closing>\](?:{_ADDRESS}|\[[^\[\]]{{0,80}}\])?)|(?P<tag></?[a-zA-Z][^<>]*>)|<(?P<address>https?://[^<>\s]+)>"
    r"|(?P<ending>\\\n)|\\(?P<escaped>[!-/:-@\[-`{-~])|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,30});)"
    r"|(?P<emphasis>[*_]{1,3})|(?P<code>`+)"
)
_SPECIAL = re.compile(r"[\[\]<\\&*_`]")
_BREAK = "\x0b"


@dataclass(slots=True)
class Inline:
    """What a stretch holds."""

    text: str
    """The words with the spaces as written; a line break is a vertical tab."""
    links: list[tuple[int, int, str]] = field(default_factory=list)
    """Where each link begins and ends in *text*, and its address."""
    pictures: list[Tag] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    """What stands in it marked as an author's name."""
    around: Tag | None = None
    """The inline element that holds all of it."""


def read_inline(source: str) -> Inline:
    """What *source* holds."""
    return _Reading(source).read() if _SPECIAL.search(source) else Inline(source)


@dataclass(slots=True)
class _Bracket:
    part: int
    """The number of its part, which is empty until it is known to be no link."""
    length: int
    place: int
    is_picture: bool


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
            getattr(self, f"_{token.lastgroup}")(token)
        self._add(self.source[at:])
        while self.brackets:
            self._literal(self.brackets.pop())
        self.found.text = "".join(self.parts)
        return self.found

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def _opening(self, token: re.Match[str]) -> None:
        self.brackets.append(_Bracket(len(self.parts), self.length, token.start(), token[0] == "!["))
        self.parts.append("")

    def _closing(self, token: re.Match[str]) -> None:
        if not self.brackets:
            return self._add(token[0] if token["href"] is None else "]")
        opened = self.brackets.pop()
        if token["href"] is None and len(token[0]) == 1:
            self._literal(opened)
            self._add("]")
        elif opened.is_picture:
            del self.parts[opened.part :]
            self.length = opened.length
            alt = self.source[opened.place + 2 : token.start()]
            self.found.pictures.append(Tag("img", {"src": token["href"] or "", "alt": alt}))
        elif token["href"] and self.length > opened.length:
            self.found.links.append((opened.length, self.length, html.unescape(token["href"].strip("<>"))))
        return None

    def _literal(self, opened: _Bracket) -> None:
        """The bracket was no link's: it stands in the text, and what came after it moves by its length."""
        mark = "![" if opened.is_picture else "["
        self.parts[opened.part] = mark
        self.length += len(mark)
        self.found.links = [(a + len(mark), b + len(mark), href) if a >= opened.length else (a, b, href) for a, b, href in self.found.links]

    def _tag(self, token: re.Match[str]) -> None:
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

    def _address(self, token: re.Match[str]) -> None:
        self._add(token["address"])

    def _ending(self, _: re.Match[str]) -> None:
        self._add(_BREAK)

    def _escaped(self, token: re.Match[str]) -> None:
        self._add(token["escaped"])

    def _entity(self, token: re.Match[str]) -> None:
        self._add(html.unescape(token[0]))

    def _emphasis(self, token: re.Match[str]) -> None:
        """A star between spaces and a stroke inside a word are themselves: ``2 * 3``, ``snake_case``."""
        before, after = self.source[max(0, token.start() - 1) : token.start()], self.source[token.end() : token.end() + 1]
        inside = before.isalnum() and after.isalnum() and (token[0][0] == "_" or (before + after).isdigit())
        if inside or ((not before or before.isspace()) and (not after or after.isspace())):
            self._add(token[0])

    def _code(self, _: re.Match[str]) -> None:
        return
