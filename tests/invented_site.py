"""The site of the invented archive, rendered once, and ways to read its pages."""

from __future__ import annotations

from functools import cache

import lxml.html

from sitegen.model import Archive
from sitegen.publish import publish
from sitegen.publish.theme import Theme, load_theme
from sitegen.settings import Settings
from tests.invented_archive import invented_archive

SETTINGS = Settings(title="Port Ellery papers", notice="Everything here is invented.")


def files_of(archive: Archive, settings: Settings = SETTINGS, theme: Theme | None = None) -> dict[str, bytes]:
    return {file.path: file.content for file in publish(archive, settings, theme or load_theme(None))}


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
