"""The lists of articles, quotes, people, organisations and places, each in two orders.

What stands on a leaf is named by its key; its card is dealt when the leaf is made, see ``dealt``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Any, Literal, TypeVar

from msgspec.structs import replace

from sitegen.model import EntityType, Report
from sitegen.publish.cards import Cards
from sitegen.publish.carriers import Utterance
from sitegen.publish.connections_page import PATH as CONNECTIONS
from sitegen.publish.filing import Filing, letter
from sitegen.publish.leaves import ListView, Order, cut, grouped, orders_in
from sitegen.publish.lookup import Key, Lookup, first_day
from sitegen.publish.map_page import PATH as MAP
from sitegen.publish.permalinks import FOLDERS, article_path, entity_path
from sitegen.publish.shelves import row
from sitegen.publish.tongue import N_, Tongue
from sitegen.publish.versions import versions_path
from sitegen.publish.wording import NO_SPEAKER_THERE, NO_TITLE

K = TypeVar("K")
_SPEAKER = attrgetter("speaker_type", "speaker", "quote.speaker")
Cardshelf = Literal["articles", "entities", "quotes"]

UNDATED = N_("No date found")

ARTICLE_ORDERS = ((N_("By date"), "articles.html"), (N_("A–Z"), "articles-a-z.html"))
QUOTE_ORDERS = ((N_("By date"), "quotes.html"), (N_("By speaker"), "quotes-by-speaker.html"))


def dealt(leaf: ListView[Any], shelf: Cardshelf, cards: Cards) -> ListView[Any]:
    """The *leaf* of keys with what stands under them on the *shelf* of *cards*."""
    there = getattr(cards, shelf)
    return replace(leaf, groups=tuple(replace(group, cards=tuple(row(there, group.cards))) for group in leaf.groups))


def articles_by_date(lookup: Lookup, tongue: Tongue) -> list[ListView[str]]:
    """All articles, month by month, those without a date last."""
    return _by_month(lookup.days.items(), orders_in(tongue, ARTICLE_ORDERS), 0, tongue)


def articles_by_title(lookup: Lookup, tongue: Tongue, filing: Filing) -> list[ListView[str]]:
    """All articles, A–Z."""
    untitled = tongue.gettext(NO_TITLE)
    titles = {one: filing.looked_up(annotated.article.title or untitled, None) for one, annotated in lookup.articles.items()}
    shelf = _sorted(titles, lambda accession: article_path(lookup.articles[accession].article))
    orders = orders_in(tongue, ARTICLE_ORDERS)
    return cut(grouped(shelf, lambda accession: letter(titles[accession])), orders, orders[1])


def quotes_by_date(lookup: Lookup, tongue: Tongue) -> list[ListView[str]]:
    """All words that stand between marks, article by article in order of date."""
    days = lookup.days
    shelf = ((report.quote.id, days[report.article]) for report in _verbatim(lookup))
    return _by_month(shelf, orders_in(tongue, QUOTE_ORDERS), 0, tongue)


def quotes_by_speaker(lookup: Lookup, tongue: Tongue, filing: Filing) -> list[ListView[str]]:
    """The same words by who said them, those of speakers who are not identified last."""
    reports = _verbatim(lookup)
    spoken: dict[tuple[EntityType | None, str | None, str | None], list[int]] = defaultdict(list)
    for number, speaker in enumerate(map(_SPEAKER, reports)):
        spoken[speaker].append(number)
    said: dict[tuple[bool, str, str], list[int]] = {}
    for speaker, numbers in spoken.items():
        said.setdefault(_filed_speaker(*speaker, lookup, filing), []).extend(numbers)
    unknown, orders, ids = tongue.gettext(NO_SPEAKER_THERE), orders_in(tongue, QUOTE_ORDERS), [report.quote.id for report in reports]
    shelf: dict[str, list[str]] = {}
    letters: dict[str, str] = {}
    for place in sorted(said):
        _, filed_as, name = place
        label = name or unknown
        letters[label] = letter(filed_as) if name else unknown
        shelf.setdefault(label, []).extend(map(ids.__getitem__, sorted(said[place])))
    return cut(shelf, orders, orders[1], letters.__getitem__)


def entities_by_name(type: EntityType, lookup: Lookup, tongue: Tongue, filing: Filing) -> list[ListView[Key]]:
    """All entities of *type*, A–Z, people by the last of their names."""
    orders = entity_orders(type, lookup, tongue)
    names = {key: filing.looked_up(entity.name, type) for key, entity in lookup.entities.items() if key[0] == type}
    shelf = _sorted(names, lambda key: entity_path(*key))
    return cut(grouped(shelf, lambda key: letter(names[key])), orders, orders[0])


def entities_by_date(type: EntityType, lookup: Lookup, tongue: Tongue) -> list[ListView[Key]]:
    """All entities of *type* by the month of the first dated article that mentions them."""
    since = [(key, first_day(key, lookup)) for key in lookup.entities if key[0] == type]
    since.sort(key=lambda one: (one[1] is None, one[1] or date.min))
    return _by_month(since, entity_orders(type, lookup, tongue), 1, tongue)


def reports_by_date(said: Utterance, lookup: Lookup, tongue: Tongue) -> list[ListView[str]]:
    """All reports of an utterance that very many articles carry."""
    shelf = ((id, lookup.days[lookup.reports[id].article]) for id in said.quotes)
    return _by_month(shelf, (Order("", said.path),), 0, tongue)


def versions_by_date(accessions: Sequence[str], lookup: Lookup, cards: Cards) -> list[ListView[str]]:
    """All versions of a text that very many articles carry."""
    shelf = ((accession, lookup.days[accession]) for accession in accessions)
    return _by_month(shelf, (Order("", versions_path(accessions, cards)),), 0, cards.tongue)


def entity_orders(type: EntityType, lookup: Lookup, tongue: Tongue) -> tuple[Order, ...]:
    """The orders of the list of entities of *type*, and the pages that show its entries in another way."""
    folder = FOLDERS[type]
    orders = [(N_("A–Z"), f"{folder}.html"), (N_("By first date"), f"{folder}-by-date.html")]
    if type != "place":
        orders.append((N_("Connections"), CONNECTIONS))
    elif any(entity.coordinates for entity in lookup.entities.values() if entity.type == "place"):
        orders.append((N_("Map"), MAP))
    return orders_in(tongue, orders)


def _verbatim(lookup: Lookup) -> list[Report]:
    return [report for report in lookup.reports.values() if report.quote.is_verbatim]


def _sorted(filed: Mapping[K, str], path: Callable[[K], str]) -> list[K]:
    """The keys of *filed* by their values; of those that are alike, by *path*."""
    alike = Counter(filed.values())
    return sorted(filed, key=lambda key: (place := filed[key], path(key) if alike[place] > 1 else ""))


def _by_month(shelf: Iterable[tuple[K, date | None]], orders: tuple[Order, ...], order: int, tongue: Tongue) -> list[ListView[K]]:
    """The leaves of a list by the month of each one's day; its parts are the years."""
    months: dict[tuple[int, int] | None, list[K]] = {}
    for key, day in shelf:
        months.setdefault((day.year, day.month) if day else None, []).append(key)
    undated = tongue.gettext(UNDATED)
    labels = {month: tongue.month(*month) if month else undated for month in months}
    years = {labels[month]: f"{month[0]:04}" if month else undated for month in months}
    return cut({labels[month]: keys for month, keys in months.items()}, orders, orders[order], years.__getitem__)


def _filed_speaker(type: EntityType | None, id: str | None, name: str | None, lookup: Lookup, filing: Filing) -> tuple[bool, str, str]:
    """Where a speaker stands, those without a name last: people by the last of their names, a description by its words."""
    entity = lookup.entities.get((type, id)) if type and id else None
    if entity:
        type, name = entity.type, entity.name
    return name is None, filing.looked_up(name or "", type), name or ""
