"""Pasted text -> paragraphs: blank lines divide them, hard-wrapped lines are joined again."""

from __future__ import annotations

import re
from itertools import pairwise

from sitegen.typography import flat

_BLANK = re.compile(r"\n(?:[ \t\u00a0\u200b\ufeff]*\n)+|\f|\u2029")
_SENTENCE_END = re.compile(r"[.!?:…][”’\"')\]]*$|[”\"]$")
_BULLET = re.compile(r"^\s*(?:[-*•▪●]|\d{1,2}[.)])\s+")
_WIDEST = 100
"""Characters; mail programs, terminals and pandoc wrap below this."""


def split_paragraphs(text: str) -> list[str]:
    """The paragraphs of a paste in order, each on one line."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\x0b", "\n").replace("\x00", "")
    found: list[str] = []
    for chunk in _BLANK.split(text):
        lines = [line.strip() for line in chunk.split("\n") if line.strip()]
        found.extend(_joined(lines, text))
    return [paragraph for paragraph in map(flat, found) if paragraph]


def _joined(lines: list[str], whole: str) -> list[str]:
    if len(lines) < 2:
        return lines
    width = max(map(len, lines))
    out = [lines[0]]
    for before, line in pairwise(lines):
        if _continues(before, line, width):
            out[-1] = _glue(out[-1], line, whole)
        else:
            out.append(line)
    return out


def _continues(before: str, line: str, width: int) -> bool:
    """Whether *line* runs on from *before*: the line was broken only because it was full."""
    if _BULLET.match(line):
        return False
    if re.search(r"\w[-\u00ad]$", before) or line[0].islower():
        return not _SENTENCE_END.search(before) or line[0].islower()
    first_word = line.split(" ", 1)[0]
    return width <= _WIDEST and len(before) >= 40 and len(before) + 1 + len(first_word) > width


def _glue(before: str, line: str, whole: str) -> str:
    """The two as one: ``anti-`` + ``Arden`` keeps its hyphen, ``govern-`` + ``ment`` loses it where the paste has the word whole."""
    if before.endswith("\u00ad"):
        return before[:-1] + line
    if not re.search(r"\w-$", before):
        return f"{before} {line}"
    left, right = re.search(r"\w+(?=-$)", before), re.match(r"\w+", line)
    if left and right and right[0].islower() and re.search(rf"\b{re.escape(left[0] + right[0])}\b", whole):
        return before[:-1] + line
    return before + line
