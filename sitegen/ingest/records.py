"""Record -> article: what sitegen wrote of a capture is read back as the article that it was."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

import msgspec

from sitegen.errors import CaptureError
from sitegen.ingest.assembly import placed
from sitegen.ingest.moments import parse_moment
from sitegen.model import Article, Block, BlockKind, Capture, Format, Link, Note, Noted, Origin, Provenance, Removed, RemovedKind, Severity

_HINT = "a line is what `sitegen inspect --json` prints of one capture"
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")

_LEAST_KEPT = 0.001
"""Records state the share that was kept in thousandths."""

_Number = Annotated[int, msgspec.Meta(ge=0, lt=2**31)]


class _Link(msgspec.Struct, frozen=True):
    start: _Number
    end: _Number
    href: str


class _Block(msgspec.Struct, frozen=True):
    kind: BlockKind
    text: str
    level: _Number | None = None
    credit: str | None = None
    src: str | None = None
    links: tuple[_Link, ...] = ()


class _Removed(msgspec.Struct, frozen=True):
    kind: RemovedKind
    text: str


class _Note(msgspec.Struct, frozen=True):
    severity: Severity
    code: str
    message: str
    line: _Number | None = None
    hint: str | None = None


class Record(msgspec.Struct, frozen=True):
    """What a line of records states of an article."""

    schema: Literal["sitegen-record-1"]
    sha256: str
    format: Format
    blocks: tuple[_Block, ...]
    title: str | None = None
    title_is_derived: bool = False
    deck: str | None = None
    publication: str | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    published: date | None = None
    updated: date | None = None
    dateline: str | None = None
    section: str | None = None
    url: str | None = None
    language: str | None = None
    captured: str | None = None
    archived: str | None = None
    removed: tuple[_Removed, ...] = ()
    kept: float | None = None
    origins: dict[str, str] = {}
    notes: tuple[_Note, ...] = ()


def decode_record(line: bytes) -> Record:
    """The record that *line* is; a `CaptureError` where it is none."""
    try:
        found = _DECODER.decode(line)
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        raise CaptureError(
            f"this is no record: {str(error)[:200]}", hint="a line is what `sitegen inspect --json` prints of one capture"
        ) from error
    if not re.fullmatch(r"[0-9a-f]{64}", found.sha256):
        raise CaptureError(
            "this is no record: `sha256` is no SHA-256", hint="a line is what `sitegen inspect --json` prints of one capture"
        )
    return found


_DECODER = msgspec.json.Decoder(Record)


def read_record(capture: Capture) -> Noted[Article]:
    """The article that the record in *capture* describes, with the notes that were made of it."""
    found = decode_record(capture.content)
    blocks = tuple(placed(_block(block) for block in found.blocks))
    kept = sum(len(block.text.split()) for block in blocks)
    article = Article(
        provenance=_provenance(capture, found),
        title=found.title,
        title_is_derived=found.title_is_derived,
        deck=found.deck,
        publication=found.publication,
        byline=found.byline,
        authors=found.authors,
        contributors=found.contributors,
        published=found.published,
        updated=found.updated,
        dateline=found.dateline,
        section=found.section,
        url=found.url,
        language=found.language if found.language and _LANGUAGE.fullmatch(found.language) else None,
        blocks=blocks,
        removed=tuple(Removed(removed.kind, removed.text) for removed in found.removed),
        text="\n\n".join(block.text for block in blocks if block.start is not None),
        origins=tuple(Origin(*pair) for pair in sorted(found.origins.items())),
        words_visible=round(kept / found.kept) if found.kept and _LEAST_KEPT <= found.kept <= 1 else 0,
        words_kept=kept,
    )
    if not blocks:
        raise CaptureError("the record shows no text", capture.source, None, "make it anew from its capture")
    notes = (Note(note.severity, note.code, note.message, capture.source, note.line, note.hint) for note in found.notes)
    return Noted(article, tuple(notes))


def _provenance(capture: Capture, found: Record) -> Provenance:
    return Provenance(
        source=capture.source,
        accession=capture.accession,
        sha256=capture.sha256,
        format=found.format,
        encoding="utf-8",
        size=len(capture.content),
        captured=parse_moment(found.captured or ""),
        archived=found.archived,
        container="record",
    )


def _block(block: _Block) -> Block:
    links = (Link(link.start, link.end, link.href) for link in block.links if link.start < link.end <= len(block.text))
    return Block(block.kind, block.text, None, block.level, block.credit, block.src, tuple(links))
