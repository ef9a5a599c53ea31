"""Archive -> the files that the search page loads: a manifest, and shards of terms, pairs of terms, texts, names, facts and spellings."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from itertools import groupby
from typing import Any

from sitegen.digests import digest
from sitegen.model import Archive, OutputFile, Sheaf, Standing
from sitegen.publish.search_drawer import Cabinet
from sitegen.publish.search_entries import ArticleEntry, Entry, article_entries, entity_entries
from sitegen.publish.search_index import rows, spellings, words_of
from sitegen.publish.search_neighbours import neighbour_rows
from sitegen.publish.search_shelves import (
    FACTS_NUMBER,
    FOLDER,
    article_row,
    entity_row,
    fact_shards,
    neighbour_shards,
    script,
    term_shards,
)
from sitegen.publish.tongue import ENGLISH, Tongue

ENTITIES_NUMBER = 64
"""Entities of a shard of texts: about 8 KB."""


def search_files(archive: Archive, tongue: Tongue = ENGLISH) -> tuple[OutputFile, ...]:
    """The search of *archive*, sorted by path; the same for the same archive."""
    return tuple(file for file in bind_search(archive, tongue).files if isinstance(file, OutputFile))


def bind_search(archive: Archive, tongue: Tongue, drawer: bytes = b"", intact: Container[str] = ()) -> Sheaf:
    """The search of *archive*, made of what its last making has left in its *drawer*, as far as the files of then are *intact*."""
    cabinet = Cabinet(drawer, intact)
    articles, entities = tuple(article_entries(archive, tongue)), tuple(entity_entries(archive))
    keys = [digest(article) for article in articles]
    slips = [cabinet.slip(key, _entries(article)) for key, article in zip(keys, articles, strict=True)]
    slips += [cabinet.slip(digest(entity.names, entity.by, entity.body), (entity,)) for entity in entities]
    known, beside = cabinet.index(len(articles))
    words = words_of(slips)
    terms, term_files = _sorted_shards("terms", term_shards(rows(known)))
    pairs, pair_files = _sorted_shards("pairs", neighbour_shards(neighbour_rows(known, beside)))
    names = _by_length(spellings(known, words, cabinet.vocabulary))
    numbers = [1 + len(article.quotes) for article in articles]
    shards = [
        *map(cabinet.settled, _indexed(entities, articles, names)),
        *map(cabinet.settled, term_files),
        *map(cabinet.settled, pair_files),
        *_texts(articles, keys, cabinet),
    ]
    manifest = {
        "edition": digest(sorted(cabinet.files.items())).hex()[:12],
        "entities": sum(numbers),
        "documents": sum(numbers) + len(entities),
        "types": [[type, len(list(run))] for type, run in groupby(entity.type for entity in entities)],
        "sizes": [sum(sizes) for sizes in zip(*(slip.sizes for slip in slips), strict=True)],
        "terms": terms,
        "pairs": pairs,
        "texts": numbers,
        "names": ENTITIES_NUMBER,
        "facts": FACTS_NUMBER,
        "words": [length for length, _ in names],
    }
    files = sorted([script("manifest", manifest), *shards], key=lambda file: file.path)
    return Sheaf(tuple(files), cabinet.drawer(len(words)))


def _entries(article: ArticleEntry) -> list[Entry]:
    """What can be found of *article*, in the order of its numbers: it, and then its quotes."""
    return [article.entry, *(quote.entry for quote in article.quotes)]


def _texts(articles: Iterable[ArticleEntry], keys: Iterable[bytes], cabinet: Cabinet) -> Iterator[OutputFile | Standing]:
    """What is shown of each of *articles*, whose digests are the *keys*."""
    for number, (article, key) in enumerate(zip(articles, keys, strict=True)):
        path = f"{FOLDER}texts-{number}.js"
        yield Standing(path) if cabinet.stands(path, key) else script(f"texts-{number}", article_row(article))


def _indexed(entities: tuple[Entry, ...], articles: tuple[ArticleEntry, ...], words: list[tuple[int, str]]) -> Iterator[OutputFile]:
    """The shards of names, of facts and of spellings."""
    for number, shard in enumerate(_split(entities)):
        yield script(f"names-{number}", [entity_row(entity) for entity in shard])
    for number, facts in enumerate(fact_shards(articles)):
        yield script(f"facts-{number}", facts)
    for length, spelt in words:
        yield script(f"words-{length}", spelt)


def _sorted_shards(name: str, shards: Iterable[list[Any]]) -> tuple[list[str], list[OutputFile]]:
    """The first key of each of *shards*, and their files; written one by one, for the numbers of an archive fill a memory."""
    firsts, files = [], []
    for number, shard in enumerate(shards):
        firsts.append(shard[0][0])
        files.append(script(f"{name}-{number}", shard))
    return firsts, files


def _split(entities: tuple[Entry, ...]) -> list[tuple[Entry, ...]]:
    return [entities[first : first + ENTITIES_NUMBER] for first in range(0, len(entities), ENTITIES_NUMBER)]


def _by_length(words: list[str]) -> list[tuple[int, str]]:
    """*words* of each length in one string, most frequent first: a word one error away is at most one longer or shorter."""
    length = {word: len(word.encode("utf-16-le")) // 2 for word in words}
    return [(number, " ".join(group)) for number, group in groupby(sorted(words, key=length.__getitem__), key=length.__getitem__)]
