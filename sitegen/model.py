"""What travels between the stages: one frozen type a stage, holding plain values only.

Every type holds nothing but ``str int float bool date tuple`` and each other, so that values can be compared,
pickled, stored and shipped. Relations are ids, never references. Offsets are code points.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, TypeVar

from sitegen.correction import Correction as Correction

T = TypeVar("T")

Severity = Literal["error", "warning", "info"]
Format = Literal["html", "markdown", "text"]
BlockKind = Literal["paragraph", "heading", "figure", "blockquote", "list", "table", "update", "note"]
RemovedKind = Literal[
    "chrome", "related", "byline", "dates", "masthead", "share", "advertisement", "newsletter", "bio", "comment", "credit", "repeated"
]
QuoteKind = Literal["direct", "fragment", "indirect"]
EntityType = Literal["person", "organization", "place"]


@dataclass(frozen=True, slots=True)
class Note:
    """Something a stage wants a human to know: an error, a doubt, a fact worth a look."""

    severity: Severity
    code: str
    """A short stable name such as ``undated``; settings silence notes by it."""
    message: str
    source: str
    """The capture it is about, as in ``Capture.source``."""
    line: int | None = None
    """Line in the source, counted from 1, where one can be named."""
    hint: str | None = None
    """What the reader of the note can do about it."""


@dataclass(frozen=True, slots=True)
class Noted(Generic[T]):
    """A stage's result and what was noticed on the way; the notes are stored with it."""

    value: T
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Capture:
    """One saved file as it was found."""

    source: str
    """Path below the archive's source folder, with forward slashes; a bare path for a file named on the command line."""
    content: bytes
    sidecar: bytes = b""
    """What the keeper states of it in the file ``NAME.toml`` beside it; empty where there is none. No part of the capture's own bytes."""

    @property
    def sidecar_source(self) -> str:
        """Where the sidecar file is, as *source* says where the capture is: ``march/story.html`` -> ``march/story.toml``."""
        folder, slash, name = self.source.rpartition("/")
        return f"{folder}{slash}{name.rpartition('.')[0] or name}.toml"

    @property
    def sha256(self) -> str:
        """SHA-256 of the bytes, 64 hexadecimal digits."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def accession(self) -> str:
        """The capture's number in the archive: the first 12 hexadecimal digits of its SHA-256."""
        return self.sha256[:12]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an article came from and how it was read."""

    source: str
    accession: str
    sha256: str
    format: Format
    encoding: str
    """The encoding the bytes were read with, as Python names it."""
    size: int  # bytes in the capture


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of ``Article.text``: *start* inclusive, *end* exclusive, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link inside a block: offsets into ``Block.text``, and where it goes."""

    start: int
    end: int
    href: str
    """Absolute address, mapped back to the public host where the capture came from a mirror."""


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of an article in reading order."""

    kind: BlockKind
    text: str
    """Plain text with single spaces; a figure's caption without its credit; table rows divided by line feeds, cells by `` | ``."""
    start: int | None = None
    """Offset of *text* in ``Article.text``; only paragraphs, list items and block quotes have one."""
    level: int | None = None
    """A heading's level from 2; a list item's number in an ordered list."""
    credit: str | None = None
    """Who made the picture, or whom a block quote or tweet cites, as written."""
    src: str | None = None
    """Address of a figure's picture, or of an embedded post."""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Removed:
    """A text that the cleaner took off the article, and as what."""

    kind: RemovedKind
    text: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a metadata value was found: ``Origin("published", "JSON-LD datePublished")``."""

    field: str
    where: str


@dataclass(frozen=True, slots=True)
class Article:
    """One cleaned capture. What the capture does not state is None or empty, never invented."""

    provenance: Provenance
    title: str | None
    title_is_derived: bool
    """True when the capture has no headline and *title* is its first words."""
    deck: str | None
    publication: str | None
    byline: str | None
    """The line as written; *authors* are the people it names."""
    authors: tuple[str, ...]
    contributors: tuple[str, ...]
    published: date | None
    updated: date | None
    dateline: str | None
    """Place line that opens the story, as written, without the dash; it also stays in the text."""
    section: str | None
    url: str | None
    language: str | None
    """BCP 47 tag, from the capture."""
    blocks: tuple[Block, ...]
    removed: tuple[Removed, ...]
    text: str
    """Paragraphs, list items and block quotes joined by a blank line."""
    origins: tuple[Origin, ...] = ()
    words_visible: int = 0
    """Words a reader of the capture would have seen."""
    words_kept: int = 0
    """How many of them stand in the blocks."""
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """One utterance: one or more unbroken stretches between quotation marks."""

    id: str
    """12 hexadecimal digits, from the capture's accession, the words and their place among equal words."""
    kind: QuoteKind
    segments: tuple[Span, ...]
    """The words without the marks."""
    text: str
    """The segments' text, joined by one space."""
    speaker: str | None
    """The speaker's full name in this article, or a description as written; None when not identified."""
    speaker_mention: str | None
    """The words that name the speaker beside the quote: ``he``, ``Mr. Earnest``, ``the statement``."""
    description: str | None
    """How the article describes the speaker here: ``a teacher and antigovernment activist``."""
    channel: str | None
    """How it was said: ``in a text message to a group of journalists``."""
    cue: str | None
    """The word that reports the speech: ``said``, ``according to``."""
    confidence: float
    """Share of attributions with such evidence that were right, 0 to 1; 0 when there is no speaker."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in ``Article.text``."""

    span: Span
    text: str
    type: EntityType
    entity: str
    """The fullest form of the name in this article; equal for all mentions of one entity."""


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article, its quotes in order of place, and its mentions in order of place."""

    article: Article
    quotes: tuple[Quote, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """How an article describes an entity, in its words."""

    text: str
    article: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation or place of the whole archive."""

    id: str
    """Slug, unique within its type: ``bashar-al-assad``."""
    type: EntityType
    name: str
    """Preferred name: the fullest common form."""
    aliases: tuple[str, ...]
    """Other forms met in the archive, sorted."""
    roles: tuple[Role, ...]
    correction: Correction | None = None
    coordinates: tuple[float, float] | None = None  # latitude, longitude
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Appearance:
    """One mention of an entity in an article."""

    type: EntityType
    entity: str  # ``Entity.id``
    article: str
    """Accession of the article."""
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """One quote as one article reports it."""

    article: str
    """Accession of the article."""
    quote: Quote
    speaker_type: EntityType | None
    speaker: str | None
    """``Entity.id`` of the speaker, where the speaker is an entity of the archive."""
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class Echo:
    """One utterance carried by several articles: the ids of its quotes, by date of the article."""

    id: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Archive:
    """Everything at once: one read-only graph, sorted, the same for any order of input."""

    articles: tuple[AnnotatedArticle, ...]
    """By date of publication, undated last, then by source."""
    entities: tuple[Entity, ...]
    """By type, then by name as a reader would look it up."""
    reports: tuple[Report, ...]
    """In the order of the articles and of place in them."""
    echoes: tuple[Echo, ...]
    appearances: tuple[Appearance, ...]


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One file of the site: path below the output folder with forward slashes, and its bytes."""

    path: str
    content: bytes
