"""The books of an output folder: what its last build was made of, how its files were left, and what there was to say."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, KeysView, Mapping
from itertools import filterfalse
from pathlib import Path

import msgspec
from msgspec.structs import replace

from sitegen.account import NOTHING, Account
from sitegen.bag import MANIFEST, tag_list
from sitegen.drawers import opened
from sitegen.marks import Seal, Seals
from sitegen.model import Edition, Note
from sitegen.store import get, lay_down, place_of, put, take_up
from sitegen.tally import Tally


class Books(msgspec.Struct, frozen=True):
    """What is known of the last build of a folder."""

    made_of: str
    """Digest of all that the build was made of; empty where it may come out otherwise the next time."""
    manifest: str
    """SHA-256 of the manifest that it left."""
    formats: dict[str, int]
    """How many captures of each format were published."""
    notes: tuple[Note, ...]
    pages: int
    findings: int | None
    """How many findings there were for the keeper of the archive to look at; None where they were not counted."""
    drawers: dict[str, bytes]
    """Digest by name of the edition and of its drawers, each of which lies in a file of its own."""


_Packed = tuple[Books, str, bytes, bytes, frozenset[Seal], Tally]
"""Books, and the columns of an account, whose paths are a line each, with its seals and its tally."""
_EDITION = "edition"


class _Drawers(Mapping[str, bytes]):
    """The drawers whose *digests* are known, from their files in *folder*; one that is missing or not the one meant is not among them.

    An empty digest is that of whichever lies there.
    """

    def __init__(self, folder: Path, digests: Mapping[str, bytes]) -> None:
        self._folder, self._digests = folder, digests

    def __getitem__(self, name: str) -> bytes:
        content = get(self._folder / name, self._digests[name])
        if content is None:
            raise KeyError(name)
        return content

    def __iter__(self) -> Iterator[str]:
        return iter(self._digests)

    def __len__(self) -> int:
        return len(self._digests)


def open_books(folder: Path, cache: Path) -> tuple[Books, Account] | None:
    """The books of the output *folder*, and the account of the files that its manifest lists.

    None where there are none, or they speak of another site than the one that stands there.
    """
    content = get(place_of(cache, "books", folder))
    if content is None:
        return None
    try:
        packed: _Packed = msgspec.msgpack.decode(content, type=_Packed)
        books, paths, digests, stamps, seals, counted = packed
        account = Account(paths.split("\n") if paths else (), digests, stamps, Seals(seals), books.manifest, counted)
    except (msgspec.MsgspecError, ValueError):
        return None
    return (books, account) if books.manifest == manifest_digest(folder) else None


def last_edition(folder: Path, cache: Path, books: Books, standing: Intact) -> Edition:
    """What *books* say that the files of the output *folder* were made of, of which these are *standing*; nothing where that is lost."""
    place, digests = place_of(cache, "drawers", folder), dict(books.drawers)
    wanted = digests.pop(_EDITION, None)
    content = get(place / _EDITION, wanted) if wanted else None
    return replace(opened(content or b"", Edition), drawers=_Drawers(place, digests), lost=standing.touched)


def lay_down_drawer(folder: Path, cache: Path, name: str, content: bytes) -> bytes:
    """The digest of the drawer *name* for the output *folder*, which is laid down here until the books are closed."""
    return lay_down(place_of(cache, "drawers", folder) / name, content)


def close_books(folder: Path, cache: Path, books: Books, account: Account, edition: Edition) -> None:
    """Keep *books* and *account* for the next build of *folder*, and first the *edition* and its drawers.

    Where that fails, it costs time only.
    """
    place = place_of(cache, "drawers", folder)
    try:
        for name in edition.laid:
            take_up(place / name)
        contents = {**edition.drawers, _EDITION: msgspec.msgpack.encode(replace(edition, laid={}, drawers={}))}
        new = {**edition.laid, **{name: put(place / name, content) for name, content in contents.items()}}
        columns = "\n".join(account.paths), account.digests, account.stamps
        packed = replace(books, drawers=books.drawers | new), *columns, account.seals.all, account.tally
        put(place_of(cache, "books", folder), msgspec.msgpack.encode(packed))
    except (OSError, UnicodeEncodeError):
        return


def recall_gathering(folder: Path, cache: Path) -> Mapping[str, bytes]:
    """What the last gathering for the output *folder* has left for the next, by drawer; whatever site stands there."""
    place = place_of(cache, "gathered", folder)
    return _Drawers(place, {drawer.name: b"" for drawer in sorted(place.glob("*"))})


def keep_gathering(folder: Path, cache: Path, drawers: Mapping[str, bytes]) -> None:
    """Keep *drawers* for the next gathering; where that cannot be done, it costs time only."""
    try:
        for name, content in drawers.items():
            put(place_of(cache, "gathered", folder) / name, content)
    except OSError:
        return


class Intact(Mapping[str, bytes]):
    """The files in *folder* that stand as *account* says, but for those that are *touched*; each is read when it is asked for.

    It is none where its digest is another one by then: what is taken over from a file must not be what a failing disk has made of it.
    """

    def __init__(self, folder: Path, account: Account = NOTHING, touched: frozenset[str] = frozenset()) -> None:
        self._folder, self._account, self.touched = folder, account, touched

    def __getitem__(self, path: str) -> bytes:
        if path not in self:
            raise KeyError(path)
        try:
            with open(f"{self._folder}{os.sep}{path}", "rb", buffering=0) as file:  # noqa: PTH123  (a Path takes longer than all the rest)
                content = file.read()
        except OSError as error:
            raise KeyError(path) from error
        if hashlib.sha256(content).hexdigest() != self._account[path]:
            raise KeyError(path)
        return content

    def __contains__(self, path: object) -> bool:
        return path in self._account.rows and path not in self.touched

    def __iter__(self) -> Iterator[str]:
        return filterfalse(self.touched.__contains__, self._account.paths)

    def __len__(self) -> int:
        return len(self._account) - len(self.touched)

    def keys(self) -> KeysView[str]:
        """Their paths, in a dictionary: 100,000 are looked up there at once."""
        return dict.fromkeys(self).keys() if self.touched else self._account.rows.keys()


def intact(folder: Path, account: Account) -> Intact:
    """The files in *folder* that stand as *account* says."""
    return Intact(folder, account, frozenset(_touched(folder, account)))


def _touched(folder: Path, account: Account) -> Iterator[str]:
    """The paths of the files that do not stand in *folder*, which is looked up once for all of them, as *account* says."""
    top = os.open(folder, os.O_RDONLY) if os.stat in os.supports_dir_fd else None
    before = f"{folder}{os.sep}" if top is None else ""
    try:
        for path, known in zip(account.paths, account.states(), strict=True):
            try:
                state = os.stat(before + path, dir_fd=top, follow_symlinks=False)
            except OSError:
                yield path
            else:
                if (state.st_size, state.st_mtime_ns, state.st_ino) != known or not stat.S_ISREG(state.st_mode):
                    yield path
    finally:
        if top is not None:
            os.close(top)


def manifest_digest(folder: Path) -> str:
    """SHA-256 of the manifest in *folder*, with that of the rest where it is a bag; empty where there is none."""
    try:
        digest = hashlib.sha256((folder / MANIFEST).read_bytes())
    except OSError:
        return ""
    digest.update((tag_list(folder) or "").encode())
    return digest.hexdigest()
