"""What each capture held when it was last looked at: bytes that cannot have changed since are not read to find out.

As git does it: a capture is known by the size, the times and the inode of all its files. The system itself sets one of these times, at
every change, and no program can choose it. Two changes within one tick of the clock would look alike; so a capture is noted only where its
last change was clearly before anybody looked. A clock that goes back gives a change another time than the one noted, later or earlier; and
while it stands before the moment of the last stock-taking, nothing that was noted is believed.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from sitegen.companions import picture_paths
from sitegen.drawers import opened
from sitegen.files import Found, beside
from sitegen.store import get, put

_CLEARLY = 2_000_000_000
"""Nanoseconds: the clocks of file systems tick a hundred times a second and more, but for that of memory sticks, every other second."""
_CHANGED = 2
"""Where the time that the system sets stands in a file's state."""

FileState = tuple[int | str, ...]
"""Size, time of the last writing and of the last change in nanoseconds, inode, and what it is called; empty where there is none."""
State = tuple[FileState, ...]
"""Of a capture, of its sidecar, and of the pictures that were saved with it."""


class Seen(msgspec.Struct, frozen=True, array_like=True):
    """A capture as it was seen."""

    state: State
    sha256: str
    key: str
    """The key by which its result is remembered."""


class _Sheet(msgspec.Struct, frozen=True):
    taken: int = 0
    """When the stock was taken."""
    seen: dict[str, Seen] = {}
    """By source."""


class Inventory:
    """The captures of one folder as they are, as far as the inventory at *place* knows, and the next one."""

    def __init__(self, place: Path, *, is_anew: bool) -> None:
        self._place, self.taken = place, time.time_ns()
        last = (
            _Sheet() if is_anew or os.name != "posix" else opened(get(place) or b"", _Sheet)
        )  # elsewhere a program can choose all the times
        self._last = last.seen if last.taken <= self.taken else {}
        self._seen: dict[str, Seen] = {}

    def recall(self, source: str, state: State) -> Seen | None:
        """What the capture *source* held when it was in this very *state*."""
        seen = self._last.get(source)
        if seen is None or seen.state != state:
            return None
        self._seen[source] = seen
        return seen

    def note(self, source: str, seen: Seen) -> None:
        """Remember what the capture held after its state was looked up; not where it might have been changed meanwhile."""
        if is_settled(seen.state, self.taken):
            self._seen[source] = seen

    def close(self) -> None:
        """Keep it for the next time; where that cannot be done, it costs time only."""
        if self._seen == self._last:
            return
        try:
            put(self._place, msgspec.msgpack.encode(_Sheet(self.taken, self._seen)))
        except (OSError, UnicodeEncodeError):
            return


def is_settled(state: State, now: int) -> bool:
    """Whether whatever changes a capture in this *state* from *now* on is seen by it."""
    return os.name == "posix" and all(int(file[_CHANGED]) < now - _CLEARLY for file in state if file)


def state_of(found: Found) -> State:
    """The state of all the files of a capture."""
    own = _state(found.place), () if found.is_alone else _state(beside(found.place))
    return (*own, *_pictured(found.companion)) if found.companion else own


def _pictured(companion: Path) -> Iterator[FileState]:
    for path in picture_paths(companion):
        yield (*_state(os.fspath(path)), path.name)


def _state(path: str) -> FileState:
    try:
        state = os.stat(path)  # noqa: PTH116  (a Path for each of 10,000 files takes 0.1 s)
    except OSError:
        return ()
    return state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino
