"""What the files of one build were made of, for the next build to tell which of them would come out the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sitegen.model.site import Deposited, DrawnFile, OutputFile, Standing


@dataclass(frozen=True, slots=True)
class Ingredients:
    """What one file was made of."""

    own: bytes
    """Digest of its kind, its title and all that it was given."""
    facts: bytes
    """What it took from the finding aids: places in the edition's list of facts, each as four bytes."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What the files of one build were made of."""

    facts: tuple[tuple[str, str | tuple[str, str] | None], ...] = ()
    """A shelf of the finding aids and a key on it; None for the whole shelf."""
    digests: tuple[bytes, ...] = ()
    """Of these facts as they were."""
    files: dict[str, Ingredients] = field(default_factory=dict)
    """By path."""
    sheaves: dict[str, tuple[bytes, tuple[str, ...]]] = field(default_factory=dict)
    """Files that are made together: by name, a digest of what they were made of, and their paths."""
    drawers: Mapping[str, bytes] = field(default_factory=dict)
    """By the name of a sheaf, what it keeps for its next making; none is read before it is asked for."""
    look: bytes = b""
    """Digest of templates and settings."""
    dossiers: dict[str, bytes] = field(default_factory=dict)
    """By the article or name, a digest of all that the archive held of it."""
    about: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By the same, the paths of the files that are about it alone."""
    cleared: int = 0
    """How many facts there were when those that no file is made of were last taken out."""


@dataclass(frozen=True, slots=True)
class Sheaf:
    """Files that are made together."""

    files: Iterable[OutputFile | DrawnFile | Standing | Deposited]
    """Each may be made when it is taken, and let go then: the files of a large archive are never all in memory."""
    drawer: Callable[[], bytes] = bytes
    """Gives, once all files were taken, what their next making may start from, for its maker alone to read; only time is lost with it."""
    taken: tuple[tuple[str, tuple[Any, ...]], ...] = ()
    """What they took from the finding aids, where that was noted: the names of shelves, each with the keys on it."""
