"""The ledger: every address that the archive ever gave out, and by what its thing is known again.

One line an address, sorted, each for itself: two copies of an archive are merged by putting their lines together. A line holds the
path of the page and its marks, divided by tabs: an article's accession and file; a quote's article and a sketch of its words; the
names that a page bore. The sketch is made of digests, so that the ledger tells nothing of what was said.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import lru_cache

from sitegen.errors import SettingsError
from sitegen.model.value import Value
from sitegen.patterns import later
from sitegen.typography import flat, words

SKETCHED = 8
"""Words of a quote that a sketch holds: enough to tell it from the others of its article."""
_HEADING = "# The addresses that this archive has given out. sitegen keeps this file: commit it with the captures, merge it line by line.\n"
_PAGE = later(r"(?:articles|quotes|people|organizations|places)/[a-z0-9]+(?:-[a-z0-9]+)*\.html")
_NAMES = range(1, 1_000)
_MARKS = {"articles": (2,), "quotes": (2,), "people": _NAMES, "organizations": _NAMES, "places": _NAMES}


class Entry(Value):
    """An address, and the marks by which its thing is known again."""

    path: str
    marks: tuple[str, ...]

    @property
    def shelf(self) -> str:
        """The folder of the page: ``articles``, ``quotes``, ``people``, ``organizations`` or ``places``."""
        return self.path.partition("/")[0]

    @property
    def name(self) -> str:
        """The page's file name without its ending: the id of a quote or an entity."""
        return self.path.partition("/")[2].removesuffix(".html")


Ledger = tuple[Entry, ...]


@lru_cache(maxsize=1)
def parse_ledger(text: str, path: str) -> Ledger:
    """The entries that *text*, the content of the file *path*, holds; SettingsError with the line of one that cannot be read.

    A build reads its ledger before and after, and finds it as it was.
    """
    entries: dict[str, Entry] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            page, *marks = line.split("\t")
            if not _PAGE.fullmatch(page) or len(marks) not in _MARKS[page.partition("/")[0]]:
                hint = "a line is a path and its marks, divided by tabs; take the file back from your last copy, or delete the line"
                raise SettingsError("this is no address of the archive", path, number, hint)
            known = entries.setdefault(page, Entry(page, tuple(marks)))
            if _MARKS[known.shelf] is _NAMES:
                entries[page] = Entry(page, tuple(dict.fromkeys((*known.marks, *marks))))
    return tuple(entries[page] for page in sorted(entries))


def write_ledger(ledger: Iterable[Entry]) -> str:
    """The file that holds *ledger*."""
    lines = sorted("\t".join((entry.path, *entry.marks)) for entry in ledger)
    return _HEADING + "".join(f"{line}\n" for line in lines)


def mark(text: str) -> str:
    """*text* as one mark: on one line, without a tab, fit for a file."""
    return flat(text).encode("utf-8", "backslashreplace").decode()


def sketch(text: str) -> str:
    """The smallest digests of the words of *text*, four hexadecimal digits each."""
    return "".join(sorted(_digests(text))[:SKETCHED])


def likeness(drawn: str, text: str) -> float:
    """Which share of the words that the sketch *drawn* remembers stands in *text*, 0 to 1."""
    remembered = [drawn[start : start + 4] for start in range(0, len(drawn), 4)]
    return sum(map(_digests(text).__contains__, remembered)) / len(remembered) if remembered else 0.0


def _digests(text: str) -> set[str]:
    return set(map(_digest, words(text)))


@lru_cache(maxsize=1 << 16)
def _digest(word: str) -> str:
    return f"{zlib.crc32(word.encode()) & 0xFFFF:04x}"
