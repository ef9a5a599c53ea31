"""Markdown of every kind -> units, by markdown-it-py."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.token import Token

from sitegen.ingest.elements import Frame
from sitegen.ingest.frames import block_units, row_units
from sitegen.ingest.inline import Inline, has_marks, read_inline
from sitegen.ingest.raw_tags import Tag
from sitegen.ingest.units import Unit

# four spaces before a paragraph are a typist's, not a program's listing
_PARSER = MarkdownIt("commonmark", {"html": True}).enable("table").disable("code")
# a link that is not safe to follow would stay in the text as its source: let all through here, the article keeps only web addresses
_PARSER.validateLink = bool  # type: ignore[method-assign,assignment]
# words alone, as most paragraphs are, need no second reading
_PARSER.core.ruler.disable(["inline", "linkify", "replacements", "smartquotes", "text_join"])
_ZONES = {"blockquote": "blockquote", "li": "li"}
_BREAKS = {"softbreak": "\n", "hardbreak": "\x0b"}


def parse_units(text: str) -> list[Unit]:
    """Every unit of *text* in order."""
    found: list[Unit] = []
    frame, cells = Frame("body"), 0
    references: dict[str, object] = {}
    for token in _PARSER.parse(text, references):
        if token.nesting == 1:
            frame = frame.within(token.tag, _ZONES.get(token.tag))
            cells = len(found) if token.tag == "tr" else cells
        elif token.nesting == -1:
            if token.tag == "tr":
                found[cells:] = row_units(found[cells:], frame)
            frame = frame.above or frame
        else:
            found += _units(token, frame, references)
    return found


def _units(token: Token, frame: Frame, references: dict[str, object]) -> list[Unit]:
    """The units of a block that holds text: its own frame is the paragraph or heading around it."""
    around = frame.above or frame
    if token.type == "inline":
        return block_units(parse_inline(token.content, references), around, frame.tag if frame.tag[0] == "h" else None)
    return block_units(read_inline(token.content), around) if token.type in ("html_block", "fence") else []


def parse_inline(source: str, references: dict[str, object]) -> Inline:
    """What a block says; raw tags in it are read as they are in debris."""
    if not has_marks(source):
        return Inline(source)
    children: list[Token] = []
    _PARSER.inline.parse(source, _PARSER, references, children)
    if any(child.type == "html_inline" for child in children):
        return read_inline(source)
    found, length, opened, parts = Inline(""), 0, 0, []
    for child in children:
        if child.type == "link_open":
            opened, href = length, str(child.attrGet("href") or "")
        elif child.type == "link_close" and length > opened:
            found.links.append((opened, length, href))
        elif child.type == "image":
            found.pictures.append(Tag("<img>", {"src": str(child.attrGet("src") or ""), "alt": child.content}))
        else:
            parts.append(_BREAKS.get(child.type, child.content))
            length += len(parts[-1])
    found.text = "".join(parts)
    return found
