"""One entity for all spellings: puts the names of many articles together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from operator import add, attrgetter

import msgspec
from msgspec import structs

from sitegen.catalog.census import Census, Tally, take_census
from sitegen.catalog.memory import Memory
from sitegen.catalog.people import Heard, group_people, hear, parse_person, within_earshot
from sitegen.catalog.spelling import parts, thing_key
from sitegen.digests import Digest
from sitegen.model import ENTITY_TYPES, AnnotatedArticle, Correction, EntityType

_OF_A_PLACE = ("n", "an", "ian", "ns", "ans", "ians")


class Identity(msgspec.Struct, frozen=True, array_like=True):
    """One person, organisation or place, under all the names that articles give it."""

    type: EntityType
    name: str
    names: frozenset[str]
    """What articles call it: the values of ``Mention.entity``."""
    correction: Correction | None = None
    coordinates: tuple[float, float] | None = None
    wikidata: str | None = None


class Reconciled(msgspec.Struct, frozen=True):
    """A drawer: the identities behind the names of a census."""

    mark: Digest = b""
    """What stands for the articles of that census."""
    upon: Digest = b""
    """The same of the last one in which names were another or stood otherwise: the grounds are of that one."""
    identities: tuple[Identity, ...] = ()
    """By type and name."""


class Grounds(msgspec.Struct, frozen=True):
    """A drawer: what identities were found by. It is opened only where names came, went or stand otherwise."""

    mark: Digest = b""
    """What stands for the articles of that census."""
    keys: dict[str, str] = {}
    """Each name without what spelling alone changes."""
    voted: dict[str, EntityType] = {}
    """The type of each name by the mentions of its spellings."""
    same: dict[str, str] = {}
    """What acronyms and peoples are other names of."""
    peoples: dict[str, str] = {}
    given_only: frozenset[str] = frozenset()
    heard: dict[str, Heard] = {}
    """What the names of people sound like."""
    filed: dict[str, str] = {}
    """Where each name of others is filed: those that are filed together are one."""


def reconcile(articles: Sequence[AnnotatedArticle], memory: Memory | None = None) -> list[Identity]:
    """The identities behind the names that *articles* mention, every name in one of them; by type and name."""
    memory = memory or Memory()
    return list(identify(take_census(articles, memory), memory)[0].identities)


def identify(census: Census, memory: Memory) -> tuple[Reconciled, Reconciled]:
    """Who is behind the names of *census*, upon those of the one before it; and who was there, as far as that is known.

    Whoever shares no spelling, sound or file with a name that came, went or is another thing now, is who they were.
    """
    last = memory.open("named", Reconciled)
    if last.mark != census.since:
        last = Reconciled()
    if last.mark and census.is_level:
        now = structs.replace(last, mark=census.mark)
    else:
        grounds = memory.open("grounds", Grounds)
        last, grounds = (last, grounds) if grounds.mark == last.upon else (Reconciled(), Grounds())
        now, grounds = _reconciled(census, census.met if last.mark else frozenset(census.names), last.identities, grounds)
        memory.leave("grounds", grounds)
    memory.leave("named", now)
    return now, last


def _reconciled(census: Census, met: frozenset[str], were: Iterable[Identity], last: Grounds) -> tuple[Reconciled, Grounds]:
    """Who is behind the names of *census*, upon who *were* there; *met* are names in articles that came or went."""
    keys = {name: last.keys.get(name) or _key(name) for name in census.names}
    voted = _types(census.names, met, keys, last)
    peoples = last.peoples if voted == last.voted else _peoples(voted)
    same = _acronyms(census, voted, keys) | peoples
    given_only = frozenset(census.counted.given_only)
    others = [now.items() ^ then.items() for now, then in ((voted, last.voted), (same, last.same), (peoples, last.peoples))]
    moved = {name for pairs in others for name, _ in pairs} | (given_only ^ last.given_only)
    types = voted | dict.fromkeys(peoples, "place")
    heard = {name: last.heard.get(name) or hear(name) for name, kind in types.items() if kind == "person"}
    filed = {name: _filed(name, kind, same, last.filed, moved) for name, kind in types.items() if kind != "person"}
    near = within_earshot(moved, last.heard | heard) | _beside(moved, last.filed, filed)
    stand = [one for one in were if near.isdisjoint(one.names)]
    groups: list[Collection[str]] = [*group_people({name: heard[name] for name in near & heard.keys()}, given_only)]
    groups += _together(near & filed.keys(), filed)
    groups += [one.names for one in stand if not met.isdisjoint(one.names)]
    new = [_called(types[next(iter(group))], group, peoples, census.names) for group in groups]
    identities = sorted((*(one for one in stand if met.isdisjoint(one.names)), *new), key=attrgetter("type", "name"))
    grounds = Grounds(census.mark, keys, voted, same, peoples, given_only, heard, filed)
    return Reconciled(census.mark, census.mark, tuple(identities)), grounds


def _called(kind: EntityType, group: Iterable[str], peoples: Container[str], names: Mapping[str, Tally]) -> Identity:
    """The identity of a *group* of names."""
    return Identity(kind, preferred(kind, [name for name in group if name not in peoples], names), frozenset(group))


@lru_cache(maxsize=1 << 16)
def _key(name: str) -> str:
    """A name without what spelling alone changes."""
    return "".join(parts(name))


def _types(names: Mapping[str, Tally], met: Iterable[str], keys: Mapping[str, str], last: Grounds) -> dict[str, EntityType]:
    """The type of every name, by the majority of all mentions of its spellings."""
    votes: dict[str, list[int]] = {of[name]: [0] * len(ENTITY_TYPES) for name in met for of in (keys, last.keys) if name in of}
    for name, tally in names.items():
        if (voted := votes.get(keys[name])) is not None:
            voted[:] = map(add, voted, tally.counts)
    chosen = {key: ENTITY_TYPES[voted.index(max(voted))] for key, voted in votes.items()}  # of those with as many the first
    return {name: chosen.get(keys[name]) or last.voted[name] for name in names}


def _acronyms(census: Census, types: Mapping[str, EntityType], keys: Mapping[str, str]) -> dict[str, str]:
    """For each acronym that is a name by itself: what all articles that spell it out use it for, where that is one organisation."""
    full: dict[str, str] = {}
    for acronym, used in census.counted.acronyms.items():
        names = [name for name in used if types[name] == "organization"]
        if len({keys[name] for name in names}) == 1:
            full[acronym] = min(names)
    return {name: full[keys[name]] for name, kind in types.items() if kind == "organization" and keys[name] in full}


def _peoples(types: Mapping[str, EntityType]) -> dict[str, str]:
    """The adjectives and peoples of places of the archive that an article took for a name: ``Kestrian`` for Kestria."""
    stems = {
        name: [name.removesuffix(end) for end in _OF_A_PLACE if name.endswith(end)]
        for name in (name.lower() for name, kind in types.items() if kind == "organization" and " " not in name)
    }
    sought = frozenset(chain.from_iterable(stems.values()))
    places = {name.lower(): name for name in sorted(name for name, kind in types.items() if kind == "place" and name.lower() in sought)}
    out = {name: found[0] for name, some in stems.items() if (found := [places[stem] for stem in some if stem in places])}
    return {name: out[name.lower()] for name in types if name.lower() in out} if out else {}


def _filed(name: str, kind: EntityType, same: Mapping[str, str], last: Mapping[str, str], moved: Container[str]) -> str:
    """Where an organisation or a place is filed.

    Equal but for case, hyphens, accents, an article, the romanization of one word, or known as the *same*, they are filed together.
    """
    if name in last and name not in moved:
        return last[name]
    return f"{kind} {thing_key(same.get(name, name), kind == 'place')}"


def _beside(moved: Iterable[str], last: Mapping[str, str], now: Mapping[str, str]) -> set[str]:
    """The names that are filed, or were the *last* time, where one of those *moved* is or was."""
    files = {of[name] for name in moved for of in (last, now) if name in of}
    return {name for of in (last, now) for name, file in of.items() if file in files} if files else set()


def _together(names: Iterable[str], filed: Mapping[str, str]) -> list[list[str]]:
    """*names* in groups that are filed together."""
    groups: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        groups[filed[name]].append(name)
    return list(groups.values())


def preferred(kind: EntityType, group: Iterable[str], names: Mapping[str, Tally]) -> str:
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
    return max(forms, key=lambda form: (names[form].articles, names[form].total, len(form), form))
