"""Pasted text -> a draft of the article: what stands before the story, the story, what stands after it."""

from __future__ import annotations

from sitegen.ingest.draft import Doubt, Draft
from sitegen.ingest.facts import Facts
from sitegen.ingest.head import take_head
from sitegen.ingest.paragraphs import split_paragraphs
from sitegen.ingest.story import read_story
from sitegen.ingest.tail import take_tail
from sitegen.model import Block


def read_text(text: str) -> Draft:
    """The article that a paste holds; when nothing in it reads like a story, all of it is kept."""
    paragraphs = split_paragraphs(text)
    visible = len(text.split())
    facts, above, rest = take_head(paragraphs)
    rest, below, facts = take_tail(rest, facts)
    pieces = (*above, *read_story(rest, below), *below)
    if any(isinstance(piece, Block) for piece in pieces):
        return Draft(facts, pieces, visible)
    doubt = Doubt("all-kept", "nothing in the paste reads like a story; all text was kept", "look at the article page")
    return Draft(Facts(), tuple(Block("paragraph", paragraph) for paragraph in paragraphs), visible, (doubt,))
