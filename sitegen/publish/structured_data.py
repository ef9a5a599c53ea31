"""What a page says to machines: schema.org as JSON-LD, with nothing in it that the page does not show."""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from json.encoder import encode_basestring_ascii
from typing import Any
from urllib.parse import quote

import msgspec
from markupsafe import Markup

from sitegen.model import Article, Entity, EntityType, Format, Quote
from sitegen.publish.addresses import safe_href
from sitegen.publish.cards import Cards, NameCard, QuoteCard, language_tag
from sitegen.publish.lookup import Lookup
from sitegen.publish.recent import recent
from sitegen.publish.shelves import row
from sitegen.publish.weave import as_markup

TYPES: dict[EntityType, str] = {"person": "Person", "organization": "Organization", "place": "Place"}
MEDIA: dict[Format, str] = {"html": "text/html", "markdown": "text/markdown", "text": "text/plain"}

Facts = dict[str, Any]
Address = Callable[[str], str | None]
"""The whole address of a path of the site; None where the site has none."""
_KINDS = {
    "pages/about.html": "AboutPage",
    "pages/article.html": "ItemPage",
    "pages/quote.html": "ItemPage",
    "pages/search.html": "SearchResultsPage",
    **{f"pages/{name}.html": "CollectionPage" for name in ("articles", "entities", "events", "quotes", "timeline", "year")},
}
_PATIENT = json.JSONEncoder(separators=(",", ":"), check_circular=False)
"""What it is given is made for one page, a tree: to look for circles in it takes a third of the time."""
_SWIFT = msgspec.json.Encoder()
"""The same in a tenth of the time, but for signs outside ASCII, DEL, half characters and how numbers near zero are spelled."""


def json_ld(facts: Facts) -> Markup:
    """*facts* for a ``script`` element: no ``<`` can end it, and no character outside ASCII trips a reader."""
    text = _encoded({"@context": "https://schema.org", **facts})
    return as_markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # a data block, escaped here


def _encoded(facts: Facts) -> str:
    """*facts* as JSON in ASCII."""
    if "geo" in facts.get("mainEntity", ()):
        return _PATIENT.encode(facts)
    try:
        content = _SWIFT.encode(facts)
    except UnicodeEncodeError:  # half a character of a broken capture
        return _PATIENT.encode(facts)
    text = content.decode().replace("\x7f", "\\u007f")
    if text.isascii():
        return text
    plain = text.encode("ascii", "backslashreplace").decode("ascii")  # as in JSON, for most signs
    return plain if "\\x" not in plain and "\\U" not in plain else text.encode("ascii", _ESCAPED).decode("ascii")


