"""Drawers: values as bytes that are kept from one build to the next; what is lost or damaged is as if nothing had been kept."""

from __future__ import annotations

from array import array
from typing import TypeVar

import msgspec

Kept = TypeVar("Kept")


def opened(drawer: bytes, kind: type[Kept]) -> Kept:
    """What *drawer* holds, of this *kind*; an empty one where it holds nothing of it."""
    try:
        return msgspec.msgpack.decode(drawer, type=kind)
    except msgspec.MsgspecError:
        return kind()


def closed(value: object) -> bytes:
    """The drawer that holds *value*; an empty one where there is half a character in it."""
    try:
        return msgspec.msgpack.encode(value)
    except UnicodeEncodeError:
        return b""


def unpacked(numbers: bytes, code: str = "I") -> array[int]:
    """The *numbers* that an array of this type *code* was, of four bytes each if nothing else is said."""
    found: array[int] = array(code)
    found.frombytes(numbers)
    return found
