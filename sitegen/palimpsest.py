"""A large file is written over one of a former site: to find room for it, and to let go of the other, costs more than to write.

Only over one that nobody can see any more: of one name, and held open by nobody, for who reads the former site may read it to its end.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

FOLDER = "former"
"""The name of the folder, beside a site, of what may be written over."""
WORTH_KEEPING = 1 << 20
"""Bytes of a file from which it is worth it."""
_OVER = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_HELD = os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)


def is_set_aside(place: str, path: str, folder: Path) -> bool:
    """Whether the file at *place*, which had this *path* in a site, was moved to *folder*, to be written over."""
    try:
        if os.lstat(place).st_size < WORTH_KEEPING or _unseen(place) is None:
            return False
        folder.mkdir(exist_ok=True)
        Path(place).rename(_within(folder, path))
    except OSError:
        return False
    return True


def lend(draft: str, path: str, folder: Path) -> None:
    """Let the empty file *draft* be the one of this *path* that lies in *folder*, if there is one which differs in its bytes alone."""
    try:
        lying, new = _unseen(_within(folder, path)), os.lstat(draft)
        if lying and all(getattr(lying, one) == getattr(new, one) for one in ("st_mode", "st_uid", "st_gid", "st_dev")):
            Path(_within(folder, path)).replace(draft)
    except OSError:
        return


@contextmanager
def written_over(place: str, at_once: int = -1) -> Iterator[IO[bytes]]:
    """The file at *place*, to be written from its start on, so many bytes at once; in the end it holds just what was written."""
    with open(os.open(place, _OVER, 0o666), "wb", at_once) as file:  # noqa: PTH123  (as it is: a mode of a Path would empty it)
        yield file
        file.truncate()


def _within(folder: Path, path: str) -> str:
    return f"{folder}{os.sep}{path.replace('/', '~')}"


def _unseen(place: str) -> os.stat_result | None:
    """How the file at *place* stands, if it has no other name and nobody has it open; None where that cannot be told."""
    try:
        file = os.open(place, _HELD)
    except OSError:
        return None
    try:
        state = os.fstat(file)
        return state if stat.S_ISREG(state.st_mode) and state.st_nlink == 1 and _is_ours_alone(file) else None
    finally:
        os.close(file)


def _is_ours_alone(file: int) -> bool:
    """Whether nobody else has the open *file* open: else Linux refuses a lease of it, and so it does where a file system cannot tell."""
    if sys.platform != "linux":
        return False
    import fcntl

    try:
        for lease in (fcntl.F_WRLCK, fcntl.F_UNLCK):
            fcntl.fcntl(file, fcntl.F_SETLEASE, lease)
    except OSError:
        return False
    return True
