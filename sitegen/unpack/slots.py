"""Where in a collection its captures stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sitegen.model import Container


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of one capture in the file that holds it."""

    name: str
    """What tells it from the others in the file, for good: the record's own id where it has one."""
    container: Container
    start: int  # bytes from the beginning of the file
    length: int  # bytes, as they are packed


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a collection."""

    message: str
    hint: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What a collection holds."""

    slots: tuple[Slot, ...] = ()
    left: tuple[tuple[str, int], ...] = ()
    """What was left out, and how many of it: ``("redirects", 12)``."""
    pictures: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Where the answers lie that are pictures, by address: beginning and length in the file."""
    bad: tuple[Fault, ...] = ()
    """The lines that could not be read, where it consists of lines; those around them could."""
    fault: Fault | None = None
    """Why the collection, or what follows the last slot in it, could not be read."""
