"""Atom feeds (RFC 4287): the newest articles of the archive, and of each person in it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Container, Iterable, Iterator
from functools import partial
from html import escape
from itertools import islice

import msgspec

from sitegen.model import Article, OutputFile
from sitegen.publish.cards import Cards
from sitegen.publish.dossiers import Subject
from sitegen.publish.lookup import Key, Lookup, first_day
from sitegen.publish.permalinks import entity_path, linker
from sitegen.publish.shelves import Fact
from sitegen.settings import Settings
from sitegen.typography import printable_bytes

PATH = "feed.xml"
LENGTH = 50
"""Entries of a feed: the newest; a program that follows it asks for it every hour."""
_ATOM = "http://www.w3.org/2005/Atom"
_NAMES = uuid.uuid5(uuid.NAMESPACE_URL, "https://www.rfc-editor.org/rfc/rfc4287#sitegen")
_IN_MARKS = str.maketrans({'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#09;"})


class Feed(msgspec.Struct, frozen=True):
    """A feed before it is written."""

    path: str
    make: Callable[[], OutputFile]
    subject: Fact | None
    """What it is about, as of a page."""


def list_feeds(lookup: Lookup, cards: Cards, settings: Settings, unsettled: Container[Subject]) -> Iterator[Feed]:
    """The feed of the archive and one beside the page of each person; none of what has no date, for a feed is a list by date.

    Of those of names, only such as are *unsettled*.
    """
    desk = _Desk(lookup, cards, settings)
    if path := archive_feed(lookup):
        yield Feed(path, partial(desk.of_archive, path), None)
    for key in filter(unsettled.__contains__, lookup.entities):
        if path := person_feed(key, lookup):
            yield Feed(path, partial(desk.of_person, path, key), ("lookup.entities", key))


def archive_feed(lookup: Lookup) -> str | None:
    """Where the feed of the archive stands; None where no article has a date."""
    return PATH if any(annotated.article.published for annotated in lookup.articles.values()) else None


def person_feed(key: Key, lookup: Lookup) -> str | None:
    """Where the feed of the person *key* stands; None for what is no person, or is in no dated article."""
    return f"{entity_path(*key).removesuffix('.html')}.xml" if key[0] == "person" and first_day(key, lookup) else None


class _Desk:
    """Writes feeds of one archive."""

    def __init__(self, lookup: Lookup, cards: Cards, settings: Settings) -> None:
        self._lookup, self._cards, self._settings = lookup, cards, settings
        self._written: dict[tuple[str, str], str] = {}
        """Entries by address and link: an article stands in the feeds of all whom it mentions."""

    def of_archive(self, path: str) -> OutputFile:
        """The feed at *path* that tells what is new in the archive."""
        articles = (annotated.article for annotated in reversed(list(self._lookup.articles.values())))
        return self._feed(path, self._settings.title, "index.html", articles)

    def of_person(self, path: str, key: Key) -> OutputFile:
        """The feed at *path* of the person *key*."""
        card = self._cards.entities[key]
        articles = (self._lookup.articles[accession].article for accession in reversed(self._lookup.articles_of[key]))
        return self._feed(path, f"{card.name} · {self._settings.title}", card.path, articles)

    def _feed(self, path: str, title: str, page: str, articles: Iterable[Article]) -> OutputFile:
        """The feed at *path* that follows *page*: the first of *articles* that have a date."""
        newest = list(islice((article for article in articles if article.published), LENGTH))
        base, link = self._settings.base_url, self._linker(path)
        parts = [
            f"<?xml version='1.0' encoding='utf-8'?>\n<feed xml:lang=\"{_marked(self._settings.language)}\" xmlns=\"{_ATOM}\">",
            _told("title", title),
            _told("id", _name(base or self._settings.title, path)),
            _told("updated", max(map(_changed, newest))),
            f"<author>{_told('name', self._settings.title)}</author>",
            f'<link rel="alternate" type="text/html" href="{_marked(link(page))}" />',
            f'<link rel="self" type="application/atom+xml" href="{_marked(link(path))}" />' if base else "",
            *(self._entry(article, link) for article in newest),
            "</feed>\n",
        ]
        return OutputFile(path, printable_bytes("".join(parts)))

    def _entry(self, article: Article, link: Callable[[str], str]) -> str:
        accession = article.provenance.accession
        card = self._cards.articles[accession]
        place = accession, link(card.path)
        known = self._written.get(place)
        if known is None:
            known = self._written[place] = "".join(
                (
                    f"<entry>{_told('title', card.title)}{_told('id', _name(accession))}{_told('updated', _changed(article))}",
                    _told("published", f"{article.published}T00:00:00Z"),
                    *(f"<author>{_told('name', author)}</author>" for author in article.authors),
                    f'<link rel="alternate" type="text/html" href="{_marked(place[1])}" />',
                    _told("summary", article.deck or article.text.partition("\n\n")[0]),
                    "</entry>",
                )
            )
        return known

    def _linker(self, path: str) -> Callable[[str], str]:
        base = self._settings.base_url
        if base is None:
            return linker(path)
        return lambda target: f"{base.rstrip('/')}/{target}"


def _changed(article: Article) -> str:
    """The start of the day of the last change in universal time: captures state days, the format wants a moment."""
    return f"{article.updated or article.published}T00:00:00Z"


def _name(*parts: str) -> str:
    """The name of a feed or an entry that is the same wherever the site stands."""
    return f"urn:uuid:{uuid.uuid5(_NAMES, ' '.join(parts))}"


def _told(name: str, text: str) -> str:
    return f"<{name}>{escape(text, quote=False)}</{name}>" if text else f"<{name} />"


def _marked(text: str) -> str:
    return escape(text, quote=False).translate(_IN_MARKS)
