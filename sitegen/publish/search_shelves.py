"""The shards of the search: scripts that the search page injects one by one, each holding a stretch of terms, texts, facts or spellings.

A shard is a call ``sitegen.shelf.put(name, json)`` with the JSON as one string: a browser reads that faster than an object written out,
and from a disk it can read nothing but scripts.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any, TypeVar
from zlib import crc32

import msgspec

from sitegen.model import OutputFile
from sitegen.publish.search_entries import ArticleEntry, Entry, QuoteEntry
from sitegen.publish.search_index import Row
from sitegen.publish.search_neighbours import NeighbourRow

Keyed = TypeVar("Keyed", bound=tuple[str, Any])

FOLDER = "search/"
SIZE = 16_000
"""Characters of a shard of terms or pairs, in the middle."""
_LEAST, _MOST = SIZE // 4, SIZE * 2
FACTS_NUMBER = 4096
"""Documents of a shard of facts."""

_ESCAPES = ((b"\\", rb"\\"), (b"'", rb"\'"), ("\u2028".encode(), rb"\u2028"), ("\u2029".encode(), rb"\u2029"))
"""What ends or changes a string of JavaScript."""
_ASTRAL = re.compile(r"[\U00010000-\U0010ffff]")
"""What JavaScript counts as two."""


def script(name: str, value: Any) -> OutputFile:
    """The shard *name*, which gives *value* to the search page."""
    try:
        text = msgspec.json.encode(value)
    except UnicodeEncodeError:  # half of a pair of surrogates, which is no text: only an escape can tell of it
        text = json.dumps(value).encode()
    for sign, escaped in _ESCAPES:
        text = text.replace(sign, escaped)
    return OutputFile(f"{FOLDER}{name}.js", b"sitegen.shelf.put('%b','%b');\n" % (name.encode(), text))


def term_shards(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """*rows* in shards of about SIZE."""
    return _shards(rows, lambda row: len(row[0]) + len(row[1]) + 6)


def neighbour_shards(rows: Iterable[NeighbourRow]) -> Iterator[list[NeighbourRow]]:
    """*rows* in shards of about SIZE."""
    return _shards(rows, lambda row: len(row[0]) + 3 * len(row[1]) + 6)


def _shards(rows: Iterable[Keyed], size: Callable[[Keyed], int]) -> Iterator[list[Keyed]]:
    """*rows* in shards that end at keys which say so themselves, so that a row which grows moves no other from shard to shard.

    A row is the last of its shard the more likely the longer it is: its key throws the dice.
    """
    shard: list[Keyed] = []
    full = 0
    for row in rows:
        shard.append(row)
        length = size(row)
        full += length
        if full >= _MOST or (full >= _LEAST and crc32(row[0].encode("utf-8", "surrogatepass")) * SIZE < length << 32):
            yield shard
            shard, full = [], 0
    if shard:
        yield shard


def article_row(article: ArticleEntry) -> list[Any]:
    """What is shown of an article and its quotes."""
    entry = article.entry
    units = len(entry.body.encode("utf-16-le", "surrogatepass")) // 2
    astral = [] if units == len(entry.body) else [found.start() for found in _ASTRAL.finditer(entry.body)]
    quotes = [_quote_row(quote, astral) for quote in article.quotes]
    return [entry.path, entry.title, entry.by, entry.body, article.publication, article.published, quotes]


def entity_row(entity: Entry) -> list[Any]:
    """What is shown of an entity."""
    name, *others = entity.names
    return [entity.path, name, ", ".join(others), entity.body, entity.type]


def fact_shards(articles: Iterable[ArticleEntry]) -> Iterator[list[list[Any]]]:
    """What articles and quotes can be filtered and sorted by; a row is document, date, outlet and the speakers of the quotes that follow.

    An article's quotes are the documents after it. One whose quotes cross into the next shard has a row in both.
    """
    rows: list[list[Any]] = []
    document = 0
    for article in articles:
        speakers = [quote.speaker for quote in article.quotes]
        for first in range(len(speakers) + 1):
            number = document + first
            if first == 0 or number % FACTS_NUMBER == 0:
                rows.append([number, article.published, article.publication, first > 0, []])
            if first:
                rows[-1][4].append(speakers[first - 1])
        document += 1 + len(speakers)
    for _, shard in groupby(rows, key=lambda row: row[0] // FACTS_NUMBER):
        yield list(shard)


def _quote_row(quote: QuoteEntry, astral: list[int]) -> list[Any]:
    places = [offset + bisect_left(astral, offset) for place in quote.places for offset in place]
    return [quote.entry.path, quote.speaker, quote.entry.by, places, int(quote.is_indirect)]
