"""A leaf of a list is printed from standing type: what is as it was has the entry that it has there, and no card is dealt for it.

An entry says of its card alone what it says. Templates of a site's own may say more, and their lists are printed anew.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import Any

from markupsafe import Markup
from msgspec.structs import replace

from sitegen.publish.editions import Collation
from sitegen.publish.list_pages import dealt
from sitegen.publish.pages import Page
from sitegen.publish.permalinks import entity_path, linker, quote_path_of

COMPONENTS = ("pages/list.html", "components/cards.html")
"""What the entries of all lists are made with, beside the template of each."""
_PATHS: dict[str, Callable[[Any], str]] = {"entities": lambda key: entity_path(*key), "quotes": quote_path_of}
"""By shelf, the path of what stands under a key there, where no other ever stands at it; an article may come to another's."""
_BEFORE, _BEHIND, _LINK = "<li>", "</li>\n", 'href="'


def set_again(collation: Collation, own: Collection[str], page: Page) -> Page | None:
    """*page*, a leaf of a list, with the entries of the one that stands; None where there are none, or *own* templates made them.

    An entry of which the card has changed is not among them.
    """
    make = page.make
    if not isinstance(make, partial) or make.func is not dealt or not {page.template, *COMPONENTS}.isdisjoint(own):
        return None
    leaf, shelf, _ = make.args
    stood = collation.stood(page.path) if shelf in _PATHS else None
    if stood is None:
        return None
    content, changed = stood
    entries, link, path = _entries(content.decode("utf-8")), linker(page.path), _PATHS[shelf]
    keys = (key for group in leaf.groups for key in group.cards if (f"cards.{shelf}", key) not in changed)
    standing = {key: Markup(entry) for key in keys if (entry := entries.get(link(path(key))))}  # noqa: S704  (what we have printed)
    return replace(page, make=partial(make, standing=standing))


def _entries(html: str) -> dict[str, str]:
    """The entries of a list by their first links: ``<li><span class="named"><a href="people/orla-brask.html">…</li>``."""
    start, end = html.find("<section "), html.rfind("</section>")
    entries = (part.partition(_BEHIND)[0] for part in html[start:end].split(_BEFORE)[1:])
    return {entry.partition(_LINK)[2].partition('"')[0]: entry for entry in entries}
