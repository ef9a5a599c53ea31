"""The record of a capture: the JSON contract with other programs, schema ``sitegen-record-1``."""

from __future__ import annotations

from typing import Any

from msgspec import structs

from sitegen.model import AnnotatedArticle, Article, Block, Link, Mention, Note, Quote, Span, Statement

SCHEMA = "sitegen-record-1"


def record(annotated: AnnotatedArticle, notes: tuple[Note, ...]) -> dict[str, Any]:
    """What sitegen understood of one capture, as plain JSON values; unknown is None."""
    article, text = annotated.article, annotated.article.text  # which may have to be unpacked
    return {
        "schema": SCHEMA,
        **_head(article),
        "text": text,
        "blocks": [_block(block) for block in article.blocks],
        "quotes": [_quote(quote, text) for quote in annotated.quotes],
        "mentions": [_mention(mention) for mention in annotated.mentions],
        "statements": [_statement(statement, text) for statement in annotated.statements],
        "removed": [{"kind": removed.kind, "text": removed.text} for removed in article.removed],
        "kept": round(article.words_kept / article.words_visible, 3) if article.words_visible else None,
        "origins": {origin.field: origin.where for origin in article.origins},
        "notes": [_note(note) for note in notes],
    }


def error_record(source: str, message: str, hint: str | None) -> dict[str, Any]:
    """The record of a capture that could not be read."""
    return {"schema": SCHEMA, "source": source, "error": message, "hint": hint}


def _head(article: Article) -> dict[str, Any]:
    origin = article.provenance
    return {
        "source": origin.source,
        "accession": origin.accession,
        "sha256": origin.sha256,
        "format": origin.format,
        "language": article.language,
        "title": article.title,
        "title_is_derived": article.title_is_derived,
        "deck": article.deck,
        "publication": article.publication,
        "byline": article.byline,
        "authors": list(article.authors),
        "contributors": list(article.contributors),
        "published": article.published.isoformat() if article.published else None,
        "updated": article.updated.isoformat() if article.updated else None,
        "dateline": article.dateline,
        "section": article.section,
        "url": article.url,
        "captured": origin.captured,
        "archived": origin.archived,
        "container": origin.container,
    }


def _block(block: Block) -> dict[str, Any]:
    known = {"start": block.start, "level": block.level, "credit": block.credit, "src": block.src}
    return {
        "kind": block.kind,
        "text": block.text,
        **{key: value for key, value in known.items() if value is not None},
        **({"picture": structs.asdict(block.picture)} if block.picture else {}),
        **({"links": [_link(link) for link in block.links]} if block.links else {}),
    }


def _link(link: Link) -> dict[str, Any]:
    return {"start": link.start, "end": link.end, "href": link.href}


def _segment(span: Span, text: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": text[span.start : span.end]}


def _quote(quote: Quote, text: str) -> dict[str, Any]:
    return {
        "id": quote.id,
        "kind": quote.kind,
        "text": quote.text,
        "start": quote.segments[0].start,
        "end": quote.segments[-1].end,
        "segments": [_segment(span, text) for span in quote.segments],
        "speaker": quote.speaker,
        "speaker_mention": quote.speaker_mention,
        "description": quote.description,
        "channel": quote.channel,
        "cue": quote.cue,
        "confidence": quote.confidence,
    }


def _mention(mention: Mention) -> dict[str, Any]:
    span = {"start": mention.span.start, "end": mention.span.end}
    return {"text": mention.text, **span, "type": mention.type, "entity": mention.entity}


def _statement(statement: Statement, text: str) -> dict[str, Any]:
    return {
        **_segment(statement.sentence, text),
        "day": statement.day.isoformat(),
        "precision": statement.precision,
        "words": text[statement.words.start : statement.words.end],
        "reckoned": statement.is_reckoned,
    }


def _note(note: Note) -> dict[str, Any]:
    known = {"line": note.line, "hint": note.hint}
    said = {"severity": note.severity, "code": note.code, "message": note.message}
    return said | {key: value for key, value in known.items() if value is not None}
