"""A saved page -> the page as it stood on the web, and what its saving tells: its pictures, its address, its moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml.html import HtmlElement
from msgspec import structs

from sitegen.ingest.draft import Piece
from sitegen.ingest.facts import Facts, overrule
from sitegen.ingest.keeping import Kept, keep_pictures, with_pictures
from sitegen.ingest.replay import Undo, find_copy, leave_replay
from sitegen.model import Removed, Resource


@dataclass(frozen=True, slots=True)
class Original:
    """What was found out about a saved page while it was brought back to what it was."""

    known: Facts
    """Its address and when it was captured."""
    kept: dict[str, Kept]
    removed: tuple[Removed, ...]
    """What a web archive had added to it."""

    def pieces(self, pieces: Iterable[Piece]) -> tuple[Piece, ...]:
        """*pieces* with the pictures that are kept, and what was taken off."""
        return (*with_pictures(pieces, self.kept), *self.removed)


def bring_back(tree: HtmlElement, markup: str, known: Facts, resources: tuple[Resource, ...]) -> Original:
    """The original of *tree*, which is changed into it; *known* is what the packing and the saving program say."""
    base = next((element.get("href") for element in tree.iter("base") if element.get("href")), None) or known.url
    kept = keep_pictures(tree, resources, base)
    undo, removed = leave_replay(tree, markup, (known.url,) if known.url else ())
    if undo:
        known = _of_copy(undo, known)
        kept = {name: structs.replace(one, address=undo(one.address) if one.address else None) for name, one in kept.items()}
    return Original(known, kept, removed)


def _of_copy(undo: Undo, known: Facts) -> Facts:
    """What counts is when the web archive copied the page, not when somebody saved the copy."""
    copied = undo.copy.facts
    if known.url and find_copy(known.url):
        known = structs.replace(known, url=None, origins=tuple(origin for origin in known.origins if origin.field != "url"))
    return overrule(copied, known)
