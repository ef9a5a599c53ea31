"""The lists of articles, quotes, people, organisations and places, each in two orders.

What stands on a leaf is named by its key; its card is dealt when the leaf is made, see ``dealt``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from types import MappingProxyType
from typing import Any, Literal, TypeVar

from markupsafe import Markup
from msgspec.structs import replace

from sitegen.model import EntityType
from sitegen.publish.cards import Cards
from sitegen.publish.carriers import Utterance
from sitegen.publish.connections_page import PATH as CONNECTIONS
from sitegen.publish.filing import Filing, letter
from sitegen.publish.leaves import ListView, Order, cut, grouped, orders_in
from sitegen.publish.lookup import Key, Lookup
from sitegen.publish.map_page import PATH as MAP
from sitegen.publish.permalinks import FOLDERS, article_path, entity_path
from sitegen.publish.sayings import Said, Speaker
from sitegen.publish.shelves import row
from sitegen.publish.tongue import N_, Tongue
from sitegen.publish.versions import versions_path
from sitegen.publish.wording import NO_SPEAKER_THERE, NO_TITLE

K = TypeVar("K")
Cardshelf = Literal["articles", "entities", "quotes"]
FiledSpeaker = tuple[bool, str, str]
"""Whether a speaker has no name, where the name is filed, and the name: by these they stand, those without a name last."""


UNDATED = N_("No date found")

ARTICLE_ORDERS = ((N_("By date"), "articles.html"), (N_("A–Z"), "articles-a-z.html"))
QUOTE_ORDERS = ((N_("By date"), "quotes.html"), (N_("By speaker"), "quotes-by-speaker.html"))


def dealt(leaf: ListView[Any], shelf: Cardshelf, cards: Cards, standing: Mapping[Any, Markup] = MappingProxyType({})) -> ListView[Any]:
    """The *leaf* of keys with what stands under them on the *shelf* of *cards*, or with the entries of those that are *standing*."""
    there = getattr(cards, shelf)
    new = [key for group in leaf.groups for key in group.cards if key not in standing]
    shown = {**standing, **dict(zip(new, row(there, new), strict=True))}
    return replace(leaf, groups=tuple(replace(group, cards=tuple(map(shown.__getitem__, group.cards))) for group in leaf.groups))


def articles_by_date(lookup: Lookup, tongue: Tongue) -> list[ListView[str]]:
    """All articles, month by month, those without a date last."""
    return _of_months(
        _months((place[1], accession) for accession, place in lookup.filed.items()), orders_in(tongue, ARTICLE_ORDERS), 0, tongue
    )


def articles_by_title(lookup: Lookup, tongue: Tongue, filing: Filing) -> list[ListView[str]]:
    """All articles, A–Z."""
    untitled = tongue.gettext(NO_TITLE)
    titles = filing.row([annotated.article.title or untitled for annotated in lookup.articles.values()], None)
    shelf = _by_letter(dict(zip(lookup.articles, titles, strict=True)), lambda accession: article_path(lookup.articles[accession].article))
    orders = orders_in(tongue, ARTICLE_ORDERS)
    return cut(shelf, orders, orders[1])


def quotes_by_date(said: Said, lookup: Lookup, tongue: Tongue) -> list[ListView[str]]:
    """All words that are *said* between marks, article by article in order of date."""
    months = _months((lookup.filed[accession][1], ids) for accession, ids in said.within.items())
    shelf = {month: list(chain.from_iterable(ids)) for month, ids in months.items()}
    return _of_months(shelf, orders_in(tongue, QUOTE_ORDERS), 0, tongue)


def quotes_by_speaker(said: Said, lookup: Lookup, tongue: Tongue, filing: Filing) -> list[ListView[str]]:
    """The same words by who said them, those of speakers who are not identified last."""
    places: dict[FiledSpeaker, list[str]] = {}
    several: dict[FiledSpeaker, list[str]] = {}
    for place, spoken in _filed_speakers(said.by, lookup, filing):
        ids = places.setdefault(place, spoken)
        if ids is not spoken:
            several.setdefault(place, [*ids]).extend(spoken)
    moved = set(chain.from_iterable(several.values()))
    order = {id: number for number, id in enumerate(filter(moved.__contains__, lookup.reports))}
    places |= {place: sorted(ids, key=order.__getitem__) for place, ids in several.items()}
    unknown, orders = tongue.gettext(NO_SPEAKER_THERE), orders_in(tongue, QUOTE_ORDERS)
    shelf: dict[str, list[str]] = {}
    signs: dict[str, str] = {}
    for place in sorted(places):
        _, filed_as, name = place
        label = name or unknown
        signs[label] = filed_as[:1] if name else unknown
        shelf[label] = [*shelf[label], *places[place]] if label in shelf else places[place]
    letters = {sign: unknown if sign is unknown else letter(sign) for sign in dict.fromkeys(signs.values())}
    return cut(shelf, orders, orders[1], lambda label: letters[signs[label]])


def entities_by_name(type: EntityType, lookup: Lookup, tongue: Tongue, filing: Filing) -> list[ListView[Key]]:
    """All entities of *type*, A–Z, people by the last of their names."""
    orders = entity_orders(type, lookup, tongue)
    names = {key: entity.name for key, entity in lookup.entities.items() if key[0] == type}
    filed = dict(zip(names, filing.row([*names.values()], type), strict=True))
    return cut(_by_letter(filed, lambda key: entity_path(*key)), orders, orders[0])


def entities_by_date(type: EntityType, lookup: Lookup, tongue: Tongue) -> list[ListView[Key]]:
    """All entities of *type* by the month of the first dated article that mentions them."""
    articles_of, filed = lookup.articles_of, lookup.filed
    firsts = [(articles_of.get(key), key) for key in lookup.entities if key[0] == type]
    days: dict[str, list[Key]] = {}
    for articles, key in firsts:
        days.setdefault(filed[articles[0]][1] if articles else "", []).append(key)
    months = {month: list(chain.from_iterable(keys)) for month, keys in _months((day, days[day]) for day in sorted(days)).items()}
    undated = {"": months.pop("")} if "" in months else {}
    return _of_months(months | undated, entity_orders(type, lookup, tongue), 1, tongue)


def reports_by_date(said: Utterance, lookup: Lookup, tongue: Tongue) -> list[ListView[str]]:
    """All reports of an utterance that very many articles carry."""
    months = _months((lookup.filed[lookup.reports[id].article][1], id) for id in said.quotes)
    return _of_months(months, (Order("", said.path),), 0, tongue)


def versions_by_date(accessions: Sequence[str], lookup: Lookup, cards: Cards) -> list[ListView[str]]:
    """All versions of a text that very many articles carry."""
    months = _months((lookup.filed[accession][1], accession) for accession in accessions)
    return _of_months(months, (Order("", versions_path(accessions, cards)),), 0, cards.tongue)


def entity_orders(type: EntityType, lookup: Lookup, tongue: Tongue) -> tuple[Order, ...]:
    """The orders of the list of entities of *type*, and the pages that show its entries in another way."""
    folder = FOLDERS[type]
    orders = [(N_("A–Z"), f"{folder}.html"), (N_("By first date"), f"{folder}-by-date.html")]
    if type != "place":
        orders.append((N_("Connections"), CONNECTIONS))
    elif any(entity.coordinates for entity in lookup.entities.values() if entity.type == "place"):
        orders.append((N_("Map"), MAP))
    return orders_in(tongue, orders)


def _sorted(filed: Mapping[K, str], path: Callable[[K], str]) -> list[K]:
    """The keys of *filed* by their values; of those that are alike, by *path*."""
    many = Counter(filed.values())
    alike = sorted([key for key, place in filed.items() if many[place] > 1], key=path)
    return sorted(dict.fromkeys(chain(alike, filed)), key=filed.__getitem__)


def _by_letter(filed: Mapping[K, str], path: Callable[[K], str]) -> dict[str, list[K]]:
    """The keys of *filed* in this order, under the letter of each."""
    shelf: dict[str, list[K]] = {}
    for sign, keys in groupby(_sorted(filed, path), lambda key: filed[key][:1]):
        shelf.setdefault(letter(sign), []).extend(keys)
    return shelf


def _months(shelf: Iterable[tuple[str, K]]) -> dict[str, list[K]]:
    """What stands on *shelf*, each behind its day, by month, both as in ``2031-05-04``; what has none under an empty one."""
    months: dict[str, list[K]] = {}
    for day, one in shelf:
        months.setdefault(day[:7], []).append(one)
    return months


def _of_months(months: Mapping[str, Sequence[K]], orders: tuple[Order, ...], order: int, tongue: Tongue) -> list[ListView[K]]:
    """The leaves of a list by month; its parts are the years."""
    undated = tongue.gettext(UNDATED)
    labels = {month: tongue.month(int(month[:4]), int(month[5:])) if month else undated for month in months}
    years = {labels[month]: month[:4] or undated for month in months}
    return cut({labels[month]: keys for month, keys in months.items()}, orders, orders[order], years.__getitem__)


def _filed_speakers(by: Mapping[Speaker, list[str]], lookup: Lookup, filing: Filing) -> Iterator[tuple[FiledSpeaker, list[str]]]:
    """Where speakers stand, people by the last of their names, a description by its words, each with what is said *by* them."""
    alike = grouped(by.items(), lambda one: one[0][0])
    for type, some in alike.items():
        entities = [lookup.entities.get((type, id)) if type and id else None for (_, id, _), _ in some]
        names = [entity.name if entity else name for entity, ((_, _, name), _) in zip(entities, some, strict=True)]
        places = filing.row([name or "" for name in names], type)
        filed = [(name is None, place, name or "") for name, place in zip(names, places, strict=True)]
        yield from zip(filed, [ids for _, ids in some], strict=True)
