"""One capture from disk becomes an article, or a note that says why it does not."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sitegen.errors import SitegenError
from sitegen.files import Found, load
from sitegen.model import AnnotatedArticle, Capture, Note, Noted, Severity
from sitegen.model.value import Value
from sitegen.packing import unpack as unpacked

T = TypeVar("T")
Attempted = Noted[AnnotatedArticle | None]
"""An article and its notes, or None and the note that says why."""


class Attempt(Value):
    """The reader *reader* on a file, with a note in place of an article where it fails: one bad capture never stops the build."""

    reader: Callable[[Capture], Noted[AnnotatedArticle]]

    def __call__(self, found: Found) -> Attempted:
        """The article and its notes, or None and the reason."""
        noted = _attempted(self.reader, found)
        return Noted(noted.value, noted.notes)


class Packed(Value):
    """The same with a result for another process: bytes that are made and read in a sixth of the time that pickle takes."""

    reader: Callable[[Capture], bytes | Noted[AnnotatedArticle]]

    def __call__(self, found: Found) -> bytes | Attempted:
        """The packed result; as it is where nothing can pack it, or there is none."""
        result = _attempted(self.reader, found)
        return result if isinstance(result, bytes) else Noted(result.value, result.notes)


def _attempted(reader: Callable[[Capture], T], found: Found) -> T | Noted[None]:
    try:
        return reader(load(found))
    except SitegenError as error:
        # a crawl holds many a page without a text; that spoils no archive
        severity: Severity = "warning" if found.slot else "error"
        return Noted(None, (Note(severity, "unreadable", error.message, error.path or found.source, error.line, error.hint),))
    except Exception as error:
        return Noted(None, (Note("error", "failed", _failure(error), found.source, hint="please report it with the capture"),))


def unpack(packed: bytes | Attempted) -> Attempted:
    """The result that `Packed` has packed."""
    if not isinstance(packed, bytes):
        return packed
    result = unpacked(packed)
    return Noted(result.value, result.notes)


def _failure(error: Exception) -> str:
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"sitegen failed on this capture: {type(error).__name__}: {error} ({Path(place.filename).name}:{place.lineno})"
