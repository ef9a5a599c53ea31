"""Articles and Authority -> who and what there is in the archive, and how much each rule of its keeper is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from sitegen.catalog.amend import Amended, amend, unmatched
from sitegen.catalog.census import Census
from sitegen.catalog.memory import Memory
from sitegen.catalog.parting import written_forms
from sitegen.catalog.reconcile import Reconciled, identify, preferred
from sitegen.catalog.rules import Authority
from sitegen.model import AnnotatedArticle, Note


class Settled(NamedTuple):
    """Who and what there is in the archive, and how that was found."""

    amended: Amended
    notes: list[Note]
    """On what each rule is about."""
    named: Reconciled
    """Who is behind the names, before their keeper's corrections."""
    before: Reconciled
    """The same of the last time, as far as it is known."""


def settle(articles: Sequence[AnnotatedArticle], census: Census, authority: Authority, memory: Memory) -> Settled:
    """The identities of *articles*, counted in *census*, as *authority* corrects them."""
    now, last = identify(census, memory)
    identities = list(now.identities)
    if not authority.entities:
        return Settled(Amended(identities, {}, frozenset()), [], now, last)
    written = written_forms(articles, identities)
    amended = amend(identities, authority, lambda kind, group: preferred(kind, group, census.names), written)
    notes = [*_effects(articles, authority, amended.touched), *unmatched(amended, authority, census.names, written)]
    return Settled(amended, notes, now, last)


def without_names(articles: tuple[AnnotatedArticle, ...], ignored: frozenset[str]) -> tuple[AnnotatedArticle, ...]:
    """*articles* without the mentions of names that are none."""
    if not ignored:
        return articles
    return tuple(_without(one, ignored) if any(mention.entity in ignored for mention in one.mentions) else one for one in articles)


def _without(annotated: AnnotatedArticle, ignored: frozenset[str]) -> AnnotatedArticle:
    return replace(annotated, mentions=tuple(mention for mention in annotated.mentions if mention.entity not in ignored))


def _effects(articles: Iterable[AnnotatedArticle], authority: Authority, touched: Mapping[str, frozenset[str]]) -> list[Note]:
    """For each rule that is about names of the archive, how often and in how many articles they stand."""
    rules: dict[str, list[str]] = {}
    for rule_name, names in touched.items():
        for name in names:
            rules.setdefault(name, []).append(rule_name)
    mentions, carried = dict.fromkeys(touched, 0), dict.fromkeys(touched, 0)
    for annotated in articles:
        met = [rule for mention in annotated.mentions for rule in rules.get(mention.entity, ())]
        for rule_name in met:
            mentions[rule_name] += 1
        for rule_name in set(met):
            carried[rule_name] += 1
    return [
        Note(
            "info",
            "correction",
            f"{rule.name}: {_count(mentions[rule.name], 'mention')} in {_count(carried[rule.name], 'article')}",
            authority.path,
            rule.line,
        )
        for rule in authority.entities
        if touched[rule.name]
    ]


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
