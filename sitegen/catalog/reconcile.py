"""One entity for all spellings: puts the names of many articles together."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sitegen.catalog.people import group_people, parse_person
from sitegen.catalog.spelling import parts, thing_key
from sitegen.model import AnnotatedArticle, EntityType

_TYPES: tuple[EntityType, ...] = ("person", "organization", "place")
_FIRST_NAME = re.compile(r"\b(?:first|given) name\b")


@dataclass(frozen=True, slots=True)
class Identity:
    """One person, organisation or place, under all the names that articles give it."""

    type: EntityType
    name: str
    names: frozenset[str]
    """What articles call it: the values of ``Mention.entity``."""


def reconcile(articles: Sequence[AnnotatedArticle]) -> list[Identity]:
    """The identities behind the names that *articles* mention, every name in one of them."""
    counts: dict[str, Counter[EntityType]] = defaultdict(Counter)
    carried: Counter[str] = Counter()
    for annotated in articles:
        for mention in annotated.mentions:
            counts[mention.entity][mention.type] += 1
        carried.update({mention.entity for mention in annotated.mentions})
    types = _types(counts)
    acronyms = _acronyms(articles, types)
    given_only = _given_only(articles)
    groups: list[tuple[EntityType, list[str]]] = []
    for kind in _TYPES:
        names = [name for name in sorted(counts) if types[name] == kind]
        found = group_people(names, given_only) if kind == "person" else _group_things(kind, names, acronyms)
        groups.extend((kind, group) for group in found)
    return [Identity(kind, preferred(kind, group, counts, carried), frozenset(group)) for kind, group in groups]


def _key(name: str) -> str:
    """A name without what spelling alone changes."""
    return "".join(parts(name))


def _types(counts: Mapping[str, Counter[EntityType]]) -> dict[str, EntityType]:
    """The type of every name, by the majority of all mentions of its spellings."""
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for name, types in counts.items():
        votes[_key(name)].update(types)
    return {name: max(_TYPES, key=lambda kind: (votes[_key(name)][kind], -_TYPES.index(kind))) for name in counts}


def _acronyms(articles: Iterable[AnnotatedArticle], types: Mapping[str, EntityType]) -> dict[str, str]:
    """Acronyms that all articles which spell them out use for the same organisation."""
    meant: dict[str, set[str]] = defaultdict(set)
    for annotated in articles:
        for mention in annotated.mentions:
            if (
                types[mention.entity] == "organization"
                and mention.text != mention.entity
                and mention.text.isupper()
                and " " not in mention.text
            ):
                meant[_key(mention.text)].add(mention.entity)
    return {acronym: next(iter(names)) for acronym, names in meant.items() if len({_key(name) for name in names}) == 1}


def _group_things(kind: EntityType, names: Iterable[str], acronyms: Mapping[str, str]) -> list[list[str]]:
    """Organisations or places: equal but for case, hyphens, accents, an article, an acronym or the romanization of one word."""
    groups: dict[str, list[str]] = defaultdict(list)
    for name in names:
        spelled = acronyms.get(_key(name), name) if kind == "organization" else name
        groups[thing_key(spelled, kind == "place")].append(name)
    return list(groups.values())


def _given_only(articles: Iterable[AnnotatedArticle]) -> frozenset[str]:
    """Names of one word that an article says to be a first name."""
    out = set()
    for annotated in articles:
        text = annotated.article.text
        places = [match.start() for match in _FIRST_NAME.finditer(text)]
        if places:
            for mention in annotated.mentions:
                if len(parse_person(mention.entity).given) == 0 and any(-160 < place - mention.span.end < 160 for place in places):
                    out.add(mention.entity)
    return frozenset(out)


def preferred(kind: EntityType, group: Iterable[str], counts: Mapping[str, Counter[EntityType]], carried: Mapping[str, int]) -> str:
    """The fullest common form: the one most articles use, for people among those with a given name and without initials."""
    forms = sorted(group)
    if kind == "person":
        full = [form for form in forms if parse_person(form).is_full]
        plainest = [form for form in full if not any(len(word) == 1 for word in parse_person(form).given)]
        forms = plainest or full or forms
    else:
        forms = [form for form in forms if not (form.isupper() and " " not in form)] or forms
    return max(forms, key=lambda form: (carried[form], counts[form].total(), len(form), form))
