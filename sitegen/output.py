"""Output files out: the site as it stands on disk, changed as a whole or not at all, with whatever else lies in its folder kept."""

from __future__ import annotations

import hashlib
import os
import shutil
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from sitegen.bag import MANIFEST, OWN, TAG_LIST, Label, is_alien, wrap
from sitegen.errors import SitegenError
from sitegen.manifest import UNFIT, holds_bag, manifest, read_manifest
from sitegen.model import OutputFile, Standing
from sitegen.staging import Staging, Survey, give, is_one, survey
from sitegen.switch import claim, keep_spare, switch, take_spare


@dataclass(frozen=True, slots=True)
class FetchedFile:
    """A file of the site that is known by its digest, and fetched only where it is not there already."""

    path: str
    sha256: str
    fetch: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class CopiedFile:
    """A file of the site that is a copy of one of the keeper's."""

    path: str
    sha256: str
    original: Path


WORTH_A_SPARE = 1_000
"""Files of a site that is kept ready a second time; to link fewer anew takes less than 0.05 s."""
NOTHING: Mapping[str, int] = MappingProxyType({})
SiteFile = OutputFile | FetchedFile | CopiedFile
Planned = SiteFile | Standing


@dataclass(frozen=True, slots=True)
class Written:
    """What a build put on disk."""

    pages: int
    files: int
    kept: int
    """How many of the files were there already with the same bytes."""
    fresh: frozenset[str] = frozenset()
    """The paths of the others."""
    paths: frozenset[str] = frozenset()
    """Those of all, where something was made."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """An output folder that this build alone may change, until the claim ends."""

    folder: Path
    work: Path
    ours: Mapping[str, str]
    """Digest by path of what the last build wrote."""
    force: bool

    def write(
        self, files: Iterable[Planned], label: Label | None = None, sizes: Mapping[str, int] = NOTHING, untouched: Collection[str] = ()
    ) -> Written:
        """Make the folder hold *files* and all *untouched*, and of its former content only what is not ours; with a *label* it is a bag.

        *sizes* are those of the files that stand, as far as they are known; those with the paths *untouched* stay as they are.
        """
        new = self.work / "new"
        if label is None:
            take_spare(self.work)
        staging, there = Staging(new), survey(self.folder)
        staging.keep_all(untouched, f"{self.folder}{os.sep}", there.files)
        digests, weight, fresh = self._stage(files, staging, there, sizes, untouched)
        if label is None:
            Path(staging.free(MANIFEST)).write_text(manifest(digests, weight), encoding="utf-8", newline="\n")
        else:
            digests |= wrap(new, digests, label)
        staging.clear()
        if self.folder.is_dir():
            shutil.copymode(self.folder, new)
            self._carry(new, there, label is not None)
        left = switch(new, self.folder, self.work / "old")
        try:
            self._rescue(left, digests)
        except OSError as error:
            aside = left.rename(self.folder.with_name(f"{self.folder.name}.before"))
            hint = "the new site is in place; take from here what you miss, then delete this folder"
            raise SitegenError("files that came while the build ran could not be brought over", str(aside), hint=hint) from error
        if label is None and staging.is_linked and len(digests) >= WORTH_A_SPARE:
            keep_spare(self.work, left, self.folder, {*fresh, MANIFEST}, self.ours.keys() - digests.keys())
        return Written(
            sum(path.endswith(".html") for path in digests), len(digests), len(digests) - len(fresh), frozenset(fresh), frozenset(digests)
        )

    def _stage(
        self, files: Iterable[Planned], staging: Staging, there: Survey, sizes: Mapping[str, int], untouched: Collection[str]
    ) -> tuple[dict[str, str], int, list[str]]:
        """Digest by path of all files, once they are staged, how many bytes they have, and which of them were written."""
        top = f"{self.folder}{os.sep}"
        digests = {path: self.ours[path] for path in untouched}
        names = {MANIFEST, TAG_LIST, *OWN, *map(_name_everywhere, untouched)}
        weight = sum(sizes.get(path) or _weigh(top + path) for path in untouched)
        fresh: list[str] = []
        for file in files:
            path = file.path
            _admit(path, names, path in self.ours)
            if isinstance(file, Standing):
                staging.keep(path, top + path, there.files.get(path, 0))
                digests[path] = self.ours[path]
                weight += sizes.get(path) or _weigh(top + path)
                continue
            digests[path] = _digest(file)
            if self.ours.get(path) == digests[path] and _holds(self.folder / path, file):
                staging.keep(path, top + path, there.files.get(path, 0))
            else:
                _put(file, staging.free(path))
                fresh.append(path)
            weight += len(file.content) if isinstance(file, OutputFile) else _weigh(staging.place(path))
        return digests, weight, fresh

    def _carry(self, new: Path, there: Survey, is_bag: bool) -> None:
        """Give *new* all that lies in the folder and is not ours, as second names of the same files."""
        for path in self._foreign(there):
            target = new / path
            if is_bag and is_alien(path):
                hint = "move it away: a bag lists all that lies in its payload folder, and nobody else's lists"
                raise SitegenError("a file that sitegen did not write would make the bag a wrong one", str(self.folder / path), hint=hint)
            if os.path.lexists(target):
                if self.force and target.is_file():
                    continue
                hint = "move it away, or build with --force to have it overwritten"
                raise SitegenError("a file that sitegen did not write is in the way of a page", str(self.folder / path), hint=hint)
            target.parent.mkdir(parents=True, exist_ok=True)
            give(self.folder / path, target)

    def _rescue(self, left: Path, digests: Mapping[str, str]) -> None:
        """Bring over what was put into the folder, or saved there anew, while the build ran."""
        for path in self._foreign(survey(left)):
            target = self.folder / path
            if path in digests or is_one(left / path, target):
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            (left / path).replace(target)

    def _foreign(self, there: Survey) -> list[str]:
        """The paths of what lies *there* that no build wrote, an empty folder among them."""
        return sorted(path for path in (*there.files, *there.empty) if path not in self.ours and path != MANIFEST)


@contextmanager
def claimed(folder: Path, force: bool = False) -> Iterator[Claimed]:
    """The output folder, held by this build alone; SitegenError where it is in use, not ours, or cannot be written."""
    place = Path(os.path.realpath(folder))
    try:
        with claim(place) as work:
            yield Claimed(place, work, _what_is_ours(place, force), force)
    except OSError as error:
        raise SitegenError(f"cannot write the site: {error.strerror or error}", str(folder), hint=_hint(error)) from error


def _weigh(place: str) -> int:
    return os.stat(place).st_size  # noqa: PTH116  (a Path for each of 10,000 files takes 0.3 s)


def digest_files(files: Iterable[SiteFile]) -> dict[str, str]:
    """Digest by path of *files*."""
    return {file.path: _digest(file) for file in files}


def _digest(file: SiteFile) -> str:
    return hashlib.sha256(file.content).hexdigest() if isinstance(file, OutputFile) else file.sha256


def _what_is_ours(place: Path, force: bool) -> dict[str, str]:
    if place.exists() and not place.is_dir():
        raise SitegenError("the output must be a folder", str(place), hint="name another one with -o")
    ours = read_manifest(place)
    if ours is None and not force and place.is_dir() and any(place.iterdir()):
        hint = "name another folder with -o, or use --force: what lies there is kept, files of the same name are overwritten"
        raise SitegenError("the output folder is not empty, and sitegen did not write it", str(place), hint=hint)
    return {**(ours or {}), TAG_LIST: ""} if holds_bag(place) else ours or {}


def _admit(path: str, names: set[str], is_ours: bool) -> None:
    """Refuse a path that is no safe file name everywhere, or that is another's on a disk that takes A and a for one."""
    if not is_ours and (UNFIT.search(path) or any(len(os.fsencode(part)) > 255 for part in path.split("/"))):
        raise SitegenError(f"no file can be written under this name: {path!r}")
    key = _name_everywhere(path)
    if key in names:
        raise SitegenError(f"two files of the site have one name: {path}", hint="run sitegen check to see them")
    names.add(key)


