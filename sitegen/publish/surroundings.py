"""What surrounds an article: where none of it is another, those are near and beside it which were, and need not be looked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as Collected
from itertools import chain, pairwise

from sitegen.digests import Digest
from sitegen.publish.lookup import COMMON, Key, Lookup

BY_SURROUNDINGS = frozenset(("lookup.near", "lookup.beside"))
"""The shelves on which what stands under an accession follows from what ``settled_around`` looks at."""


def around(accession: str) -> str:
    """What it is called that what surrounds an article is as it was."""
    return f"around/{accession}"


def settled_around(
    lookup: Lookup, made: Mapping[str, Digest], settled: Collected[str], then: Iterable[str], are_stories_as_ever: bool
) -> set[str]:
    """The articles, as ``around`` calls them, of which nothing that tells what is near them is another.

    These are the dossiers of the article, of those before and after it, of the people whom it mentions, if few articles do, and of the
    articles that carry a quote of it; and which texts are versions of one. *settled* are those of the dossiers *made* that are as they
    were, and *then* are the articles that the archive held at that time, in its order.
    """
    unsettled, articles = made.keys() - settled, dict.keys(lookup.articles)
    anew = unsettled & articles
    after = dict(pairwise(("", *then, "")))  # the dated ones stand by date, before all others
    beside = (pair for pair in pairwise(("", *articles, "")) if after.get(pair[0]) != pair[1] or not anew.isdisjoint(pair))
    doubtful = set(chain.from_iterable(beside))
    doubtful.update(() if are_stories_as_ever else dict.keys(lookup.story_of))
    people: list[Key] = [("person", id) for type, _, id in (name.partition("/") for name in unsettled) if type == "person"]
    for accessions in (dict.get(lookup.articles_of, key, ()) for key in people):
        if sum(map(settled.__contains__, accessions)) <= COMMON:
            doubtful.update(accessions)  # a person whom more of the same articles mention was as common before
    for accession in anew:
        echoes = (dict.get(lookup.echoes, report.quote.id) for report in dict.get(lookup.reports_in, accession, ()))
        carried = (id for echo in echoes if echo for id in echo.quotes)
        doubtful.update(dict.__getitem__(lookup.reports, id).article for id in carried)
    return set(map(around, articles - anew - doubtful))
