"""Which articles share most with one: people whom few articles mention, and quotes that both carry."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sitegen.publish.carriers import are_many
from sitegen.publish.kin import versions_of

if TYPE_CHECKING:
    from sitegen.publish.lookup import Key, Lookup

NEAR = 6
"""So many related articles are named: a shelf, not a second list of articles."""

Near = tuple[str, int, "tuple[Key, ...]"]
"""The accession of another article, how many quotes both carry, and the people whom both mention."""


def nearest(accession: str, lookup: Lookup) -> tuple[Near, ...]:
    """The articles that share most with this one: a shared quote weighs as much as three shared people."""
    quotes: Counter[str] = Counter()
    for report in lookup.reports_in.get(accession, ()):
        echo = lookup.echoes.get(report.quote.id)
        if echo and not are_many(len(echo.quotes)):  # what very many carry says nothing about which of them belong together
            quotes.update({lookup.reports[id].article for id in echo.quotes} - {accession})
    people: dict[str, list[Key]] = {}
    for key in lookup.entities_in[accession]:
        if key[0] == "person":
            for _, _, _, other in lookup.few_articles_of[key]:
                people.setdefault(other, []).append(key)
    others = (quotes.keys() | people.keys()) - {accession, *versions_of(accession, lookup)}
    weights = {other: 3 * quotes.get(other, 0) + len(people.get(other, ())) for other in others}
    least = min(sorted(weights.values(), reverse=True)[:NEAR], default=0)
    row = sorted((-weight, lookup.filed[other], other) for other, weight in weights.items() if weight >= least)
    return tuple((other, quotes[other], tuple(people.get(other, ()))) for _, _, other in row[:NEAR])
