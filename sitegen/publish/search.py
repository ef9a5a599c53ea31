"""Archive -> the files that the search page loads: a manifest, and shards of terms, pairs of terms, texts, names, facts and spellings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import Any

from sitegen.digests import NOT_KNOWN, Digest, digest
from sitegen.drawers import opened
from sitegen.model import NOTHING_STANDS, Archive, OutputFile, Sheaf
from sitegen.publish.lookup import Lookup, look_up
from sitegen.publish.search_catalogue import Catalogue
from sitegen.publish.search_drawer import Cabinet, Drawer
from sitegen.publish.search_shelves import FACTS_NUMBER, article_row, entity_row, fact_row, given, path_of, script
from sitegen.publish.search_sorted import File, Put, put_pairs, put_terms
from sitegen.publish.search_spellings import put_spellings
from sitegen.publish.tongue import ENGLISH, Tongue

ENTITIES_NUMBER = 64
"""Numbers of entities, every other of which is one's, of a shard of names: about 4 KB."""


def search_files(archive: Archive, tongue: Tongue = ENGLISH) -> tuple[OutputFile, ...]:
    """The search of *archive*, sorted by path; the same for the same archive."""
    files = (file for file in bind_search(look_up(archive, {}), tongue).files if isinstance(file, OutputFile))
    return tuple(sorted(files, key=lambda file: file.path))


def bind_search(
    lookup: Lookup,
    tongue: Tongue,
    drawer: bytes = b"",
    intact: Mapping[str, bytes] = NOTHING_STANDS,
    known: Mapping[str, Digest] = NOT_KNOWN,
    trays: Mapping[str, bytes] = NOTHING_STANDS,
) -> Sheaf:
    """The search of *lookup*, made of what its last making has left in its *drawer* and *trays*, as far as the files of then are *intact*.

    *known* are digests of all that the archive holds of an article, by accession, or of a name, by type and id.
    """
    said_in = digest(tongue)
    last = opened(drawer, Drawer)
    last = last if last.tongue == said_in else Drawer()
    catalogue = Catalogue(lookup, tongue, known, last.met, last.stands)
    others = {"tongue": said_in, "met": catalogue.met, "stands": catalogue.stands}
    try:
        return _bound(catalogue, Cabinet(last, trays, intact, *catalogue.numbered), others)
    except KeyError:  # a shard or a tray that is lost: all are made from nothing
        return _bound(catalogue, Cabinet(Drawer(), {}, intact, *catalogue.numbered), others)


def _bound(catalogue: Catalogue, cabinet: Cabinet, others: Mapping[str, Any]) -> Sheaf:
    terms, marks = put_terms(cabinet)
    pairs, neighbours = put_pairs(catalogue, cabinet)
    spellings, lengths = put_spellings(cabinet)
    firsts = {"terms": terms.firsts, "pairs": pairs.firsts}
    drawer = partial(cabinet.drawer, marks=marks, signs=neighbours.signs, moves=neighbours.moves, firsts=firsts, lengths=lengths, **others)
    files = _files(catalogue, cabinet, terms, pairs, spellings, lengths)
    return Sheaf(files, drawer, trays=lambda: chain(cabinet.trays(), neighbours.trays()))


def _files(catalogue: Catalogue, cabinet: Cabinet, terms: Put, pairs: Put, spellings: Iterable[File], lengths: list[int]) -> Iterator[File]:
    """All shards, and then the manifest."""
    yield from terms.files
    yield from pairs.files
    yield from spellings
    yield from _texts(catalogue, cabinet)
    yield from _facts(catalogue, cabinet)
    yield from _names(catalogue, cabinet)
    manifest = {
        "edition": digest(sorted(cabinet.files.items())).hex()[:12],
        "entities": sum(catalogue.documents),
        "documents": sum(catalogue.documents) + catalogue.entities,
        "room": sum(catalogue.documents) + sum(room for _, room in catalogue.types),
        "types": catalogue.types,
        "sizes": cabinet.sizes,
        "terms": terms.firsts,
        "pairs": pairs.firsts,
        "texts": catalogue.documents,
        "names": ENTITIES_NUMBER,
        "facts": FACTS_NUMBER,
        "words": lengths,
    }
    yield script("manifest", manifest)


def _texts(catalogue: Catalogue, cabinet: Cabinet) -> Iterator[File]:
    """What is shown of each article."""
    others = set(cabinet.others(range(catalogue.articles)))
    for number, documents in enumerate(catalogue.documents):
        if not documents:
            continue
        path = path_of(f"texts-{number}")
        is_kept = number not in others and cabinet.stands(path)
        yield cabinet.keep(path) if is_kept else cabinet.enter(script(f"texts-{number}", article_row(catalogue.article(number))))


def _facts(catalogue: Catalogue, cabinet: Cabinet) -> Iterator[File]:
    """What articles and quotes are filtered and sorted by."""
    for shard, first in enumerate(range(0, catalogue.articles, FACTS_NUMBER)):
        numbers = range(first, min(first + FACTS_NUMBER, catalogue.articles))
        yield _kept_or_made(cabinet, f"facts-{shard}", numbers, partial(_facts_of, catalogue, cabinet))


def _facts_of(catalogue: Catalogue, cabinet: Cabinet, name: str, numbers: range) -> object:
    """What is to be known of articles with these *numbers*; of most, in the shard *name* as it stands."""
    others = cabinet.others(numbers)
    try:
        rows = {row[0]: row for row in given(cabinet.read(path_of(name)))} if len(others) < len(numbers) else {}
    except KeyError:
        others, rows = numbers, {}
    for number in others:
        rows.pop(number, None)
        if catalogue.documents[number]:
            rows[number] = fact_row(number, catalogue.facts(number))
    return [rows[number] for number in sorted(rows)]


def _names(catalogue: Catalogue, cabinet: Cabinet) -> Iterator[File]:
    """What is shown of each entity."""
    for shard, first in enumerate(range(catalogue.articles, len(catalogue.keys), ENTITIES_NUMBER)):
        numbers = range(first, min(first + ENTITIES_NUMBER, len(catalogue.keys)))
        yield _kept_or_made(cabinet, f"names-{shard}", numbers, partial(_names_of, catalogue))


def _names_of(catalogue: Catalogue, _: str, numbers: range) -> object:
    return [entity_row(entity) if entity else None for entity in map(catalogue.entity, numbers)]


def _kept_or_made(cabinet: Cabinet, name: str, numbers: range, make: Callable[[str, range], object]) -> File:
    """The file *name* of what has these *numbers*, as it stands where all of that is as it was."""
    if not cabinet.others(numbers) and cabinet.stands(path_of(name)):
        return cabinet.keep(path_of(name))
    return cabinet.enter(script(name, make(name, numbers)))
