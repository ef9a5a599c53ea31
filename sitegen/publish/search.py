"""Archive -> the files that the search page loads: a manifest, and shards of terms, pairs of terms, texts, names, facts and spellings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from sitegen.model import Archive, OutputFile
from sitegen.publish.search_entries import ArticleEntry, Entry, article_entries, entity_entries
from sitegen.publish.search_index import Counts, scored, spellings
from sitegen.publish.search_neighbours import neighbours
from sitegen.publish.search_shelves import (
    FACTS_NUMBER,
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
    articles = tuple(article_entries(archive, tongue))
    entities = tuple(entity_entries(archive))
    counts = Counts()
    for entry in _entries(articles, entities):
        counts.add(entry)
    sizes = [1 + len(article.quotes) for article in articles]
    terms, term_files = _sorted_shards("terms", term_shards(scored(counts)))
    pairs, pair_files = _sorted_shards("pairs", neighbour_shards(neighbours(counts)))
    names = _by_length(spellings(counts))
    shards = [
        *term_files,
        *pair_files,
        *(script(f"texts-{number}", article_row(article)) for number, article in enumerate(articles)),
        *(script(f"names-{number}", [entity_row(entity) for entity in shard]) for number, shard in enumerate(_split(entities))),
        *(script(f"facts-{number}", shard) for number, shard in enumerate(fact_shards(articles))),
        *(script(f"words-{length}", words) for length, words in names),
    ]
    manifest = {
        "edition": _digest(shards),
        "entities": sum(sizes),
        "types": [[type, len(list(run))] for type, run in groupby(entity.type for entity in entities)],
        "terms": terms,
        "pairs": pairs,
        "texts": sizes,
        "names": ENTITIES_NUMBER,
        "facts": FACTS_NUMBER,
        "words": [length for length, _ in names],
    }
    return tuple(sorted([script("manifest", manifest), *shards], key=lambda file: file.path))


def _entries(articles: tuple[ArticleEntry, ...], entities: tuple[Entry, ...]) -> Iterator[Entry]:
    """What can be found, in the order of its numbers: each article and then its quotes, and after all of them the entities."""
    for article in articles:
        yield article.entry
        yield from (quote.entry for quote in article.quotes)
    yield from entities


def _sorted_shards(name: str, shards: Iterable[list[Any]]) -> tuple[list[str], list[OutputFile]]:
    """The first key of each of *shards*, and their files; written one by one, for the numbers of an archive fill a memory."""
    firsts, files = [], []
    for number, shard in enumerate(shards):
        firsts.append(shard[0][0])
        files.append(script(f"{name}-{number}", shard))
    return firsts, files


def _digest(files: Iterable[OutputFile]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.content)
    return digest.hexdigest()[:12]


def _split(entities: tuple[Entry, ...]) -> list[tuple[Entry, ...]]:
    return [entities[first : first + ENTITIES_NUMBER] for first in range(0, len(entities), ENTITIES_NUMBER)]


def _by_length(words: list[str]) -> list[tuple[int, str]]:
    """*words* of each length in one string, most frequent first: a word one error away is at most one longer or shorter."""
    length = {word: len(word.encode("utf-16-le")) // 2 for word in words}
    return [(number, " ".join(group)) for number, group in groupby(sorted(words, key=length.__getitem__), key=length.__getitem__)]
