"""When a folder was changed last, as its file system notes it; and which folders, while they show no change, hold just what they should."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping
from itertools import repeat
from pathlib import Path
from typing import NamedTuple

PROBE = "probe"
"""The name of what comes and goes in the folder of a clock."""
_TELLS_CHANGES = os.name == "posix"
"""Elsewhere a program can choose all the times of a folder."""
_TRIES = 10
_TICK = 0.002
"""Seconds: half of what a coarse clock stands still, which goes on at least a hundred times in a second."""


class Mark(NamedTuple):
    """Which folder it is, and when it was changed last: whenever something in it comes, goes or takes another's place."""

    device: int
    inode: int
    changed: int
    """In nanoseconds, as the file system itself notes it: no program chooses this time."""

    def is_clear(self, now: Mark) -> bool:
        """Whether any change after *now*, a time of the file system's clock, must show in the mark that the folder has then.

        A change is given the time that the clock tells then: *now* or later. Where the clock has not gone on since the last change, the
        next may have the same time, and so the same mark. One that is earlier than *now* cannot come again, for the clock does not go
        back; when it is set back, a change would have to meet that very nanosecond.
        """
        return self.device == now.device and self.changed < now.changed


NEVER = Mark(-1, -1, -1)
"""A mark that is not clear, and a time at which none is."""


def mark(folder: Path | str) -> Mark:
    """The mark of *folder*, which is opened for that: then a file server is asked, which may have told long ago what belongs to a name."""
    if not _TELLS_CHANGES:
        return NEVER
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        state = os.fstat(opened)
    finally:
        os.close(opened)
    return Mark(state.st_dev, state.st_ino, state.st_ctime_ns)


class Clock:
    """The clock of the file system on which the folder *work* lies, where it tells changes; the folder holds a file ``lock``."""

    def __init__(self, work: Path) -> None:
        self._work, self._lock = work, work / "lock"

    def now(self) -> Mark:
        """What it tells now.

        The lock is given other times, and notes when that was: where programs choose that time too, it is the one given. Then something
        comes and goes in the folder, which must show there: some file systems, on a network, note no such thing. They tell ``NEVER``.
        """
        try:
            os.utime(self._lock, ns=(0, 0))
            state = self._lock.stat()
            now = Mark(state.st_dev, state.st_ino, state.st_ctime_ns)
            (self._work / PROBE).mkdir()
            (self._work / PROBE).rmdir()
            shown = mark(self._work)
        except OSError:
            return NEVER
        return now if shown.device == now.device and shown.changed >= now.changed > 0 else NEVER

    def clear(self, top: Path, folders: Iterable[str]) -> dict[str, Mark]:
        """By path, the marks of those *folders* in *top* in which any change from now on must show; it waits some milliseconds for that."""
        marks = {inside: mark(top / inside) for inside in folders}
        for wait in (0, *repeat(_TICK, _TRIES if marks else 0)):
            time.sleep(wait)
            now = self.now()
            if now is NEVER or all(one.is_clear(now) for one in marks.values()):
                break
        return {inside: one for inside, one in marks.items() if one.is_clear(now)}


Seal = tuple[str, int, int, int]
"""The path of a folder in the site, and a clear mark that it has while it holds just what it should."""


class Seals:
    """Which folders hold just the files that an account has there, with their inodes, and folders of which the same is said.

    It is said of a folder that has this mark, wherever it stands by now: so it is true as well where a build was killed, and what it left
    is met with the books of one before.
    """

    def __init__(self, seals: Iterable[Seal] = ()) -> None:
        self.all = frozenset(seals)
        self.paths = frozenset(path for path, *_ in self.all)
        """The folders, of each of which all folders in it are among them."""

    @classmethod
    def of(cls, *folders: Mapping[str, Mark]) -> Seals:
        """Those of *folders*, which all have the same paths, or some of them, in the site or beside it."""
        return cls((path, *one) for marks in folders for path, one in marks.items())

    def hold(self, inside: str, known: Mark) -> bool:
        """Whether the folder *inside*, which has this mark, holds just what it should."""
        return (inside, *known) in self.all

    def folders_in(self, inside: str) -> list[str]:
        """The paths of the folders in the one *inside*, which is sealed."""
        return [path for path in self.paths if path.rpartition("/")[0] == inside]


NO_SEALS = Seals()
