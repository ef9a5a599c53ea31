"""What the files of one build were made of, for the next build to tell which of them would come out the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from sitegen.model.site import Deposited, DrawnFile, OutputFile, Standing

FilesAbout = tuple[bytes, str, bytes]
"""The files about one thing: which facts they are made of that do not follow from what is known of it, as numbers of four bytes each,
their paths, a line each, and what they are made of, packed. See ``publish.editions``."""


class Edition(msgspec.Struct, frozen=True):
    """What the files of one build were made of; what there is very much of is packed, and unpacked as far as it is asked for."""

    facts: dict[str, bytes] = msgspec.field(default_factory=dict)
    """What was taken from the finding aids: by the article, the name or the shelf that it is about. See ``publish.register``."""
    numbered: int = 0
    """How many numbers of facts were given."""
    cleared: tuple[int, int] = (0, 0)
    """The same when facts that no file is made of were last taken out, and how many facts were left."""
    files: dict[str, FilesAbout] = msgspec.field(default_factory=dict)
    """By the article or name that they are about alone, if there is one, what files were made of. See ``publish.editions``."""
    others: str = ""
    """The paths, a line each, of all files of the site that are about none of these alone."""
    sheaves: dict[str, tuple[bytes, tuple[str, ...]]] = msgspec.field(default_factory=dict)
    """Files that are made together: by name, a digest of what they were made of, and their paths."""
    laid: Mapping[str, bytes] = msgspec.field(default_factory=dict)
    """Digests of the drawers that lie on disk already, by name."""
    drawers: Mapping[str, bytes] = msgspec.field(default_factory=dict)
    """By the name of a sheaf, what it keeps for its next making; none is read before it is asked for."""
    look: bytes = b""
    """Digest of templates and settings."""
    dossiers: dict[str, bytes] = msgspec.field(default_factory=dict)
    """By the article or name, a digest of all that the archive held of it."""
    shelves: dict[str, bytes] = msgspec.field(default_factory=dict)
    """Digests of the finding aids that follow from none of these, and are not made late."""
    lost: frozenset[str] | None = None
    """The paths of those of its files that do not stand as it left them, among others perhaps; None where nobody has looked."""


class Sheaf(msgspec.Struct, frozen=True):
    """Files that are made together; a page is one by itself."""

    files: Iterable[OutputFile | DrawnFile | Standing | Deposited]
    """Each may be made when it is taken, and let go then: the files of a large archive are never all in memory."""
    drawer: Callable[[], bytes] = bytes
    """Gives, once all files were taken, what their next making may start from, for its maker alone to read; only time is lost with it."""
    name: str = ""
    """What the drawer is called."""
    trays: Callable[[], Iterable[tuple[str, bytes]]] = tuple
    """Gives, by its name, each part of the drawer that is kept by itself and is not as the last making has left it: together they are
    as large as the texts of the archive."""
    laid: Mapping[str, bytes] = msgspec.field(default_factory=dict)
    """By name, digests of the drawer and of its trays, where whoever made the sheaf laid them down on disk."""
    taken: tuple[tuple[str, frozenset[Any]], ...] = ()
    """What they took from the finding aids, where that was noted: the names of shelves, each with the keys on it."""
    made_of: bytes = b""
    """A digest of what else they were made of, where that can be told of a page or a feed."""
    told: tuple[tuple[str, Mapping[Any, bytes]], ...] = ()
    """Digests of what of that was taken by the maker for the first time, by shelf and key: where copies of the process make pages, the
    values are in the copy."""
    is_set_again: bool = False
    """Whether it is a page that was printed from what stands, and what else it took is what it took then, as far as that is as it was."""
