"""Markdown as people write it -> units, by markdown-it-py."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from sitegen.ingest.frames import Frame, block_units, row_units
from sitegen.ingest.inline import Inline, has_marks, read_inline
from sitegen.ingest.raw_tags import Tag
from sitegen.ingest.units import Unit

# four spaces before a paragraph are a typist's, not a program's listing
_PARSER = MarkdownIt("commonmark", {"html": True}).enable("table").disable("code")
# a link that is not safe to follow would stay in the text as its source: let all through here, the article keeps only web addresses
_PARSER.validateLink = bool  # type: ignore[method-assign,assignment]
# words alone, as most paragraphs are, need no second reading
_PARSER.core.ruler.disable(["inline", "linkify", "replacements", "smartquotes", "text_join"])
# no mark of a list, a quotation, a rule, a table, a fence, a definition or a tag begins like this
_PLAIN = re.compile(r"[^\W\d_]|[“”‘’\"'(]")
_HEADING = re.compile(r"(#{1,6})[ \t]+([^\s#](?:[^\n]*[^\s#])?)[ \t]*")
_ZONES = {"blockquote": "blockquote", "li": "li"}
_BREAKS = {"softbreak": "\n", "hardbreak": "\x0b"}


def read_written(text: str) -> list[Unit]:
    """Every unit of *text* in order."""
    plain = _plain_blocks(text)
    if plain is None:
        return parse_units(text)
    body = Frame("body")
    return [unit for tag, source in plain for unit in block_units(_inline(source, {}), body, tag)]


def parse_units(text: str) -> list[Unit]:
    """The same by the parser, which knows every kind of block."""
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


def _plain_blocks(text: str) -> list[tuple[str | None, str]] | None:
    """The headings and paragraphs of a text that has nothing else, each with its tag and source; None where a line may begin another block.

    Most articles that people write are such, and the parser, which tries ten rules on each line, takes ten times as long.
    """
    if "\r" in text or "\0" in text:
        return None
    found: list[tuple[str | None, str]] = []
    paragraph: list[str] = []
    for line in [*text.split("\n"), ""]:
        if _PLAIN.match(line):
            paragraph.append(line)
            continue
        heading = _HEADING.fullmatch(line)
        if not heading and line.strip(" \t"):
            return None
        if paragraph:
            found.append((None, "\n".join(paragraph).strip()))
            paragraph = []
        if heading:
            found.append((f"h{len(heading[1])}", heading[2].strip()))
    return found


def _units(token: Token, frame: Frame, references: dict[str, object]) -> list[Unit]:
    """The units of a block that holds text: its own frame is the paragraph or heading around it."""
    around = frame.above or frame
    if token.type == "inline":
        return block_units(_inline(token.content, references), around, frame.tag if frame.tag[0] == "h" else None)
    return block_units(read_inline(token.content), around) if token.type in ("html_block", "fence") else []


def _inline(source: str, references: dict[str, object]) -> Inline:
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
