"""What the page of a person, an organisation or a place is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from types import MappingProxyType

from markupsafe import Markup

from sitegen.model import Entity, EntityType, Span
from sitegen.publish.activity import Activity, activity
from sitegen.publish.cards import ArticleCard, Cards, EntityCard, NameCard, QuoteCard
from sitegen.publish.leaves import Order
from sitegen.publish.lookup import NEVER, Dated, Key, Lookup, Stretches, anchor_in
from sitegen.publish.portions import cut_up, on_leaf
from sitegen.publish.roles import likeness
from sitegen.publish.shelves import row
from sitegen.publish.tongue import Tongue
from sitegen.publish.view import View
from sitegen.publish.weave import marked
from sitegen.publish.wording import corrected

BESIDE = 72
"""Characters shown on either side of a name: with the name about two lines of print."""
SHOWN = 8
"""Mentions shown an article; the rest is counted."""
GIVEN = 4
"""Articles named for one description."""


class RoleLine(View):
    """A description as written, and the first articles that give it."""

    text: str
    articles: tuple[ArticleCard, ...]
    more: int


class Line(View):
    """One mention with the words around it."""

    html: Markup
    place: str
    """The path of the article with the fragment of the paragraph."""
    number: int
    """Which mention of the name in the article it is, counted from 1."""


class Context(View):
    """The mentions in one article."""

    article: ArticleCard
    lines: tuple[Line, ...]
    more: int


class EntityView(View):
    """An entity of the archive and all that the articles say of it."""

    card: EntityCard
    aliases: tuple[str, ...]
    days: str | None
    roles: tuple[RoleLine, ...]
    quotes: tuple[QuoteCard, ...]
    said: tuple[QuoteCard, ...]
    """Reported speech, shown apart."""
    contexts: tuple[Context | Markup, ...]
    """As text where it stands from the last build."""
    said_total: int
    activity: Activity | None
    leaf: int
    leaves: tuple[Order, ...]
    """All leaves of the page; empty when there is but one. Quotes and mentions go on from leaf to leaf, the rest stands on the first."""
    corrected: str | None
    """That the keeper of the archive decided something here, and what."""
    note: str | None
    """What the keeper says of it."""
    coordinates: tuple[float, float] | None
    is_country: bool
    """Whether the coordinates are the middle of a country."""
    geonames: str | None
    """The number of the GeoNames record that says where the place is."""
    wikidata: str | None
    together: tuple[tuple[EntityType, tuple[tuple[NameCard, int], ...]], ...]
    """Who is mentioned in the same articles, by type, with the number of those articles."""


def leaf_path(path: str, leaf: int) -> str:
    """The path of a leaf of the page at *path*; no slug holds a full stop, so that it is no other entity’s page."""
    return path if leaf == 1 else f"{path.removesuffix('.html')}.{leaf}.html"


def leaf_count(key: Key, lookup: Lookup) -> int:
    """How many leaves the page of the entity *key* has."""
    first = lookup.portions.get(on_leaf(key, 1))
    return first.leaves if first else 1


def entity_view(
    entity: Entity, leaf: int, leaves: int, lookup: Lookup, cards: Cards, standing: Mapping[str, Markup] = MappingProxyType({})
) -> EntityView:
    """The page of *entity*, or one of its *leaves*, with the mentions in articles of which these are *standing*."""
    key = (entity.type, entity.id)
    articles = lookup.articles_of.get(key, ()) if leaf == 1 else ()
    shown = lookup.portions[on_leaf(key, leaf)] if leaves > 1 else next(cut_up(articles, lookup.reports_by.get(key, ())))
    card = cards.entities[key]
    return EntityView(
        card=card,
        aliases=entity.aliases,
        days=days_of(lookup.dated.get(key, NEVER), card.articles, cards.tongue),
        roles=_roles(entity, cards) if leaf == 1 else (),
        quotes=tuple(map(cards.quotes.__getitem__, shown.quotes)),
        said=tuple(map(cards.quotes.__getitem__, shown.said)),
        said_total=shown.said_total,
        activity=activity(_mentioned(key, lookup), cards.tongue) if leaf == 1 else None,
        contexts=_with(standing, shown.articles, key, lookup, cards),
        corrected=corrected(entity.correction, cards.tongue),
        note=entity.correction.note if entity.correction else None,
        coordinates=entity.coordinates,
        is_country=entity.is_country,
        geonames=entity.gazetteer.removeprefix("GeoNames ") if entity.gazetteer else None,
        wikidata=entity.wikidata,
        leaf=leaf,
        leaves=tuple(Order(str(n), leaf_path(card.path, n)) for n in range(1, leaves + 1)) if leaves > 1 else (),
        together=_together(key, lookup, cards) if leaf == 1 else (),
    )


def days_of(dated: Dated, articles: int, tongue: Tongue) -> str | None:
    """The days from first to last that some *articles* state, and how many state none: one date does not speak for the others."""
    stated, *ends = dated
    days, undated = tongue.span_of([day for day in ends if day]), articles - stated
    if not days or not undated:
        return days
    return tongue.ngettext("%(days)s, %(num)s without a date", "%(days)s, %(num)s without a date", undated, days=days)


def _mentioned(key: Key, lookup: Lookup) -> dict[date, int]:
    """How often the articles of each known day mention the entity *key*."""
    return {day: number for day, number in lookup.mentioned.get(key, {}).items() if day}


def _roles(entity: Entity, cards: Cards) -> tuple[RoleLine, ...]:
    """The descriptions, those alike in one line, in order of the articles."""
    found: dict[str, tuple[str, dict[str, ArticleCard]]] = {}
    for role in entity.roles:
        _, articles = found.setdefault(likeness(role), (role.text, {}))
        articles[role.article] = cards.articles[role.article]
    shelves = ((text, list(articles.values())) for text, articles in found.values())
    return tuple(RoleLine(text, tuple(articles[:GIVEN]), max(0, len(articles) - GIVEN)) for text, articles in shelves)


def _with(
    standing: Mapping[str, Markup], accessions: Sequence[str], key: Key, lookup: Lookup, cards: Cards
) -> tuple[Context | Markup, ...]:
    """The mentions in each article, those in most of them *standing*."""
    if not standing:
        return tuple(_contexts(accessions, key, lookup, cards))
    new = [accession for accession in accessions if accession not in standing]
    shown: dict[str, Context | Markup] = {**standing, **dict(zip(new, _contexts(new, key, lookup, cards), strict=True))}
    return tuple(map(shown.__getitem__, accessions))


def _contexts(accessions: Sequence[str], key: Key, lookup: Lookup, cards: Cards) -> Iterator[Context]:
    shelves = row(cards.articles, accessions), row(lookup.articles, accessions), row(lookup.stretches, accessions)
    for article, annotated, stretches, appearances in zip(*shelves, row(lookup.appearances_in, accessions), strict=True):
        here, around = appearances[key], annotated.article.between
        lines = tuple([_line(one.span, around, article.path, stretches, number) for number, one in enumerate(here[:SHOWN], 1)])
        yield Context(article, lines, max(0, len(here) - SHOWN))


def _line(span: Span, around: Callable[[int, int], str], path: str, stretches: Stretches, number: int) -> Line:
    first = max(0, span.start - BESIDE - 1)
    text = around(first, span.end + BESIDE + 1)  # with a character more on either side than is shown: it tells what is
    name, behind_name = span.start - first, span.end - first
    start, end = _left(text, name), _right(text, behind_name)
    before, behind = "… " if _is_inside(text, start - 1) else "", " …" if _is_inside(text, end) else ""
    html = marked(before + text[start:name], text[name:behind_name], text[behind_name:end] + behind)
    anchor = anchor_in(stretches, span.start)
    return Line(html, f"{path}#{anchor}" if anchor else path, number)


def _is_inside(text: str, place: int) -> bool:
    """Whether the character at *place* is one of a paragraph."""
    return 0 <= place < len(text) and text[place] != "\n"


def _left(text: str, place: int) -> int:
    """Where the words before *place* start to be shown: at a word, within the paragraph."""
    paragraph = text.rfind("\n", 0, place) + 1
    if place - paragraph <= BESIDE:
        return paragraph
    space = text.find(" ", place - BESIDE, place)
    return space + 1 if space >= 0 else place - BESIDE


def _right(text: str, place: int) -> int:
    """Where the words behind *place* cease to be shown."""
    found = text.find("\n", place)
    paragraph = found if found >= 0 else len(text)
    if paragraph - place <= BESIDE:
        return paragraph
    space = text.rfind(" ", place, place + BESIDE)
    return space if space >= 0 else place + BESIDE


def _together(key: Key, lookup: Lookup, cards: Cards) -> tuple[tuple[EntityType, tuple[tuple[NameCard, int], ...]], ...]:
    """By type, the names that most of the articles mention beside *key*, each with the number of these articles."""
    beside = lookup.together.get(key, ())
    names = zip(row(cards.names, [one for one, _ in beside]), [number for _, number in beside], strict=True)
    return tuple((type, tuple(some)) for type, some in groupby(names, key=lambda one: one[0].type))
