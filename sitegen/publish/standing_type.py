"""Lists, and what articles say of a name, are printed from standing type: what is as it was stands there as it stood, and no card is dealt.

An entry says of its card alone what it says, and what is shown of an article follows from that article. Templates of a site's own may say
more, and their pages are printed anew.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from itertools import chain, filterfalse
from typing import Any

from markupsafe import Markup
from msgspec.structs import replace

from sitegen.publish.editions import Collation
from sitegen.publish.entity_page import entity_view
from sitegen.publish.list_pages import dealt
from sitegen.publish.lookup import Key, Lookup
from sitegen.publish.pages import Page
from sitegen.publish.permalinks import article_path, entity_path, linker, quote_path_of
from sitegen.publish.portions import on_leaf

COMPONENTS = ("pages/list.html", "components/cards.html")
"""What the entries of all lists are made with, beside the template of each."""
_PATHS: dict[str, Callable[[Any], str]] = {"entities": lambda key: entity_path(*key), "quotes": quote_path_of}
"""By shelf, the path of what stands under a key there, where no other ever stands at it; an article may come to another's."""
_ENTRY, _END, _LINK = "<li>", "</li>\n", 'href="'
_MENTIONS, _ARTICLE, _SECTION = '<h2 id="mentions">', "<h3>", "</section>"


def set_again(found: Lookup, collation: Collation, own: Collection[str], page: Page) -> Page | None:
    """*page* with what stands of it, where it is of a list or a name; None where nothing does, or templates of the site's *own* made it."""
    make = page.make
    if not isinstance(make, partial) or make.func not in (dealt, entity_view) or not {page.template, *COMPONENTS}.isdisjoint(own):
        return None
    stood = collation.stood(page.path)
    if stood is None:
        return None
    content, changed = stood
    html, link = content.decode("utf-8"), linker(page.path)
    keys: Sequence[Any]
    if make.func is dealt:
        leaf, shelf, _ = make.args
        others = {key for name, key in changed if name == f"cards.{shelf}"}
        keys = list(filterfalse(others.__contains__, chain.from_iterable([group.cards for group in leaf.groups])))
        pieces, path = _entries(html), _PATHS.get(shelf)
    else:
        keys, pieces, path = _shown(found, page, make.args[1]), _contexts(html), None
    if path is None:
        keys, path = collation.settled_among(keys), lambda accession: article_path(found.articles[accession].article)
    standing = {key: Markup(piece) for key in keys if (piece := pieces.get(link(path(key))))}  # noqa: S704  (what we have printed)
    return replace(page, make=partial(make, standing=standing))


def _shown(found: Lookup, page: Page, leaf: int) -> Sequence[str]:
    """The articles of which the mentions are shown on this *leaf* of the page of a name."""
    if page.subject is None:
        return ()
    key: Key = page.subject[1]
    portion = found.portions.get(on_leaf(key, leaf))
    return portion.articles if portion else found.articles_of.get(key, ())


def _entries(html: str) -> dict[str, str]:
    """The entries of a list by their first links: ``<li><span class="named"><a href="people/orla-brask.html">…</li>``."""
    start, end = html.find("<section "), html.rfind(_SECTION)
    return _by_link([part.partition(_END)[0] for part in html[start:end].split(_ENTRY)[1:]])


def _contexts(html: str) -> dict[str, str]:
    """What articles say of a name by the links to them: ``<h3><a href="../articles/the-weir-1f.html">…</a></h3>…``."""
    shown = html.partition(_MENTIONS)[2].partition(_SECTION)[0]
    return _by_link([f"{_ARTICLE}{part}" for part in shown.split(_ARTICLE)[1:]])


def _by_link(pieces: Iterable[str]) -> dict[str, str]:
    starts = [(piece.find(_LINK) + len(_LINK), piece) for piece in pieces if _LINK in piece]
    return {piece[start : piece.find('"', start)]: piece for start, piece in starts}
