"""Draft -> Article: the text, every block's place in it, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitegen.ingest.dateline import find_dateline, take_dateline
from sitegen.ingest.draft import Doubt, Draft, Piece
from sitegen.ingest.facts import Facts, learn
from sitegen.ingest.prose import first_words
from sitegen.ingest.sniff import Sniffed
from sitegen.model import Article, Block, Capture, Container, Note, Noted, Provenance, Removed
from sitegen.model.capture import accession_of
from sitegen.typography import count_words, words

_IN_TEXT = ("paragraph", "list", "blockquote")
_LOW = 0.25
"""Share of the visible words; four of five saved pages with a whole article keep more."""


def assemble(capture: Capture, container: Container | None, sniffed: Sniffed, draft: Draft) -> Noted[Article]:
    """The finished article, with a note for everything that the capture does not state."""
    blocks = tuple(placed(draft.pieces))
    text = "\n\n".join(block.text for block in blocks if block.start is not None)
    facts = _with_dateline(draft.facts, blocks)
    body = next((block.text for block in blocks if block.start is not None), "")
    article = Article(
        provenance=_provenance(capture, container, sniffed, facts),
        title=facts.title or _makeshift_title(body, blocks),
        title_is_derived=not facts.title,
        deck=facts.deck,
        publication=facts.publication,
        byline=facts.byline,
        authors=facts.authors,
        contributors=facts.contributors,
        published=facts.published,
        updated=facts.updated,
        dateline=facts.dateline,
        section=facts.section,
        url=facts.url,
        language=facts.language,
        blocks=blocks,
        removed=_removed(draft.pieces),
        text=text,
        origins=tuple(sorted(facts.origins, key=lambda origin: origin.field)),
        words_visible=draft.words_visible,
        words_kept=min(draft.words_visible, sum(count_words(block.text) for block in blocks)),
    )
    return Noted(article, tuple(_notes(article, draft)))


def _provenance(capture: Capture, container: Container | None, sniffed: Sniffed, facts: Facts) -> Provenance:
    sha256 = capture.sha256
    return Provenance(
        source=capture.source,
        accession=accession_of(sha256),
        sha256=sha256,
        format=sniffed.format,
        encoding=sniffed.encoding,
        size=len(capture.content),
        captured=facts.captured,
        archived=facts.archived,
        container=container,
    )


def placed(pieces: Iterable[Piece]) -> list[Block]:
    """The blocks among *pieces* that show something, each with its place in the text."""
    at, placed = 0, []
    for piece in pieces:
        if isinstance(piece, Removed) or not (piece.text or piece.src or piece.picture):
            continue
        if piece.kind in _IN_TEXT:
            placed.append(Block(piece.kind, piece.text, at, piece.level, piece.credit, piece.src, piece.links, piece.picture))
            at += len(piece.text) + 2
        else:
            placed.append(piece)
    return placed


def _removed(pieces: tuple[Piece, ...]) -> tuple[Removed, ...]:
    return tuple(piece for piece in pieces if isinstance(piece, Removed) and len(words(piece.text)) >= 3)


def _with_dateline(facts: Facts, blocks: tuple[Block, ...]) -> Facts:
    """The story's first two paragraphs may open with a dateline; the second one when a standfirst stands before it."""
    for block in [block for block in blocks if block.kind == "paragraph"][:2]:
        facts = learn(facts, "first paragraph", dateline=find_dateline(block.text))
    return facts


def _makeshift_title(body: str, blocks: tuple[Block, ...]) -> str | None:
    source = take_dateline(body)[1] or next((block.text for block in blocks if block.text), "")
    return first_words(source) or None


def _notes(article: Article, draft: Draft) -> Iterator[Note]:
    source = article.provenance.source
    for doubt in (*draft.doubts, *_doubts(article)):
        yield Note("warning", doubt.code, doubt.message, source, None, doubt.hint)
    if not article.authors:
        yield Note("info", "no-byline", "no author was found", source)


def _doubts(article: Article) -> Iterator[Doubt]:
    stating = "state it in front matter or in a sidecar file"
    if article.title_is_derived:
        yield Doubt("untitled", "no headline was found; the first words stand in for it", stating)
    if not article.published:
        yield Doubt("undated", "no date of publication was found", stating)
    if article.words_kept < _LOW * article.words_visible:
        yield Doubt("low-coverage", f"only {article.words_kept} of {article.words_visible} words were kept", "look at what was removed")
    if not article.text:
        yield Doubt("no-body", "no paragraph of an article was found", "look at what was removed")
