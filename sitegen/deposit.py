"""Files of the site are put where the next site is prepared by whoever makes them, in any process; what travels is how they were left."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from collections.abc import Callable, Mapping
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from msgspec.structs import replace

from sitegen.digests import digest_on_disk
from sitegen.errors import SitegenError
from sitegen.garbage import give_back
from sitegen.manifest import UNFIT
from sitegen.model import Deposited, DrawnFile, OutputFile, Sheaf, Stamp, Standing
from sitegen.model.value import Value
from sitegen.model.work import Spread
from sitegen.palimpsest import lend
from sitegen.staging import ANEW, made_way, make_free
from sitegen.stamps import stamp


class FetchedFile(Value):
    """A file of the site that is known by its digest, and fetched only where it is not there already."""

    path: str
    sha256: str
    fetch: Callable[[], bytes]


class CopiedFile(Value):
    """A file of the site that is a copy of one of the keeper's."""

    path: str
    sha256: str
    original: Path


_Told = OutputFile | FetchedFile | CopiedFile
"""What can be told before it is put anywhere."""
SiteFile = _Told | DrawnFile
_MUCH = 1_000_000
"""Bytes in the drawer of a sheaf whose making leaves much memory free, where all of it is made."""
_LONGEST = 255
"""Bytes of a name that every file system takes."""
_SHORT = _LONGEST // 4
"""Characters that are never more than these bytes."""
_DRAFT = ".draft"
"""How the name ends of a file that is being drawn up."""


class Deposit(Value):
    """Takes the files that are made: a function of a file that keeps no account, so that copies of it may be at work in many processes."""

    new: str
    """The folder in which the next site is prepared, with a separator at its end."""
    old: str
    """The same of the site that stands."""
    ours: Mapping[str, str]
    """Digest by path of what the last build wrote there."""
    former: Path | None = None
    """The folder with what may be written over."""

    def __call__(self, file: SiteFile) -> Deposited:
        """How *file* was left."""
        path = file.path
        ours = self.ours[path] if path in self.ours else None  # noqa: SIM401  (which would raise an error for each of 100,000)
        if ours is None:
            _admit(path)
        if isinstance(file, DrawnFile):
            return self._drawn(file)
        sha256 = digest_of(file)
        wanted = file.content if isinstance(file, OutputFile) else sha256
        if ours == sha256 and _stands(self.old + path, wanted):
            return Deposited(path, sha256, None)
        return Deposited(path, sha256, _put(file, self.new + path))

    def _drawn(self, file: DrawnFile) -> Deposited:
        """How *file* was left, of which nothing is known before it is drawn up: beside its place, for what it was may stay there."""
        place = self.new + file.path
        draft = place + _DRAFT
        os.close(_opened(draft))
        if self.former:
            lend(draft, file.path, self.former)
        sha256 = file.draw(draft, self.old + file.path)
        state = Path(draft).stat()
        if self.ours.get(file.path) == sha256 and _stands(self.old + file.path, sha256):
            Path(draft).unlink()
            return Deposited(file.path, sha256, None)
        make_free(place)
        Path(draft).replace(place)
        return Deposited(file.path, sha256, stamp(state))


def digest_of(file: SiteFile) -> str:
    """SHA-256 of what *file* holds."""
    if isinstance(file, DrawnFile):
        with TemporaryDirectory(prefix="sitegen-") as folder:
            place = Path(folder) / "drawn"
            place.touch()
            return file.draw(str(place), "")
    if isinstance(file, OutputFile) and not file.sha256:
        return hashlib.sha256(file.content).hexdigest()
    return file.sha256


def depositing(spread: Spread, deposit: Callable[[SiteFile], Deposited], lay_down: Callable[[str, bytes], bytes]) -> Spread:
    """*spread* for what makes sheaves, the files of which are deposited, and their drawers laid down, where they are made."""
    return lambda make, items: spread(partial(_deposited, deposit, lay_down, make), items)


def _deposited(
    deposit: Callable[[SiteFile], Deposited], lay_down: Callable[[str, bytes], bytes], make: Callable[[Any], Sheaf], item: Any
) -> Sheaf:
    sheaf = make(item)
    files = tuple([deposit(file) if isinstance(file, (OutputFile, DrawnFile)) else file for file in sheaf.files])
    if not sheaf.name:
        made_of, told, is_set_again = sheaf.made_of, sheaf.told, sheaf.is_set_again
        return Sheaf(files, taken=sheaf.taken, made_of=made_of, told=told, is_set_again=is_set_again)  # a page: there are 100,000
    drawer = sheaf.drawer()
    try:
        laid = {name: lay_down(name, content) for name, content in chain(sheaf.trays(), ((sheaf.name, drawer),))}
        sheaf = replace(sheaf, files=files, drawer=bytes, trays=tuple, laid=laid)
    except OSError:  # as will be found when the books are closed
        sheaf = replace(sheaf, files=files, drawer=bytes, trays=tuple)
    is_much = len(drawer) > _MUCH and not any(isinstance(file, Standing) for file in files)
    del drawer
    if is_much:
        give_back()
    return sheaf


def write_new(place: str, content: bytes) -> Stamp:
    """How the new file *place* was left with this *content*: four calls of the system, where ``open`` asks three things more of each."""
    file = _opened(place)
    try:
        written = os.write(file, content)
        while written < len(content):
            written += os.write(file, memoryview(content)[written:])
        return stamp(os.fstat(file))
    finally:
        os.close(file)


def _put(file: _Told, place: str) -> Stamp:
    if isinstance(file, OutputFile):
        return write_new(place, file.content)
    if isinstance(file, FetchedFile):
        return write_new(place, file.fetch())
    with file.original.open("rb") as source, os.fdopen(_opened(place), "wb") as copy:
        shutil.copyfileobj(source, copy)
        copy.flush()
        left = stamp(os.fstat(copy.fileno()))
    if not _stands(place, file.sha256):
        raise SitegenError("it changed while the site was built", str(file.original), hint="build again")
    return left


def _opened(place: str) -> int:
    return made_way(place, lambda: os.open(place, ANEW, 0o666))


def _stands(place: str, wanted: bytes | str) -> bool:
    """Whether *place* is a plain file whose bytes, or their digest, are those *wanted*, whatever the manifest says."""
    try:
        state = os.lstat(place)
        if not stat.S_ISREG(state.st_mode) or (isinstance(wanted, bytes) and state.st_size != len(wanted)):
            return False
        if isinstance(wanted, str):
            return digest_on_disk(Path(place)) == wanted
        with open(place, "rb", buffering=0) as there:  # noqa: PTH123  (a Path for each of 100,000 files takes a second)
            return there.read() == wanted
    except OSError:
        return False


def _admit(path: str) -> None:
    """Refuse a path that is no safe file name everywhere."""
    if UNFIT.search(path) or (len(path) > _SHORT and any(len(os.fsencode(part)) > _LONGEST for part in path.split("/"))):
        raise SitegenError(f"no file can be written under this name: {path!r}")
