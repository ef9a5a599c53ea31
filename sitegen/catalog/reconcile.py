"""One entity for all spellings: puts the names of many articles together."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from operator import attrgetter

import msgspec

from sitegen.catalog.memory import Memory
from sitegen.catalog.people import group_people, parse_person
from sitegen.catalog.spelling import parts, thing_key
from sitegen.model import ENTITY_TYPES, AnnotatedArticle, Correction, EntityType

_OF_A_PLACE = ("n", "an", "ian", "ns", "ans", "ians")
NAME_AND_TYPE = attrgetter("entity", "type")
"""Of a mention; there are fifteen in an article."""
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


class Named(msgspec.Struct, frozen=True):
    """A drawer: what is remembered of names, and of the articles that mention them."""

    keys: dict[str, str] = {}
    """Each name without what spelling alone changes."""
    first: dict[str, tuple[str, ...]] = {}
    """By what stands for an article, the names of one word that it says to be first names."""


def reconcile(articles: Sequence[AnnotatedArticle], memory: Memory | None = None) -> list[Identity]:
    """The identities behind the names that *articles* mention, every name in one of them."""
    memory = memory or Memory()
    last = memory.open("named", Named)
    counts, carried = _count(articles)
    keys = {name: last.keys.get(name) or _key(name) for name in counts}
    types = _types(counts, keys)
    same = _acronyms(articles, types, keys) | (peoples := _peoples(types))
    types |= dict.fromkeys(peoples, "place")
    stamped = [(annotated, memory.stamp(annotated)) for annotated in articles]
    first = {stamp: last.first[stamp] if stamp in last.first else _given_only(annotated) for annotated, stamp in stamped}
    memory.leave("named", Named(keys, first))
    given_only = frozenset(name for names in first.values() for name in names)
    out = []
    for kind in ENTITY_TYPES:
        names = [name for name in sorted(counts) if types[name] == kind]
        for group in group_people(names, given_only, memory) if kind == "person" else _group_things(kind, names, same):
            name = preferred(kind, [name for name in group if name not in peoples], counts, carried)
            out.append(Identity(kind, name, frozenset(group)))
    return out


def naming(articles: Iterable[AnnotatedArticle]) -> Callable[[EntityType, Iterable[str]], str]:
    """How to choose the preferred name among names that *articles* mention."""
    counts, carried = _count(articles)
    return lambda kind, group: preferred(kind, group, counts, carried)


def _count(articles: Iterable[AnnotatedArticle]) -> tuple[dict[str, Counter[EntityType]], Counter[str]]:
    """How often each name is mentioned as which type, and how many articles carry it."""
    named = [list(map(NAME_AND_TYPE, annotated.mentions)) for annotated in articles]
    told: Counter[tuple[str, EntityType]] = Counter(chain.from_iterable(named))
    carried = Counter(chain.from_iterable({name for name, _ in names} for names in named))
    counts: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for (name, kind), number in told.items():
        counts[name][kind] = number
    return counts, carried


@lru_cache(maxsize=1 << 16)
def _key(name: str) -> str:
    """A name without what spelling alone changes."""
    return "".join(parts(name))


def _types(counts: Mapping[str, Counter[EntityType]], keys: Mapping[str, str]) -> dict[str, EntityType]:
    """The type of every name, by the majority of all mentions of its spellings."""
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for name, types in counts.items():
        votes[keys[name]].update(types)
    # of those with as many the first, as ``max`` finds them
    chosen = {key: max(ENTITY_TYPES, key=voted.__getitem__) for key, voted in votes.items()}
    return {name: chosen[keys[name]] for name in counts}


def _acronyms(articles: Iterable[AnnotatedArticle], types: Mapping[str, EntityType], keys: Mapping[str, str]) -> dict[str, str]:
    """For each acronym that is a name by itself: what all articles that spell it out use it for, where that is one organisation."""
    meant: dict[str, set[str]] = defaultdict(set)
    for annotated in articles:
        for mention in annotated.mentions:
            short = mention.text.isupper() and " " not in mention.text and mention.text != mention.entity
            if short and types[mention.entity] == "organization":
                meant[_key(mention.text)].add(mention.entity)
    full = {acronym: min(names) for acronym, names in meant.items() if len({keys[name] for name in names}) == 1}
    return {name: full[keys[name]] for name, kind in types.items() if kind == "organization" and keys[name] in full}


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


def _given_only(annotated: AnnotatedArticle) -> tuple[str, ...]:
    """Names of one word that an article says to be a first name."""
    text = annotated.article.text
    places = [match.start() for match in _FIRST_NAME.finditer(text)] if " name" in text else []
    if not places:
        return ()
    lone = [mention for mention in annotated.mentions if len(parse_person(mention.entity).given) == 0]
    return tuple(sorted({mention.entity for mention in lone if any(-160 < place - mention.span.end < 160 for place in places)}))


def preferred(kind: EntityType, group: Iterable[str], counts: Mapping[str, Counter[EntityType]], carried: Mapping[str, int]) -> str:
    """The fullest common form: the one most articles use, for people among those with a given name and without initials."""
    forms = sorted(group)
    if len(forms) == 1:
        return forms[0]
    if kind == "person":
        full = [form for form in forms if parse_person(form).is_full]
        plainest = [form for form in full if not any(len(word) == 1 for word in parse_person(form).given)]
        forms = plainest or full or forms
    else:
        forms = [form for form in forms if not (form.isupper() and " " not in form)] or forms
    return max(forms, key=lambda form: (carried[form], counts[form].total(), len(form), form))
