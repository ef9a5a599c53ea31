"""One entity for all spellings: puts the names of many articles together."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sitegen.catalog.people import group_people, parse_person
from sitegen.catalog.spelling import parts, thing_key
from sitegen.model import ENTITY_TYPES, AnnotatedArticle, Correction, EntityType

_OF_A_PLACE = ("n", "an", "ian", "ns", "ans", "ians")
_FIRST_NAME = re.compile(r"\b(?:first|given) name\b")


@dataclass(frozen=True, slots=True)
class Identity:
    """One person, organisation or place, under all the names that articles give it."""

    type: EntityType
    name: str
    names: frozenset[str]
    """What articles call it: the values of ``Mention.entity``."""
    correction: Correction | None = None
    coordinates: tuple[float, float] | None = None
    wikidata: str | None = None


def reconcile(articles: Sequence[AnnotatedArticle]) -> list[Identity]:
    """The identities behind the names that *articles* mention, every name in one of them."""
    counts, carried = _count(articles)
    types = _types(counts)
    same = _acronyms(articles, types) | (peoples := _peoples(types))
    types |= dict.fromkeys(peoples, "place")
    given_only = _given_only(articles)
    out = []
    for kind in ENTITY_TYPES:
        names = [name for name in sorted(counts) if types[name] == kind]
        for group in group_people(names, given_only) if kind == "person" else _group_things(kind, names, same):
            name = preferred(kind, [name for name in group if name not in peoples], counts, carried)
            out.append(Identity(kind, name, frozenset(group)))
    return out


def naming(articles: Iterable[AnnotatedArticle]) -> Callable[[EntityType, Iterable[str]], str]:
    """How to choose the preferred name among names that *articles* mention."""
    counts, carried = _count(articles)
    return lambda kind, group: preferred(kind, group, counts, carried)


def _count(articles: Iterable[AnnotatedArticle]) -> tuple[dict[str, Counter[EntityType]], Counter[str]]:
    """How often each name is mentioned as which type, and how many articles carry it."""
    counts: dict[str, Counter[EntityType]] = defaultdict(Counter)
    carried: Counter[str] = Counter()
    for annotated in articles:
        for mention in annotated.mentions:
            counts[mention.entity][mention.type] += 1
        carried.update({mention.entity for mention in annotated.mentions})
    return counts, carried


@lru_cache(maxsize=1 << 16)
def _key(name: str) -> str:
    """A name without what spelling alone changes."""
    return "".join(parts(name))


def _types(counts: Mapping[str, Counter[EntityType]]) -> dict[str, EntityType]:
    """The type of every name, by the majority of all mentions of its spellings."""
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for name, types in counts.items():
        votes[_key(name)].update(types)
    return {name: max(ENTITY_TYPES, key=lambda kind: (votes[_key(name)][kind], -ENTITY_TYPES.index(kind))) for name in counts}


def _acronyms(articles: Iterable[AnnotatedArticle], types: Mapping[str, EntityType]) -> dict[str, str]:
    """For each acronym that is a name by itself: what all articles that spell it out use it for, where that is one organisation."""
    meant: dict[str, set[str]] = defaultdict(set)
    for annotated in articles:
        for mention in annotated.mentions:
            short = mention.text.isupper() and " " not in mention.text and mention.text != mention.entity
            if short and types[mention.entity] == "organization":
                meant[_key(mention.text)].add(mention.entity)
    full = {acronym: min(names) for acronym, names in meant.items() if len({_key(name) for name in names}) == 1}
    return {name: full[_key(name)] for name, kind in types.items() if kind == "organization" and _key(name) in full}


def _peoples(types: Mapping[str, EntityType]) -> dict[str, str]:
    """The adjectives and peoples of places of the archive that an article took for a name: ``Kestrian`` for Kestria."""
    places = {name.lower(): name for name, kind in sorted(types.items()) if kind == "place"}
    out: dict[str, str] = {}
    for name in (name.lower() for name, kind in types.items() if kind == "organization" and " " not in name):
        stems = [name.removesuffix(end) for end in _OF_A_PLACE if name.endswith(end)]
        found = [places[stem] for stem in stems if stem in places]
        out |= {name: found[0]} if found else {}
    return {name: out[name.lower()] for name in types if name.lower() in out}


def _group_things(kind: EntityType, names: Iterable[str], same: Mapping[str, str]) -> list[list[str]]:
    """Organisations or places: equal but for case, hyphens, accents, an article, the romanization of one word, or known as the *same*."""
    groups: dict[str, list[str]] = defaultdict(list)
    for name in names:
        groups[thing_key(same.get(name, name), kind == "place")].append(name)
    return list(groups.values())


def _given_only(articles: Iterable[AnnotatedArticle]) -> frozenset[str]:
    """Names of one word that an article says to be a first name."""
    out = set()
    for annotated in articles:
        text = annotated.article.text
        places = [match.start() for match in _FIRST_NAME.finditer(text)] if " name" in text else []
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
