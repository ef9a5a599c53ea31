"""The folder that a browser puts beside a page which it saves: which folder is one, and the pictures in it."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from html import escape
from pathlib import Path, PurePath
from urllib.parse import quote

from sitegen.model import Resource

_PAGES = frozenset({".html", ".htm", ".xhtml", ".mht", ".mhtml", ".shtml"})
_NAMED = re.compile(r"(?i)(?:_files|\.files|[-_]dateien|_fichiers|_archivos|_arquivos|_bestanden|_pliki|_file|_tiedostot|_soubory|-filer)$")
"""As browsers of several languages name it; only for a folder whose page is gone, since the page itself says which folder is its own."""
_NO_PICTURES = frozenset({*_PAGES, ".css", ".js", ".mjs", ".download", ".svg", ".json", ".txt", ".md", ".xml", ".woff", ".woff2", ".ttf"})
_OF_A_BROWSER = (".css", ".js", ".download")
_LARGEST_PAGE = 60_000_000
_LARGEST = 20_000_000
_MOST, _MOST_BYTES = 1_000, 100_000_000
"""Pictures read of one folder, and bytes of all of them."""
_SMALLEST = 100
"""Pixels; as for all pictures of a page."""


def find_companions(place: Path, folders: Collection[str], files: Iterable[str]) -> dict[str, str | None]:
    """Which of the *folders* in *place* belong to a page among the *files* there, by name; None for one whose page is gone."""
    if not folders:
        return {}
    pages: dict[str, list[str]] = {}
    for name in files:
        if PurePath(name).suffix.lower() in _PAGES:
            pages.setdefault(PurePath(name).stem, []).append(name)
    found: dict[str, str | None] = {}
    for folder in folders:
        # "Ferry strike.html" and "Ferry strike_files": all browsers begin the folder's name with the page's
        near = [page for end in range(1, len(folder)) for page in pages.get(folder[:end], ())]
        is_named = bool(_NAMED.search(folder))
        others = [page for same in pages.values() for page in same] if is_named else []
        page = next((page for page in (*near, *others) if _shows(place / page, folder)), None)
        if page or (is_named and _was_a_browsers(place / folder)):
            found[folder] = page
    return found


def companion_of(page: Path) -> Path | None:
    """The folder that belongs to *page*."""
    if page.suffix.lower() not in _PAGES:
        return None
    near = (page.parent / name for name in _names(page.parent) if name.startswith(page.stem))
    return next((folder for folder in near if folder.is_dir() and _shows(page, folder.name)), None)


def picture_paths(folder: Path) -> Iterator[Path]:
    """The files in *folder* that may be pictures, sorted."""
    fitting = [name for name in _names(folder) if not name.startswith(".") and PurePath(name).suffix.lower() not in _NO_PICTURES]
    yield from (path for name in fitting[:_MOST] if (path := folder / name).is_file())


def read_pictures(folder: Path) -> tuple[Resource, ...]:
    """The pictures in *folder* that are large enough to belong to a story, as its page calls them."""
    from sitegen.ingest.rasters import read_raster

    found, left = [], _MOST_BYTES
    for path in picture_paths(folder):
        size = path.stat().st_size
        if size > min(_LARGEST, left):
            continue
        content = path.read_bytes()
        raster = read_raster(content)
        if raster and min(raster.width, raster.height) >= _SMALLEST:
            left -= size
            found.append(Resource(unicodedata.normalize("NFC", f"{folder.name}/{path.name}"), content))
    return tuple(found)


def _was_a_browsers(folder: Path) -> bool:
    """Whether style sheets or scripts lie in *folder*: no person keeps them among captures."""
    return any(name.lower().endswith(_OF_A_BROWSER) for name in _names(folder))


def _names(folder: Path) -> list[str]:
    try:
        return sorted(path.name for path in folder.iterdir())
    except OSError:
        return []


def _shows(page: Path, folder: str) -> bool:
    """Whether *page* shows something out of *folder*; a mere link to what lies there makes it no companion."""
    try:
        known = page.stat()
        return known.st_size <= _LARGEST_PAGE and _refers(str(page), folder, known.st_mtime_ns, known.st_size)
    except OSError:
        return False


@functools.lru_cache(maxsize=100_000)
def _refers(page: str, folder: str, _changed: int, _size: int) -> bool:
    content = Path(page).read_bytes()
    for form in (unicodedata.normalize("NFC", folder), unicodedata.normalize("NFD", folder)):
        for name in {form, quote(form), quote(form, safe="()!*',~@&+$;="), escape(form), escape(quote(form, safe="&'"))}:
            written = name.encode("utf-8", "surrogateescape") + b"/"
            if written in content and re.search(_SHOWN % re.escape(written), content):
                return True
    return False


_SHOWN = (
    rb"(?i)(?:\bsrc\s{0,3}=\s{0,3}[\"']?|\bsrcset\s{0,3}=\s{0,3}[\"']?|\burl\([\"']?|&quot;|<link\b[^>]{0,600}?\bhref\s{0,3}=\s{0,3}[\"']?)"
    rb"\s{0,9}(?:\./)?%s"
)
