"""The site of the invented archive, rendered once, and ways to read its pages."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import lxml.html

from sitegen.model import Archive, DrawnFile, OutputFile
from sitegen.publish import publish
from sitegen.publish.theme import Theme, load_theme
from sitegen.settings import Settings
from tests.invented_archive import invented_archive

SETTINGS = Settings(title="Port Ellery papers", notice="Everything here is invented.")


def files_of(archive: Archive, settings: Settings = SETTINGS, theme: Theme | None = None) -> dict[str, bytes]:
    return contents(publish(archive, settings, theme or load_theme(None)))


def contents(files: Iterable[OutputFile | DrawnFile]) -> dict[str, bytes]:
    """What *files* hold, by path."""
    with TemporaryDirectory() as folder:
        return {file.path: file.content if isinstance(file, OutputFile) else _drawn(file, Path(folder) / "drawn") for file in files}


def put(files: Iterable[OutputFile | DrawnFile], folder: Path) -> None:
    """Write *files* into *folder*."""
    for path, content in contents(files).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def _drawn(file: DrawnFile, place: Path) -> bytes:
    place.write_bytes(b"")
    file.draw(str(place), "")
    return place.read_bytes()


@cache
def site() -> dict[str, bytes]:
    return files_of(invented_archive())


@cache
def pages() -> dict[str, lxml.html.HtmlElement]:
    return {path: lxml.html.document_fromstring(content.decode()) for path, content in site().items() if path.endswith(".html")}


def page_at(start: str) -> lxml.html.HtmlElement:
    (path,) = [path for path in pages() if path.startswith(start)]
    return pages()[path]


def said(page: lxml.html.HtmlElement) -> str:
    return " ".join(page.text_content().split())


def texts(page: lxml.html.HtmlElement, path: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in page.xpath(path)]
