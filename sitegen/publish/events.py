"""The days that articles tell of: each dated statement with its sentence, the article that says it, and how its day is known."""

from __future__ import annotations

from markupsafe import Markup

from sitegen.model import Statement
from sitegen.publish.cards import ArticleCard, Cards
from sitegen.publish.leaves import ListView, Order, cut, grouped, orders_in
from sitegen.publish.lookup import Lookup, paragraph_anchor
from sitegen.publish.tongue import N_, Tongue
from sitegen.publish.view import View
from sitegen.publish.weave import Thread, weave

PATH = "events.html"
_ORDERS = ((N_("By date of publication"), "timeline.html"), (N_("By the day told of"), PATH))
_COARSE = ("year", "month", "day")


class EventCard(View):
    """A sentence that says when something happened, or will."""

    path: str
    """The article, with the fragment of the sentence's paragraph."""
    html: Markup
    """The sentence, the words that name the day in ``b``."""
    language: str | None
    is_reckoned: bool
    """Whether the day was worked out from the date of publication."""
    label: str
    """The day in words, as far as it is said."""
    year: str
    article: ArticleCard


def event_orders(lookup: Lookup, tongue: Tongue) -> tuple[Order, ...]:
    """The ways to see the archive by date; none to choose from where no article dates what it tells of."""
    is_told = any(annotated.statements for annotated in lookup.articles.values())
    return orders_in(tongue, _ORDERS) if is_told else ()


def events_by_day(lookup: Lookup, cards: Cards) -> list[ListView[EventCard]]:
    """All dated statements by the day they tell of, and for each day in the order of the articles; no list where there is none."""
    found = [(statement, accession) for accession, annotated in lookup.articles.items() for statement in annotated.statements]
    if not found:
        return []
    found.sort(key=lambda one: (one[0].day, _COARSE.index(one[0].precision)))
    shelf = [_card(statement, accession, lookup, cards) for statement, accession in found]
    orders = orders_in(cards.tongue, _ORDERS)
    years = {card.label: card.year for card in shelf}
    return cut(grouped(shelf, lambda card: card.label), orders, orders[1], years.__getitem__, lambda card: card.path)


def _card(statement: Statement, accession: str, lookup: Lookup, cards: Cards) -> EventCard:
    article, sentence, words = cards.articles[accession], statement.sentence, statement.words
    text = lookup.articles[accession].article.text
    anchor = paragraph_anchor(accession, sentence.start, lookup)
    return EventCard(
        path=f"{article.path}#{anchor}" if anchor else article.path,
        html=weave(text[sentence.start : sentence.end], [Thread(words.start - sentence.start, words.end - sentence.start, "b")]),
        language=article.language,
        is_reckoned=statement.is_reckoned,
        label=_label(statement, cards.tongue),
        year=str(statement.day.year),
        article=article,
    )


def _label(statement: Statement, tongue: Tongue) -> str:
    moment = statement.day
    if statement.precision == "day":
        return tongue.day(moment)
    known = tongue.month(moment.year, moment.month) if statement.precision == "month" else str(moment.year)
    return tongue.gettext("%(month)s, day not said", month=known)
