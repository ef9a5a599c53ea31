"""All files of the site, in order of path."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.errors import SitegenError
from sitegen.model import Archive, OutputFile
from sitegen.publish.cards import write_cards
from sitegen.publish.exports.files import export_files
from sitegen.publish.headers import server_files
from sitegen.publish.lookup import look_up
from sitegen.publish.pages import Page, list_all
from sitegen.publish.render import renderer
from sitegen.publish.search import search_files
from sitegen.publish.theme import Theme, dressed
from sitegen.settings import Settings


def publish(archive: Archive, settings: Settings, theme: Theme) -> Iterator[OutputFile]:
    """The files of the site, pages and assets, sorted by path."""
    theme = dressed(theme, settings)
    lookup = look_up(archive)
    cards = write_cards(lookup)
    pages = list(list_all(archive, settings, lookup, cards))
    paths = [page.path for page in pages]
    files = (*theme.assets, *search_files(archive), *server_files(paths), *export_files(archive, lookup, cards, settings, paths))
    planned: dict[str, Page | OutputFile] = {}
    entries: list[Page | OutputFile] = [*pages, *files]
    for entry in entries:
        if entry.path in planned:
            raise SitegenError(f"two files of the site would stand at {entry.path}")
        planned[entry.path] = entry
    render = renderer(settings, theme)
    for path in sorted(planned):
        entry = planned[path]
        yield render(entry) if isinstance(entry, Page) else entry
