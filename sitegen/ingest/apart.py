"""Paragraph -> what it is when it is none of the story: an update, a note, a line of the page, a caption."""

from __future__ import annotations

import re

from sitegen.ingest.captions import split_caption
from sitegen.ingest.chrome import chrome_kind
from sitegen.ingest.draft import Piece
from sitegen.ingest.paragraphs import is_page_mark
from sitegen.ingest.updates import is_editors_note, is_update
from sitegen.model import Block, Removed
from sitegen.patterns import later

_ADDRESS = re.compile(r"https?://\S+")
# "12 comments", "1.2K shares", "LISTEN | 4:12"
_COUNT = later(
    r"\d[\d.,]{0,8}\s?[kK]?\s(?:comments?|shares?|views?|likes?|replies|retweets?)"
    r"|(?:listen|watch|play|audio|video)\s?[|·•:-]?\s?\d{1,2}:\d\d",
    re.IGNORECASE,
)
_LONGEST_COUNT = 30
"""Characters, of which the longest has 21."""


def read_note(text: str) -> Block | None:
    """The update or the editors' note that *text* is."""
    if is_update(text):
        return Block("update", text)
    return Block("note", text) if is_editors_note(text) else None


def read_apart(text: str) -> Piece | None:
    """The piece that *text* is by its own words, wherever it stands; None when it may be a paragraph or a title."""
    note = read_note(text)
    if note:
        return note
    kind = chrome_kind(text)
    if kind:
        return Removed(kind, text)
    if is_page_mark(text) or _ADDRESS.fullmatch(text) or (len(text) <= _LONGEST_COUNT and _COUNT.fullmatch(text)):
        return Removed("chrome", text)
    caption = split_caption(text)
    return Block("figure", caption[0], credit=caption[1] or None) if caption else None
