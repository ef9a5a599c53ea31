"""Markdown as people write it -> units: words alone at once, all else by the parser."""

from __future__ import annotations

import re

from sitegen.ingest.elements import Frame
from sitegen.ingest.frames import block_units
from sitegen.ingest.inline import Inline, has_marks
from sitegen.ingest.units import Unit

# no mark of a list, a quotation, a rule, a table, a fence, a definition or a tag begins like this
_PLAIN = re.compile(r"[^\W\d_]|[“”‘’\"'(]")
_HEADING = re.compile(r"(#{1,6})[ \t]+([^\s#](?:[^\n]*[^\s#])?)[ \t]*")


def read_written(text: str) -> list[Unit]:
    """Every unit of *text* in order."""
    plain = _plain_blocks(text)
    if plain is None:
        from sitegen.ingest.parsed import parse_units

        return parse_units(text)
    body, read = Frame("body"), _inline if has_marks(text) else Inline
    return [unit for tag, source in plain for unit in block_units(read(source), body, tag)]


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
        heading = _HEADING.fullmatch(line) if line else None
        if not heading and line.strip(" \t"):
            return None
        if paragraph:
            found.append((None, "\n".join(paragraph).strip()))
            paragraph = []
        if heading:
            found.append((f"h{len(heading[1])}", heading[2].strip()))
    return found


def _inline(source: str) -> Inline:
    """What a block says; the parser, which takes a hundredth of a second to load, is loaded for marks alone."""
    if not has_marks(source):
        return Inline(source)
    from sitegen.ingest.parsed import parse_inline

    return parse_inline(source, {})
