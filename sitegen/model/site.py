"""What a site consists of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from sitegen.model.value import Value


class OutputFile(Value):
    """One file of the site: path below the output folder with forward slashes, and its bytes."""

    path: str
    content: bytes
    sha256: str = ""
    """Of the content, where whoever made it has worked it out."""


class DrawnFile(Value):
    """A file of the site that is drawn up on disk, for it grows with the archive and would fill the memory."""

    path: str
    draw: Callable[[str, str], str]
    """Makes it at the first place that it is given, where a file lies that is written over. At the second stands the file that it was
    before, if there is one. The value is its SHA-256."""


class Standing(Value):
    """A file of the site that would come out as it stands there from the last build."""

    path: str


NOTHING_STANDS: Mapping[str, bytes] = MappingProxyType({})
"""The files, by path, that stand from a build where there was none."""

Stamp = bytes
"""Size, time of the last change and inode of a file: one that was edited, replaced or restored since has another. See ``stamps.py``."""


class Deposited(Value):
    """A file of the site that was made, and lies where the next site is prepared, or stands in the last one with the same bytes."""

    path: str
    sha256: str
    stamp: Stamp | None
    """How it was left; None where it stands."""
