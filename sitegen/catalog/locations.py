"""Places and articles -> where each place lies, where a gazetteer knows it without doubt."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import msgspec

from sitegen.catalog.gazetteer import REALMS, WIDER, Realm, Record, country_record, is_headed, towns_named
from sitegen.catalog.landscape import Landscape, peoples_in
from sitegen.catalog.whereabouts import Hint, hints_at
from sitegen.model import AnnotatedArticle, Appearance, Entity, Span

FAR_LARGER = 10
"""A town of so many times the people of the next of its name is meant where nothing speaks for another. Set so that the Birmingham of
England (6 times that of Alabama) and the Tripoli of Libya (6 times that of Lebanon) stay in doubt, and the Paris of France does not."""
WORLD_CITY = 1_000_000
"""People of a city that texts name without its country."""
CITY = 100_000
"""People of a city that one article of several may name without its country."""
_ALSO_CALLED = 5
"""A town that is only also called so counts as so many times smaller."""
_WIDER = re.compile(r"\s(?:province|governorate|state|county|district|region|airport|river|valley|oblast|prefecture|department)\b")
Met = dict[str, list[Span]]
"""The mentions of one place by the accession of the article."""


class Location(NamedTuple):
    """What the gazetteer says of a place."""

    record: Record | None
    """The one that is meant; None where there is doubt."""
    candidates: tuple[Record, ...]
    """All that may be meant."""


class Account(NamedTuple):
    """What one article says of where one place is, or one mention of it."""

    hints: tuple[Hint, ...]
    is_wider: bool
    """Whether something wider is meant by the name wherever it stands."""


class Said(msgspec.Struct, frozen=True, array_like=True):
    """What one article says of where places are."""

    peoples: tuple[str, ...]
    mentions: dict[str, Account]
    """By where they stand."""


class _Place(NamedTuple):
    """One place of the archive, with all that its articles say of where it is."""

    name: str
    names: frozenset[str]
    ranked: tuple[Record, ...]
    """The candidates, the most likely first."""
    accounts: list[Account]
    """An article each."""
    articles: list[Landscape]

    @property
    def every_hint(self) -> list[Hint]:
        """The hints of all articles that tell anything: those in passing only where they fit a candidate."""
        hints = (hint for account in self.accounts for hint in account.hints)
        return [hint for hint in hints if hint.is_plain or any(_fits(hint, record) for record in self.ranked)]

    def weight(self, record: Record) -> int:
        """The people of *record*, fewer where it is only also called so."""
        return _weight(record, self.name)

    def is_far_larger(self, records: Sequence[Record]) -> bool:
        """Whether the first of *records* is far larger than the next."""
        return len(records) == 1 or self.weight(records[0]) >= FAR_LARGER * self.weight(records[1])

    def speaks_for(self, record: Record, number: int) -> bool:
        """Whether an article names the country or, where texts name it, the region that *record* lies in."""
        return any(_fits(hint, record) for hint in self.accounts[number].hints) or self.articles[number].names(record.realm, self.names)

    def names_country(self, record: Record, number: int) -> bool:
        """Whether an article names the country that *record* lies in."""
        return self.articles[number].names(Realm(record.realm.country), self.names)


def find_locations(
    entities: Iterable[Entity],
    held: Iterable[AnnotatedArticle],
    appearances: Iterable[Appearance],
    homes: Mapping[str, Realm] | None = None,
    said: dict[str, Said | None] | None = None,
) -> dict[str, Location]:
    """By its id, what the gazetteer says of each place among *entities* whose name it knows and that the keeper has not placed.

    *homes* say where cities lie that can hardly be others, where more is known than from *entities*; *said*, by accession, is what articles
    are known to say, and then what they say.
    """
    met: dict[str, Met] = defaultdict(lambda: defaultdict(list))
    for appearance in appearances:
        if appearance.type == "place":
            met[appearance.entity][appearance.article].append(appearance.span)
    sought = [
        entity for entity in entities if entity.type == "place" and (entity.coordinates is None or entity.gazetteer) and entity.id in met
    ]
    found = [(entity, ranked) for entity in sought if (ranked := candidates(entity.name))]
    texts = {annotated.article.provenance.accession: annotated for annotated in held}
    homes, said = homes_of(found) if homes is None else homes, {} if said is None else said
    places_in: dict[str, list[str]] = defaultdict(list)
    for entity, _ in found:
        for accession in met[entity.id]:
            places_in[accession].append(entity.id)
    told: dict[str, list[Account]] = defaultdict(list)
    around: dict[str, list[Landscape]] = defaultdict(list)
    for accession, places in places_in.items():
        annotated, spans = texts[accession], {place: met[place][accession] for place in places}
        here = said[accession] = _said(annotated, chain.from_iterable(spans.values()), said.get(accession))
        landscape = Landscape(annotated, here.peoples, homes)
        for place in places:
            told[place].append(_together([here.mentions[_where(span)] for span in spans[place]]))
            around[place].append(landscape)
    return {entity.id: Location(_chosen(entity, ranked, told[entity.id], around[entity.id]), ranked) for entity, ranked in found}


def _said(annotated: AnnotatedArticle, spans: Iterable[Span], last: Said | None) -> Said:
    """What *annotated* says of where the places are that it mentions at *spans*, and what it was *last* found to say of others."""
    known = last.mentions if last else {}
    new = [span for span in spans if _where(span) not in known]
    if last and not new:
        return last
    text = annotated.article.text
    found = {_where(span): Account(tuple(hints_at(text, span.start, span.end)), _WIDER.match(text, span.end) is not None) for span in new}
    return Said(last.peoples if last else peoples_in(text), known | found)


def _where(span: Span) -> str:
    return f"{span.start}-{span.end}"


def _together(accounts: Sequence[Account]) -> Account:
    return Account(tuple(hint for account in accounts for hint in account.hints), all(account.is_wider for account in accounts))


def candidates(name: str) -> tuple[Record, ...]:
    """The records that a place's name may mean, the most likely first: a country of the name alone, else all towns."""
    countries = [record for realm in REALMS.get(name, ()) if not realm.region and (record := country_record(realm.country))]
    if countries or name in WIDER:
        return tuple(countries)
    return tuple(sorted(towns_named(name), key=lambda record: (-_weight(record, name), record.id)))


