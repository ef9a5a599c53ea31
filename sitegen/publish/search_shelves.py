"""The shards of the search: scripts that the search page injects one by one, each holding a stretch of terms, texts, facts or spellings.

A shard is a call ``sitegen.shelf.put(name, json)`` with the JSON as one string: a browser reads that faster than an object written out,
and from a disk it can read nothing but scripts.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from typing import Any

import msgspec

from sitegen.model import OutputFile
from sitegen.publish.search_entries import ArticleEntry, Entry, Facts, QuoteEntry

FOLDER = "search/"
FACTS_NUMBER = 512
"""Numbers of articles, every other of which is one's, of a shard of facts."""

_ESCAPES = ((b"\\", rb"\\"), (b"'", rb"\'"), ("\u2028".encode(), rb"\u2028"), ("\u2029".encode(), rb"\u2029"))
"""What ends or changes a string of JavaScript; of plain characters only the first two do."""
_END = b"');\n"
_SIGNS = {escaped: sign for sign, escaped in _ESCAPES}
_ESCAPED = re.compile(b"|".join(map(re.escape, _SIGNS)))
_rows = msgspec.json.Decoder(list[tuple[str, msgspec.Raw]]).decode
_ASTRAL = re.compile(r"[\U00010000-\U0010ffff]")
"""What JavaScript counts as two."""


def script(name: str, value: Any) -> OutputFile:
    """The shard *name*, which gives *value* to the search page."""
    try:
        text = msgspec.json.encode(value)
    except UnicodeEncodeError:  # half of a pair of surrogates, which is no text: only an escape can tell of it
        text = json.dumps(value).encode()
    for sign, escaped in _ESCAPES[:2] if text.isascii() else _ESCAPES:
        text = text.replace(sign, escaped)
    return OutputFile(path_of(name), b"sitegen.shelf.put('%b','%b%b" % (name.encode(), text, _END))


def path_of(name: str) -> str:
    """Where the shard *name* stands below the root of the site."""
    return f"{FOLDER}{name}.js"


def given(content: bytes) -> Any:
    """What the shard gives to the search page that has this *content*."""
    return json.loads(text_in(content))


def rows_in(text: bytes) -> list[tuple[str, msgspec.Raw]]:
    """The rows of a shard with this *text*, each a key and what stands under it, as the browser reads that."""
    return _rows(text)


def text_in(content: bytes) -> bytes:
    """The JSON that the shard with this *content* gives to the search page."""
    text = content[content.index(b",'") + 2 : -len(_END)]
    return _ESCAPED.sub(_plain, text) if b"\\" in text else text


def _plain(escaped: re.Match[bytes]) -> bytes:
    return _SIGNS[escaped[0]]


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


def fact_row(number: int, facts: Facts) -> list[Any]:
    """What the article of this *number* and its quotes can be filtered and sorted by: date, outlet and the speaker of each quote."""
    return [number, facts.published, facts.publication, facts.speakers]


def _quote_row(quote: QuoteEntry, astral: list[int]) -> list[Any]:
    places = [offset + bisect_left(astral, offset) for place in quote.places for offset in place]
    return [quote.entry.path, quote.speaker, quote.entry.by, places, int(quote.is_indirect)]
