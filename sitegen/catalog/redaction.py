"""AnnotatedArticles -> the same without the names that their keeper withholds: in no text, no address, no speaker."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from msgspec import structs

from sitegen.catalog.people import family_as_written, is_full_name
from sitegen.catalog.reconcile import Identity
from sitegen.catalog.withheld import SIGN, Withheld
from sitegen.model import AnnotatedArticle, Article, Block, Correction, Link, Mention, Provenance, Quote, Report, Span, Statement

S = TypeVar("S", str, str | None)


def withhold(articles: Sequence[AnnotatedArticle], identities: Iterable[Identity], names: Withheld) -> tuple[AnnotatedArticle, ...]:
    """*articles* without *names*, and without the other forms under which they speak of the same people.

    A listed name is withheld everywhere, and so is every full name that the archive knows for the same person, such as one in other
    letters: ``Мара Квилл``. Another form (``Ms. Quill``) and the family name (``the Quills``) are withheld in the articles where they
    mean one of *names*.
    """
    called = {mention.entity for annotated in articles for mention in annotated.mentions if names.holds(mention.text)}
    found = [one for one in identities if any(name in called or names.holds(name) for name in one.names)]
    meant = {name for one in found for name in one.names}
    full = {
        name for one in found if one.type == "person" for name in one.names if is_full_name(name) or (names.holds(name) and " " in name)
    }
    everywhere = names.and_also(full)
    return tuple(_redacted(annotated, everywhere.and_also(*_forms(annotated, meant, full))) for annotated in articles)


def renamed(identity: Identity, names: Withheld) -> Identity:
    """*identity* without *names* in what its keeper says of it."""
    return structs.replace(identity, name=names.without(identity.name), correction=_noted(identity.correction, names))


def reported(report: Report, names: Withheld) -> Report:
    """*report* without *names* in what its keeper says of it."""
    return structs.replace(report, correction=_noted(report.correction, names))


def _forms(annotated: AnnotatedArticle, meant: set[str], full: set[str]) -> tuple[set[str], set[str]]:
    """The forms by which *annotated* calls whom it means by one of *meant*, and the family names of those called by one of *full*."""
    mentions = [mention for mention in annotated.mentions if mention.entity in meant]
    return {form for one in mentions for form in (one.text, one.entity)}, {
        family_as_written(one.entity) for one in mentions if one.entity in full
    }


def _redacted(annotated: AnnotatedArticle, names: Withheld) -> AnnotatedArticle:
    gone = names.spans(annotated.article.text)
    article = _article(annotated.article, names, gone)
    quotes = tuple(_quote(quote, names, gone, article.text) for quote in annotated.quotes)
    mentions = tuple(_mention(mention, names, gone, article.text) for mention in annotated.mentions)
    statements = tuple(_statement(statement, gone) for statement in annotated.statements)
    return AnnotatedArticle(article, quotes, tuple(mention for mention in mentions if mention.entity != SIGN), statements)


def _article(article: Article, names: Withheld, gone: Sequence[Span]) -> Article:
    return replace(
        article,
        provenance=_origin(article.provenance, names),
        title=_told(article.title, names),
        deck=_told(article.deck, names),
        publication=_told(article.publication, names),
        byline=_told(article.byline, names),
        authors=tuple(map(names.without, article.authors)),
        contributors=tuple(map(names.without, article.contributors)),
        dateline=_told(article.dateline, names),
        section=_told(article.section, names),
        url=_address(article.url, names),
        blocks=tuple(_block(block, names, gone) for block in article.blocks),
        removed=tuple(structs.replace(removed, text=names.without(removed.text)) for removed in article.removed),
        origins=tuple(structs.replace(found, where=names.without(found.where)) for found in article.origins),
        text=names.without(article.text),
        correction=_noted(article.correction, names),
    )


def _origin(origin: Provenance, names: Withheld) -> Provenance:
    """*origin* with the capture's number in place of a file name that tells a name."""
    source = origin.accession if names.spelled(origin.source) else origin.source
    return replace(origin, source=source, archived=_address(origin.archived, names))


def _block(block: Block, names: Withheld, gone: Sequence[Span]) -> Block:
    here = names.spans(block.text)
    links = (Link(*_ends(link, here), link.href) for link in block.links if not names.spelled(link.href))
    return structs.replace(
        block,
        text=names.without(block.text),
        start=None if block.start is None else _shifted(block.start, gone),
        credit=_told(block.credit, names),
        src=_address(block.src, names),
        picture=structs.replace(block.picture, alt=names.without(block.picture.alt)) if block.picture else None,
        links=tuple(links),
    )


def _ends(of: Span | Link, gone: Sequence[Span]) -> tuple[int, int]:
    return _shifted(of.start, gone), _shifted(of.end, gone, end=True)


def _quote(quote: Quote, names: Withheld, gone: Sequence[Span], text: str) -> Quote:
    segments = tuple(Span(*_ends(segment, gone)) for segment in quote.segments)
    return structs.replace(
        quote,
        segments=segments,
        text=" ".join(text[segment.start : segment.end] for segment in segments),
        speaker=_told(quote.speaker, names),
        speaker_mention=_told(quote.speaker_mention, names),
        description=_told(quote.description, names),
        channel=_told(quote.channel, names),
        cue=_told(quote.cue, names),
    )


def _mention(mention: Mention, names: Withheld, gone: Sequence[Span], text: str) -> Mention:
    """The mention where it stands now; its entity is the sign alone where it meant a withheld name."""
    span = Span(*_ends(mention.span, gone))
    return Mention(span, text[span.start : span.end], mention.type, names.without(mention.entity))


def _statement(statement: Statement, gone: Sequence[Span]) -> Statement:
    return structs.replace(statement, sentence=Span(*_ends(statement.sentence, gone)), words=Span(*_ends(statement.words, gone)))


def _shifted(place: int, gone: Sequence[Span], *, end: bool = False) -> int:
    """Where *place* is once the stretches *gone* are replaced; inside one, its start, or its end where *place* ends something."""
    shift = 0
    for span in gone:
        if span.end <= place:
            shift += len(SIGN) - (span.end - span.start)
        elif span.start < place:
            return span.start + shift + (len(SIGN) if end else 0)
        else:
            break
    return place + shift


def _told(text: S, names: Withheld) -> S:
    return names.without(text) if text else text


def _address(address: str | None, names: Withheld) -> str | None:
    """*address*, or None where it spells a name: ``…/mara-quill-speaks.html``."""
    return None if address and names.spelled(address) else address


def _noted(correction: Correction | None, names: Withheld) -> Correction | None:
    return structs.replace(correction, note=_told(correction.note, names)) if correction else None
