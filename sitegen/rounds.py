"""A round through a folder for what does not belong there; where nobody has been since the last round, the next one passes by."""

from __future__ import annotations

import os
from itertools import filterfalse
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from sitegen.account import Account
from sitegen.marks import Mark, mark


class _Met(NamedTuple):
    """What a folder held."""

    mark: Mark
    """As it was before it was looked through."""
    is_clear: bool
    """Whether any change since then must show in the mark."""
    is_sealed: bool
    """Whether it was not looked through, for it is known to hold just what it should."""
    strangers: set[str]
    folders: list[str]


class Rounds:
    """Rounds through one folder, wherever it stands, for what is none of *ours*; they begin *now*, by the clock of the file system."""

    def __init__(self, ours: Account, now: Mark) -> None:
        self._ours, self._now = ours, now
        self._met: dict[str, _Met] = {}

    def strangers(self, top: Path) -> list[str]:
        """The paths of what lies in *top* and is none of ours, sorted, an empty folder among them.

        OSError where a folder cannot be looked into.
        """
        last, self._met = self._met, {}
        found: list[str] = []
        pending = [""] if top.is_dir() else []
        while pending:
            inside = pending.pop()
            there, met = mark(top / inside), last.get(inside)
            if met is None or not met.is_clear or met.mark != there:
                met = self._meet(top, inside, there)
            self._met[inside] = met
            found += met.strangers
            pending += met.folders
        return sorted(found)

    def sealed(self) -> set[str]:
        """The folders that held just what they should in the last round, as was known from the build before."""
        return {inside for inside, met in self._met.items() if met.is_sealed}

    def _meet(self, top: Path, inside: str, there: Mark) -> _Met:
        """What the folder *inside* of *top* holds, which has the mark *there*."""
        seals = self._ours.seals
        if seals.hold(inside, there):
            return _Met(there, True, True, set(), seals.folders_in(inside))
        return _Met(there, there.is_clear(self._now), False, *self._look_through(top, inside))

    def _look_through(self, top: Path, inside: str) -> tuple[set[str], list[str]]:
        """Strangers and folders in the folder *inside* of *top*; it takes no look at each file: there may be 100,000."""
        with os.scandir(top / inside) as entries:
            there = list(entries)
        ours = self._ours.rows
        below = f"{inside}/" if inside else ""
        folders = [below + entry.name for entry in there if entry.is_dir(follow_symlinks=False)]
        strangers = set(filterfalse(ours.__contains__, map(below.__add__, map(attrgetter("name"), there)))).difference(folders)
        if not there and inside and inside not in ours:
            strangers = {inside}
        return strangers, folders
