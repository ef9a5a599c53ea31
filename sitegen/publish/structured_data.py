"""What a page says to machines: schema.org as JSON-LD, with nothing in it that the page does not show."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from sitegen.model import Article, Entity, EntityType, Quote
from sitegen.publish.addresses import safe_href
from sitegen.publish.cards import QuoteCard

TYPES: dict[EntityType, str] = {"person": "Person", "organization": "Organization", "place": "Place"}

Facts = dict[str, Any]


def json_ld(facts: Facts) -> Markup:
    """*facts* for a ``script`` element: no ``<`` can end it, and no character outside ASCII trips a reader."""
    text = json.dumps({"@context": "https://schema.org", **facts}, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704  (data block, escaped here)


def web_page(name: str, address: str | None, trail: Sequence[tuple[str, str | None]], about: Facts | None) -> Facts:
    """A page of the site: its name, its address where the site has one, the way to it and what it is about."""
    crumbs = [_known({"@type": "ListItem", "position": n, "name": label, "item": item}) for n, (label, item) in enumerate(trail, 1)]
    return _known(
        {
            "@type": "WebPage",
            "name": name,
            "url": address,
            "breadcrumb": {"@type": "BreadcrumbList", "itemListElement": crumbs} if crumbs else None,
            "mainEntity": about,
        }
    )


def news_article(article: Article) -> Facts:
    """The article as its publisher released it; the address is the publisher's."""
    return _known(
        {
            "@type": "NewsArticle",
            "headline": None if article.title_is_derived else article.title,
            "description": article.deck,
            "author": [{"@type": "Person", "name": name} for name in article.authors] or None,
            "publisher": {"@type": "Organization", "name": article.publication} if article.publication else None,
            "datePublished": article.published.isoformat() if article.published else None,
            "dateModified": article.updated.isoformat() if article.updated else None,
            "dateline": article.dateline,
            "articleSection": article.section,
            "inLanguage": article.language,
            "url": safe_href(article.url),
            "archivedAt": safe_href(article.provenance.archived),
        }
    )


def quotation(quote: Quote, card: QuoteCard, article: Article, speaker: EntityType | None) -> Facts:
    """The quote, its speaker where identified as a person or an organisation, and the article that carries it."""
    known = speaker in ("person", "organization") and card.speaker.name
    return _known(
        {
            "@type": "Quotation",
            "text": quote.text,
            "creator": {"@type": TYPES[speaker], "name": card.speaker.name} if speaker and known else None,
            "inLanguage": article.language,
            "isPartOf": news_article(article),
        }
    )


def named_entity(entity: Entity) -> Facts:
    """A person, an organisation or a place, with its other names."""
    return _known({"@type": TYPES[entity.type], "name": entity.name, "alternateName": list(entity.aliases) or None})


def _known(facts: Facts) -> Facts:
    return {key: value for key, value in facts.items() if value is not None}
