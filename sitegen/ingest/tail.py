"""What stands after the story in a paste: contributors, author notes, links to other stories, the log of updates."""

from __future__ import annotations

from sitegen.ingest.apart import read_apart
from sitegen.ingest.chrome import chrome_kind
from sitegen.ingest.contributions import contributors_in, is_bio
from sitegen.ingest.dates import read_date_line
from sitegen.ingest.draft import Piece
from sitegen.ingest.facts import Facts, learn
from sitegen.ingest.prose import is_title_like
from sitegen.ingest.signing import is_about_author
from sitegen.model import Removed


def take_tail(paragraphs: list[str], facts: Facts) -> tuple[list[str], tuple[Piece, ...], Facts]:
    """Split what stands after the story off *paragraphs*: the rest, the tail's pieces, and what they state."""
    pieces: list[Piece] = []
    marked = 0
    end = len(paragraphs)
    for at in range(len(paragraphs) - 1, 0, -1):
        about = is_about_author(paragraphs[at], facts.authors)
        piece = Removed("bio", paragraphs[at]) if about else below_story(paragraphs[at])
        if piece is None and is_title_like(paragraphs[at]):
            piece = Removed("related", paragraphs[at])
        elif piece is None:
            break
        else:
            marked = at
        pieces.append(piece)
        end = at
    pieces.reverse()
    end, pieces = _unmarked(paragraphs, end, pieces, marked)
    for text in paragraphs[end:]:
        told = () if is_about_author(text, facts.authors) else contributors_in(text) or ()
        facts = learn(facts, "contribution line", contributors=tuple(name for name in told if name not in facts.authors))
    return paragraphs[:end], tuple(pieces), facts


def below_story(text: str) -> Piece | None:
    """What *text* is when it closes a story; None when it may be part of it."""
    if read_date_line(text):
        return Removed("dates", text)
    if contributors_in(text) is not None or is_bio(text):
        return Removed("bio", text)
    return read_apart(text)


def _unmarked(paragraphs: list[str], end: int, pieces: list[Piece], marked: int) -> tuple[int, list[Piece]]:
    """Titles of other stories stand below something that closes the story; short last lines without such a mark are the story's own."""
    kept = 0
    while (
        kept < len(pieces)
        and isinstance(pieces[kept], Removed)
        and pieces[kept].kind == "related"
        and chrome_kind(pieces[kept].text) is None
    ):
        kept += 1
    first = paragraphs[end : end + kept]
    if (marked and len(first) <= 1) or (len(first) >= 2 and all(len(text.split()) >= 6 for text in first)):
        return end, pieces
    return end + kept, pieces[kept:]
