"""A cleaned capture: metadata, blocks, the text that offsets count in, and what was taken off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from sitegen.model.capture import Picture, Provenance
from sitegen.model.correction import Correction
from sitegen.model.value import Value

if TYPE_CHECKING:
    from sitegen.model.body import Body

BlockKind = Literal["paragraph", "heading", "figure", "blockquote", "list", "table", "update", "note"]
RemovedKind = Literal[
    "chrome", "related", "byline", "dates", "masthead", "share", "advertisement", "newsletter", "bio", "comment", "credit", "repeated"
]


class Span(Value):
    """A stretch of ``Article.text``: *start* inclusive, *end* exclusive, in code points."""

    start: int
    end: int


class Link(Value):
    """A link inside a block: offsets into ``Block.text``, and where it goes."""

    start: int
    end: int
    href: str
    """Absolute address, mapped back to the public host where the capture came from a mirror."""


class Block(Value):
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
    picture: Picture | None = None
    """A figure's picture, where it was saved with the capture."""


class Removed(Value):
    """A text that the cleaner took off the article, and as what."""

    kind: RemovedKind
    text: str


class Origin(Value):
    """Where a metadata value was found: ``Origin("published", "JSON-LD datePublished")``."""

    field: str
    where: str


class _Bodied:
    """What may have its text and its blocks in a body (``model/body.py``), where they are looked for when it has not got them itself."""

    __slots__ = ("_body",)

    if TYPE_CHECKING:
        _body: Body
        text: str
    else:  # where no other name is made up

        def __getattr__(self, name: str) -> object:
            if name in ("text", "blocks"):
                return getattr(self._body, name)
            raise AttributeError(name, name=name, obj=self)

    def between(self, start: int, end: int) -> str:
        """``text[start:end]``, without the rest of a text that is packed; neither counts from the end."""
        body: Body | None = getattr(self, "_body", None)
        return body.between(start, end) if body else self.text[start:end]


@dataclass(frozen=True, slots=True)
class Article(_Bodied):
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

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Those of its figures that were saved with the capture, in reading order."""
        body = getattr(self, "_body", None)
        return body.pictures if body else tuple(block.picture for block in self.blocks if block.picture)
