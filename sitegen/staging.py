"""A folder is made to hold just what it should; what it holds already of that, as second names of the right files, stays.

So a site of which little changed costs little to prepare: the folder that it is prepared in holds the site as it was, see ``switch``.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterable
from itertools import chain, compress, repeat
from operator import attrgetter, eq, not_
from pathlib import Path
from typing import TypeVar

from sitegen.account import Account
from sitegen.marks import mark

Put = TypeVar("Put")

ANEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
"""How a file is opened that nobody else may have made."""
_NOT_EMPTY = (errno.ENOTEMPTY, errno.EEXIST)


class Staging:
    """The folder *new* on its way to hold what it should; several processes may put files there, one keeps account of them.

    What the account of the last build, *ours*, says of it is held as a mark for each row: there may be 100,000.
    """

    def __init__(self, new: Path, ours: Account) -> None:
        new.mkdir(parents=True, exist_ok=True)
        self._top = f"{new}{os.sep}"
        self._ours, self._inodes = ours, [*ours.inodes(), -1]
        self._stands = bytearray(len(ours))
        """A 1 for each file of the account that is there, with the inode that it says, and is not known to be wanted."""
        self._left: dict[str, int] = {}
        """The inode of each other file that is there and not known to be wanted; 0 of a link, a pipe, or whatever else is no folder."""
        self._folders: set[str] = set()
        pending = [""]
        while pending:
            inside = pending.pop()
            self._folders.add(inside)
            pending += self._look_into(inside)
        self._made = {""}
        self.copied: list[str] = []
        """The paths of files that had to be copied, where the file system knows no second names."""
        for path in [path for path, number in self._left.items() if not number]:  # a link might lead whoever writes here elsewhere
            self._take_away(path)

    def _look_into(self, inside: str) -> Iterable[str]:
        """The folders in the one *inside*, once its files are noted; those of a sealed one are known, and with them all below, for now."""
        is_sealed = self._ours.seals.hold(inside, mark(self._top + inside))
        below = self._ours.below(inside)
        self._stands[below] = bytes((is_sealed,)) * (below.stop - below.start)
        if is_sealed:
            return self._ours.seals.folders_in(inside)
        with os.scandir(self._top + inside) as entries:
            there = list(entries)
        before = f"{inside}/" if inside else ""
        files = [entry for entry in there if not entry.is_dir(follow_symlinks=False)]
        self._look_at(before, files)
        return [before + entry.name for entry in there if entry.is_dir(follow_symlinks=False)] if len(files) < len(there) else ()

    def _look_at(self, before: str, files: list[os.DirEntry[str]]) -> None:
        paths = map(before.__add__, map(attrgetter("name"), files))
        rows = list(map(self._ours.rows.get, paths, repeat(len(self._ours))))  # one behind the last: none of the account
        numbers = list(map(os.DirEntry.inode, files))
        stands = list(map(eq, map(self._inodes.__getitem__, rows), numbers))
        for row in compress(rows, stands):  # the very file, and so a plain one
            self._stands[row] = 1
        for file, number in compress(zip(files, numbers, strict=True), map(not_, stands)):
            self._left[before + file.name] = number if file.is_file(follow_symlinks=False) else 0

    def keep(self, path: str, original: str, inode: int) -> None:
        """Let *path* be a second name of the file *original*, which has that *inode*; a copy where the file system has no such thing."""
        row = self._ours.rows.get(path)
        if (self._inodes[row] if row is not None and self._stands[row] else self._left.get(path)) != inode:
            place = self.place(path)
            try:
                made_way(place, lambda: os.link(original, place, follow_symlinks=False))
            except OSError:
                self.copied.append(path)
                make_free(place)
                made_way(place, lambda: shutil.copy2(original, place, follow_symlinks=False))
        self.enter(path)

    def keep_all(self, rows: Iterable[int], top: str) -> None:
        """The same of all files in these *rows* of the account, whose originals stand below *top* as it says."""
        missing = []
        for row in rows:
            if self._stands[row]:
                self._stands[row] = 0
            else:
                missing.append(row)
        for row in missing:
            path = self._ours.paths[row]
            self.keep(path, top + path, self._inodes[row])

    def place(self, path: str) -> str:
        """Where the file *path* stands."""
        return self._top + path

    def enter(self, path: str) -> None:
        """Note that the file *path* was put there, over whatever stood in its way."""
        if not self._forget(path) and path in self._folders:
            below = f"{path}/"
            for one in [one for one in chain(self._left, self._ours.rows) if one.startswith(below)]:
                self._forget(one)
            self._folders = {one for one in self._folders if one != path and not one.startswith(below)}
        while (path := path.rpartition("/")[0]) not in self._made:
            self._made.add(path)
            self._forget(path)

    def _forget(self, path: str) -> bool:
        """Whether *path* was a file that was there and not known to be wanted; it is no longer."""
        row = self._ours.rows.get(path)
        if row is not None and self._stands[row]:
            self._stands[row] = 0
            return True
        return self._left.pop(path, None) is not None

    def clear(self) -> set[str]:
        """The folders that are there, when all is taken away that was there and is not wanted."""
        for path in (*self._left, *compress(self._ours.paths, self._stands)):
            self._take_away(path)
        for folder in sorted(self._folders - self._made, reverse=True):
            try:
                os.rmdir(self._top + folder)  # noqa: PTH106  (a Path for each of 100,000 files takes a second)
            except OSError as error:
                if error.errno not in _NOT_EMPTY:
                    raise
                self._made.add(folder)  # with files that are wanted
        return self._made

    def _take_away(self, path: str) -> None:
        os.unlink(self._top + path)  # noqa: PTH108  (as above)
        self._forget(path)


def made_way(place: str, put: Callable[[], Put]) -> Put:
    """What *put* gives, which puts a new file at *place*: once more, where something else stands there, or no folder for it.

    What stands there has a second name in the site that is read now.
    """
    try:
        return put()
    except FileExistsError:
        make_free(place)
    except (FileNotFoundError, NotADirectoryError):
        _make_room(os.path.dirname(place))  # noqa: PTH120  (as above)
    return put()


def make_free(place: str) -> None:
    """Take away what stands at *place*, if anything does."""
    if not os.path.lexists(place):
        return
    if os.path.isdir(place):  # noqa: PTH112  (as above; there are no links)
        shutil.rmtree(place)
    else:
        os.unlink(place)  # noqa: PTH108  (as above)


def _make_room(folder: str) -> None:
    """Make *folder*, and way for it where a file has the name of one that it lies in."""
    try:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103  (as above)
    except (FileExistsError, NotADirectoryError):
        for way in (folder, *map(str, Path(folder).parents)):
            if os.path.isfile(way):  # noqa: PTH113  (as above)
                os.unlink(way)  # noqa: PTH108  (as above)
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103  (as above)


def give(path: Path, target: Path) -> None:
    """Let *target* be a second name of what is at *path*."""
    if path.is_symlink():
        target.symlink_to(path.readlink())
    elif path.is_dir():
        target.mkdir(exist_ok=True)
    else:
        try:
            target.hardlink_to(path)
        except OSError:  # the file system has no such thing
            if path.is_file():
                shutil.copy2(path, target)


def is_one(path: Path, target: Path) -> bool:
    """Whether *target* is what is at *path*, by another name; of a link or a folder, whether there is anything."""
    if path.is_symlink() or path.is_dir():
        return os.path.lexists(target)
    return target.exists() and path.samefile(target)
