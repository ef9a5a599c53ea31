"""HTML -> a draft of the article: trafilatura says which paragraphs, the walk over the page what they are and what stands between."""

from __future__ import annotations

from sitegen.ingest.chooser import choose
from sitegen.ingest.chrome import chrome_kind
from sitegen.ingest.draft import Draft, Piece
from sitegen.ingest.facts import Facts
from sitegen.ingest.headline import key
from sitegen.ingest.metadata import read_metadata
from sitegen.ingest.outlets import public
from sitegen.ingest.tree import parse
from sitegen.ingest.walk import Unit, units
from sitegen.model import Block, Link, Removed


def read_html(markup: str) -> Draft:
    """The article that a saved page holds."""
    tree = parse(markup)
    if tree is None:
        return Draft(Facts(), (), 0)
    facts = read_metadata(tree)
    found = units(tree)
    chosen = _chosen(found, choose(tree))
    pieces = _pieces(found, chosen, facts)
    return Draft(facts, tuple(pieces), sum(len(unit.text.split()) for unit in found if not unit.hidden))


def _chosen(found: list[Unit], lines: tuple[str, ...]) -> list[bool]:
    keys = {key(line) for line in lines}
    whole = "\x00".join(key(line) for line in lines)
    out = []
    for unit in found:
        mine = key(unit.text)
        out.append(bool(mine) and (mine in keys or (len(mine) > 25 and mine in whole)))
    return out


def _pieces(found: list[Unit], chosen: list[bool], facts: Facts) -> list[Piece]:
    pieces: list[Piece] = []
    for unit, mine in zip(found, chosen, strict=True):
        if unit.picture is not None:
            continue
        if not mine:
            pieces.append(Removed(chrome_kind(unit.text) or "chrome", unit.text))
            continue
        pieces.append(_block(unit))
    return pieces


def _block(unit: Unit) -> Block:
    links = tuple(Link(a.start, a.end, public(a.href)) for a in unit.anchors if a.href.startswith(("http://", "https://", "mailto:")))
    zones = set(unit.zones)
    for level in (1, 2, 3, 4, 5, 6):
        if f"h{level}" in zones:
            return Block("heading", unit.text, level=max(2, level), links=links)
    if "table" in zones and unit.element.tag == "tr":
        return Block("table", unit.text)
    if "blockquote" in zones:
        return Block("blockquote", unit.text, links=links)
    if "li" in zones:
        return Block("list", unit.text, links=links)
    return Block("paragraph", unit.text, links=links)
