"""A saved file as it was found, and what is remembered of it in its article."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

Format = Literal["html", "markdown", "text"]


@dataclass(frozen=True, slots=True)
class Capture:
    """One saved file as it was found."""

    source: str
    """Path below the archive's source folder, with forward slashes; a bare path for a file named on the command line."""
    content: bytes
    sidecar: bytes = b""
    """What the keeper states of it in the file ``NAME.toml`` beside it; empty where there is none. No part of the capture's own bytes."""

    @property
    def sidecar_source(self) -> str:
        """Where the sidecar file is, as *source* says where the capture is: ``march/story.html`` -> ``march/story.toml``."""
        folder, slash, name = self.source.rpartition("/")
        return f"{folder}{slash}{name.rpartition('.')[0] or name}.toml"

    @property
    def sha256(self) -> str:
        """SHA-256 of the bytes, 64 hexadecimal digits."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def accession(self) -> str:
        """The capture's number in the archive: the first 12 hexadecimal digits of its SHA-256."""
        return self.sha256[:12]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an article came from and how it was read."""

    source: str
    accession: str
    sha256: str
    format: Format
    encoding: str
    """The encoding the bytes were read with, as Python names it."""
    size: int  # bytes in the capture
