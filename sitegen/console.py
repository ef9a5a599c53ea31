"""What a person reads on the terminal: notes, errors, the closing line, the progress bar; all of it on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING, TextIO, TypeVar

from sitegen.errors import SitegenError
from sitegen.patterns import later

if TYPE_CHECKING:
    from sitegen.model import Note

Item = TypeVar("Item")

_CONTROL = later(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_COLORS = {"error": "31;1", "warning": "33;1", "info": "36", "hint": "2"}


class Console:
    """Where to write, how much, and whether in color."""

    def __init__(self, stream: TextIO, loudness: int = 1, color: bool = False) -> None:
        """*loudness*: 0 tells errors only, 1 warnings too, 2 also what is merely worth knowing."""
        self.stream, self.loudness, self.color = stream, loudness, color

    @property
    def is_watched(self) -> bool:
        """True where a person sits in front of the stream and moving bars make sense."""
        return self.loudness > 0 and self.stream.isatty()

    def say(self, text: str) -> None:
        """Write *text* on a line, unless only errors are wanted."""
        if self.loudness:
            self._write(_plain(text))

    def tell(self, notes: Iterable[Note], folder: PurePath | None = None) -> None:
        """Write each note as ``path:line: severity: message [code]`` and its hint below; *folder* is where sources are relative to."""
        for note in notes:
            if self.loudness >= {"error": 0, "warning": 1, "info": 2}[note.severity]:
                path = str(folder / note.source) if folder and note.source else note.source
                self._place(path, note.line, note.severity, f"{note.message} [{note.code}]", note.hint)

    def fail(self, error: SitegenError) -> None:
        """Write the error, with its hint below."""
        self._place(error.path, error.line, "error", error.message, error.hint)

    def track(self, results: Iterable[Item], total: int) -> Iterable[Item]:
        """*results*, with a bar on a terminal that shows how many of *total* have come."""
        if not self.is_watched or not total:
            return results
        return _with_bar(results, total, self)

    def _place(self, path: str | None, line: int | None, severity: str, message: str, hint: str | None) -> None:
        place = ":".join(str(part) for part in (path, line) if part)
        self._write(f"{_plain(place)}{': ' if place else ''}{self._in(severity, severity)}: {_plain(message)}")
        if hint:
            self._write(self._in("hint", f"  hint: {_plain(hint)}"))

    def _in(self, name: str, text: str) -> str:
        return f"\x1b[{_COLORS[name]}m{text}\x1b[0m" if self.color else text

    def _write(self, text: str) -> None:
        self.stream.write(f"{text}\n")
        self.stream.flush()


def open_console(loudness: int) -> Console:
    """The console on standard error; color only on a terminal, and never against NO_COLOR."""
    color = sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Console(sys.stderr, loudness, color)


def _plain(text: str) -> str:
    """Words of a capture reach the terminal without the codes that move its cursor, begin a new line or turn its direction."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def _with_bar(results: Iterable[Item], total: int, console: Console) -> Iterator[Item]:
    from rich.console import Console as Screen
    from rich.progress import track

    screen = Screen(file=console.stream, no_color=not console.color)
    yield from track(results, "Reading captures", total, console=screen, transient=True)
