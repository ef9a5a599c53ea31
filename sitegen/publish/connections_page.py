"""What the page of connections is given: who is mentioned in the same articles, as a table and as a drawing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations

from sitegen.publish.cards import Cards, EntityCard
from sitegen.publish.lookup import Key, Lookup

PATH = "connections.html"

NAMES = 200
"""Only the names in most articles are paired: the pairs of an article grow with the square of its names."""
LEAST = 2
"""One shared article connects everyone in it with everyone; a second one begins to say something."""
TABLE = 60
DRAWN = 22
"""Pairs in the drawing: more of them cross too often to be followed."""
ROW, LEFT, BULGE = 26, 258, 0.9
"""Of the drawing, in pixels: the height of a line, where the names end, how far an arc reaches for its height."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names, and how many articles mention both."""

    one: EntityCard
    other: EntityCard
    articles: int


@dataclass(frozen=True, slots=True)
class Arc:
    """A pair as drawn."""

    path: str
    width: float


@dataclass(frozen=True, slots=True)
class Label:
    """A name as drawn, and where it ends, in pixels from the left and the top."""

    name: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class ConnectionsView:
    """The strongest pairs, and a drawing of the names in most of them."""

    pairs: tuple[Pair, ...]
    labels: tuple[Label, ...]
    arcs: tuple[Arc, ...]
    width: int
    height: int


def connections_view(lookup: Lookup, cards: Cards) -> ConnectionsView:
    """People and organisations by the articles they share."""
    pairs = _pairs(lookup, cards)
    inside = pairs[:DRAWN]
    degree: Counter[EntityCard] = Counter()
    for pair in inside:
        degree.update({pair.one: pair.articles, pair.other: pair.articles})
    by_degree = sorted(degree, key=lambda card: (-degree[card], card.path))
    rows = {card: ROW * place + ROW // 2 for place, card in enumerate(by_degree)}
    least, most = (inside[-1].articles, inside[0].articles) if inside else (0, 0)
    arcs = tuple(_arc(rows[pair.one], rows[pair.other], 1 + 4 * (pair.articles - least) / max(1, most - least)) for pair in inside)
    reach = max((abs(rows[pair.one] - rows[pair.other]) for pair in inside), default=0)
    labels = tuple(Label(card.name, LEFT, y) for card, y in rows.items())
    return ConnectionsView(tuple(pairs[:TABLE]), labels, arcs, LEFT + 22 + round(0.75 * BULGE * reach), ROW * len(rows))


def _pairs(lookup: Lookup, cards: Cards) -> list[Pair]:
    """All pairs that share enough articles, the strongest first."""
    often = sorted((key for key in lookup.articles_of if key[0] != "place"), key=lambda key: (-len(lookup.articles_of[key]), key))[:NAMES]
    known = set(often)
    shared: Counter[tuple[Key, Key]] = Counter()
    for names in lookup.entities_in.values():
        shared.update(combinations(sorted(known & names.keys()), 2))
    pairs = [Pair(cards.entities[one], cards.entities[other], count) for (one, other), count in shared.items() if count >= LEAST]
    return sorted(pairs, key=lambda pair: (-pair.articles, pair.one.path, pair.other.path))


def _arc(one: int, other: int, width: float) -> Arc:
    out = LEFT + 10 + round(BULGE * abs(one - other))
    return Arc(f"M{LEFT + 10} {one}C{out} {one} {out} {other} {LEFT + 10} {other}", round(width, 1))