def _escape(error: UnicodeError) -> tuple[str, int]:
    """What stands in JSON for the signs that ASCII has not, and where they end."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return encode_basestring_ascii(error.object[error.start : error.end])[1:-1], error.end


_ESCAPED = "sitegen-json"
codecs.register_error(_ESCAPED, _escape)


def web_page(template: str, name: str, address: str | None, site: Facts, above: Sequence[Facts], about: Facts | None) -> Facts:
    """A page of *site*: its name, its address where the site has one, the pages *above* it, as crumbs, and what it is about."""
    trail = [*above, {"@type": "ListItem", "position": len(above) + 1, "name": name}] if above else None
    return _known(
        {
            "@type": _KINDS.get(template, "WebPage"),
            "name": name,
            "url": address,
            "isPartOf": site,
            "breadcrumb": {"@type": "BreadcrumbList", "itemListElement": trail} if trail else None,
            "mainEntity": about,
        }
    )


@lru_cache(maxsize=64)
def crumbs(trail: tuple[tuple[str, str], ...], address: Address) -> Sequence[Facts]:
    """The *trail* of pages that leads to thousands of others, with their addresses."""
    return [
        _known({"@type": "ListItem", "position": n, "name": label, "item": _page(address(path))})
        for n, (label, path) in enumerate(trail, 1)
    ]


@lru_cache(maxsize=4)
def web_site(title: str, description: str | None, language: str, address: str | None) -> Facts:
    """The whole site; *description* where the page shows it."""
    return _known({"@type": "WebSite", "name": title, "description": description, "inLanguage": language, "url": address})


def article_facts(article: Article, lookup: Lookup, cards: Cards, address: Address) -> Facts:
    """The article of a page, with the capture of it, and who and what is mentioned in it."""
    named = [_name(card, address) for card in row(cards.names, lookup.entities_in[article.provenance.accession])]
    return _known(
        {
            **_cited(article),
            "description": article.deck,
            "dateModified": article.updated.isoformat() if article.updated else None,
            "dateline": article.dateline,
            "articleSection": article.section,
            "encoding": _capture(article, lookup, address),
            "mentions": named or None,
        }
    )


def quotation(said: Quote, card: QuoteCard, article: Article, speaker: NameCard | None, address: Address) -> Facts:
    """The quote, whom the article has say it where that is a person or an organisation, and the article.

    Reported speech is no quotation: it is a statement in words of the article.
    """
    who = _name(speaker, address) if speaker and speaker.type in ("person", "organization") else None
    return _known(
        {
            "@type": "Quotation" if card.is_verbatim else "Statement",
            "text": said.text,
            "creator": who,
            "spokenByCharacter": who if card.is_verbatim else None,
            "inLanguage": language_tag(article.language),
            "isBasedOn": safe_href(article.url),
            "isPartOf": _cited(article),
        }
    )


def named_entity(entity: Entity, card: NameCard, address: Address) -> Facts:
    """A person, an organisation or a place, with its other names, where it lies, and the item that the archive's keeper knows it as."""
    return _known(
        {
            **_name(card, address),
            "alternateName": list(entity.aliases) or None,
            "sameAs": f"https://www.wikidata.org/wiki/{entity.wikidata}" if entity.wikidata else None,
            "geo": _point(entity) if entity.type == "place" else None,
        }
    )


@recent
def _cited(article: Article) -> Facts:
    """The article as its publisher released it, as far as a reference names it; the address is the publisher's."""
    return _known(
        {
            "@type": "NewsArticle",
            "headline": None if article.title_is_derived else article.title,
            "author": _people(article.authors),
            "publisher": {"@type": "Organization", "name": article.publication} if article.publication else None,
            "datePublished": article.published.isoformat() if article.published else None,
            "inLanguage": language_tag(article.language),
            "url": safe_href(article.url),
            "archivedAt": safe_href(article.provenance.archived),
        }
    )


def _name(card: NameCard, address: Address) -> Facts:
    place = address(card.path)
    named: Facts = {"@type": TYPES[card.type], "name": card.name}
    return {**named, "url": place} if place else named


def _people(names: Iterable[str]) -> list[Facts] | None:
    return [{"@type": "Person", "name": name} for name in names] or None


def _capture(article: Article, lookup: Lookup, address: Address) -> Facts:
    """The saved file, as a rendering of the article."""
    origin = article.provenance
    place = lookup.originals.get(origin.accession)
    return _known(
        {
            "@type": "MediaObject",
            "name": origin.source,
            "sha256": origin.sha256,
            "contentSize": f"{origin.size} B",
            "encodingFormat": None if origin.container else MEDIA[origin.format],
            "dateCreated": origin.captured,
            "contentUrl": address(quote(place)) if place else None,
        }
    )


def _point(entity: Entity) -> Facts | None:
    if entity.coordinates is None:
        return None
    latitude, longitude = entity.coordinates
    record = entity.gazetteer.removeprefix("GeoNames ") if entity.gazetteer else None
    where = f"https://www.geonames.org/{record}" if record else None
    return _known({"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude, "url": where})


def _page(address: str | None) -> Facts | None:
    return {"@type": "WebPage", "@id": address} if address else None


def _known(facts: Facts) -> Facts:
    return {key: value for key, value in facts.items() if value is not None}
