"""What publishing notices: weak colours, pinned pages that are not there, texts in English, what this Python cannot make."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from sitegen.model import Archive, Note
from sitegen.publish.contrast import weak_colors
from sitegen.publish.exports.database import PATH, lacking
from sitegen.publish.permalinks import article_path, entity_path, quote_path
from sitegen.publish.theme import Theme, sheet_of
from sitegen.publish.tongue import ENGLISH
from sitegen.settings import Settings


def remarks(archive: Archive, settings: Settings, theme: Theme) -> Iterator[Note]:
    """A note for each setting that will not do what its writer wishes, and each file that is not made.

    A note without a source is about the settings file, whose place the caller knows.
    """
    yield from weak_colors(settings, sheet_of(theme))
    yield from _absent_pins(archive, settings)
    if theme.untranslated and not theme.tongue.tag.startswith(ENGLISH.tag):
        number = f"{theme.untranslated:,} {'text' if theme.untranslated == 1 else 'texts'}"
        hint = f"translate the rest in templates/languages/{theme.tongue.tag}.po"
        yield Note("warning", "untranslated", f"{number} of the interface in {theme.tongue.tag!r} are still English", "", None, hint)
    if lack := lacking():
        hint = "all else is as ever; build with another Python, such as the one from python.org, to have it"
        yield Note("warning", "no-database", f"the database is left out: this Python lacks {lack}", PATH, None, hint)


def _absent_pins(archive: Archive, settings: Settings) -> Iterator[Note]:
    if not settings.pinned:
        return
    paths = {article_path(annotated.article) for annotated in archive.articles}
    paths |= {quote_path(report.quote) for report in archive.reports}
    paths |= {entity_path(entity.type, entity.id) for entity in archive.entities}
    for address in settings.pinned:
        if address.lstrip("/") not in paths:
            near = difflib.get_close_matches(address.lstrip("/"), sorted(paths), n=1)
            hint = f"did you mean `{near[0]}`?" if near else "name the page of an article, a quote or a name, such as `people/NAME.html`"
            yield Note("warning", "pinned", f"no such page: `{address}`", "", None, hint)
