"""Chosen lines + units of the page -> which units were chosen."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

_MARKS = bytes(code for code in range(128) if not chr(code).isalnum())
"""The spaces and marks of ASCII: nearly all there are, and a table takes them off bytes in a fifth of the time."""
_USUAL_MARK = re.compile(rb"\xe2\x80[\x80-\xbf]")
"""The quotation marks, dashes and points of print, as UTF-8 has U+2000 to U+203F: nearly all others."""
_OTHER_MARK = re.compile(r"[^\0-\x7f](?<!\w)")
_SHORT = 24
"""Letters; a shorter line can stand anywhere on a page, so it counts only as a whole unit near the line before it."""
_NEAR = 6000
_EDGE = 28
"""Letters at both ends of a line that must be found when something inside it was dropped."""


def letters(text: str) -> str:
    """*text* as its letters and digits, in lower case: spaces and marks differ between two readings of one page."""
    content = text.encode("utf-8", "surrogatepass").translate(None, _MARKS)
    if content.isascii():
        return content.decode("ascii").lower()
    return _OTHER_MARK.sub("", _USUAL_MARK.sub(b"", content).decode("utf-8", "surrogatepass")).lower()


def align(texts: Sequence[str], lines: Sequence[str]) -> list[bool]:
    """For each of *texts*, in page order, whether *lines* hold it; a line may be part of a text, or several texts run together."""
    page = _Page(texts)
    for line in lines:
        for part in line.split(" | ") if line.startswith("|") else (line,):
            page.place(letters(part))
    return page.chosen()


class _Page:
    """The letters of all texts in a row, and the stretches of them that lines were found to cover."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.whole: dict[str, list[int]] = {}
        """Where each short text stands, as a whole."""
        self.starts: list[int] = []
        self.ends: list[int] = []
        at, keys = 0, []
        for text in texts:
            bare = letters(text)
            self.starts.append(at)
            if len(bare) < _SHORT:
                self.whole.setdefault(bare, []).append(at)
            at += len(bare)
            self.ends.append(at)
            keys.append(bare)
        self.row = "".join(keys)
        self.covered = [0] * len(texts)
        self.at = 0

    def place(self, line: str) -> None:
        if not line:
            return
        spot = self._find_short(line) if len(line) < _SHORT else self._find(line)
        if spot:
            self._cover(*spot)
            self.at = spot[1]

    def _find(self, line: str) -> tuple[int, int] | None:
        for begin in (self.at, 0):
            found = self.row.find(line, begin)
            if found >= 0:
                return found, found + len(line)
        for begin in (self.at, 0):
            head = self.row.find(line[:_EDGE], begin)
            tail = self.row.find(line[-_EDGE:], head) if head >= 0 else -1
            if 0 <= tail - head <= len(line) * 1.6:
                return head, tail + min(_EDGE, len(line))
        return None

    def _find_short(self, line: str) -> tuple[int, int] | None:
        same = self.whole.get(line, ())
        nearest = bisect_left(same, self.at)
        if nearest == len(same) or same[nearest] > self.at + _NEAR:
            return None
        return same[nearest], same[nearest] + len(line)

    def _cover(self, start: int, end: int) -> None:
        unit = max(0, bisect_right(self.starts, start) - 1)
        while unit < len(self.starts) and self.starts[unit] < end:
            self.covered[unit] += max(0, min(end, self.ends[unit]) - max(start, self.starts[unit]))
            unit += 1

    def chosen(self) -> list[bool]:
        return [
            end > start and covered * 2 >= end - start for start, end, covered in zip(self.starts, self.ends, self.covered, strict=True)
        ]
