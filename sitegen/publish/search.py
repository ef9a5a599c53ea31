"""Archive -> the files that the search page loads: a manifest, and shards of terms, texts, facts and spellings."""

from __future__ import annotations

import hashlib
from itertools import groupby

from sitegen.model import Archive, OutputFile
from sitegen.publish.search_entries import ArticleEntry, Entry, article_entries, entity_entries
from sitegen.publish.search_index import Counts, scored, spellings
from sitegen.publish.search_shelves import FACTS_NUMBER, article_row, article_shards, entity_row, fact_shards, script, term_shards

ENTITIES_NUMBER = 64
"""Entities of a shard of texts: about 8 KB."""


def search_files(archive: Archive) -> tuple[OutputFile, ...]:
    """The search of *archive*, sorted by path; the same for the same archive."""
    articles = tuple(article_entries(archive))
    entities = tuple(entity_entries(archive))
    counts = _counted(articles, entities)
    terms = list(term_shards(scored(counts)))
    texts = list(article_shards(articles))
    names = _by_length(spellings(counts))
    shards = [
        *(script(f"terms-{number}", shard) for number, shard in enumerate(terms)),
        *(script(f"texts-{number}", [article_row(article) for article in shard]) for number, shard in enumerate(texts)),
        *(script(f"names-{number}", [entity_row(entity) for entity in shard]) for number, shard in enumerate(_split(entities))),
        *(script(f"facts-{number}", shard) for number, shard in enumerate(fact_shards(articles))),
        *(script(f"words-{length}", words) for length, words in names),
    ]
    manifest = {
        "edition": hashlib.sha256(b"".join(shard.content for shard in shards)).hexdigest()[:12],
        "entities": sum(_documents(article) for article in articles),
        "types": [[type, len(list(run))] for type, run in groupby(entity.type for entity in entities)],
        "terms": [shard[0][0] for shard in terms],
        "texts": [sum(map(_documents, shard)) for shard in texts],
        "names": ENTITIES_NUMBER,
        "facts": FACTS_NUMBER,
        "words": [length for length, _ in names],
    }
    return tuple(sorted([script("manifest", manifest), *shards], key=lambda file: file.path))


def _counted(articles: tuple[ArticleEntry, ...], entities: tuple[Entry, ...]) -> Counts:
    """The documents are numbered so: each article and then its quotes, and after all of them the entities."""
    counts = Counts()
    for article in articles:
        for entry in (article.entry, *(quote.entry for quote in article.quotes)):
            counts.add(entry)
    for entity in entities:
        counts.add(entity)
    return counts


def _documents(article: ArticleEntry) -> int:
    return 1 + len(article.quotes)


def _split(entities: tuple[Entry, ...]) -> list[tuple[Entry, ...]]:
    return [entities[first : first + ENTITIES_NUMBER] for first in range(0, len(entities), ENTITIES_NUMBER)]


def _by_length(words: list[str]) -> list[tuple[int, str]]:
    """*words* of each length in one string, most frequent first: a word one error away is at most one longer or shorter."""
    length = {word: len(word.encode("utf-16-le")) // 2 for word in words}
    return [(number, " ".join(group)) for number, group in groupby(sorted(words, key=length.__getitem__), key=length.__getitem__)]
