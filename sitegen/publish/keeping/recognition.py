"""Which thing of the archive an address of the ledger belongs to now."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping

from sitegen.model import Archive, Entity, EntityType
from sitegen.publish.keeping.ledger import Entry, Ledger, likeness, mark
from sitegen.publish.permalinks import FOLDERS, quote_path
from sitegen.typography import fold

Key = tuple[EntityType, str]
ALIKE = 0.5
"""Share of the remembered words that a quote must hold to be the one that was remembered."""


def articles_now(archive: Archive, ledger: Ledger) -> dict[str, str]:
    """The accession of the article that each article address of *ledger* belongs to, by path: the same bytes, else the same file."""
    origins = [annotated.article.provenance for annotated in archive.articles]
    held = {origin.accession for origin in origins}
    by_source = {mark(origin.source): origin.accession for origin in reversed(origins)}
    found = {e.path: e.marks[0] if e.marks[0] in held else by_source.get(e.marks[1]) for e in ledger if e.shelf == "articles"}
    return {path: accession for path, accession in found.items() if accession}


def quotes_now(archive: Archive, ledger: Ledger, successors: Mapping[str, str]) -> dict[str, str]:
    """The path of the quote that each quote address of *ledger* belongs to, by path; *successors* says what each accession is now.

    A quote that was found with more or fewer words is known by those that it kept; one that its article has no more is left out.
    """
    there = {quote_path(report.quote) for report in archive.reports}
    quotes: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for report in archive.reports:
        quotes[report.article].append((quote_path(report.quote), report.quote.text))
    now: dict[str, str] = {}
    for entry in ledger:
        if entry.shelf == "quotes":
            found = entry.path if entry.path in there else _most_like(entry.marks[1], quotes.get(successors.get(entry.marks[0], ""), ()))
            if found:
                now[entry.path] = found
    return now


def entities_now(archive: Archive, ledger: Ledger) -> dict[str, Key]:
    """The entity that each address of a name in *ledger* belongs to, by path: the one that bears the name, of the same type first."""
    bearers: dict[str, list[Entity]] = defaultdict(list)
    for entity in archive.entities:
        for name in dict.fromkeys(map(fold, (entity.name, *entity.aliases))):
            bearers[name].append(entity)
    mentions = Counter((appearance.type, appearance.entity) for appearance in archive.appearances)
    now: dict[str, Key] = {}
    for entry in ledger:
        borne = [name for name in map(fold, entry.marks) if name in bearers] if entry.shelf in FOLDERS.values() else []
        if borne:
            best = min(bearers[borne[0]], key=_distance(entry, borne[0], mentions))
            now[entry.path] = (best.type, best.id)
    return now


def _most_like(drawn: str, quotes: Iterable[tuple[str, str]]) -> str | None:
    """The path of the first of *quotes*, paths and texts, that is most like what was *drawn*; None where none is like it."""
    best = max(((likeness(drawn, text), -place, path) for place, (path, text) in enumerate(quotes)), default=(0.0, 0, ""))
    return best[2] if best[0] >= ALIKE else None


def _distance(entry: Entry, name: str, mentions: Counter[Key]) -> Callable[[Entity], tuple[bool, bool, bool, int, str]]:
    """How far a bearer of *name* is from what *entry* remembers: type, preferred name, id, and how often it is mentioned."""

    def distance(entity: Entity) -> tuple[bool, bool, bool, int, str]:
        other_name = fold(entity.name) != name
        return FOLDERS[entity.type] != entry.shelf, other_name, entity.id != entry.name, -mentions[entity.type, entity.id], entity.id

    return distance
