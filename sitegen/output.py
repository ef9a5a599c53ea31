"""Output files out: the site as it stands on disk, changed as a whole or not at all, with whatever else lies in its folder kept."""

from __future__ import annotations

import os
import shutil
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from sitegen.bag import MANIFEST, OWN, TAG_LIST, Label, is_alien, wrap
from sitegen.deposit import Deposit, SiteFile, digest_of, write_new
from sitegen.errors import SitegenError
from sitegen.garbage import clear_away, nothing_collected
from sitegen.manifest import holds_bag, manifest, read_manifest
from sitegen.model import Deposited, Stamp, Standing
from sitegen.rounds import Rounds
from sitegen.staging import Staging, give, is_one
from sitegen.stamps import inode, size, sizes, stamp
from sitegen.switch import claim, keep_spare, switch, take_spare

WORTH_A_SPARE = 1_000
"""Files of a site that is kept ready a second time; to link fewer anew takes less than 0.05 s, and no more memory goes with them."""
NOTHING: Mapping[str, Stamp] = MappingProxyType({})
Planned = SiteFile | Standing | Deposited


@dataclass(frozen=True, slots=True)
class Written:
    """What a build put on disk."""

    pages: int
    files: int
    kept: int
    """How many of the files were there already with the same bytes."""
    fresh: Mapping[str, Stamp] = field(default_factory=dict)
    """By the paths of the others, how they were left."""
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
    rounds: Rounds

    def begin(self, label: Label | None = None) -> Draft:
        """The next content of the folder, with nothing in it yet; with a *label* it is a bag."""
        new = self.work / "new"
        if label is None:
            take_spare(self.work)
        return Draft(self, label, Staging(new), Deposit(f"{new}{os.sep}", f"{self.folder}{os.sep}", self.ours))


@dataclass(frozen=True, slots=True)
class Draft:
    """The next content of an output folder, while it is prepared beside it."""

    claimed: Claimed
    label: Label | None
    staging: Staging
    deposit: Deposit
    """Takes files that are made before they are written."""

    def write(self, files: Iterable[Planned], stamps: Mapping[str, Stamp] = NOTHING, untouched: Collection[str] = ()) -> Written:
        """Make the folder hold *files* and all *untouched*, and of its former content only what is not ours.

        *stamps* say how the files stand that nobody has touched since the last build; those with the paths *untouched* stay as they are.
        """
        folder, work, new, staging = self.claimed.folder, self.claimed.work, self.claimed.work / "new", self.staging
        staging.keep_all(untouched, self.deposit.old, stamps)
        digests, weight, fresh = self._stage(files, stamps, untouched)
        if len(digests) >= WORTH_A_SPARE:
            clear_away()  # the lists of a large site need room themselves
        if self.label is None:
            write_new(staging.place(MANIFEST), manifest(digests, weight).encode())
            staging.enter(MANIFEST)
        else:
            digests |= wrap(new, digests, self.label)
        staging.clear()
        if folder.is_dir():
            shutil.copymode(folder, new)
            self._carry(new)
        left = switch(new, folder, work / "old")
        try:
            self._rescue(left, digests)
        except OSError as error:
            aside = left.rename(folder.with_name(f"{folder.name}.before"))
            hint = "the new site is in place; take from here what you miss, then delete this folder"
            raise SitegenError("files that came while the build ran could not be brought over", str(aside), hint=hint) from error
        if self.label is None and staging.is_linked and len(digests) >= WORTH_A_SPARE:
            keep_spare(work, left, folder, {*fresh, MANIFEST}, self.claimed.ours.keys() - digests.keys())
        pages = sum(path.endswith(".html") for path in digests)
        return Written(pages, len(digests), len(digests) - len(fresh), fresh, frozenset(digests))

    def _stage(
        self, files: Iterable[Planned], stamps: Mapping[str, Stamp], untouched: Collection[str]
    ) -> tuple[dict[str, str], int, dict[str, Stamp]]:
        """Digest by path of all files, once they are staged, how many bytes they have, and how those were left that were written."""
        ours, old = self.claimed.ours, self.deposit.old
        digests = dict(zip(untouched, map(ours.__getitem__, untouched), strict=True))
        weight = sum(sizes(map(stamps.__getitem__, untouched)))
        fresh: dict[str, Stamp] = {}
        for file in files:
            path = file.path
            if path in digests:
                raise _one_name(path)
            placed = self._placed(file, stamps)
            digests[path] = placed.sha256
            weight += placed.size
            if placed.stamp is None:
                self.staging.keep(path, old + path, inode(stamps[path] if path in stamps else stamp(os.lstat(old + path))))
            else:
                self.staging.enter(path)
                fresh[path] = placed.stamp
        _tell_apart(digests, ours)
        return digests, weight, fresh

    def _placed(self, file: Planned, stamps: Mapping[str, Stamp]) -> Deposited:
        """How *file* was left, which now lies where the next site is prepared, or stands in the last one."""
        if isinstance(file, Deposited):
            return file
        if isinstance(file, Standing):
            return Deposited(file.path, self.claimed.ours[file.path], size(stamps[file.path]), None)
        return self.deposit(file)

    def _carry(self, new: Path) -> None:
        """Give *new* all that lies in the folder and is not ours, as second names of the same files."""
        force, folder = self.claimed.force, self.claimed.folder
        for path in self._foreign(folder):
            target = new / path
            if self.label is not None and is_alien(path):
                hint = "move it away: a bag lists all that lies in its payload folder, and nobody else's lists"
                raise SitegenError("a file that sitegen did not write would make the bag a wrong one", str(folder / path), hint=hint)
            if os.path.lexists(target):
                if force and target.is_file():
                    continue
                hint = "move it away, or build with --force to have it overwritten"
                raise SitegenError("a file that sitegen did not write is in the way of a page", str(folder / path), hint=hint)
            target.parent.mkdir(parents=True, exist_ok=True)
            give(folder / path, target)

    def _rescue(self, left: Path, digests: Mapping[str, str]) -> None:
        """Bring over what was put into the folder, or saved there anew, while the build ran."""
        for path in self._foreign(left):
            target = self.claimed.folder / path
            if path in digests or is_one(left / path, target):
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            (left / path).replace(target)

    def _foreign(self, folder: Path) -> list[str]:
        """The paths of what lies in *folder* and no build wrote."""
        return [path for path in self.claimed.rounds.strangers(folder) if path != MANIFEST]


