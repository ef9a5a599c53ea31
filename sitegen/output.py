"""Output files out: the site as it stands on disk, changed as a whole or not at all, with whatever else lies in its folder kept."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import compress
from operator import not_
from pathlib import Path, PurePosixPath

import msgspec

from sitegen.account import Account, Entry
from sitegen.bag import MANIFEST, TAG_LIST, Label, is_alien, wrap
from sitegen.deposit import Deposit, SiteFile, digest_of, write_new
from sitegen.errors import SitegenError
from sitegen.garbage import clear_away
from sitegen.manifest import amended, holds_bag, holds_site, manifest, read_manifest
from sitegen.marks import Clock, Mark, Seals, mark
from sitegen.model import Deposited, Standing
from sitegen.namesakes import one_name, tell_apart
from sitegen.palimpsest import FOLDER as FORMER
from sitegen.rounds import Rounds
from sitegen.staging import Staging, give, is_one
from sitegen.stamps import NO_STAMP, inode, stamp
from sitegen.switch import claim, keep_spare, switch, take_spare

WORTH_A_SPARE = 1_000
"""Files of a site that is kept ready a second time; to link fewer anew takes less than 0.05 s, and no more memory goes with them."""
WORTH_CLEARING = 5_000
"""Files after which it is worth a tenth of a second to look for what their making has left."""
Planned = SiteFile | Standing | Deposited


class Written(msgspec.Struct, frozen=True):
    """What a build put on disk."""

    pages: int
    files: int
    kept: int
    """How many of the files were there already with the same bytes."""
    account: Account = msgspec.field(default_factory=Account)
    """Of all, where something was made."""
    taken: Sequence[str] = ()
    """The paths of all but those that stayed untouched."""


class Claimed(msgspec.Struct, frozen=True):
    """An output folder that this build alone may change, until the claim ends."""

    folder: Path
    work: Path
    force: bool

    def begin(self, label: Label | None = None, account: Account | None = None) -> Draft:
        """The next content of the folder, with nothing in it yet; with a *label* it is a bag.

        *account* is the one of the site that stands there, where it is known to be what the manifest says.
        """
        new = self.work / "new"
        if label is None:
            take_spare(self.work)
        ours = _what_is_ours(self.folder, self.force) if account is None else account
        if holds_bag(self.folder):
            ours = ours.revised((), {TAG_LIST: ("0" * 64, NO_STAMP)})
        deposit = Deposit(f"{new}{os.sep}", f"{self.folder}{os.sep}", ours, self.work / FORMER)
        clock = Clock(self.work)
        return Draft(self, label, Staging(new, ours), deposit, ours, Rounds(ours, clock.now()), clock)


class Draft(msgspec.Struct, frozen=True):
    """The next content of an output folder, while it is prepared beside it."""

    claimed: Claimed
    label: Label | None
    staging: Staging
    deposit: Deposit
    """Takes files that are made before they are written."""
    ours: Account
    """What the last build wrote."""
    rounds: Rounds
    clock: Clock

    def write(
        self, files: Iterable[Planned], standing: Container[str] = (), untouched: Collection[str] = (), others: Container[str] = ()
    ) -> Written:
        """Make the folder hold *files* and all *untouched*, and of its former content only what is not ours.

        Nobody has touched the files *standing* since the last build; of these, those with the paths *untouched* stay as they are. The
        *others* are the rest of what the last build wrote, where that is known.
        """
        folder, work, new, staging = self.claimed.folder, self.claimed.work, self.claimed.work / "new", self.staging
        kept, taken = self._kept(untouched, others), list[str]()
        account, fresh, gone = self._stage(files, standing, kept, taken)
        if len(fresh) >= WORTH_CLEARING:
            clear_away()  # the lists of a large site need room themselves, and after few pages there is little to find
        if self.label is None:
            listing = amended(folder, self.ours, account, gone, fresh) or manifest(account, account.tally.size).encode()
            write_new(staging.place(MANIFEST), listing)
            staging.enter(MANIFEST)
            account = account.listed_in(listing)
            del listing
        else:
            own = wrap(new, account, self.label)
            account = account.revised((), {path: (sha256, stamp(os.lstat(staging.place(path)))) for path, sha256 in own.items()})
        folders = staging.clear()
        strangers = self._carry(new)
        has_spare = self.label is None and not staging.copied and len(account) >= WORTH_A_SPARE
        sealed = self._seal(folders, strangers) if has_spare else {}
        left = switch(new, folder, work / "old")
        try:
            self._rescue(left, account)
        except OSError as error:
            aside = left.rename(folder.with_name(f"{folder.name}.before"))
            hint = "the new site is in place; take from here what you miss, then delete this folder"
            raise SitegenError("files that came while the build ran could not be brought over", str(aside), hint=hint) from error
        if has_spare:
            known = self._known(left, sealed)
            spare = keep_spare(work, left, folder, {*fresh, MANIFEST}, gone)
            account = account.sealed(Seals.of(sealed, self._seal_spare(spare, sealed, known) if spare else {}))
        return Written(account.tally.pages, len(account), len(account) - len(fresh), account, taken)

    def _kept(self, untouched: Collection[str], others: Container[str]) -> bytearray:
        """A 1 for each row of what is *untouched*, and that is every row but those of *others*, where these are all the rest."""
        ours = self.ours
        kept = bytearray(map(not_, map(others.__contains__, ours.paths)))
        if kept.count(1) != len(untouched):
            kept = bytearray(len(ours))
            for row in map(ours.rows.__getitem__, untouched):
                kept[row] = 1
        return kept

    def _stage(
        self, files: Iterable[Planned], standing: Container[str], kept: bytearray, taken: list[str]
    ) -> tuple[Account, Mapping[str, Entry], Collection[str]]:
        """The account of all files, once they are staged, the entries of those that were written, by path, and the paths that are gone.

        The rows *kept* are those of files that stay as they are; of all others the paths are put among those *taken*.
        """
        ours, rows, staging = self.ours, self.ours.rows, self.staging
        staging.keep_all(compress(range(len(ours)), kept), self.deposit.old)
        fresh: dict[str, Entry] = {}
        known: dict[str, Entry] = {}
        stand: list[int] = []
        for file in files:
            path, row = file.path, rows.get(file.path)
            taken.append(path)
            if path in fresh or (row is not None and kept[row]):
                raise one_name(path)
            if isinstance(file, Standing) and row is not None and path in standing:
                kept[row] = 1
                stand.append(row)
                continue
            placed = self._placed(file)
            if placed.stamp is not None:
                staging.enter(path)
                fresh[path] = placed.sha256, placed.stamp
                continue
            kept[rows[path]] = 1
            left = ours.stamp(path)
            if path not in standing:
                left = stamp(os.lstat(self.deposit.old + path))
                known[path] = placed.sha256, left
            staging.keep(path, self.deposit.old + path, inode(left))
        staging.keep_all(stand, self.deposit.old)
        copies = {path: (ours[path], stamp(os.lstat(staging.place(path)))) for path in staging.copied}
        gone = [path for path in compress(ours.paths, map(not_, kept)) if path not in fresh]
        account = ours.revised(gone, {**known, **copies, **fresh})
        tell_apart(account, ours, fresh)
        return account, fresh, gone

    def _placed(self, file: Planned) -> Deposited:
        """How *file* was left, which now lies where the next site is prepared, or stands in the last one."""
        if isinstance(file, Deposited):
            return file
        if isinstance(file, Standing):
            return Deposited(file.path, self.ours[file.path], None)
        return self.deposit(file)

    def _seal(self, folders: Collection[str], strangers: Iterable[str]) -> dict[str, Mark]:
        """By path, the marks of those *folders* of the next site that hold just what they should, for no reader sees it so far.

        Not of the top, which changes with its name, nor of those in which *strangers* lie.
        """
        shared = {"", *(str(above) for path in strangers for above in PurePosixPath(path).parents)}
        return self.clock.clear(self.claimed.work / "new", set(folders) - shared)

    def _known(self, left: Path, sealed: Mapping[str, Mark]) -> Collection[str]:
        """Which folders of the site that was *left* hold just what the last build put there, if the next one is *sealed* in the same."""
        if not left.is_dir():
            return sealed.keys()
        return self.rounds.sealed() if self.ours.seals.paths == sealed.keys() else ()

    def _seal_spare(self, spare: Path, sealed: Mapping[str, Mark], known: Iterable[str]) -> dict[str, Mark]:
        """By path, the marks of those folders *known* before the *spare* was given files of the site, where that is as it was *sealed*."""
        try:
            return self.clock.clear(spare, [path for path in known if mark(self.claimed.folder / path) == sealed.get(path)])
        except OSError:  # somebody is at work there
            return {}

    def _carry(self, new: Path) -> Collection[str]:
        """The paths of all that lies in the folder and is not ours, once *new* is given it, as second names of the same files."""
        force, folder = self.claimed.force, self.claimed.folder
        if not folder.is_dir():
            return ()
        shutil.copymode(folder, new)
        strangers = self._foreign(folder)
        for path in strangers:
            source, target = folder / path, new / path
            if self.label is not None and is_alien(path):
                hint = "move it away: a bag lists all that lies in its payload folder, and nobody else's lists"
                raise SitegenError("a file that sitegen did not write would make the bag a wrong one", str(source), hint=hint)
            if os.path.lexists(target):
                is_emptied = target.is_dir() and source.is_dir() and not source.is_symlink()  # a folder of ours
                if is_emptied or (force and target.is_file()):
                    continue
                hint = "move it away, or build with --force to have it overwritten"
                raise SitegenError("a file that sitegen did not write is in the way of a page", str(source), hint=hint)
            target.parent.mkdir(parents=True, exist_ok=True)
            give(source, target)
        return strangers

    def _rescue(self, left: Path, account: Container[str]) -> None:
        """Bring over what was put into the folder, or saved there anew, while the build ran."""
        for path in self._foreign(left):
            target = self.claimed.folder / path
            if path in account or is_one(left / path, target):
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            (left / path).replace(target)

    def _foreign(self, folder: Path) -> list[str]:
        """The paths of what lies in *folder* and no build wrote."""
        return [path for path in self.rounds.strangers(folder) if path != MANIFEST]


@contextmanager
def claimed(folder: Path, force: bool = False) -> Iterator[Claimed]:
    """The output folder, held by this build alone; SitegenError where it is in use, not ours, or cannot be written."""
    place = Path(os.path.realpath(folder))
    try:
        with claim(place) as work:
            if not holds_site(place):
                _what_is_ours(place, force)
            yield Claimed(place, work, force)
    except OSError as error:
        raise SitegenError(f"cannot write the site: {error.strerror or error}", str(folder), hint=_hint(error)) from error


def digest_files(files: Iterable[SiteFile]) -> dict[str, str]:
    """Digest by path of *files*."""
    return {file.path: digest_of(file) for file in files}


def _what_is_ours(place: Path, force: bool) -> Account:
    """What the manifest in *place* says; SitegenError where there is none of ours, but something else."""
    if place.exists() and not place.is_dir():
        raise SitegenError("the output must be a folder", str(place), hint="name another one with -o")
    ours = read_manifest(place)
    if ours is None and not force and place.is_dir() and any(place.iterdir()):
        hint = "name another folder with -o, or use --force: what lies there is kept, files of the same name are overwritten"
        raise SitegenError("the output folder is not empty, and sitegen did not write it", str(place), hint=hint)
    return Account.of(ours or {})


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
