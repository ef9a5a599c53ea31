"""The names that Windows keeps for devices, which no file may bear that is to lie on every system."""

from __future__ import annotations

_DEVICES = frozenset(("con", "prn", "aux", "nul", "conin$", "conout$", *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³")))


def is_device(name: str) -> bool:
    """Whether Windows takes a file called *name* for a device: in capital and small letters, and whatever follows the first full stop."""
    return name.partition(".")[0].rstrip(" ").lower() in _DEVICES
