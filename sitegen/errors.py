"""The one family of errors that sitegen raises on purpose."""

from __future__ import annotations


class SitegenError(Exception):
    """A problem that a user can act on, with the file, the line and a hint where they are known."""

    def __init__(self, message: str, path: str | None = None, line: int | None = None, hint: str | None = None) -> None:
        super().__init__(message, path, line, hint)
        self.message, self.path, self.line, self.hint = message, path, line, hint

    def __str__(self) -> str:
        """``path:line: error: message`` and, on a line of its own, the hint."""
        place = ":".join(str(part) for part in (self.path, self.line) if part is not None)
        head = f"{place}: error: {self.message}" if place else f"error: {self.message}"
        return f"{head}\nhint: {self.hint}" if self.hint else head


class SettingsError(SitegenError):
    """``sitegen.toml`` says something that cannot be used."""


class CaptureError(SitegenError):
    """A capture that cannot be read."""
