"""Pasted text -> paragraphs: blank lines divide them, hard-wrapped lines are joined again."""

from __future__ import annotations

import re
from itertools import pairwise

from sitegen.ingest.byline import read_byline
from sitegen.ingest.dates import read_date_line
from sitegen.patterns import later
from sitegen.reference import reference_tables
from sitegen.typography import flat

_BLANK = later(r"\n(?:[ \t\u00a0\u200b\ufeff]*\n)+|\f|\u2029")
_SENTENCE_END = later(r"[.!?:…][”’\"')\]]*$|[”\"]$")
_BULLET = later(r"^\s*(?:[-*•▪●]|\d{1,2}[.)])\s+")
_COLUMNS = later(r"\s{4,}")
# "Page 1 of 2", "- 2 -", "Continued on page 4", "(Continued from page A1)"
_PAGE_MARK = later(
    r"[-–—\[( ]{0,3}(?:page \d{1,3}(?: (?:of|/) \d{1,3})?|\d{1,3}"
    r"|(?:please )?(?:continued|turn) (?:on|from|to) page [A-Z]?\d{1,3})[-–—\]) ]{0,3}",
    re.IGNORECASE,
)
_LONGEST_MARK = 50
"""Characters, of which the longest has 38."""
# "From: Arden Courier", "Subject: Ferry strike": the head of a letter
_FIELD = later(r"^[A-Z][A-Za-z-]{1,14}:\s\S")
# what a page says to a reader who cannot see its lists
_LIST_EDGE = later(r"list of \d{1,2} items|end of list", re.IGNORECASE)
_CAPTION_LABEL = later(r"(?:image|media|video) caption,?", re.IGNORECASE)
_WIDEST = 100
"""Characters; mail programs, terminals and pandoc wrap below this."""
_UNWRAPPED = 160
"""Characters; a paste with a longer line was not wrapped, and its short lines end where their authors ended them."""
_TOP = 2
"""Chunks at the top of a paste, where a printed page's head has its name and its date at two sides of one line."""
_KEEPS_HYPHEN = frozenset(reference_tables("sitegen.ingest", "hyphens.toml")["before"].split())


def split_paragraphs(text: str) -> list[str]:
    """The paragraphs of a paste in order, each on one line; lines of marks alone are left out."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\x0b", "\n").replace("\x00", "")
    widest = max(map(len, text.split("\n")))
    found: list[str] = []
    for at, chunk in enumerate(_BLANK.split(text)):
        lines = [line.strip() for line in chunk.split("\n") if any(map(str.isalnum, line))]
        if at < _TOP:
            lines = [part for line in lines for part in _COLUMNS.split(line)]
        found.extend(_joined(lines, text, widest))
    return _over_pages([paragraph for paragraph in map(flat, found) if paragraph], text)


def is_page_mark(line: str) -> bool:
    """Whether *line* is the number of a page, or says on which page the story goes on."""
    return len(line) <= _LONGEST_MARK and bool(_PAGE_MARK.fullmatch(line))


def _over_pages(paragraphs: list[str], whole: str) -> list[str]:
    """*paragraphs* with those joined that the end of a page divides; its number stands below them."""
    out: list[str] = []
    for paragraph in paragraphs:
        if paragraph[0].islower() and len(out) > 1 and is_page_mark(out[-1]) and not _SENTENCE_END.search(out[-2]):
            out[-2] = _glue(out[-2], paragraph, whole)
        else:
            out.append(paragraph)
    return out


def _joined(lines: list[str], whole: str, widest: int) -> list[str]:
    if len(lines) < 2:
        return lines
    width = max(map(len, lines))
    out = [lines[0]]
    for before, line in pairwise(lines):
        if _continues(before, line, width, widest):
            out[-1] = _glue(out[-1], line, whole)
        else:
            out.append(line)
    return out


def _continues(before: str, line: str, width: int, widest: int) -> bool:
    """Whether *line* runs on from *before*: the line was broken only because it was full."""
    if _CAPTION_LABEL.fullmatch(before):
        return True
    if _BULLET.match(line) or _LIST_EDGE.fullmatch(line) or _LIST_EDGE.fullmatch(before) or (_FIELD.match(line) and _FIELD.match(before)):
        return False
    if re.search(r"\w[-\u00ad]$", before) or line[0].islower():
        return not _SENTENCE_END.search(before) or line[0].islower()
    first_word = line.split(" ", 1)[0]
    full = width <= _WIDEST and len(before) >= 40 and len(before) + 1 + len(first_word) > width
    return full and widest <= _UNWRAPPED and not (read_byline(line) or read_date_line(line) or read_date_line(before))


def _glue(before: str, line: str, whole: str) -> str:
    """The two as one: ``anti-`` + ``Arden`` and ``well-`` + ``known`` keep their hyphen, ``govern-`` + ``ment`` loses it."""
    if before.endswith("\u00ad"):
        return before[:-1] + line
    if not re.search(r"\w-$", before):
        return f"{before} {line}"
    left, right = re.search(r"\w+(?=-$)", before), re.match(r"\w+", line)
    if not left or not right or not right[0].islower() or not left[0].isalpha() or f"{left[0]}-{right[0]}" in whole:
        return before + line
    is_one_word = bool(re.search(rf"\b{re.escape(left[0] + right[0])}\b", whole))
    return before[:-1] + line if is_one_word or left[0].lower() not in _KEEPS_HYPHEN else before + line
