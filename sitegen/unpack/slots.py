"""Where in a collection its captures stand."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.model import Container
from sitegen.model.value import Value


class Slot(Value):
    """The place of one capture in the file that holds it."""

    name: str
    """What tells it from the others in the file, for good: the record's own id where it has one."""
    container: Container
    start: int  # bytes from the beginning of the file
    length: int  # bytes, as they are packed


class Fault(Value):
    """What is wrong with a collection."""

    message: str
    hint: str
    line: int | None = None


class Listing(Value):
    """What a collection holds."""

    slots: tuple[Slot, ...] = ()
    left: tuple[tuple[str, int], ...] = ()
    """What was left out, and how many of it: ``("redirects", 12)``."""
    pictures: Mapping[str, tuple[int, int]] = {}
    """Where the answers lie that are pictures, by address: beginning and length in the file."""
    bad: tuple[Fault, ...] = ()
    """The lines that could not be read, where it consists of lines; those around them could."""
    fault: Fault | None = None
    """Why the collection, or what follows the last slot in it, could not be read."""
