"""The lists of articles, quotes, people, organisations and places, each in two orders."""

from __future__ import annotations

from sitegen.model import EntityType
from sitegen.publish.cards import ArticleCard, Cards, DateText, EntityCard, QuoteCard
from sitegen.publish.connections_page import PATH as CONNECTIONS
from sitegen.publish.filing import filed, filed_person, letter, looked_up
from sitegen.publish.leaves import ListView, Order, cut
from sitegen.publish.map_page import PATH as MAP
from sitegen.publish.permalinks import FOLDERS
from sitegen.publish.wording import month

UNDATED = "No date found"
UNIDENTIFIED = "Speaker not identified"

ARTICLE_ORDERS = (Order("By date", "articles.html"), Order("A–Z", "articles-a-z.html"))
QUOTE_ORDERS = (Order("By date", "quotes.html"), Order("By speaker", "quotes-by-speaker.html"))


def articles_by_date(cards: Cards) -> list[ListView[ArticleCard]]:
    """All articles, month by month, those without a date last."""
    return cut(cards.articles.values(), lambda card: _month(card.published), ARTICLE_ORDERS, ARTICLE_ORDERS[0], _year)


def articles_by_title(cards: Cards) -> list[ListView[ArticleCard]]:
    """All articles, A–Z."""
    shelf = sorted(cards.articles.values(), key=lambda card: (filed(card.title), card.path))
    return cut(shelf, lambda card: letter(filed(card.title)), ARTICLE_ORDERS, ARTICLE_ORDERS[1])


def quotes_by_date(cards: Cards) -> list[ListView[QuoteCard]]:
    """All words that stand between marks, article by article in order of date."""
    return cut(_verbatim(cards), lambda card: _month(card.article.published), QUOTE_ORDERS, QUOTE_ORDERS[0], _year)


def quotes_by_speaker(cards: Cards) -> list[ListView[QuoteCard]]:
    """The same words by who said them, those of speakers who are not identified last."""
    shelf = sorted(_verbatim(cards), key=lambda card: (card.speaker.name is None, _speaker(card), card.speaker.name or ""))
    letters = {card.speaker.name or UNIDENTIFIED: letter(_speaker(card)) if card.speaker.name else UNIDENTIFIED for card in shelf}
    return cut(shelf, lambda card: card.speaker.name or UNIDENTIFIED, QUOTE_ORDERS, QUOTE_ORDERS[1], letters.__getitem__)


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
    return cut(shelf, lambda card: _month(card.since), orders, orders[1], _year)


def entity_orders(type: EntityType, cards: Cards) -> tuple[Order, ...]:
    """The orders of the list of entities of *type*, and the pages that show its entries in another way."""
    folder = FOLDERS[type]
    orders = (Order("A–Z", f"{folder}.html"), Order("By first date", f"{folder}-by-date.html"))
    if type != "place":
        return (*orders, Order("Connections", CONNECTIONS))
    return (*orders, Order("Map", MAP)) if any(card.coordinates for card in cards.entities.values()) else orders


def _verbatim(cards: Cards) -> list[QuoteCard]:
    return [card for card in cards.quotes.values() if card.is_verbatim]


def _month(date: DateText) -> str:
    return month(int(date.iso[:4]), int(date.iso[5:7])) if date.iso else UNDATED


def _year(label: str) -> str:
    return label if label == UNDATED else label[-4:]


def _speaker(card: QuoteCard) -> str:
    """The speaker as filed: people by the last of their names, a description by its words."""
    is_person = card.speaker.path is not None and card.speaker.path.startswith(FOLDERS["person"])
    return (filed_person if is_person else filed)(card.speaker.name or "")
