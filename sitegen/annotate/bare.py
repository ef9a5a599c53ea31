"""Text -> its letters and figures of ASCII: which of some words it has is seen there in a few steps, whatever its length."""

from __future__ import annotations

_BARE = bytes(code if chr(code).isalnum() and code < 128 else 32 for code in bytes(range(256)).lower())


def bare(text: str) -> str:
    """*text* in small letters, with a space for all that is no letter or figure of ASCII: each character in its place."""
    return text.encode("ascii", "replace").translate(_BARE).decode("ascii")
