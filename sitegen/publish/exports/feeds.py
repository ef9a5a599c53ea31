"""Atom feeds (RFC 4287): the newest articles of the archive, and of each person in it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element, SubElement, tostring

from sitegen.model import Article, OutputFile
from sitegen.publish.cards import Cards, EntityCard
from sitegen.publish.lookup import Lookup
from sitegen.publish.permalinks import relative
from sitegen.settings import Settings
from sitegen.typography import printable

PATH = "feed.xml"
LENGTH = 50
"""Entries of a feed: the newest; a program that follows it asks for it every hour."""
_ATOM = "http://www.w3.org/2005/Atom"
_Dated = tuple[date, Article]
_NAMES = uuid.uuid5(uuid.NAMESPACE_URL, "https://www.rfc-editor.org/rfc/rfc4287#sitegen")


def feeds(lookup: Lookup, cards: Cards, settings: Settings) -> Iterator[OutputFile]:
    """The feed of the archive and one beside the page of each person; none of what has no date, for a feed is a list by date."""
    desk = _Desk(cards, settings)
    if path := archive_feed(lookup):
        yield desk.feed(path, settings.title, "index.html", _dated(lookup.articles, lookup))
    for key, card in cards.entities.items():
        if path := person_feed(card):
            yield desk.feed(path, f"{card.name} · {settings.title}", card.path, _dated(lookup.articles_of[key], lookup))


def archive_feed(lookup: Lookup) -> str | None:
    """Where the feed of the archive stands; None where no article has a date."""
    return PATH if any(annotated.article.published for annotated in lookup.articles.values()) else None


def person_feed(card: EntityCard) -> str | None:
    """Where the feed of the person of *card* stands; None for what is no person, or is in no dated article."""
    return f"{card.path.removesuffix('.html')}.xml" if card.type == "person" and card.since.iso else None


def _dated(accessions: Iterable[str], lookup: Lookup) -> list[_Dated]:
    """The articles with a date, in order of it, as the archive holds them."""
    articles = (lookup.articles[accession].article for accession in accessions)
    return [(article.published, article) for article in articles if article.published]


@dataclass(frozen=True, slots=True)
class _Desk:
    """Writes feeds of one archive."""

    cards: Cards
    settings: Settings

    def feed(self, path: str, title: str, page: str, dated: Sequence[_Dated]) -> OutputFile:
        """The feed at *path* that follows *page*: the newest of the articles *dated*, which are in order of date."""
        newest = dated[: -LENGTH - 1 : -1]
        root = Element("feed", xmlns=_ATOM, attrib={"xml:lang": self.settings.language})
        _tell(root, "title", title)
        _tell(root, "id", _name(self.settings.base_url or self.settings.title, path))
        _tell(root, "updated", _moment(max(article.updated or published for published, article in newest)))
        _tell(SubElement(root, "author"), "name", self.settings.title)
        SubElement(root, "link", rel="alternate", type="text/html", href=self._address(page, path))
        if self.settings.base_url:
            SubElement(root, "link", rel="self", type="application/atom+xml", href=self._address(path, path))
        for published, article in newest:
            self._enter(root, published, article, path)
        return OutputFile(path, tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")

    def _enter(self, root: Element, published: date, article: Article, path: str) -> None:
        accession = article.provenance.accession
        card = self.cards.articles[accession]
        entry = SubElement(root, "entry")
        _tell(entry, "title", card.title)
        _tell(entry, "id", _name(accession))
        _tell(entry, "updated", _moment(article.updated or published))
        _tell(entry, "published", _moment(published))
        for author in article.authors:
            _tell(SubElement(entry, "author"), "name", author)
        SubElement(entry, "link", rel="alternate", type="text/html", href=self._address(card.path, path))
        _tell(entry, "summary", article.deck or article.text.partition("\n\n")[0])

    def _address(self, target: str, path: str) -> str:
        base = self.settings.base_url
        return f"{base.rstrip('/')}/{target}" if base else relative(target, path)


def _moment(day: date) -> str:
    """The start of *day* in universal time: captures state days, the format wants a moment."""
    return f"{day}T00:00:00Z"


def _name(*parts: str) -> str:
    """The name of a feed or an entry that is the same wherever the site stands."""
    return f"urn:uuid:{uuid.uuid5(_NAMES, ' '.join(parts))}"


def _tell(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = printable(text)