def _weight(record: Record, name: str) -> int:
    return record.people if record.is_country or is_headed(record, name) else record.people // _ALSO_CALLED


def homes_of(found: Iterable[tuple[Entity, Sequence[Record]]]) -> dict[str, Realm]:
    """By name, where the cities lie that can hardly be others."""
    out: dict[str, Realm] = {}
    for entity, ranked in found:
        weights = [_weight(record, entity.name) for record in ranked[:2]]
        if entity.name not in REALMS and weights[0] >= max(CITY, FAR_LARGER * sum(weights[1:])):
            out |= dict.fromkeys((entity.name, *entity.aliases), ranked[0].realm)
    return out


def _chosen(entity: Entity, ranked: tuple[Record, ...], accounts: list[Account], around: list[Landscape]) -> Record | None:
    """The one candidate that all the articles speak for."""
    place = _Place(entity.name, frozenset((entity.name, *entity.aliases)), ranked, accounts, around)
    if ranked[0].is_country:
        return _country(place)
    if all(account.is_wider for account in accounts):
        return None
    return _told(place) if place.every_hint else _untold(place)


def _fits(hint: Hint, record: Record) -> bool:
    return any(realm.holds(record.realm) for realm in hint.realms)


def _told(place: _Place) -> Record | None:
    """The town that the words beside its name put where it is, if none of the articles may mean a larger one."""
    hints = place.every_hint
    fitting = [record for record in place.ranked if all(_fits(hint, record) for hint in hints)]
    named = [record for record in fitting if is_headed(record, place.name)] or fitting
    if not named or named[0].has_rival or not place.is_far_larger(named):
        return None
    first = named[0]
    if not is_headed(first, place.name) and not any(hint.is_plain for hint in hints):
        return None
    if first is not place.ranked[0] and not all(place.speaks_for(first, number) for number in range(len(place.articles))):
        return None
    return first


def _untold(place: _Place) -> Record | None:
    """The town that is meant where no words beside its name say where it is."""
    first = place.ranked[0]
    if first.has_rival or not is_headed(first, place.name) or _may_be_region(place, first):
        return None
    if place.is_far_larger(place.ranked):
        return first if _is_at_home(place, first) and not _is_elsewhere(place, first) else None
    numbers = range(len(place.articles))
    found = [record for record in place.ranked if all(place.speaks_for(record, number) for number in numbers)]
    heard = [record for record in place.ranked if record not in found and any(place.names_country(record, number) for number in numbers)]
    return found[0] if len(found) == 1 and not heard and not found[0].has_rival and is_headed(found[0], place.name) else None


def _may_be_region(place: _Place, first: Record) -> bool:
    """Whether a region of the name, which the town does not lie in, may be meant; a capital is, unless the region is spoken of."""
    realms = [realm for name in sorted(place.names) for realm in REALMS.get(name, ()) if realm.region and not realm.holds(first.realm)]
    if not first.is_capital:
        return bool(realms)
    return any(article.names(realm, place.names) for realm in realms for article in place.articles)


def _is_at_home(place: _Place, first: Record) -> bool:
    """Whether the articles name the country of the town, the more of them the smaller it is."""
    numbers = range(len(place.articles))
    if first.people >= WORLD_CITY:
        return True
    if first.people >= CITY:
        return any(place.names_country(first, number) for number in numbers)
    return all(place.speaks_for(first, number) for number in numbers)


def _is_elsewhere(place: _Place, first: Record) -> bool:
    """Whether an article speaks for another town of the name."""
    others = [record for record in place.ranked if record.realm != first.realm]
    return any(place.speaks_for(record, number) for number in range(len(place.articles)) for record in others)


def _country(place: _Place) -> Record | None:
    """The country, if no region of the name and no town abroad may be meant instead."""
    first = place.ranked[0]
    abroad = [realm for hint in place.every_hint if hint.is_plain for realm in hint.realms if realm.region]
    if len(place.ranked) > 1 or any(realm.country != first.realm.country for realm in abroad):
        return None
    regions = [realm for name in sorted(place.names) for realm in REALMS.get(name, ()) if realm.region]
    if not regions:
        return first
    there = any(article.names(realm, place.names) for realm in regions for article in place.articles)
    return first if not there and all(place.speaks_for(first, number) for number in range(len(place.articles))) else None
