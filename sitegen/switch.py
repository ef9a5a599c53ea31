"""One folder takes another's place in one step, and only one build at a time may do it."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from sitegen.errors import SitegenError
from sitegen.marks import PROBE
from sitegen.palimpsest import FOLDER as FORMER
from sitegen.palimpsest import is_set_aside

_AT_HERE = -100
_EXCHANGE = 2
_CANNOT = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)
"""What a kernel or a file system answers that has no exchange of names."""


_SPARE, _IGNORED = "spare", ".gitignore"
_held: set[IO[bytes]] = set()
"""The lock files of this process; a copy of it, made to render pages, must not hold them when the build has been killed."""


def _let_go() -> None:
    for file in _held:
        file.close()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)


@contextmanager
def claim(place: Path) -> Iterator[Path]:
    """A folder beside *place* to prepare its next content in; what a killed build left there is cleared, and *place* made whole."""
    work = place.with_name(f".{place.name}.sitegen")
    lock = _lock(work, place)
    _held.add(lock)
    try:
        recover(place, work / "old")
        _clear(work)
        yield work
    finally:
        recover(place, work / "old")
        _clear(work)
        if not (work / _SPARE).is_dir():
            shutil.rmtree(work / FORMER, ignore_errors=True)
            (work / _IGNORED).unlink(missing_ok=True)
        # The lock file goes while it is held: whoever waits for it finds that its name is gone, and asks again.
        (work / "lock").unlink(missing_ok=True)
        _held.discard(lock)
        lock.close()
        _remove_if_empty(work)


def switch(new: Path, place: Path, old: Path) -> Path:
    """Put the folder *new* in the place of *place*; the value is where the former content stands now (it may not exist)."""
    if not place.exists() or not any(place.iterdir()):
        new.rename(place)
        return old
    if _exchange(new, place):
        return new
    place.rename(old)
    new.rename(place)
    return old


def take_spare(work: Path) -> None:
    """Let the next content be prepared upon the spare that the last build kept in *work*, if there is one."""
    if (work / _SPARE).is_dir():
        (work / _SPARE).rename(work / "new")


def keep_spare(work: Path, left: Path, place: Path, fresh: Iterable[str], gone: Iterable[str]) -> Path | None:
    """Keep *left*, which stood at *place* before, to be the spare: with second names of all files of ours there, and no others of ours.

    *fresh* and *gone* are the paths of the files in which the two differ; large ones of *left* are set aside, to be written over. None
    where it cannot be done: then the next build takes longer.
    """
    here, there = f"{left}{os.sep}", f"{place}{os.sep}"  # a Path for each of 100,000 files takes two seconds
    try:
        shutil.rmtree(work / FORMER, ignore_errors=True)
        for path in (*fresh, *gone) if left.is_dir() else ():
            with suppress(FileNotFoundError):
                if not is_set_aside(here + path, path, work / FORMER):
                    os.unlink(here + path)  # noqa: PTH108  (as above)
        for folder in {path.rpartition("/")[0] for path in fresh}:
            (left / folder).mkdir(parents=True, exist_ok=True)
        for path in fresh:
            os.link(there + path, here + path)
        (work / _IGNORED).write_bytes(b"*\n")
        return left.rename(work / _SPARE)
    except OSError:
        return None


def recover(place: Path, old: Path) -> None:
    """Undo half a switch: where the exchange takes two steps, a build may have been killed between them."""
    if old.is_dir() and not place.exists():
        old.rename(place)


def _exchange(new: Path, place: Path) -> bool:
    """True when the two folders changed names in one step; False where the system cannot."""
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True) if sys.platform != "win32" else None
    if libc is not None and hasattr(libc, "renameat2"):
        done = libc.renameat2(_AT_HERE, os.fsencode(new), _AT_HERE, os.fsencode(place), _EXCHANGE)
    elif libc is not None and hasattr(libc, "renamex_np"):
        done = libc.renamex_np(os.fsencode(new), os.fsencode(place), _EXCHANGE)
    else:
        return False
    if done == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT:
        return False
    raise OSError(code, os.strerror(code), str(place))


def _lock(work: Path, place: Path) -> IO[bytes]:
    """The open lock file, held until it is closed or the process ends, however it ends."""
    while True:
        work.mkdir(parents=True, exist_ok=True)
        try:
            file = (work / "lock").open("ab")
        except FileNotFoundError:  # another build has just removed the folder
            continue
        try:
            _hold(file)
        except OSError as error:
            file.close()
            raise SitegenError("another build is writing this folder", str(place), hint="wait for it to end") from error
        if _is_still_there(file, work / "lock"):
            return file
        file.close()


def _hold(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _is_still_there(file: IO[bytes], path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _clear(work: Path) -> None:
    for name in ("new", "old", PROBE):
        shutil.rmtree(work / name, ignore_errors=True)


def _remove_if_empty(work: Path) -> None:
    try:
        work.rmdir()
    except OSError:
        # another build holds its lock there by now
        return


def write_text(place: Path, text: str) -> None:
    """Put *text* into the file *place*, all or nothing: a reader never sees half a file, and a link stays a link."""
    real = Path(os.path.realpath(place))
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="\n", dir=real.parent, prefix=f".{real.name}.", delete=False) as file:
        try:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
            file.close()
            if real.exists():
                shutil.copymode(real, file.name)
            else:
                Path(file.name).chmod(0o644)
            Path(file.name).replace(real)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
