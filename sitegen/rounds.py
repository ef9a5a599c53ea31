"""A round through a folder for what does not belong there; where nobody has been since the last round, the next one passes by."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from itertools import filterfalse
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

_CLEARLY = 2_000_000_000
"""Nanoseconds: as for the inventory of captures, two changes within one tick of the clock look alike."""
_TELLS_CHANGES = os.name == "posix"
"""Elsewhere a program can choose all the times of a folder."""


class _Met(NamedTuple):
    """What a folder held."""

    mark: tuple[int, int]
    """When it was changed last, which the system itself notes, and its inode."""
    is_clear: bool
    """Whether any change since then must show in the mark."""
    strangers: set[str]
    folders: list[str]


class Rounds:
    """Rounds through one folder, wherever it stands, for what is none of *ours*."""

    def __init__(self, ours: Mapping[str, object]) -> None:
        self._ours = ours
        self._met: dict[str, _Met] = {}

    def strangers(self, top: Path) -> list[str]:
        """The paths of what lies in *top* and is none of ours, sorted, an empty folder among them.

        OSError where a folder cannot be looked into.
        """
        found: list[str] = []
        pending = [""] if top.is_dir() else []
        while pending:
            inside = pending.pop()
            mark, met = _mark(top / inside), self._met.get(inside)
            if met is None or not met.is_clear or met.mark != mark:
                met = self._met[inside] = self._look_through(top, inside, mark)
            found += met.strangers
            pending += met.folders
        return sorted(found)

    def _look_through(self, top: Path, inside: str, mark: tuple[int, int]) -> _Met:
        """What the folder *inside* of *top* holds, which had this *mark* before; it takes no look at each file: there may be 100,000."""
        is_clear = _TELLS_CHANGES and mark[0] < time.time_ns() - _CLEARLY
        with os.scandir(top / inside) as entries:
            there = list(entries)
        below = f"{inside}/" if inside else ""
        folders = [below + entry.name for entry in there if entry.is_dir(follow_symlinks=False)]
        strangers = set(filterfalse(self._ours.__contains__, map(below.__add__, map(attrgetter("name"), there)))).difference(folders)
        if not there and inside and inside not in self._ours:
            strangers = {inside}
        return _Met(mark, is_clear, strangers, folders)


def _mark(folder: Path) -> tuple[int, int]:
    state = folder.stat()
    return state.st_ctime_ns, state.st_ino
