"""Archive -> the files that the search page loads: a manifest, and shards of terms, pairs of terms, texts, names, facts and spellings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import groupby

from sitegen.digests import NOT_KNOWN, Digest, digest
from sitegen.model import NOTHING_STANDS, Archive, OutputFile, Sheaf
from sitegen.publish.search_catalogue import Catalogue
from sitegen.publish.search_drawer import Cabinet
from sitegen.publish.search_index import spellings
from sitegen.publish.search_shelves import FACTS_NUMBER, article_row, entity_row, fact_row, path_of, script
from sitegen.publish.search_sorted import File, Put, put_pairs, put_terms
from sitegen.publish.tongue import ENGLISH, Tongue

ENTITIES_NUMBER = 64
"""Numbers of entities, every other of which is one's, of a shard of names: about 4 KB."""


def search_files(archive: Archive, tongue: Tongue = ENGLISH) -> tuple[OutputFile, ...]:
    """The search of *archive*, sorted by path; the same for the same archive."""
    files = (file for file in bind_search(archive, tongue).files if isinstance(file, OutputFile))
    return tuple(sorted(files, key=lambda file: file.path))


def bind_search(
    archive: Archive,
    tongue: Tongue,
    drawer: bytes = b"",
    intact: Mapping[str, bytes] = NOTHING_STANDS,
    known: Mapping[str, Digest] = NOT_KNOWN,
    trays: Mapping[str, bytes] = NOTHING_STANDS,
) -> Sheaf:
    """The search of *archive*, made of what its last making has left in its *drawer* and *trays*, as far as the files of then are *intact*.

    *known* are digests of all that the archive holds of an article, by accession.
    """
    catalogue = Catalogue(archive, tongue, known)
    try:
        return _bound(catalogue, Cabinet(drawer, trays, intact, *catalogue.numbered))
    except KeyError:  # a shard or a tray that is lost: all are made from nothing
        return _bound(catalogue, Cabinet(b"", {}, intact, *catalogue.numbered))


def _bound(catalogue: Catalogue, cabinet: Cabinet) -> Sheaf:
    terms = put_terms(cabinet)
    pairs, neighbours = put_pairs(catalogue, cabinet)
    firsts = {"terms": terms.firsts, "pairs": pairs.firsts}
    return Sheaf(_files(catalogue, cabinet, terms, pairs), partial(cabinet.drawer, neighbours, firsts), trays=cabinet.trays)


def _files(catalogue: Catalogue, cabinet: Cabinet, terms: Put, pairs: Put) -> Iterator[File]:
    """All shards, and then the manifest."""
    yield from terms.files
    yield from pairs.files
    words = _by_length(spellings(cabinet.holders, cabinet.written, cabinet.vocabulary))
    yield from (cabinet.enter(script(f"words-{length}", group)) for length, group in words)
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
        "words": [length for length, _ in words],
    }
    yield script("manifest", manifest)


def _texts(catalogue: Catalogue, cabinet: Cabinet) -> Iterator[File]:
    """What is shown of each article."""
    for number in range(catalogue.articles):
        if catalogue.documents[number]:
            yield _kept_or_made(cabinet, f"texts-{number}", range(number, number + 1), partial(_text_of, catalogue, number))


def _text_of(catalogue: Catalogue, number: int) -> object:
    return article_row(catalogue.article(number))


def _facts(catalogue: Catalogue, cabinet: Cabinet) -> Iterator[File]:
    """What articles and quotes are filtered and sorted by."""
    for shard, first in enumerate(range(0, catalogue.articles, FACTS_NUMBER)):
        numbers = range(first, min(first + FACTS_NUMBER, catalogue.articles))
        yield _kept_or_made(cabinet, f"facts-{shard}", numbers, partial(_facts_of, catalogue, numbers))


def _facts_of(catalogue: Catalogue, numbers: range) -> object:
    return [fact_row(number, catalogue.article(number)) for number in numbers if catalogue.documents[number]]


def _names(catalogue: Catalogue, cabinet: Cabinet) -> Iterator[File]:
    """What is shown of each entity."""
    for shard, first in enumerate(range(catalogue.articles, len(catalogue.keys), ENTITIES_NUMBER)):
        numbers = range(first, min(first + ENTITIES_NUMBER, len(catalogue.keys)))
        yield _kept_or_made(cabinet, f"names-{shard}", numbers, partial(_names_of, catalogue, numbers))


def _names_of(catalogue: Catalogue, numbers: range) -> object:
    return [entity_row(entity) if entity else None for entity in map(catalogue.entity, numbers)]


def _kept_or_made(cabinet: Cabinet, name: str, numbers: range, make: Callable[[], object]) -> File:
    """The file *name* of what has these *numbers*, as it stands where all of that is as it was."""
    if cabinet.are_as_they_were(numbers.start, numbers.stop) and cabinet.stands(path_of(name)):
        return cabinet.keep(path_of(name))
    return cabinet.enter(script(name, make()))


def _by_length(words: list[str]) -> list[tuple[int, str]]:
    """*words* of each length in one string, most frequent first: a word one error away is at most one longer or shorter."""
    length = {word: len(word.encode("utf-16-le")) // 2 for word in words}
    return [(number, " ".join(group)) for number, group in groupby(sorted(words, key=length.__getitem__), key=length.__getitem__)]
