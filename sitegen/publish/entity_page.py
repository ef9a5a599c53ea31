"""What the page of a person, an organisation or a place is given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from sitegen.model import Appearance, Entity, EntityType, Quote
from sitegen.publish.body import paragraph_anchor
from sitegen.publish.cards import ArticleCard, Cards, EntityCard, QuoteCard
from sitegen.publish.lookup import Key, Lookup
from sitegen.publish.weave import Thread, weave
from sitegen.publish.wording import span_of
from sitegen.typography import fold

BESIDE = 72
"""Characters shown on either side of a name: with the name about two lines of print."""
SHOWN = 8
"""Mentions shown an article; the rest is counted."""
NEAR = 15
"""Names shown of each type in “Mentioned together with”."""


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A description as written, and the articles that give it."""

    text: str
    articles: tuple[ArticleCard, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One mention with the words around it."""

    html: Markup
    place: str
    """The path of the article with the fragment of the paragraph."""


@dataclass(frozen=True, slots=True)
class Context:
    """The mentions in one article."""

    article: ArticleCard
    lines: tuple[Line, ...]
    more: int


@dataclass(frozen=True, slots=True)
class EntityView:
    """An entity of the archive and all that the articles say of it."""

    card: EntityCard
    aliases: tuple[str, ...]
    days: str | None
    roles: tuple[RoleLine, ...]
    quotes: tuple[QuoteCard, ...]
    said: tuple[QuoteCard, ...]
    """Reported speech, shown apart."""
    contexts: tuple[Context, ...]
    together: tuple[tuple[EntityType, tuple[tuple[EntityCard, int], ...]], ...]
    """Who is mentioned in the same articles, by type, with the number of those articles."""


def entity_view(entity: Entity, lookup: Lookup, cards: Cards) -> EntityView:
    """The page of *entity*."""
    key = (entity.type, entity.id)
    reports = [(report.quote, cards.quotes[report.quote.id]) for report in lookup.reports_by.get(key, ())]
    articles = (lookup.articles[accession].article for accession in lookup.articles_of.get(key, ()))
    return EntityView(
        card=cards.entities[key],
        aliases=entity.aliases,
        days=span_of([article.published for article in articles if article.published]),
        roles=_roles(entity, cards),
        quotes=_of_kind(reports, indirect=False),
        said=_of_kind(reports, indirect=True),
        contexts=tuple(_contexts(lookup.appearances_of.get(key, ()), lookup, cards)),
        together=_together(key, lookup, cards),
    )


def _of_kind(reports: Sequence[tuple[Quote, QuoteCard]], *, indirect: bool) -> tuple[QuoteCard, ...]:
    return tuple(card for quote, card in reports if (quote.kind == "indirect") == indirect)


def _roles(entity: Entity, cards: Cards) -> tuple[RoleLine, ...]:
    """The descriptions, those alike in one line, in order of the articles."""
    found: dict[str, tuple[str, dict[str, ArticleCard]]] = {}
    for role in entity.roles:
        _, articles = found.setdefault(fold(role.text), (role.text, {}))
        articles[role.article] = cards.articles[role.article]
    return tuple(RoleLine(text, tuple(articles.values())) for text, articles in found.values())


def _contexts(appearances: Sequence[Appearance], lookup: Lookup, cards: Cards) -> list[Context]:
    in_order = sorted(appearances, key=lambda appearance: (lookup.places[appearance.article], appearance.span.start))
    contexts = []
    for accession, group in groupby(in_order, lambda appearance: appearance.article):
        mentions = list(group)
        lines = tuple(_line(mention, lookup, cards) for mention in mentions[:SHOWN])
        contexts.append(Context(cards.articles[accession], lines, max(0, len(mentions) - SHOWN)))
    return contexts


def _line(mention: Appearance, lookup: Lookup, cards: Cards) -> Line:
    annotated = lookup.articles[mention.article]
    text, span = annotated.article.text, mention.span
    start, end = _left(text, span.start), _right(text, span.end)
    html = weave(text[start:end], [Thread(span.start - start, span.end - start, "mark")])
    cut_before, cut_behind = text[start - 1 : start] not in ("", "\n"), text[end : end + 1] not in ("", "\n")
    shown = Markup("{}{}{}").format("… " if cut_before else "", html, " …" if cut_behind else "")
    anchor = paragraph_anchor(annotated, span.start)
    path = cards.articles[mention.article].path
    return Line(shown, f"{path}#{anchor}" if anchor else path)


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


def _together(key: Key, lookup: Lookup, cards: Cards) -> tuple[tuple[EntityType, tuple[tuple[EntityCard, int], ...]], ...]:
    shared = Counter(other for accession in lookup.articles_of.get(key, ()) for other in lookup.entities_in[accession] if other != key)
    types: tuple[EntityType, ...] = ("person", "organization", "place")
    shelves = []
    for type in types:
        of_type = [(cards.entities[other], number) for other, number in shared.items() if other[0] == type]
        if of_type:
            of_type.sort(key=lambda pair: (-pair[1], pair[0].path))
            shelves.append((type, tuple(of_type[:NEAR])))
    return tuple(shelves)
