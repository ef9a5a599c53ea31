"""What stands on each leaf of the page of a name that is in very many articles: a leaf takes its own portion, and nothing of the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from sitegen.model import EntityType, Report
from sitegen.publish.view import View

ARTICLES_OF_LEAF = 100
QUOTES_OF_LEAF = 200
"""A name that is in every article of a large archive has its page cut into leaves."""

Key = tuple[EntityType, str]


class Portion(View):
    """What stands on one leaf."""

    leaves: int
    """How many there are of the name."""
    articles: tuple[str, ...]
    """The accessions of those that mention it."""
    quotes: tuple[str, ...]
    """The ids of its words between marks."""
    said: tuple[str, ...]
    """Of what is reported of its words."""
    said_total: int


def portions(articles_of: Mapping[Key, Sequence[str]], reports_by: Mapping[Key, Sequence[Report]]) -> dict[Key, Portion]:
    """The portions of the names that are on more than one leaf, under ``on_leaf``."""
    long = [key for key, accessions in articles_of.items() if len(accessions) > ARTICLES_OF_LEAF]
    spoken = [key for key, reports in reports_by.items() if len(reports) > QUOTES_OF_LEAF]
    cut = {key: list(cut_up(articles_of.get(key, ()), reports_by.get(key, ()))) for key in dict.fromkeys(chain(long, spoken))}
    return {on_leaf(key, leaf): one for key, row in cut.items() if len(row) > 1 for leaf, one in enumerate(row, 1)}


def on_leaf(key: Key, leaf: int) -> Key:
    """What the portion on this *leaf* of the page of *key* is called; no slug holds a full stop."""
    return key[0], f"{key[1]}.{leaf}"


def cut_up(articles: Sequence[str], reports: Sequence[Report]) -> Iterator[Portion]:
    """The portions of a name in *articles* that speaks in *reports*; quotes and reported speech are cut apart, so that none is empty."""
    quotes = tuple([one.quote.id for one in reports if one.quote.is_verbatim])
    said = tuple([one.quote.id for one in reports if not one.quote.is_verbatim])
    leaves = max(1, -(-len(articles) // ARTICLES_OF_LEAF), -(-max(len(quotes), len(said)) // QUOTES_OF_LEAF))
    for leaf in range(leaves):
        some, spoken = (slice(leaf * size, (leaf + 1) * size) for size in (ARTICLES_OF_LEAF, QUOTES_OF_LEAF))
        yield Portion(leaves, tuple(articles[some]), quotes[spoken], said[spoken], len(said))
