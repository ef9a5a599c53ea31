"""What an article's page is given."""

from __future__ import annotations

from itertools import groupby
from urllib.parse import quote

from sitegen.model import ENTITY_TYPES, AnnotatedArticle, Article, EntityType
from sitegen.publish.body import Part, WebLink, weave_body, weave_updates, web_link
from sitegen.publish.captured import CONTAINERS, Captured, Copy, captured, copy_of, moment_in_words
from sitegen.publish.cards import ArticleCard, Cards, DateText, NameCard, date_text
from sitegen.publish.citing.citations import Citation, citations
from sitegen.publish.citing.formats import highwire
from sitegen.publish.citing.reference import refer
from sitegen.publish.leaves import Order
from sitegen.publish.lookup import Lookup
from sitegen.publish.recent import recent
from sitegen.publish.shelves import row
from sitegen.publish.standfirst import standfirst
from sitegen.publish.tongue import N_, Tongue
from sitegen.publish.versions import Difference, Version, all_versions, difference, versions
from sitegen.publish.view import View
from sitegen.publish.wording import FIELDS, FORMATS, NO_OUTLET, NO_TITLE, NOT_FOUND, REMOVED, corrected, found_at


class Known(View):
    """A metadata value, and where in the capture it was found."""

    label: str
    value: str
    where: str


class Related(View):
    """Another article, and what it shares with this one."""

    article: ArticleCard
    quotes: int
    people: tuple[str, ...]


class ArticleView(View):
    """An article, where it came from and what it leads to."""

    card: ArticleCard
    deck: str | None
    standfirst: str | None
    """The deck where it stands above the body; None where the body opens with it."""
    byline: str | None
    contributors: tuple[str, ...]
    updated: DateText | None
    dateline: str | None
    section: str | None
    original: WebLink | None
    address: str | None
    """The address as text where it cannot be a link."""
    body: tuple[Part, ...]
    updates: tuple[Part, ...]
    named: tuple[tuple[EntityType, tuple[tuple[NameCard, int], ...]], ...]
    """Who and what is mentioned, by type, in order of appearance, with the number of mentions."""
    versions: tuple[Version, ...]
    """Other articles that carry its text."""
    all_versions: Order | None
    """The list of all versions, where they are too many to be shown here."""
    difference: Difference | None
    """How it differs from the one before it that is nearest to it."""
    related: tuple[Related, ...]
    earlier: ArticleCard | None
    later: ArticleCard | None
    source: str
    original_path: str | None
    """Where the capture stands in the site, as a link writes it; None where it is not handed out."""
    sha256: str
    read_as: str
    captured: Captured | None
    copy: Copy | None
    kept: str | None
    corrected: str | None
    """That the keeper of the archive decided something here, and what."""
    note: str | None
    """What the keeper says of it."""
    known: tuple[Known, ...]
    removed: tuple[tuple[str, tuple[str, ...]], ...]
    citation: tuple[str, ...]
    """In parts that are set apart from each other, for they may run in different directions."""
    citations: tuple[Citation, ...]
    citation_tags: tuple[tuple[str, str], ...]


def article_view(annotated: AnnotatedArticle, lookup: Lookup, cards: Cards) -> ArticleView:
    """The page of *annotated*."""
    article, tongue = annotated.article, cards.tongue
    accession = article.provenance.accession
    original = web_link(article.url)
    reference = refer(article)
    earlier, later = lookup.beside.get(accession, (None, None))
    return ArticleView(
        card=cards.articles[accession],
        deck=article.deck,
        standfirst=standfirst(article),
        byline=article.byline or (tongue.gettext("By %(names)s", names=tongue.listed(article.authors)) if article.authors else None),
        contributors=article.contributors,
        updated=date_text(article.updated, tongue) if article.updated else None,
        dateline=article.dateline,
        section=article.section,
        original=original,
        address=None if original else article.url,
        body=weave_body(annotated, lookup, cards),
        updates=weave_updates(annotated, lookup, cards),
        named=_named(accession, lookup, cards),
        versions=versions(accession, lookup, cards),
        all_versions=all_versions(accession, lookup, cards),
        difference=difference(article, lookup, cards),
        related=_related(accession, lookup, cards),
        earlier=cards.articles[earlier] if earlier else None,
        later=cards.articles[later] if later else None,
        source=article.provenance.source,
        original_path=quote(place) if (place := lookup.originals.get(accession)) else None,
        sha256=article.provenance.sha256,
        read_as=_read_as(article, tongue),
        captured=captured(article, tongue),
        copy=copy_of(article),
        kept=_kept(article, tongue),
        corrected=corrected(article.correction, tongue),
        note=article.correction.note if article.correction else None,
        known=tuple(_known(article, tongue)),
        removed=_removed(article, tongue),
        citation=citation(article, tongue),
        citations=citations(reference),
        citation_tags=highwire(reference),
    )


