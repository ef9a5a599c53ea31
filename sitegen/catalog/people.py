"""Personal names: when two of them may be one person's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

import msgspec

from sitegen.catalog.roles import TITLES as OFFICES
from sitegen.catalog.spelling import given_key, is_short_for, letter, parts, plain, sound
from sitegen.model.value import Value

# Han Duk-ho, but not Anna Berg-Hansen
_GIVEN_LAST = re.compile(r"\s\w+[-‑][a-z]\w*$")
_TITLES = frozenset(("dr", "mr", "mrs", "ms", "prof", "sir"))
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))


class PersonName(Value):
    """A personal name, taken apart for comparing."""

    given: tuple[str, ...]
    """Everything before the family name, initials as single letters."""
    family: str
    suffix: str

    @property
    def is_full(self) -> bool:
        """Whether it has more than a family name or a given name alone."""
        return bool(self.given)


@lru_cache(maxsize=1 << 16)
def parse_person(name: str) -> PersonName:
    """*name* without title and articles; where a hyphen shows that the family name comes first, it is put last."""
    words = [word for part in name.split() if (word := " ".join(parts(part)))]
    suffix = words.pop() if len(words) > 2 and words[-1] in _SUFFIXES else ""
    if len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    if len(words) == 2 and _GIVEN_LAST.search(name):
        words = [words[1], words[0]]
    return PersonName(tuple(words[:-1]), words[-1] if words else "", suffix)


def is_full_name(name: str) -> bool:
    """Whether *name* tells one person from all the others of a family: not ``Ms. Quill``."""
    words = name.split()
    return len(words) > 1 and plain(words[0]) not in _TITLES | OFFICES and parse_person(name).is_full


def family_as_written(name: str) -> str:
    """The family name in the full name *name*, in its letters: ``Mara P. Quill Jr.`` -> ``Quill``."""
    words = name.split()
    family = plain(words[-1]) or words[-1]
    if len(words) > 2 and family in _SUFFIXES:
        return words[-2]
    return words[0] if len(words) == 2 and _GIVEN_LAST.search(name) else words[-1]


def may_be_one(one: PersonName, other: PersonName) -> bool:
    """Whether two full names differ by no more than spelling, initials, a short given name or a second given name."""
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return False
    if sound(one.family) != sound(other.family):
        return False
    return _given_fit(one.given, other.given)


def _given_fit(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if not _same_word(one[0], other[0]):
        return False
    if len(one) > 1 and len(other) > 1:
        return len(one) == len(other) and all(map(_same_word, one, other))
    # C. Rick Marten is called Rick, and may be no Carla Marten
    return not any(len(given) > 1 and len(given[0]) == 1 and len(given[1]) > 1 for given in (one, other))


def _same_word(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return sound(one) == sound(other) or is_short_for(one, other)


class Heard(msgspec.Struct, frozen=True, array_like=True):
    """What a name sounds like."""

    whole: str
    """All words in their order."""
    family: str
    letter: str | None
    """Under which to look for the given name; None for a family name or a given name alone."""
    alone: str
    """The family name in small Latin letters."""


def group_people(heard: Mapping[str, Heard], given_only: frozenset[str] = frozenset()) -> list[list[str]]:
    """The names that were *heard* in groups, a group a person.

    A name that fits two people who are not one stays by itself, as do those *given_only*. Names of which no two share a family name or
    the sound of all words do not touch each other.
    """
    spelled: dict[str, list[str]] = defaultdict(list)
    for name in sorted(heard.keys() - given_only):
        spelled[heard[name].whole].append(name)
    blocks: dict[tuple[str, str], list[str]] = defaultdict(list)
    alone: list[str] = []
    for name in (forms[0] for forms in spelled.values()):
        sounds = heard[name]
        if sounds.letter is not None:
            blocks[sounds.family, sounds.letter].append(name)
        else:
            alone.append(name)
    groups = [group for block in blocks.values() for group in (_cliques(block) if len(block) > 1 else [block])]
    groups += _alone(alone, heard, groups)
    forms_of = {forms[0]: forms for forms in spelled.values()}
    return [[form for name in group for form in forms_of[name]] for group in groups] + [
        [name] for name in sorted(given_only & heard.keys())
    ]


def within_earshot(names: Iterable[str], heard: Mapping[str, Heard]) -> set[str]:
    """*names*, and all that were *heard* and share a family name or the sound of all words with one of them, or with one of these."""
    near: set[str] = set()
    new = set(names) & heard.keys()
    while new:
        near |= new
        families, wholes = {heard[name].family for name in new}, {heard[name].whole for name in new}
        new = {name for name, sounds in heard.items() if sounds.family in families or sounds.whole in wholes} - near
    return near


def hear(name: str) -> Heard:
    """What *name* sounds like."""
    person = parse_person(name)
    return Heard(_whole(name), sound(person.family), letter(person.given[0]) if person.is_full else None, plain(person.family))


def _whole(name: str) -> str:
    """The sound of all words in their order: equal for ``Han Duk-ho`` and ``Han Duk Ho``."""
    words = parts(name)
    return "".join(map(sound, words)) if len(words) > 1 else " ".join(words)


def _cliques(block: list[str]) -> list[list[str]]:
    """The names of *block* in groups whose members all fit each other."""
    parsed = {name: parse_person(name) for name in block}
    near = _near(block, parsed)
    fits = {name: {other for other in near[name] if other == name or may_be_one(parsed[name], parsed[other])} for name in block}
    groups: list[list[str]] = []
    left = set(block)
    for name in sorted(block, key=lambda n: (-len(fits[n]), n)):
        if name in left and all(fits[other] == fits[name] for other in fits[name]):
            groups.append(sorted(fits[name]))
            left -= fits[name]
    return groups + _leftover(left, fits)


def _near(block: list[str], parsed: dict[str, PersonName]) -> dict[str, list[str]]:
    """For each name of *block* those that may fit it: of the same first given name, or with an initial for it."""
    by_given: dict[str, list[str]] = defaultdict(list)
    for name in block:
        by_given[given_key(parsed[name].given[0])].append(name)
    initials = [name for given, found in by_given.items() if len(given) == 1 for name in found]
    return {name: block if len(given) == 1 else [*found, *initials] for given, found in by_given.items() for name in found}


def _leftover(left: set[str], fits: dict[str, set[str]]) -> list[list[str]]:
    """Names that fit some of their block only: those that fit the same ones together, the others by themselves."""
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in sorted(left):
        groups[tuple(sorted(fits[name]))].append(name)
    return list(groups.values())


def _alone(names: list[str], heard: Mapping[str, Heard], groups: list[list[str]]) -> list[list[str]]:
    """Lone family names put to the one person of that name; the others by themselves."""
    by_family: dict[str, list[list[str]]] = defaultdict(list)
    for group in groups:
        by_family[heard[group[0]].family].append(group)
    by_sound: dict[str, list[str]] = defaultdict(list)
    for name in names:
        bearers = by_family[heard[name].family]
        if len(bearers) == 1:
            bearers[0].append(name)
        else:
            by_sound[heard[name].alone].append(name)
    return list(by_sound.values())
