"""What the files of a site are together: counted once, and then of those that come and go alone, for a site has 100,000."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from typing import NamedTuple

from sitegen.stamps import sizes


class Tally(NamedTuple):
    """What there is of files."""

    size: int
    """Bytes of all together."""
    pages: int
    renamed: int
    """Those that have another name on a disk that takes A and a for one."""

    def without(self, other: Tally) -> Tally:
        """What is left without the *other* ones, which are among these."""
        return Tally(self.size - other.size, self.pages - other.pages, self.renamed - other.renamed)

    def with_others(self, other: Tally) -> Tally:
        """These and the *other* ones together."""
        return Tally(self.size + other.size, self.pages + other.pages, self.renamed + other.renamed)


def tally(paths: Collection[str], stamps: bytes) -> Tally:
    """The tally of the files at *paths*, whose *stamps* stand one after the other."""
    together = "\n".join((*paths, ""))
    is_plain = together.isascii() and together == together.lower()  # nearly always
    return Tally(sum(sizes(stamps)), together.count(".html\n"), 0 if is_plain else len(renamed(paths)))


def renamed(paths: Collection[str]) -> list[str]:
    """Those of *paths* that have another name on a disk that takes A and a for one."""
    return [path for path in paths if name_everywhere(path) != path]


def name_everywhere(path: str) -> str:
    """*path* as a disk that takes A and a for one knows it."""
    if path.isascii():
        lower = path.lower()
        return path if lower == path else lower  # nearly always: 100,000 paths are not to be held twice
    return unicodedata.normalize("NFC", path).casefold()
