"""What the page of connections is given: who is mentioned in the same articles, as a table and as a drawing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from heapq import nlargest
from itertools import chain, combinations

from sitegen.publish.cards import Cards, EntityCard
from sitegen.publish.lookup import Key, Lookup
from sitegen.publish.permalinks import entity_path
from sitegen.publish.view import View

PATH = "connections.html"

NAMES = 200
"""Only the names in most articles are paired: the pairs of an article grow with the square of its names."""
LEAST = 2
"""One shared article connects everyone in it with everyone; a second one begins to say something."""
TABLE = 60
DRAWN = 22
"""Pairs in the drawing: more of them cross too often to be followed."""
ROW, WIDE = 10, 100
"""Units of the drawing: the height of a line, and how far the arc that spans most lines reaches; it is stretched to the room there is."""
REACH = 4 / 3
"""A curve comes three quarters of the way to the points that bend it."""


class Pair(View):
    """Two names, and how many articles mention both."""

    one: EntityCard
    other: EntityCard
    articles: int


class Arc(View):
    """A pair as drawn."""

    path: str
    width: float


class ConnectionsView(View):
    """The strongest pairs, and a drawing of the names in most of them."""

    pairs: tuple[Pair, ...]
    names: tuple[EntityCard, ...]
    """A line each, from the top."""
    arcs: tuple[Arc, ...]
    height: int
    """Of the drawing, in units; it is 100 units wide."""


def connections_view(lookup: Lookup, cards: Cards) -> ConnectionsView:
    """People and organisations by the articles they share."""
    pairs = _pairs(lookup, cards)
    inside = pairs[:DRAWN]
    degree: Counter[EntityCard] = Counter()
    for pair in inside:
        degree.update({pair.one: pair.articles, pair.other: pair.articles})
    names = sorted(degree, key=lambda card: (-degree[card], card.path))
    lines = {card: line for line, card in enumerate(names)}
    most_lines = max((abs(lines[pair.one] - lines[pair.other]) for pair in inside), default=1)
    least, most = (inside[-1].articles, inside[0].articles) if inside else (0, 0)
    arcs = (_arc(lines[pair.one], lines[pair.other], most_lines, 1 + 4 * (pair.articles - least) / max(1, most - least)) for pair in inside)
    return ConnectionsView(tuple(pairs), tuple(names), tuple(arcs), ROW * len(names))


def _pairs(lookup: Lookup, cards: Cards) -> list[Pair]:
    """Of the pairs that share enough articles, those for the table, the strongest first."""
    articles_of = lookup.articles_of
    often = _often(articles_of)
    together: dict[str, list[int]] = defaultdict(list)
    for name, key in enumerate(often):
        for accession in articles_of[key]:
            together[accession].append(name)
    shared = Counter(chain.from_iterable([combinations(names, 2) for names in together.values()]))
    least = max(LEAST, min(nlargest(TABLE, shared.values()), default=LEAST))
    pairs = [(-count, often[one], often[other]) for (one, other), count in shared.items() if count >= least]
    strong = sorted((count, entity_path(*one), entity_path(*other), one, other) for count, one, other in pairs)
    return [Pair(cards.entities[one], cards.entities[other], -count) for count, *_, one, other in strong[:TABLE]]


def _often(articles_of: Mapping[Key, Sequence[str]]) -> list[Key]:
    """The people and organisations in most articles, in their own order."""
    many = {key: len(accessions) for key, accessions in articles_of.items() if key[0] != "place"}
    least = min(nlargest(NAMES, many.values()), default=0)
    most = [key for key, number in many.items() if number >= least]
    return sorted(sorted(most, key=lambda key: (-many[key], key))[:NAMES])


def _arc(one: int, other: int, most_lines: int, width: float) -> Arc:
    out = round(REACH * WIDE * abs(one - other) / most_lines, 1)
    start, end = (ROW * line + ROW // 2 for line in (one, other))
    return Arc(f"M0 {start}C{out} {start} {out} {end} 0 {end}", round(width, 1))
