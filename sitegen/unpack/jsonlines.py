"""A file of records, one a line -> the place of each; a place -> the capture that stands for it."""

from __future__ import annotations

from collections import Counter
from typing import BinaryIO

import msgspec
from msgspec import structs

from sitegen.errors import CaptureError
from sitegen.ingest.records import decode_record
from sitegen.model import Capture, Envelope
from sitegen.unpack.slots import Fault, Listing, Slot

_MOST_FAULTS = 50


class _Failure(msgspec.Struct):
    error: str


def list_records(file: BinaryIO, longest: int) -> Listing:
    """The records in *file*, and what is wrong with the lines that are none; a line of more than *longest* bytes is none."""
    slots: list[Slot] = []
    faults: list[Fault] = []
    left: Counter[str] = Counter()
    start = number = 0
    while line := file.readline(longest + 1):
        number += 1
        try:
            if line.strip():
                slots.append(Slot(_name(line, longest), "record", start, len(line)))
        except CaptureError as error:
            if _is_failure(line):
                left["records of captures that could not be read"] += 1
            else:
                faults.append(Fault(error.message, error.hint or "", number))
        start += len(line)
        while not line.endswith(b"\n") and (line := file.readline(longest + 1)):
            start += len(line)
    if (more := len(faults) - _MOST_FAULTS) > 0:
        faults[_MOST_FAULTS:] = [Fault(f"and {more:,} more lines that are no records", "look at the first ones", faults[_MOST_FAULTS].line)]
    return Listing(_told_apart(slots), tuple(left.items()), bad=tuple(faults))


def take_record(content: bytes, source: str) -> Capture:
    """The capture *source* whose record is *content*: it has the number of what was recorded."""
    found = decode_record(content)
    return Capture(source, content.strip(), envelope=Envelope("record", sha256=found.sha256))


def _name(line: bytes, longest: int) -> str:
    if len(line) > longest:
        raise CaptureError("the line is too long for a record", hint=f"the longest that is read has {longest:,} bytes")
    return decode_record(line).sha256[:12]


def _is_failure(line: bytes) -> bool:
    try:
        return bool(msgspec.json.decode(line, type=_Failure).error)
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return False


def _told_apart(slots: list[Slot]) -> tuple[Slot, ...]:
    """A capture that was recorded twice is there twice, under two names."""
    used: Counter[str] = Counter(slot.name for slot in slots)
    return tuple(slot if used[slot.name] == 1 else structs.replace(slot, name=f"{slot.name}@{slot.start}") for slot in slots)
