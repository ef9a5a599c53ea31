"""What a stage noticed on the way, and how it travels with the result."""

from __future__ import annotations

from typing import Generic, Literal, TypeVar

from sitegen.model.value import Value

T = TypeVar("T")

Severity = Literal["error", "warning", "info"]


class Note(Value):
    """Something a stage wants a human to know: an error, a doubt, a fact worth a look."""

    severity: Severity
    code: str
    """A short stable name such as ``undated``; settings silence notes by it."""
    message: str
    source: str
    """The capture it is about, as in ``Capture.source``."""
    line: int | None = None
    """Line in the source, counted from 1, where one can be named."""
    hint: str | None = None
    """What the reader of the note can do about it."""


class Noted(Value, Generic[T]):
    """A stage's result and what was noticed on the way; the notes are stored with it."""

    value: T
    notes: tuple[Note, ...] = ()
