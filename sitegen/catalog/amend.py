"""Identities and Authority -> identities as their keeper knows them."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec.structs import replace

from sitegen.catalog.reconcile import Identity
from sitegen.catalog.rules import Authority, EntityRule
from sitegen.model import Correction, EntityType, Note, Severity
from sitegen.model.value import Value

_NEAR = 4
"""Letters that a name and a nearly equal one may differ by in length."""
Written = Mapping[str, tuple[Identity, ...]]
"""By a form that is no full name, the identities that articles write it for."""
Naming = Callable[[EntityType, Iterable[str]], str]
"""Chooses the preferred name among several."""


class Amended(Value):
    """What the keeper's rules made of the identities."""

    identities: list[Identity]
    touched: dict[str, frozenset[str]]
    """By its own name, the names that each rule is about."""
    ignored: frozenset[str]
    """Names that are none."""


def amend(identities: Sequence[Identity], authority: Authority, naming: Naming, written: Written) -> Amended:
    """*identities* as the rules of *authority* want them; a name that no rule speaks of stays where it was."""
    home = {form: found[0] for form, found in written.items() if len(found) == 1}
    home |= {name: identity for identity in identities for name in identity.names}
    owner = {name: rule.name for rule in authority.entities for name in rule.claims}
    taken: set[str] = set()
    made: list[Identity] = []
    touched: dict[str, frozenset[str]] = {}
    ignored: set[str] = set()
    for rule in sorted(authority.entities, key=lambda rule: _is_renamed(rule, home)):
        found = _found(rule, home)
        held = _held(rule, found, owner, home) - taken
        left = (
            frozenset(name for name in rule.not_same_as if any(name in identity.names for identity in found) and name not in owner) - taken
        )
        touched[rule.name] = held | left
        taken |= held | left
        if rule.ignore:
            ignored |= held
        elif held:
            made.append(_made(rule, held, found, home))
        made += [Identity(home[name].type, name, frozenset((name,)), Correction(("forms",), rule.note)) for name in sorted(left)]
    rest = [kept for identity in identities if (kept := _without(identity, taken, naming)) is not None]
    return Amended(rest + made, touched, frozenset(ignored))


def unmatched(amended: Amended, authority: Authority, names: Iterable[str], written: Written) -> list[Note]:
    """A note on each rule, and on each name in the lists of one, that is about no name of the archive, with the nearest of *names*."""
    known = {*names, *(form for form, found in written.items() if len(found) == 1)}
    out = []
    for rule in authority.entities:
        if not amended.touched[rule.name]:
            hint = _hint(rule.name, known, written) or "no article mentions it any more: remove the entry, or keep it for captures to come"
            severity: Severity = "info" if rule.ignore else "warning"
            out.append(Note(severity, "unmatched-correction", f"no name `{rule.name}` in this archive", authority.path, rule.line, hint))
            continue
        for name in (*rule.same_as, *rule.aliases, *rule.not_same_as):
            near = None if name in known else _hint(name, known - {rule.name}, written)
            if near is not None:
                message = f"no name `{name}`, of the entry `{rule.name}`, in this archive"
                out.append(Note("warning", "unmatched-name", message, authority.path, rule.line, near))
    return out


def _hint(name: str, known: Iterable[str], written: Written) -> str | None:
    """Whom *name* may mean."""
    bearers = [f"`{identity.name}`" for identity in written.get(name, ())]
    if len(bearers) > 1:
        return f"articles write it for {' and '.join(bearers)}: name one of them in full"
    similar = sorted(one for one in known if one[:1] == name[:1] and abs(len(one) - len(name)) < _NEAR)
    near = difflib.get_close_matches(name, similar, n=1)
    return f"did you mean `{near[0]}`?" if near else None


def _is_renamed(rule: EntityRule, home: dict[str, Identity]) -> bool:
    """False for the rule of an identity's own name: where two rules part one identity, what neither claims stays with that name."""
    return rule.name not in home or home[rule.name].name != rule.name


def _found(rule: EntityRule, home: dict[str, Identity]) -> list[Identity]:
    """The identities that become the one of *rule*: that of its name first."""
    found = [home[name] for name in (rule.name, *rule.same_as) if name in home]
    return list(dict.fromkeys(found))


def _held(rule: EntityRule, found: Iterable[Identity], owner: dict[str, str], home: dict[str, Identity]) -> frozenset[str]:
    """The names of the identity that *rule* makes: none that another rule claims, or that it holds apart itself."""
    names = {name for identity in found for name in _reached(rule, identity)}
    names |= {name for name in rule.aliases if name in home and name in home[name].names}
    return frozenset(name for name in names if owner.get(name, rule.name) == rule.name and name not in rule.not_same_as)


def _reached(rule: EntityRule, identity: Identity) -> frozenset[str]:
    """The names of *identity* that go with those that *rule* claims: all; of one that is ignored under another name, that name alone."""
    if rule.ignore and identity.name not in rule.claims:
        return identity.names.intersection(rule.claims)
    return identity.names


def _made(rule: EntityRule, held: frozenset[str], found: Sequence[Identity], home: dict[str, Identity]) -> Identity:
    first = found[0] if found else home[min(held)]
    kind = rule.type or first.type
    changed = {
        "name": rule.name != first.name,
        "type": kind != first.type,
        "forms": held != first.names,
        "coordinates": rule.coordinates is not None,
        "wikidata": rule.wikidata is not None,
    }
    facts = tuple(fact for fact, is_changed in changed.items() if is_changed)
    return Identity(kind, rule.name, held, Correction(facts, rule.note), rule.coordinates, rule.wikidata)


def _without(identity: Identity, taken: set[str], naming: Naming) -> Identity | None:
    """What is left of *identity* when the names in *taken* are gone."""
    names = identity.names - taken
    if not names or len(names) == len(identity.names):
        return identity if names else None
    name = identity.name if identity.name in names else naming(identity.type, names)
    return replace(identity, name=name, names=names)
