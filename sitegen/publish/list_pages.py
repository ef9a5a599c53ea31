"""The lists of articles, quotes, people, organisations and places, each in two orders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from sitegen.model import EntityType
from sitegen.publish.cards import ArticleCard, Cards, DateText, EntityCard, QuoteCard
from sitegen.publish.carriers import Utterance
from sitegen.publish.connections_page import PATH as CONNECTIONS
from sitegen.publish.filing import filed, filed_person, letter, looked_up
from sitegen.publish.leaves import ListView, Order, cut, orders_in
from sitegen.publish.map_page import PATH as MAP
from sitegen.publish.permalinks import FOLDERS
from sitegen.publish.tongue import N_, Tongue
from sitegen.publish.versions import versions_path
from sitegen.publish.wording import NO_SPEAKER_THERE

C = TypeVar("C")

UNDATED = N_("No date found")

ARTICLE_ORDERS = ((N_("By date"), "articles.html"), (N_("A–Z"), "articles-a-z.html"))
QUOTE_ORDERS = ((N_("By date"), "quotes.html"), (N_("By speaker"), "quotes-by-speaker.html"))


def articles_by_date(cards: Cards) -> list[ListView[ArticleCard]]:
    """All articles, month by month, those without a date last."""
    return _by_month(cards.articles.values(), lambda card: card.published, orders_in(cards.tongue, ARTICLE_ORDERS), 0, cards.tongue)


def articles_by_title(cards: Cards) -> list[ListView[ArticleCard]]:
    """All articles, A–Z."""
    shelf = sorted(cards.articles.values(), key=lambda card: (filed(card.title), card.path))
    orders = orders_in(cards.tongue, ARTICLE_ORDERS)
    return cut(shelf, lambda card: letter(filed(card.title)), orders, orders[1])


def quotes_by_date(cards: Cards) -> list[ListView[QuoteCard]]:
    """All words that stand between marks, article by article in order of date."""
    return _by_month(_verbatim(cards), lambda card: card.article.published, orders_in(cards.tongue, QUOTE_ORDERS), 0, cards.tongue)


def quotes_by_speaker(cards: Cards) -> list[ListView[QuoteCard]]:
    """The same words by who said them, those of speakers who are not identified last."""
    shelf = sorted(_verbatim(cards), key=lambda card: (card.speaker.name is None, _speaker(card), card.speaker.name or ""))
    unknown, orders = cards.tongue.gettext(NO_SPEAKER_THERE), orders_in(cards.tongue, QUOTE_ORDERS)
    letters = {card.speaker.name or unknown: letter(_speaker(card)) if card.speaker.name else unknown for card in shelf}
    return cut(shelf, lambda card: card.speaker.name or unknown, orders, orders[1], letters.__getitem__)


def entities_by_name(type: EntityType, cards: Cards) -> list[ListView[EntityCard]]:
    """All entities of *type*, A–Z, people by the last of their names."""
    orders = entity_orders(type, cards)
    shelf = sorted((card for card in cards.entities.values() if card.type == type), key=lambda card: (looked_up(card), card.path))
    return cut(shelf, lambda card: letter(looked_up(card)), orders, orders[0])


def entities_by_date(type: EntityType, cards: Cards) -> list[ListView[EntityCard]]:
    """All entities of *type* by the month of the first dated article that mentions them."""
    orders = entity_orders(type, cards)
    of_type = [card for card in cards.entities.values() if card.type == type]
    shelf = sorted(of_type, key=lambda card: (card.since.iso is None, card.since.iso or ""))
    return _by_month(shelf, lambda card: card.since, orders, 1, cards.tongue)


def reports_by_date(said: Utterance, cards: Cards) -> list[ListView[QuoteCard]]:
    """All reports of an utterance that very many articles carry."""
    shelf = [cards.quotes[id] for id in said.quotes]
    return _by_month(shelf, lambda card: card.article.published, (Order("", said.path),), 0, cards.tongue)


def versions_by_date(accessions: Sequence[str], cards: Cards) -> list[ListView[ArticleCard]]:
    """All versions of a text that very many articles carry."""
    shelf = [cards.articles[accession] for accession in accessions]
    return _by_month(shelf, lambda card: card.published, (Order("", versions_path(accessions, cards)),), 0, cards.tongue)


def entity_orders(type: EntityType, cards: Cards) -> tuple[Order, ...]:
    """The orders of the list of entities of *type*, and the pages that show its entries in another way."""
    folder = FOLDERS[type]
    orders = [(N_("A–Z"), f"{folder}.html"), (N_("By first date"), f"{folder}-by-date.html")]
    if type != "place":
        orders.append((N_("Connections"), CONNECTIONS))
    elif any(card.coordinates for card in cards.entities.values()):
        orders.append((N_("Map"), MAP))
    return orders_in(cards.tongue, orders)


def _verbatim(cards: Cards) -> list[QuoteCard]:
    return [card for card in cards.quotes.values() if card.is_verbatim]


def _by_month(
    shelf: Iterable[C], date: Callable[[C], DateText], orders: tuple[Order, ...], order: int, tongue: Tongue
) -> list[ListView[C]]:
    """The leaves of a list by the month of each card's *date*; its parts are the years."""
    years: dict[str, str] = {}

    def month(card: C) -> str:
        iso = date(card).iso
        label = tongue.month(int(iso[:4]), int(iso[5:7])) if iso else tongue.gettext(UNDATED)
        years[label] = iso[:4] if iso else label
        return label

    return cut(shelf, month, orders, orders[order], years.__getitem__)


def _speaker(card: QuoteCard) -> str:
    """The speaker as filed: people by the last of their names, a description by its words."""
    is_person = card.speaker.path is not None and card.speaker.path.startswith(FOLDERS["person"])
    return (filed_person if is_person else filed)(card.speaker.name or "")
