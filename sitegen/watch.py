"""Notices that files have changed: told by the system where it can, by looking where it cannot.

Whatever wakes the watch, only a difference between two looks at the files counts. So nothing is built for a file that was merely read,
and nothing is missed where the system forgets to tell, as on network drives or after a folder was replaced.
"""

from __future__ import annotations

import os
import threading
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from watchdog.observers.api import BaseObserver

Look = dict[str, tuple[int, int, int]]
"""Time of change, size and inode of each file."""
_QUIET = 0.08
"""Seconds without a change after which a burst is over; editors save within 50 ms, a sync tool's files come 10 to 60 ms apart."""
_LONGEST_BURST = 2.0
_MET_TWICE = r"Callback with id .* already exists for watch"
"""What watchdog 7 warns of where it meets a new folder twice, in the one around it and by itself: it asks for it once more then."""
_SHARE = 20
"""A look may take this part of the time between two looks: 1/20."""


class Watch:
    """A watch over the files that *files* lists; *folders* are where they lie, each with True when folders inside count too."""

    def __init__(
        self, files: Callable[[], Iterable[Path]], folders: Callable[[], Iterable[tuple[Path, bool]]], *, poll: bool = False
    ) -> None:
        self._files, self._folders = files, folders
        self._woken = threading.Event()
        self._closed = False
        self._scheduled: set[tuple[Path, bool]] = set()
        self._observer = None if poll else _start()
        self._last = look(files())

    @property
    def is_told(self) -> bool:
        """True when the system tells of changes; False when the watch must look for them by itself."""
        return self._observer is not None

    def changes(self) -> Iterator[list[str]]:
        """The paths that changed, burst by burst, until the watch is closed."""
        pause = 0.0
        while not self._closed:
            self._schedule()
            self._woken.wait(max(pause, 1.0 if self.is_told else 0.4))
            self._woken.clear()
            begin = time.monotonic()
            changed = self._settle()
            pause = (time.monotonic() - begin) * _SHARE if not changed else 0.0
            if changed:
                yield changed

    def accept(self, files: Iterable[Path]) -> None:
        """Take *files* as they stand now: whoever watches them has written them."""
        self._last |= look(files)

    def close(self) -> None:
        """End the watch."""
        self._closed = True
        self._woken.set()
        self._stop()

    def _stop(self) -> None:
        if self._observer is not None:
            self._observer.stop()
            self._observer.join()
            self._observer = None

    def _settle(self) -> list[str]:
        """What differs from the last look, once nothing differs any more between two looks."""
        first, now = self._last, look(self._files())
        end = time.monotonic() + _LONGEST_BURST
        while now != self._last and time.monotonic() < end:
            self._last = now
            time.sleep(_QUIET)
            now = look(self._files())
        self._last = now
        return sorted(path for path in first.keys() | now.keys() if first.get(path) != now.get(path))

    def _schedule(self) -> None:
        """Ask to be told of folders that have come to be; look instead once the system has no watches left (inotify has 8,192)."""
        if self._observer is None:
            return
        wanted = {(Path(os.path.realpath(folder)), deep) for folder, deep in self._folders() if folder.is_dir()}
        for folder, deep in sorted(wanted - self._scheduled):
            try:
                _watch(self._observer, folder, deep, self._woken)
            except OSError:
                self._stop()
                return
        self._scheduled = wanted


def look(files: Iterable[Path]) -> Look:
    """How the files stand now; one that goes away meanwhile is not among them."""
    seen: Look = {}
    for path in files:
        try:
            state = path.stat()
        except OSError:
            continue
        seen[str(path)] = (state.st_mtime_ns, state.st_size, state.st_ino)
    return seen


def _start() -> BaseObserver:
    from watchdog.observers import Observer

    warnings.filterwarnings("ignore", _MET_TWICE, RuntimeWarning)
    observer = Observer()
    observer.start()
    return observer


def _watch(observer: BaseObserver, folder: Path, deep: bool, woken: threading.Event) -> None:
    from watchdog import events

    class Waker(events.FileSystemEventHandler):
        def on_any_event(self, _: events.FileSystemEvent) -> None:
            woken.set()

    kinds: list[type[events.FileSystemEvent]] = [
        events.FileCreatedEvent,
        events.FileModifiedEvent,
        events.FileMovedEvent,
        events.FileDeletedEvent,
        events.DirCreatedEvent,
        events.DirMovedEvent,
        events.DirDeletedEvent,
    ]
    observer.schedule(Waker(), str(folder), recursive=deep, event_filter=kinds)
