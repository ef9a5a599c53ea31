"""What the lists of articles, quotes, people, organisations and places are given."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from anyascii import anyascii

from sitegen.model import EntityType
from sitegen.publish.cards import ArticleCard, Cards, DateText, EntityCard, QuoteCard
from sitegen.publish.permalinks import FOLDERS, slug
from sitegen.publish.wording import MONTHS
from sitegen.typography import fold

C = TypeVar("C")

_SUFFIX = re.compile(r",? (?:[JS]r\.?|I{1,3}|IV)$")
_ARTICLE = re.compile(r"^(?:[aA]l|[eE]l|[aA]sh|[aA]z)[-‑–]|^ال")

UNDATED = "No date found"


@dataclass(frozen=True, slots=True)
class Group(Generic[C]):
    """What stands under one heading of a list."""

    label: str
    anchor: str
    cards: tuple[C, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """One of the orders in which a list can be read."""

    label: str
    path: str


@dataclass(frozen=True, slots=True)
class ListView(Generic[C]):
    """A list in one of its orders."""

    total: int
    orders: tuple[Order, ...]
    path: str
    """The order shown."""
    groups: tuple[Group[C], ...]


ARTICLE_ORDERS = (Order("By date", "articles.html"), Order("A–Z", "articles-a-z.html"))
QUOTE_ORDERS = (Order("By date", "quotes.html"), Order("By speaker", "quotes-by-speaker.html"))
ENTITY_ORDERS: dict[EntityType, tuple[Order, Order]] = {
    type: (Order("A–Z", f"{folder}.html"), Order("By first date", f"{folder}-by-date.html")) for type, folder in FOLDERS.items()
}


def articles_by_date(cards: Cards) -> ListView[ArticleCard]:
    """All articles, month by month, those without a date last."""
    shelf = list(cards.articles.values())
    return ListView(len(shelf), ARTICLE_ORDERS, "articles.html", _grouped(shelf, lambda card: _month(card.published)))


def articles_by_title(cards: Cards) -> ListView[ArticleCard]:
    """All articles, A–Z."""
    shelf = sorted(cards.articles.values(), key=lambda card: (_filed(card.title), card.path))
    return ListView(len(shelf), ARTICLE_ORDERS, "articles-a-z.html", _grouped(shelf, lambda card: _letter(card.title)))


def quotes_by_date(cards: Cards) -> ListView[QuoteCard]:
    """All words that stand between marks, article by article in order of date."""
    shelf = _verbatim(cards)
    groups = _grouped(shelf, lambda card: _month(card.article.published))
    return ListView(len(shelf), QUOTE_ORDERS, "quotes.html", groups)


def quotes_by_speaker(cards: Cards) -> ListView[QuoteCard]:
    """The same words by who said them, those of speakers who are not identified last."""
    shelf = sorted(_verbatim(cards), key=lambda card: (card.speaker.name is None, _filed(card.speaker.name or ""), card.speaker.name or ""))
    groups = _grouped(shelf, lambda card: card.speaker.name or "Speaker not identified")
    return ListView(len(shelf), QUOTE_ORDERS, "quotes-by-speaker.html", groups)


def entities_by_name(type: EntityType, cards: Cards) -> ListView[EntityCard]:
    """All entities of *type*, A–Z, people by the last of their names."""
    shelf = sorted((card for card in cards.entities.values() if card.type == type), key=lambda card: (_looked_up(card), card.path))
    orders = ENTITY_ORDERS[type]
    return ListView(len(shelf), orders, orders[0].path, _grouped(shelf, lambda card: _letter(_looked_up(card))))


def entities_by_date(type: EntityType, cards: Cards) -> ListView[EntityCard]:
    """All entities of *type* by the month of the first dated article that mentions them."""
    of_type = [card for card in cards.entities.values() if card.type == type]
    shelf = sorted(of_type, key=lambda card: (card.since.iso is None, card.since.iso or ""))
    orders = ENTITY_ORDERS[type]
    return ListView(len(shelf), orders, orders[1].path, _grouped(shelf, lambda card: _month(card.since)))


def _verbatim(cards: Cards) -> list[QuoteCard]:
    return [card for card in cards.quotes.values() if card.kind != "indirect"]


def _grouped(shelf: Iterable[C], label: Callable[[C], str]) -> tuple[Group[C], ...]:
    """*shelf* under its labels, in the order in which these first occur; each label's fragment is its own."""
    groups: dict[str, list[C]] = {}
    for card in shelf:
        groups.setdefault(label(card), []).append(card)
    anchors: dict[str, int] = {}
    made = []
    for name, group in groups.items():
        anchor = f"g-{slug(name) or 'other'}"
        anchors[anchor] = anchors.get(anchor, 0) + 1
        made.append(Group(name, anchor if anchors[anchor] == 1 else f"{anchor}.{anchors[anchor]}", tuple(group)))
    return tuple(made)


def _month(date: DateText) -> str:
    return f"{MONTHS[int(date.iso[5:7]) - 1]} {date.iso[:4]}" if date.iso else UNDATED


def _filed(name: str) -> str:
    """*name* as it is filed: in Latin letters, without marks, accents and a leading article."""
    letters = "".join(character for character in fold(anyascii(name)) if character.isalnum() or character == " ").strip()
    return letters.removeprefix("the ").removeprefix("a ").removeprefix("an ")


def _looked_up(card: EntityCard) -> str:
    """The name as a reader looks it up: ``Samir al-Hadi`` under H."""
    if card.type != "person":
        return _filed(card.name)
    given, _, family = _SUFFIX.sub("", card.name).rpartition(" ")
    return _filed(f"{_ARTICLE.sub('', family)} {given}")


def _letter(name: str) -> str:
    first = (slug(_filed(name)) or "0")[0]
    return first.upper() if first.isalpha() else "0–9"
