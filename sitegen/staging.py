"""A folder is made to hold just what it should; what it holds already of that, as second names of the right files, stays.

So a site of which little changed costs little to prepare: the folder that it is prepared in holds the site as it was, see ``switch``.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import compress
from operator import eq
from pathlib import Path
from typing import TypeVar

from sitegen.model import Stamp
from sitegen.stamps import inode, inodes

Put = TypeVar("Put")

ANEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
"""How a file is opened that nobody else may have made."""


def _looked_through(folder: Path) -> Iterator[tuple[str, list[os.DirEntry[str]]]]:
    """The path of *folder*, an empty one, and those of the folders in it; each with what is there and no folder."""
    pending = [""]
    while pending:
        inside = pending.pop()
        with os.scandir(f"{folder}/{inside}") as entries:
            there = list(entries)
        files = [entry for entry in there if not entry.is_dir(follow_symlinks=False)]
        if len(files) < len(there):
            pending += [_below(inside) + entry.name for entry in there if entry.is_dir(follow_symlinks=False)]
        yield inside, files


def _below(folder: str) -> str:
    return f"{folder}/" if folder else ""


class Staging:
    """The folder *new* on its way to hold what it should; several processes may put files there, one keeps account of them."""

    def __init__(self, new: Path) -> None:
        new.mkdir(parents=True, exist_ok=True)
        self._top = f"{new}{os.sep}"
        self._left: dict[str, int] = {}
        """The inode of each plain file there that is not known to be wanted; 0 of a link, a pipe, or whatever else is no folder."""
        self._folders: set[str] = set()
        for inside, files in _looked_through(new):
            before = _below(inside)
            self._left |= {before + file.name: file.inode() if file.is_file(follow_symlinks=False) else 0 for file in files}
            self._folders.add(inside)
        self._made = {""}
        self.is_linked = True
        """False once a file had to be copied, where the file system knows no second names."""
        for path in [path for path, number in self._left.items() if not number]:  # a link might lead whoever writes here elsewhere
            self._take_away(path)

    def keep(self, path: str, original: str, inode: int) -> None:
        """Let *path* be a second name of the file *original*, which has that *inode*; a copy where the file system has no such thing."""
        if self._left.get(path) != inode:
            place = self.place(path)
            try:
                made_way(place, lambda: os.link(original, place, follow_symlinks=False))
            except OSError:
                self.is_linked = False
                make_free(place)
                made_way(place, lambda: shutil.copy2(original, place, follow_symlinks=False))
        self.enter(path)

    def keep_all(self, paths: Collection[str], top: str, stamps: Mapping[str, Stamp]) -> None:
        """The same of all *paths*, whose originals stand below *top* as the *stamps* say."""
        wanted = inodes(map(stamps.__getitem__, paths))
        stand = set(compress(paths, map(eq, map(self._left.get, paths), wanted)))  # there may be 100,000
        self._left = {path: self._left[path] for path in self._left.keys() - stand}
        for path in {path.rpartition("/")[0]: path for path in stand}.values():
            self.enter(path)
        for path in sorted(set(paths) - stand):
            self.keep(path, top + path, inode(stamps[path]))

    def place(self, path: str) -> str:
        """Where the file *path* stands."""
        return self._top + path

    def enter(self, path: str) -> None:
        """Note that the file *path* was put there, over whatever stood in its way."""
        if self._left.pop(path, None) is None and path in self._folders:
            self._left = {one: inode for one, inode in self._left.items() if not one.startswith(f"{path}/")}
            self._folders = {one for one in self._folders if one != path and not one.startswith(f"{path}/")}
        while (path := path.rpartition("/")[0]) not in self._made:
            self._made.add(path)
            self._left.pop(path, None)

    def clear(self) -> None:
        """Take away all that was there and is not wanted."""
        for path in list(self._left):
            self._take_away(path)
        for folder in sorted(self._folders - self._made, reverse=True):
            os.rmdir(self._top + folder)  # noqa: PTH106  (a Path for each of 100,000 files takes a second)

    def _take_away(self, path: str) -> None:
        os.unlink(self._top + path)  # noqa: PTH108  (as above)
        del self._left[path]


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
