"""Builds small articles for tests, so that a test states only what it is about."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

from msgspec import structs

from sitegen.model import AnnotatedArticle, Article, Block, Capture, Mention, Provenance, Quote, Span


def article(*paragraphs: str, **facts: Any) -> Article:
    """An article whose body is *paragraphs*; any other field of Article by its name."""
    text = "\n\n".join(paragraphs)
    capture = Capture(facts.pop("source", "story.txt"), (text + repr(sorted(facts.items()))).encode())
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block("paragraph", paragraph, at))
        at += len(paragraph) + 2
    plain = Article(
        provenance=Provenance(capture.source, capture.accession, capture.sha256, "text", "utf-8", len(capture.content)),
        title="A headline",
        title_is_derived=False,
        deck=None,
        publication=None,
        byline=None,
        authors=(),
        contributors=(),
        published=None,
        updated=None,
        dateline=None,
        section=None,
        url=None,
        language=None,
        blocks=tuple(blocks),
        removed=(),
        text=text,
    )
    return replace(plain, **facts)


def span(text: str, words: str) -> Span:
    """Where *words* first stand in *text*."""
    start = text.index(words)
    return Span(start, start + len(words))


def quote(of: Article, *segments: str, **facts: Any) -> Quote:
    """A direct quote whose segments are these words of the article."""
    plain = Quote(
        id=hashlib.sha256(" ".join(segments).encode()).hexdigest()[:12],
        kind="direct",
        segments=tuple(span(of.text, words) for words in segments),
        text=" ".join(segments),
        speaker=None,
        speaker_mention=None,
        description=None,
        channel=None,
        cue=None,
        confidence=0.0,
    )
    return structs.replace(plain, **facts)


def mention(of: Article, words: str, entity: str, type: str = "person") -> Mention:
    """A mention of *entity* at the first place where *words* stand."""
    return Mention(span(of.text, words), words, type, entity)  # type: ignore[arg-type]


def annotated(of: Article, quotes: tuple[Quote, ...] = (), mentions: tuple[Mention, ...] = ()) -> AnnotatedArticle:
    return AnnotatedArticle(of, quotes, mentions)
