"""The readable report on a capture: what sitegen understood of it, for a person at a terminal."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterator

from sitegen.model import ENTITY_TYPES, AnnotatedArticle, Article, Note, Quote

_WIDTH = 100
_LONGEST = 200
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def report(annotated: AnnotatedArticle, notes: tuple[Note, ...]) -> str:
    """What was understood of one capture, as lines of text without anything a terminal would obey."""
    parts = [_head(annotated.article), _body(annotated.article), _quotes(annotated.quotes), _names(annotated), _removed(annotated.article)]
    lines = [line for part in parts for line in part]
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", "\n".join([*lines, *_notes(notes)]))


def _head(article: Article) -> Iterator[str]:
    origin = article.provenance
    yield article.title or "(no title found)"
    yield "=" * min(_WIDTH, len(article.title or "(no title found)"))
    origins = {origin.field: origin.where for origin in article.origins}
    for field, value in _facts(article).items():
        yield f"{field + ':':<14}{value}" + (f"  ({origins[field]})" if field in origins else "")
    packed = f" in {origin.container}" if origin.container else ""
    yield f"{'capture:':<14}{origin.source}, {origin.format}{packed}, {origin.encoding}, {origin.size:,} bytes"
    yield f"{'sha256:':<14}{origin.sha256}"


def _facts(article: Article) -> dict[str, str]:
    """Each fact in the words of the capture, and what it does not state as not found."""
    facts = {
        "title is": "the first words: the capture has no headline" if article.title_is_derived else "",
        "deck": article.deck,
        "publication": article.publication or "not found",
        "byline": article.byline,
        "authors": ", ".join(article.authors) or "not found",
        "contributors": ", ".join(article.contributors),
        "published": article.published.isoformat() if article.published else "not found",
        "updated": article.updated.isoformat() if article.updated else "",
        "dateline": article.dateline,
        "section": article.section,
        "url": article.url,
        "language": article.language,
        "captured": article.provenance.captured,
        "copied from": article.provenance.archived,
    }
    return {field: value for field, value in facts.items() if value}


def _body(article: Article) -> Iterator[str]:
    kinds = Counter(block.kind for block in article.blocks)
    kept = f", {article.words_kept / article.words_visible:.0%} of the words on the page" if article.words_visible else ""
    yield from _section("Body", len(article.blocks), "block")
    yield f"  {', '.join(f'{count} {kind}' for kind, count in sorted(kinds.items()))}{kept}"
    for block in article.blocks:
        mark = {"heading": "##", "figure": "[figure]", "update": "[update]", "note": "[note]"}.get(block.kind, "")
        yield textwrap.shorten(f"  {mark} {block.text}".rstrip(), _WIDTH, placeholder=" …", initial_indent="  ")


def _quotes(quotes: tuple[Quote, ...]) -> Iterator[str]:
    yield from _section("Quotes", len(quotes), "quote")
    for quote in quotes:
        yield from textwrap.wrap(f"“{_short(quote.text)}”", _WIDTH, initial_indent="  ", subsequent_indent="   ")
        yield f"    {_speaker(quote)}"


def _speaker(quote: Quote) -> str:
    if quote.speaker is None:
        return "speaker not identified"
    mention = f", named here as {quote.speaker_mention!r}" if quote.speaker_mention and quote.speaker_mention != quote.speaker else ""
    cue = f", {quote.cue!r}" if quote.cue else ""
    return f"{quote.speaker}{mention}{cue} ({quote.confidence:.0%} sure)"


def _names(annotated: AnnotatedArticle) -> Iterator[str]:
    counts = Counter((mention.type, mention.entity) for mention in annotated.mentions)
    yield from _section("Names", len(counts), "name")
    for kind in ENTITY_TYPES:
        names = [f"{name} ({count})" for (type_, name), count in sorted(counts.items()) if type_ == kind]
        if names:
            yield from textwrap.wrap(f"{kind}: {'; '.join(names)}", _WIDTH, initial_indent="  ", subsequent_indent="    ")


def _removed(article: Article) -> Iterator[str]:
    yield from _section("Removed", len(article.removed), "text")
    for removed in article.removed:
        yield from textwrap.wrap(f"{removed.kind}: {_short(removed.text)}", _WIDTH, initial_indent="  ", subsequent_indent="    ")


def _notes(notes: tuple[Note, ...]) -> Iterator[str]:
    if notes:
        yield from _section("Notes", len(notes), "note")
    for note in notes:
        yield f"  {note.severity}: {note.message} [{note.code}]" + (f" (hint: {note.hint})" if note.hint else "")


def _section(title: str, count: int, noun: str) -> Iterator[str]:
    yield ""
    yield f"{title}: {count} {noun}{'' if count == 1 else 's'}"


def _short(text: str) -> str:
    return textwrap.shorten(text, _LONGEST, placeholder=" …")
