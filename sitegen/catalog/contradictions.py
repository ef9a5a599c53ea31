"""Rules about names -> one rule a name, or the error that two of them cannot both be true."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sitegen.catalog.rules import EntityRule, QuoteRule
from sitegen.errors import SettingsError

_SINGLE = ("type", "coordinates", "wikidata")


def merge_rules(rules: Iterable[EntityRule], quotes: Iterable[QuoteRule], path: str) -> tuple[EntityRule, ...]:
    """One rule for each name, of all entries that speak of it; SettingsError where entries contradict each other."""
    merged: dict[str, EntityRule] = {}
    for rule in rules:
        merged[rule.name] = _joined(merged[rule.name], rule, path) if rule.name in merged else rule
    out = tuple(merged.values())
    _check_claims(out, path)
    for rule in out:
        _check_itself(rule, path)
    _check_speakers(out, quotes, path)
    return out


def _joined(one: EntityRule, other: EntityRule, path: str) -> EntityRule:
    """Two entries of one name as one rule."""
    for key in _SINGLE:
        first, second = getattr(one, key), getattr(other, key)
        if first is not None and second is not None and first != second:
            raise SettingsError(f"`{one.name}` has two values for `{key}`", path, other.line, f"line {one.line} says {first!r}")
    if one.ignore != other.ignore:
        raise SettingsError(f"`{one.name}` is ignored in one entry and described in another", path, other.line, f"see line {one.line}")
    notes = dict.fromkeys(note for note in (one.note, other.note) if note)
    return EntityRule(
        one.line,
        one.name,
        one.type or other.type,
        _both(one.aliases, other.aliases),
        _both(one.same_as, other.same_as),
        _both(one.not_same_as, other.not_same_as),
        one.ignore,
        one.coordinates or other.coordinates,
        one.wikidata or other.wikidata,
        " ".join(notes) or None,
    )


def _both(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def _check_claims(rules: Sequence[EntityRule], path: str) -> None:
    """No name belongs to two entities."""
    owner: dict[str, EntityRule] = {}
    for rule in rules:
        for name in dict.fromkeys(rule.claims):
            first = owner.setdefault(name, rule)
            if first is not rule:
                message = f"`{name}` cannot be both `{first.name}` and `{rule.name}`"
                raise SettingsError(message, path, rule.line, f"the entry in line {first.line} claims it too: keep it in one of them")


def _check_itself(rule: EntityRule, path: str) -> None:
    """An entity is not another than itself, no name in two ways, and what is no name has no facts."""
    for name in rule.not_same_as:
        if name in rule.claims:
            raise SettingsError(f"`{name}` cannot be `{rule.name}` and not be it", path, rule.line, "remove it from one of the two lists")
    for name in rule.aliases:
        if name in rule.same_as:
            hint = "`aliases` takes one form, `same_as` takes all that goes with it"
            raise SettingsError(f"`{name}` stands in `aliases` and in `same_as`", path, rule.line, hint)
    facts = [key for key in (*_SINGLE, "not_same_as") if getattr(rule, key)]
    if rule.ignore and facts:
        raise SettingsError(f"`{rule.name}` is ignored and yet has `{facts[0]}`", path, rule.line, "remove one of the two")
    if rule.coordinates and rule.type not in (None, "place"):
        raise SettingsError(f"`{rule.name}` is no place and yet has `coordinates`", path, rule.line, "remove one of the two")


def _check_speakers(rules: Sequence[EntityRule], quotes: Iterable[QuoteRule], path: str) -> None:
    """Nobody speaks who is no name."""
    ignored = {name: rule for rule in rules if rule.ignore for name in rule.claims}
    for quote in quotes:
        if quote.speaker in ignored:
            hint = f"the entry in line {ignored[quote.speaker].line} ignores the name"
            raise SettingsError(f"`{quote.speaker}` speaks and is ignored", path, quote.line, hint)
