"""The manifest of a site: the digest of each file that sitegen wrote, in the folder where it wrote them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from pathlib import Path

from sitegen.account import Account, Entry
from sitegen.bag import INFO, MANIFEST, TAG_LIST, tag_list
from sitegen.patterns import later

_FIRST_LINE = "# sitegen manifest 1: the files that sitegen wrote here; sha256sum -c checks them\n"
_LINE = later(r"([0-9a-f]{64})  ([^\n]+)")
UNFIT = later(r'[\x00-\x1f\x7f\\:*?"<>|]|(?:^|/)\.{0,2}(?:/|$)|[ .](?:/|$)')
"""What cannot be in a path on every system: control characters, Windows' own, empty and dotted steps, a space or a full stop at an end."""
_DOUBTFUL = later(r'[\x00-\x09\x0b-\x1f\x7f\\:*?"<>|]|[/. \n][/\n]')
"""What stands in paths, a line each between line ends, where any is unfit: it is asked once of all, for there are 100,000."""


def manifest(account: Account, size: int) -> str:
    """The text of the manifest: the *size* of all files together in bytes, then a digest and a path a line, sorted by path."""
    return f"{_head(size, len(account))}{account.lines()}"


def amended(folder: Path, ours: Account, account: Account, gone: Collection[str], entries: Mapping[str, Entry]) -> bytes | None:
    """The manifest of *account*, which is *ours* without what is *gone* and with other *entries*: the one in *folder*, with other lines.

    None where that is not the very text that is known to say what is *ours*.
    """
    try:
        text = (folder / MANIFEST).read_bytes() if ours.listed else b""
    except OSError:
        return None
    if hashlib.sha256(text).hexdigest() != ours.listed or not text.isascii():
        return None
    lines = memoryview(text)[len(_head(ours.tally.size, len(ours))) :]
    return b"".join((_head(account.tally.size, len(account)).encode(), *ours.lines_revised(lines, gone, entries)))


def _head(size: int, files: int) -> str:
    return f"{_FIRST_LINE}# {size} bytes in {files} files\n"


def read_manifest(folder: Path) -> dict[str, str] | None:
    """Digest by path of what sitegen wrote into *folder*, but for the lists themselves; None where no manifest of ours lies there."""
    text = _listed(folder)
    if text is None:
        return None
    found = {path: digest for digest, path in _LINE.findall(text)}
    found.pop(MANIFEST, None)
    if _DOUBTFUL.search("\n".join(("", *found, ""))):
        return {path: digest for path, digest in found.items() if not UNFIT.search(path)}
    return found


def holds_site(folder: Path) -> bool:
    """Whether sitegen wrote a site into *folder*, as far as that can be seen: it may be anybody's, and hold a pipe under any name."""
    try:
        return _is_plain(folder) or (all((folder / name).is_file() for name in (MANIFEST, INFO, TAG_LIST)) and tag_list(folder) is not None)
    except OSError:
        return False


def holds_bag(folder: Path) -> bool:
    """Whether sitegen wrote the site in *folder* as a bag."""
    return not _is_plain(folder) and _listed(folder) is not None


def _is_plain(folder: Path) -> bool:
    """Whether a manifest lies in *folder* that is no bag's."""
    if not (folder / MANIFEST).is_file():
        return False
    with (folder / MANIFEST).open("rb") as file:
        return file.read(len(_FIRST_LINE)) == _FIRST_LINE.encode()


def _listed(folder: Path) -> str | None:
    """The lines of the manifest in *folder*; of a bag those of both of its lists."""
    try:
        text = (folder / MANIFEST).read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        return None
    if text.startswith(_FIRST_LINE):
        return text
    rest = tag_list(folder)
    return None if rest is None else text + rest
