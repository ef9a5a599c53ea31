"""A site as a bag (BagIt 1.0, RFC 8493): what is in ``data/`` is its payload, every other file of the site speaks of it."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from sitegen.errors import SitegenError
from sitegen.patterns import later

PAYLOAD = "data/"
DECLARATION, INFO = "bagit.txt", "bag-info.txt"
MANIFEST, TAG_LIST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
OWN = frozenset({DECLARATION, INFO})
"""The files that a site has only as a bag, besides its lists."""
Label = tuple[tuple[str, str], ...]
"""Names and values for ``bag-info.txt``, in order."""

_DECLARED = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_AGENT = "Bag-Software-Agent"
_OURS = re.compile(rf"(?m)^{_AGENT}: sitegen ")
_ALIEN = later(r"(?i)data/|fetch\.txt$|(?:tag)?manifest-[^/]*[.]txt$")
"""What in a bag speaks for the bag: a file in the payload, a list of files."""


def label(description: str, version: str, date: str | None) -> Label:
    """What ``bag-info.txt`` says of a bag, besides its size."""
    dated = (("Bagging-Date", date),) if date else ()
    told = (("External-Description", " ".join(description.split())), *dated, (_AGENT, f"sitegen {version}"))
    return tuple((name, value) for name, value in told if value)


def wrap(folder: Path, digests: Mapping[str, str], info: Label) -> dict[str, str]:
    """Digest by path of what makes a bag of the site in *folder*, besides its lists, once it is there; *digests* has the other files."""
    if (unfit := next((path for path in digests if "%" in path), None)) is not None:
        raise SitegenError("a file with % in its name cannot stand in a bag: programs read its name in two ways", unfit, hint="rename it")
    payload = {path: digest for path, digest in digests.items() if path.startswith(PAYLOAD)}
    size = ("Bag-Size", f"{_weigh(folder, digests)} bytes in {len(digests)} files")
    oxum = ("Payload-Oxum", f"{_weigh(folder, payload)}.{len(payload)}")
    own = {DECLARATION: _write(folder / DECLARATION, _DECLARED), INFO: _write(folder / INFO, _lines((*info, size, oxum)))}
    rest = {path: digest for path, digest in digests.items() if path not in payload}
    _write(folder / TAG_LIST, _listing({**rest, **own, MANIFEST: _write(folder / MANIFEST, _listing(payload))}))
    return own


def tag_list(folder: Path) -> str | None:
    """The text of the list of all that is no payload of the bag in *folder*; None where no bag of ours lies there."""
    try:
        info = (folder / INFO).read_text(encoding="utf-8")
        return (folder / TAG_LIST).read_text(encoding="utf-8") if _OURS.search(info) else None
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        return None


def is_alien(path: str) -> bool:
    """Whether a file at *path* that is not of the bag makes the bag a wrong one."""
    return _ALIEN.match(path) is not None


def _listing(digests: Mapping[str, str]) -> str:
    return "".join(f"{digests[path]}  {path}\n" for path in sorted(digests))


def _lines(info: Label) -> str:
    return "".join(f"{name}: {value}\n" for name, value in info)


def _write(place: Path, text: str) -> str:
    """SHA-256 of *text*, once it stands at *place*."""
    content = text.encode("utf-8", "replace")
    place.write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def _weigh(folder: Path, paths: Iterable[str]) -> int:
    return sum(os.stat(f"{folder}/{path}").st_size for path in paths)  # noqa: PTH116  (a Path for each of 10,000 files takes 0.3 s)
