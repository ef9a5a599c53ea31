"""What a site consists of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One file of the site: path below the output folder with forward slashes, and its bytes."""

    path: str
    content: bytes
