"""Drawers: values as bytes that are kept from one build to the next; what is lost or damaged is as if nothing had been kept."""

from __future__ import annotations

from array import array
from struct import Struct
from typing import TypeVar

import msgspec

Kept = TypeVar("Kept")
_LIST = Struct(">BI")
"""How a list begins in MessagePack: that it is one, and how much is in it, in four bytes."""
_IS_LIST = 0xDD
_encode = msgspec.msgpack.Encoder().encode


class Pile:
    """A list that is packed while it grows: as values of Python it would take thrice the room."""

    __slots__ = ("_content", "_number")

    def __init__(self) -> None:
        self._content, self._number = bytearray(), 0

    def add(self, value: object) -> None:
        """Put *value* at the end; UnicodeEncodeError where there is half a character in it."""
        self._content += _encode(value)
        self._number += 1

    def packed(self) -> bytes:
        """All values, as a list of them is packed."""
        return _LIST.pack(_IS_LIST, self._number) + self._content


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


def unpacked(numbers: bytes | bytearray, code: str = "I") -> array[int]:
    """The *numbers* that an array of this type *code* was, of four bytes each if nothing else is said."""
    found: array[int] = array(code)
    found.frombytes(numbers)
    return found
