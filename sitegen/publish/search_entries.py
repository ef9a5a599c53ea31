"""What can be found: the articles, quotes and entities of an archive, each as the words it is found by and the facts shown with it."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.model import Article, Entity, Quote, Report
from sitegen.publish.lookup import Key, Lookup, speaker_key
from sitegen.publish.permalinks import article_path, entity_path, quote_path
from sitegen.publish.roles import distinct
from sitegen.publish.standfirst import standfirst
from sitegen.publish.tongue import ENGLISH, Tongue
from sitegen.publish.view import View
from sitegen.publish.wording import NO_TITLE

FIELDS = ("title", "by", "body")
"""The fields of the index: headline or name; author, outlet, speaker or other spellings; the words themselves."""


class Entry(View):
    """One thing that can be found."""

    type: str
    """``article``, ``quote`` or an ``EntityType``."""
    path: str
    names: tuple[str, ...]
    """An article's headline; an entity's name, and then its other spellings."""
    by: str
    body: str

    @property
    def title(self) -> str:
        """The field ``title``."""
        return ", ".join(self.names)

    def field(self, name: str) -> str:
        """The text of the field *name*."""
        return str(getattr(self, name))


class QuoteEntry(View):
    """A quote as a stretch of its article's stored text."""

    entry: Entry
    speaker: str
    """Name that filters go by; empty when not identified."""
    places: tuple[tuple[int, int], ...]
    """Its segments, in code points of the article's body."""
    is_indirect: bool
    """Reported, not word for word: not to be shown in quotation marks."""


class Facts(View):
    """What an article and its quotes are filtered and sorted by."""

    published: str
    """Date as ``YYYY-MM-DD``; empty when not known."""
    publication: str
    speakers: tuple[str, ...]
    """Of its quotes, as ``QuoteEntry.speaker``."""


class ArticleEntry(View):
    """An article and the quotes in it: found one by one, stored together."""

    entry: Entry
    publication: str
    published: str
    """Date as ``YYYY-MM-DD``; empty when not known."""
    quotes: tuple[QuoteEntry, ...]


def entity_entry(entity: Entity) -> Entry:
    """An entity; found by every spelling, and by its roles as written.

    The names stand in two fields, so that a name searched for leads to its own page before it leads to its quotes.
    """
    roles = "; ".join(distinct(entity.roles))
    names = (entity.name, *(alias for alias in entity.aliases if alias != entity.name))
    return Entry(entity.type, entity_path(entity.type, entity.id), names, ", ".join(names), roles)


def article_entry(accession: str, lookup: Lookup, beside: str, tongue: Tongue = ENGLISH) -> ArticleEntry:
    """The article *accession* with its quotes, and behind its text, so that offsets into it hold, the words *beside* it."""
    annotated, facts = lookup.articles[accession], facts_of(accession, lookup)
    article = annotated.article
    by = ", ".join(filter(None, (*article.authors, article.publication)))
    body = _one_after_another(article.text, beside)
    entry = Entry("article", article_path(article), (article.title or tongue.gettext(NO_TITLE),), by, body)
    quotes = []
    for quote, speaker in zip(annotated.quotes, facts.speakers, strict=True):
        said_by = ", ".join(filter(None, (speaker, quote.description)))
        places = tuple([(segment.start, segment.end) for segment in quote.segments])
        quotes.append(QuoteEntry(Entry("quote", quote_path(quote), (), said_by, quote.text), speaker, places, not quote.is_verbatim))
    return ArticleEntry(entry, facts.publication, facts.published, tuple(quotes))


def facts_of(accession: str, lookup: Lookup) -> Facts:
    """What the article *accession* and its quotes are filtered and sorted by; none of their words are looked at for it."""
    annotated = lookup.articles[accession]
    reports = {report.quote.id: report for report in lookup.reports_in.get(accession, ())}
    speakers = tuple([_speaker(quote, reports.get(quote.id), lookup.entities) for quote in annotated.quotes])
    day = annotated.article.published
    return Facts(day.isoformat() if day else "", annotated.article.publication or "", speakers)


def _speaker(quote: Quote, report: Report | None, entities: Mapping[Key, Entity]) -> str:
    """The name in the authority file, or the one in the article."""
    key = speaker_key(report) if report else None
    known = entities.get(key) if key else None
    return (known and known.name) or (report.quote if report else quote).speaker or ""


def words_beside(article: Article) -> str:
    """What stands beside the text of *article*."""
    beside = (block.text for block in article.blocks if block.start is None and block.kind not in ("update", "note"))
    return _one_after_another(standfirst(article), *beside)


def _one_after_another(*texts: str | None) -> str:
    return "\n\n".join(filter(None, texts))
