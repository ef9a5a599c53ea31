"""The books of an output folder: what its last build was made of, how its files were left, and what there was to say."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import compress
from operator import ne
from pathlib import Path
from types import MappingProxyType

import msgspec

from sitegen.bag import MANIFEST, tag_list
from sitegen.drawers import opened
from sitegen.model import Edition, Note, Stamp
from sitegen.stamps import SIZE, stamp
from sitegen.store import get, lay_down, place_of, put, take_up

NO_DIGESTS: Mapping[str, str] = MappingProxyType({})
NO_STAMPS: Mapping[str, Stamp] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Books:
    """What is known of the last build of a folder."""

    made_of: str
    """Digest of all that the build was made of; empty where it may come out otherwise the next time."""
    manifest: str
    """SHA-256 of the manifest that it left."""
    stamps: dict[str, Stamp]
    """By path, how it left each file."""
    formats: dict[str, int]
    """How many captures of each format were published."""
    notes: tuple[Note, ...]
    pages: int
    findings: int | None
    """How many findings there were for the keeper of the archive to look at; None where they were not counted."""
    drawers: dict[str, bytes]
    """Digest by name of the edition and of its drawers, each of which lies in a file of its own."""


_Packed = tuple[Books, str, bytes]
"""Books without their stamps: these are the paths, a line each, and the stamps of all."""
_EDITION = "edition"


class _Drawers(Mapping[str, bytes]):
    """The drawers whose *digests* are known, from their files in *folder*; one that is missing or not the one meant is not among them."""

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


def open_books(folder: Path, cache: Path) -> Books | None:
    """The books of the output *folder*; None where there are none, or they speak of another site than the one that stands there."""
    content = get(place_of(cache, "books", folder))
    if content is None:
        return None
    try:
        packed: _Packed = msgspec.msgpack.decode(content, type=_Packed)
    except msgspec.MsgspecError:
        return None
    books, paths, stamps = packed
    if books.manifest != manifest_digest(folder):
        return None
    each = (stamps[at : at + SIZE] for at in range(0, len(stamps), SIZE))
    return replace(books, stamps=dict(zip(paths.split("\n"), each, strict=True)) if paths else {})


def last_edition(folder: Path, cache: Path, books: Books) -> Edition:
    """What *books* say that the files of the output *folder* were made of; nothing where that is lost."""
    place, digests = place_of(cache, "drawers", folder), dict(books.drawers)
    wanted = digests.pop(_EDITION, None)
    content = get(place / _EDITION, wanted) if wanted else None
    return replace(opened(content or b"", Edition), drawers=_Drawers(place, digests))


def lay_down_drawer(folder: Path, cache: Path, name: str, content: bytes) -> bytes:
    """The digest of the drawer *name* for the output *folder*, which is laid down here until the books are closed."""
    return lay_down(place_of(cache, "drawers", folder) / name, content)


def close_books(folder: Path, cache: Path, books: Books, edition: Edition) -> None:
    """Keep *books* for the next build of *folder*, and first the *edition* and its drawers; where that fails, it costs time only."""
    place = place_of(cache, "drawers", folder)
    try:
        for name in edition.laid:
            take_up(place / name)
        contents = {**edition.drawers, _EDITION: msgspec.msgpack.encode(replace(edition, laid={}, drawers={}))}
        new = {**edition.laid, **{name: put(place / name, content) for name, content in contents.items()}}
        kept = replace(books, stamps={}, drawers=books.drawers | new)
        put(place_of(cache, "books", folder), msgspec.msgpack.encode((kept, "\n".join(books.stamps), b"".join(books.stamps.values()))))
    except (OSError, UnicodeEncodeError):
        return


def recall_gathering(folder: Path, cache: Path) -> dict[str, bytes]:
    """What the last gathering for the output *folder* has left for the next, by drawer; whatever site stands there."""
    places = sorted(place_of(cache, "gathered", folder).glob("*"))
    return {place.name: content for place in places if (content := get(place)) is not None}


def keep_gathering(folder: Path, cache: Path, drawers: Mapping[str, bytes]) -> None:
    """Keep *drawers* for the next gathering; where that cannot be done, it costs time only."""
    try:
        for name, content in drawers.items():
            put(place_of(cache, "gathered", folder) / name, content)
    except OSError:
        return


def stamped(folder: Path, paths: Iterable[str]) -> dict[str, Stamp]:
    """By path, how the files stand in *folder*; one that is no plain file is not among them."""
    paths = tuple(paths)
    return {path: found for path, found in zip(paths, _stamps(folder, paths), strict=True) if found}


def _stamps(folder: Path, paths: Iterable[str]) -> Iterator[Stamp | None]:
    """How each of the files stands in *folder*, which is looked up once for all of them; None for what is no plain file."""
    top = os.open(folder, os.O_RDONLY) if os.stat in os.supports_dir_fd else None
    before = f"{folder}{os.sep}" if top is None else ""
    try:
        for path in paths:
            try:
                state = os.stat(before + path, dir_fd=top, follow_symlinks=False)
            except OSError:
                yield None
            else:
                yield stamp(state) if stat.S_ISREG(state.st_mode) else None
    finally:
        if top is not None:
            os.close(top)


class Intact(Mapping[str, bytes]):
    """The files in *folder* that stand as *stamps* say, each read when it is asked for; none where it is not what *digests* says by then.

    What is taken over from a file must not be what a failing disk has made of it.
    """

    def __init__(self, folder: Path, stamps: Mapping[str, Stamp] = NO_STAMPS, digests: Mapping[str, str] = NO_DIGESTS) -> None:
        self.stamps = stamps
        self._folder, self._digests = folder, digests

    def __getitem__(self, path: str) -> bytes:
        if path not in self.stamps:
            raise KeyError(path)
        try:
            content = (self._folder / path).read_bytes()
        except OSError as error:
            raise KeyError(path) from error
        if hashlib.sha256(content).hexdigest() != self._digests.get(path):
            raise KeyError(path)
        return content

    def __contains__(self, path: object) -> bool:
        return path in self.stamps

    def __iter__(self) -> Iterator[str]:
        return iter(self.stamps)

    def __len__(self) -> int:
        return len(self.stamps)


def intact(folder: Path, books: Books, digests: Mapping[str, str]) -> Intact:
    """The files in *folder* that stand as the books say, with the *digests* of the manifest."""
    touched = set(compress(books.stamps, map(ne, books.stamps.values(), _stamps(folder, books.stamps))))
    stamps = {path: known for path, known in books.stamps.items() if path not in touched} if touched else books.stamps
    return Intact(folder, stamps, digests)


def manifest_digest(folder: Path) -> str:
    """SHA-256 of the manifest in *folder*, with that of the rest where it is a bag; empty where there is none."""
    try:
        digest = hashlib.sha256((folder / MANIFEST).read_bytes())
    except OSError:
        return ""
    digest.update((tag_list(folder) or "").encode())
    return digest.hexdigest()
