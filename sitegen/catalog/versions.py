"""Finds the articles that carry one text: saved twice, revised, taken over from an agency or from each other."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations

import msgspec

from sitegen.catalog.candidates import likely_kin
from sitegen.catalog.concordance import NOTHING, Concordance
from sitegen.catalog.kinship import kinship, told
from sitegen.catalog.memory import Memory
from sitegen.catalog.passages import Passage
from sitegen.catalog.rules import ArticleRule
from sitegen.model import AnnotatedArticle, Kinship, Story

_FEW = 8
"""Versions of which each is held against each; a text with more has each held against the first and the one before it."""
_KEPT = 500
"""Passages held at a time: each is a tenth of a megabyte."""
Pair = tuple[int, int]


class Drawer(msgspec.Struct, frozen=True):
    """What is remembered of articles and of each two of them."""

    concordance: Concordance = NOTHING
    kin: dict[int, Kinship | None] = {}
    """What the articles of a likely pair have in common; None where they carry two texts."""


def find_stories(
    articles: Sequence[AnnotatedArticle], rules: Sequence[ArticleRule] = (), memory: Memory | None = None
) -> tuple[Story, ...]:
    """The texts that at least two of *articles* carry, in their order.

    *rules* say which articles the keeper of the archive found to be versions of one story, or not.
    """
    memory = memory or Memory()
    passage = lru_cache(maxsize=_KEPT)(lambda position: Passage(articles[position]))
    joined, parted = _decided(articles, rules)
    drawer, stamps = memory.open("versions", Drawer), memory.stamps(articles)
    places = {stamp: place for place, stamp in enumerate(stamps)}
    likely, concordance = likely_kin(stamps, lambda stamp: articles[places[stamp]].article.text, drawer.concordance)
    kin = {pair: drawer.kin[pair] if pair in drawer.kin else kinship(passage(one), passage(other)) for one, other, pair in likely}
    found = {(one, other): kind for one, other, pair in likely if (kind := kin[pair]) and (one, other) not in parted}
    groups = _Groups(parted)
    for pair in joined:
        groups.join(pair)
    for pair in sorted(found, key=lambda pair: (-found[pair].shared, pair)):
        groups.join(pair)
    stories = []
    for group in groups.all():
        kinships = [found.get(pair) or _told(passage(pair[0]), passage(pair[1]), pair in joined) for pair in _compared(group)]
        accessions = tuple(articles[position].article.provenance.accession for position in group)
        stories.append(Story(hashlib.sha256(accessions[0].encode()).hexdigest()[:12], accessions, tuple(kinships)))
    if not concordance.is_near or not kin.keys() <= drawer.kin.keys():
        memory.leave("versions", Drawer(concordance.whole(), kin))
    return tuple(stories)


def _told(one: Passage, other: Passage, is_decided: bool) -> Kinship:
    return told(one, other, one.covered(other), other.covered(one), is_decided=is_decided)


def _compared(group: Sequence[int]) -> list[Pair]:
    if len(group) <= _FEW:
        return list(combinations(group, 2))
    return sorted({(one, other) for place, other in enumerate(group[1:]) for one in (group[0], group[place])})


def _decided(articles: Sequence[AnnotatedArticle], rules: Sequence[ArticleRule]) -> tuple[set[Pair], set[Pair]]:
    """The pairs that the keeper put together, and those that the keeper parted."""
    places: dict[str, int] = {}
    for position, annotated in enumerate(articles if rules else ()):
        origin = annotated.article.provenance
        places |= {origin.accession: position, origin.source: position}
    joined: set[Pair] = set()
    parted: set[Pair] = set()
    for rule in rules:
        for names, pairs in ((rule.same_as, joined), (rule.not_same_as, parted)):
            known = (places[name] for name in names if name in places and rule.article in places)
            pairs |= {(min(place, places[rule.article]), max(place, places[rule.article])) for place in known}
    return {pair for pair in joined if pair[0] != pair[1]}, parted


class _Groups:
    """Positions that are put together as long as no two meet that the keeper parted."""

    def __init__(self, parted: set[Pair]) -> None:
        self._of: dict[int, list[int]] = {}
        self._apart: dict[int, set[int]] = defaultdict(set)
        for one, other in parted:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def join(self, pair: Pair) -> None:
        """Put the groups of two positions together."""
        one, other = (self._of.get(position, [position]) for position in pair)
        if one is other or any(not self._apart[position].isdisjoint(other) for position in one if position in self._apart):
            return
        both = [*one, *other]
        for position in both:
            self._of[position] = both

    def all(self) -> list[list[int]]:
        """The groups, each in order, by their first member."""
        return sorted(sorted(group) for group in {id(group): group for group in self._of.values()}.values())
