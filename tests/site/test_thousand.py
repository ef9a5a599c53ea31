"""An archive of a thousand articles: a page of every template bars nobody and is valid, every link holds, every page is reached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from sitegen.model import Appearance, Archive, Entity, Span
from sitegen.publish import publish
from sitegen.publish.theme import load_theme
from sitegen.settings import Settings
from tests.invented_site import put
from tests.many_articles import many_articles
from tests.site.built import Site
from tests.site.checker import errors_in
from tests.site.look import NARROW, Look, look_at

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ARTICLES, PLACES = 1000, 40
LINK = re.compile(rb' (?:href|action|src)="([^"]*)"')
ID = re.compile(rb' id="([^"]*)"')
LARGEST = 500_000
"""Bytes of a page: a browser lays it out at once, however many articles there are."""


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of a thousand invented articles, all of whose speakers and places are mentioned."""
    root = tmp_path_factory.mktemp("thousand")
    put(publish(_with_mentions(many_articles(ARTICLES)), Settings(title="A thousand articles"), load_theme(None)), root)
    return Site(root)


def _with_mentions(archive: Archive) -> Archive:
    places = tuple(Entity(f"town-{n}", "place", f"Town {n}", (), (), coordinates=(30 + n % 7, 10.0 + n % 11)) for n in range(PLACES))
    names = {entity.id: entity.name for entity in archive.entities}
    text = {annotated.article.provenance.accession: annotated.article.text for annotated in archive.articles}
    spoken = []
    for report in archive.reports:
        name = names[report.speaker or ""]
        start = text[report.article].index(name, report.quote.segments[-1].end)
        spoken.append(Appearance("person", report.speaker or "", report.article, Span(start, start + len(name)), name))
    set_in = [Appearance("place", f"town-{n % PLACES}", accession, Span(0, 3), text[accession][:3]) for n, accession in enumerate(text)]
    return replace(archive, entities=(*archive.entities, *places), appearances=(*spoken, *set_in))


@pytest.fixture(scope="module")
def pages(thousand: Site) -> dict[str, bytes]:
    return {page: (thousand.root / page).read_bytes() for page in thousand.pages()}


@pytest.fixture(scope="module")
def one_per_template(thousand: Site, pages: dict[str, bytes]) -> list[str]:
    """The first leaf of each list, in one order of each, the largest page of each folder, and a page of the timeline."""
    top = [page for page in pages if "/" not in page and not re.search(r"-(?:by|a-z|\d)|^(?:organizations|places|404)", page)]
    folders = sorted({page.partition("/")[0] for page in pages if "/" in page})
    largest = [
        max((page for page in pages if page.startswith(f"{folder}/")), key=lambda page: (len(pages[page]), page)) for folder in folders
    ]
    return sorted([*top, *largest, next(page for page in sorted(pages) if page.startswith("timeline-"))])


@pytest.fixture(scope="module")
def looks(thousand: Site, browser: Browser, one_per_template: list[str]) -> list[Look]:
    return list(look_at(thousand, browser, [*one_per_template, "search.html?q=the"], whole=False))


def _targets(page: str, content: bytes) -> Iterator[tuple[str, str]]:
    """The paths and fragments that *page* links to inside of the site."""
    for address in dict.fromkeys(LINK.findall(content)):
        path, _, fragment = unescape(address.decode()).partition("#")
        if not re.match(r"[a-z]+:", path):
            folder = "articles" if page == "404.html" else dirname(page)
            yield normpath(join(folder, unquote(path.partition("?")[0]))) if path else page, unquote(fragment)


def test_every_link_holds_and_every_page_is_reached(thousand: Site, pages: dict[str, bytes]) -> None:
    links = {page: list(_targets(page, content)) for page, content in pages.items()}
    ids = {page: set(ID.findall(content)) for page, content in pages.items()}
    broken = [
        f"{page}: {path}#{fragment}"
        for page, targets in links.items()
        for path, fragment in targets
        if (fragment.encode() not in ids[path] if fragment and path in ids else path not in pages and not (thousand.root / path).is_file())
    ]
    assert broken == []
    seen, waiting = {"index.html"}, ["index.html"]
    while waiting:
        fresh = {path for path, _ in links[waiting.pop()] if path in pages} - seen
        seen |= fresh
        waiting.extend(fresh)
    assert sorted(pages.keys() - seen) == ["404.html"]


def test_no_page_is_so_large_that_a_browser_waits(pages: dict[str, bytes]) -> None:
    assert {page: len(content) for page, content in pages.items() if len(content) > LARGEST} == {}


def test_a_page_of_every_template_is_valid(thousand: Site, one_per_template: list[str]) -> None:
    assert errors_in([*(thousand.root / page for page in one_per_template), *sorted((thousand.root / "assets").rglob("*.css"))]) == []


def test_a_page_of_every_template_bars_nobody_and_is_quiet(looks: list[Look]) -> None:
    assert {look.page: look.violations for look in looks if any(look.violations.values())} == {}
    assert {look.page: (look.errors, look.requests) for look in looks if look.errors or look.requests} == {}
    assert {look.page: look.width for look in looks if look.width > NARROW["width"]} == {}