@contextmanager
def claimed(folder: Path, force: bool = False) -> Iterator[Claimed]:
    """The output folder, held by this build alone; SitegenError where it is in use, not ours, or cannot be written."""
    place = Path(os.path.realpath(folder))
    try:
        with claim(place) as work:
            with nothing_collected():
                ours = _what_is_ours(place, force)
            yield Claimed(place, work, ours, force, Rounds(ours))
    except OSError as error:
        raise SitegenError(f"cannot write the site: {error.strerror or error}", str(folder), hint=_hint(error)) from error


def digest_files(files: Iterable[SiteFile]) -> dict[str, str]:
    """Digest by path of *files*."""
    return {file.path: digest_of(file) for file in files}


def _what_is_ours(place: Path, force: bool) -> dict[str, str]:
    if place.exists() and not place.is_dir():
        raise SitegenError("the output must be a folder", str(place), hint="name another one with -o")
    ours = read_manifest(place)
    if ours is None and not force and place.is_dir() and any(place.iterdir()):
        hint = "name another folder with -o, or use --force: what lies there is kept, files of the same name are overwritten"
        raise SitegenError("the output folder is not empty, and sitegen did not write it", str(place), hint=hint)
    return {**(ours or {}), TAG_LIST: ""} if holds_bag(place) else ours or {}


def _tell_apart(paths: Mapping[str, str], ours: Mapping[str, str]) -> None:
    """Refuse a path that is another's on a disk that takes A and a for one; those that are *ours* were told apart when they came."""
    names = {MANIFEST, TAG_LIST, *OWN}
    if paths.keys() <= ours.keys() and paths.keys().isdisjoint(names):
        return
    for path in paths:
        key = _name_everywhere(path)
        if key in names:
            raise _one_name(path)
        names.add(path if key == path else key)  # nearly always: 100,000 paths are not to be held twice


def _one_name(path: str) -> SitegenError:
    return SitegenError(f"two files of the site have one name: {path}", hint="run sitegen check to see them")


def _name_everywhere(path: str) -> str:
    """*path* as a disk that takes A and a for one knows it."""
    return path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()


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
