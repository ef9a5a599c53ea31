"""The books of an output folder: what its last build was made of, how its files were left, and what there was to say."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from sitegen.bag import tag_list
from sitegen.model import Edition, Note
from sitegen.output import MANIFEST
from sitegen.store import get, put

Stamp = tuple[int, int, int]
"""Size, time of the last change and inode of a file: one that was edited, replaced or restored since has another."""


@dataclass(frozen=True, slots=True)
class Books:
    """What is known of the last build of a folder."""

    made_of: str
    """Digest of all that the build was made of; empty where it may come out otherwise the next time."""
    manifest: str
    """SHA-256 of the manifest that it left."""
    edition: Edition
    stamps: dict[str, Stamp]
    """By path, how it left each file."""
    formats: dict[str, int]
    """How many captures of each format were published."""
    notes: tuple[Note, ...]
    pages: int


def open_books(folder: Path, cache: Path) -> Books | None:
    """The books of the output *folder*; None where there are none, or they speak of another site than the one that stands there."""
    content = get(_place(folder, cache))
    if content is None:
        return None
    try:
        books = msgspec.msgpack.decode(content, type=Books)
    except msgspec.MsgspecError:
        return None
    return books if books.manifest == manifest_digest(folder) else None


def close_books(folder: Path, cache: Path, books: Books) -> None:
    """Keep *books* for the next build of *folder*; where that cannot be done, it costs time only."""
    try:
        put(_place(folder, cache), msgspec.msgpack.encode(books))
    except (OSError, UnicodeEncodeError):
        return


def stamped(folder: Path, paths: Iterable[str]) -> dict[str, Stamp]:
    """By path, how the files stand in *folder*; one that is no plain file is not among them."""
    top = f"{folder}{os.sep}"
    found = {}
    for path in paths:
        try:
            state = os.lstat(top + path)
        except OSError:
            continue
        if stat.S_ISREG(state.st_mode):
            found[path] = (state.st_size, state.st_mtime_ns, state.st_ino)
    return found


def intact(folder: Path, books: Books) -> frozenset[str]:
    """The paths of the files in *folder* that stand as the books say."""
    stamps = stamped(folder, books.stamps)
    return frozenset(path for path, stamp in stamps.items() if stamp == books.stamps[path])


def manifest_digest(folder: Path) -> str:
    """SHA-256 of the manifest in *folder*, with that of the rest where it is a bag; empty where there is none."""
    try:
        digest = hashlib.sha256((folder / MANIFEST).read_bytes())
    except OSError:
        return ""
    digest.update((tag_list(folder) or "").encode())
    return digest.hexdigest()


def _place(folder: Path, cache: Path) -> Path:
    return cache / "books" / hashlib.sha256(os.fsencode(folder)).hexdigest()[:32]
