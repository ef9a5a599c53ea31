"""Pasted text -> a draft of the article: what stands before the story, the story, what stands after it."""

from __future__ import annotations

from sitegen.ingest.draft import Draft
from sitegen.ingest.head import take_head
from sitegen.ingest.paragraphs import split_paragraphs
from sitegen.ingest.story import read_story
from sitegen.ingest.tail import take_tail


def read_text(text: str) -> Draft:
    """The article that a paste holds."""
    paragraphs = split_paragraphs(text)
    facts, above, rest = take_head(paragraphs)
    rest, below, facts = take_tail(rest, facts)
    return Draft(facts, (*above, *read_story(rest, below), *below), len(text.split()))