@recent
def citation(article: Article, tongue: Tongue) -> tuple[str, ...]:
    """The article as a footnote names it, in parts that may run in different directions; what is not known is said to be so."""
    stop = f"{tongue.bearing}. "
    authors = (tongue.listed(article.authors), stop) if article.authors else ()
    title = tongue.gettext("“%(title)s”", title=article.title) if article.title else tongue.gettext(NO_TITLE)
    derived = f" {tongue.gettext('(first words; no headline found)')}" if article.title_is_derived else ""
    outlet = article.publication or tongue.gettext(NO_OUTLET)
    capture = tongue.gettext("Capture %(number)s.", number=article.provenance.accession)
    comma = tongue.bearing + tongue.pgettext("between parts of a citation", ", ")
    return (*authors, title, f"{derived}{stop}", outlet, f"{comma}{date_text(article.published, tongue).words}. {capture}")


def _named(accession: str, lookup: Lookup, cards: Cards) -> tuple[tuple[EntityType, tuple[tuple[NameCard, int], ...]], ...]:
    shelves: dict[EntityType, list[tuple[NameCard, int]]] = {type: [] for type in ENTITY_TYPES}
    counts = lookup.entities_in[accession]
    for card, number in zip(row(cards.names, counts), counts.values(), strict=True):
        shelves[card.type].append((card, number))
    return tuple((type, tuple(shelf)) for type, shelf in shelves.items() if shelf)


def _related(accession: str, lookup: Lookup, cards: Cards) -> tuple[Related, ...]:
    """The articles that share most with this one."""
    shared = ((other, quotes, row(cards.names, people)) for other, quotes, people in lookup.near[accession])
    return tuple(Related(cards.articles[other], quotes, tuple(card.name for card in people)) for other, quotes, people in shared)


def _read_as(article: Article, tongue: Tongue) -> str:
    origin = article.provenance
    format, encoding = tongue.apart(tongue.gettext(FORMATS[origin.format])), tongue.apart(origin.encoding)
    size = tongue.ngettext("%(num)s byte", "%(num)s bytes", origin.size)
    if not origin.container:
        return tongue.gettext("%(format)s, encoding %(encoding)s, %(size)s", format=format, encoding=encoding, size=size)
    container = tongue.gettext(CONTAINERS[origin.container])
    said = N_("%(format)s, packed in %(container)s, encoding %(encoding)s, %(size)s")
    return tongue.gettext(said, format=format, container=container, encoding=encoding, size=size)


def _kept(article: Article, tongue: Tongue) -> str | None:
    if not article.words_visible:
        return None
    share = min(100 * article.words_kept // article.words_visible, 100)
    return tongue.gettext(
        "%(kept)s of the %(visible)s words visible in the capture (%(share)s%%)",
        kept=tongue.number(article.words_kept),
        visible=tongue.number(article.words_visible),
        share=share,
    )


def _known(article: Article, tongue: Tongue) -> list[Known]:
    origins = {origin.field: found_at(origin.where, tongue) for origin in article.origins}
    if article.title_is_derived:
        origins.setdefault("title", tongue.gettext("first words of the text; the capture has no headline"))
    not_found = tongue.gettext(NOT_FOUND)
    values = {
        "title": article.title,
        "deck": article.deck,
        "publication": article.publication,
        "byline": article.byline,
        "authors": tongue.listed(article.authors) if article.authors else None,
        "contributors": tongue.listed(article.contributors) if article.contributors else None,
        "published": date_text(article.published, tongue).words,
        "updated": date_text(article.updated, tongue).words if article.updated else None,
        "dateline": article.dateline,
        "section": article.section,
        "url": article.url,
        "language": article.language,
        "captured": moment_in_words(article.provenance.captured, tongue) if article.provenance.captured else None,
    }
    always = ("title", "publication", "authors", "published")
    return [
        Known(tongue.gettext(FIELDS[field]), value or not_found, origins.get(field, ""))
        for field, value in values.items()
        if value or field in always
    ]


def _removed(article: Article, tongue: Tongue) -> tuple[tuple[str, tuple[str, ...]], ...]:
    order = list(REMOVED)
    sorted_by_kind = sorted(article.removed, key=lambda removed: order.index(removed.kind))
    return tuple(
        (tongue.gettext(REMOVED[kind]), tuple(removed.text for removed in group))
        for kind, group in groupby(sorted_by_kind, lambda r: r.kind)
    )