def _name_everywhere(path: str) -> str:
    """*path* as a disk that takes A and a for one knows it."""
    return path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()


def _put(file: SiteFile, target: str) -> None:
    if isinstance(file, CopiedFile):
        shutil.copyfile(file.original, target)
        if not _holds(Path(target), file):
            raise SitegenError("it changed while the site was built", str(file.original), hint="build again")
    else:
        _write(target, file.content if isinstance(file, OutputFile) else file.fetch())


def _write(target: str, content: bytes) -> None:
    """Put *content* into the file *target* in three calls of the system, where ``open`` asks three things more of each of 100,000 files."""
    file = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0), 0o666)
    try:
        written = os.write(file, content)
        while written < len(content):
            written += os.write(file, memoryview(content)[written:])
    finally:
        os.close(file)


def _holds(path: Path, file: SiteFile) -> bool:
    """True when *path* is a plain file with just the bytes of *file*; what the manifest says of it does not count."""
    try:
        if path.is_symlink():
            return False
        if isinstance(file, OutputFile):
            return path.stat().st_size == len(file.content) and path.read_bytes() == file.content
        with path.open("rb") as there:
            return hashlib.file_digest(there, "sha256").hexdigest() == file.sha256
    except OSError:
        return False


def _hint(error: OSError) -> str:
    import errno

    said = {
        errno.ENOSPC: "the disk is full; make room and build again",
        errno.EDQUOT: "your quota is used up; make room and build again",
        errno.EROFS: "the disk is read-only; name another folder with -o",
        errno.EACCES: "check the permissions of the folder and of the one it is in",
        errno.EPERM: "check the permissions of the folder and of the one it is in",
        errno.EBUSY: "the folder is a mount point; name a folder inside of it with -o",
        errno.EXDEV: "the folder is a mount point; name a folder inside of it with -o",
    }
    return f"{said.get(error.errno or 0, 'try again, or name another folder with -o')}; the site that was there is as it was"
