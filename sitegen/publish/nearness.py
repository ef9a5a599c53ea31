"""Which articles share most with one: people whom few articles mention, and quotes that both carry."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING

from sitegen.publish.carriers import are_many
from sitegen.publish.kin import versions_of

if TYPE_CHECKING:
    from sitegen.publish.lookup import Key, Lookup

NEAR = 6
"""So many related articles are named: a shelf, not a second list of articles."""

Near = tuple[str, int, "tuple[Key, ...]"]
"""The accession of another article, how many quotes both carry, and the people whom both mention."""
_ACCESSION = itemgetter(-1)
"""Of that by which an article is filed."""


def nearest(accession: str, lookup: Lookup) -> tuple[Near, ...]:
    """The articles that share most with this one: a shared quote weighs as much as three shared people."""
    quotes: Counter[str] = Counter()
    for report in lookup.reports_in.get(accession, ()):
        echo = lookup.echoes.get(report.quote.id)
        if echo and not are_many(len(echo.quotes)):  # what very many carry says nothing about which of them belong together
            quotes.update({lookup.reports[id].article for id in echo.quotes} - {accession})
    few = {key: lookup.few_articles_of[key] for key in lookup.entities_in[accession] if key[0] == "person"}
    weights = Counter(map(_ACCESSION, chain.from_iterable(few.values())))
    weights.update({other: 3 * number for other, number in quotes.items()})
    for own in (accession, *versions_of(accession, lookup)):
        del weights[own]
    filed = lookup.filed
    others = sorted(sorted(weights, key=filed.__getitem__), key=weights.__getitem__, reverse=True)[:NEAR]
    return tuple([(other, quotes[other], tuple([key for key, row in few.items() if filed[other] in row])) for other in others])
