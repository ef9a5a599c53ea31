"""The site's own words for dates, numbers and doubt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sitegen.almanac import MONTHS
from sitegen.model import Correction, EntityType, Format, Quote, QuoteKind, RemovedKind

NO_DATE = "date not found"
NO_SPEAKER = "speaker not identified"
NO_TITLE = "Untitled capture"

FORMATS: dict[Format, str] = {"html": "a saved web page (HTML)", "markdown": "Markdown", "text": "plain text"}

TYPES: dict[EntityType, str] = {"person": "Person", "organization": "Organisation", "place": "Place"}
TYPES_MANY: dict[EntityType, str] = {"person": "People", "organization": "Organisations", "place": "Places"}

KINDS: dict[QuoteKind, str] = {"direct": "Quoted", "fragment": "Quoted in part", "indirect": "Reported, not word for word"}

REMOVED: dict[RemovedKind, str] = {
    "chrome": "Navigation and other page furniture",
    "related": "Links to other stories",
    "byline": "Byline, kept above as author",
    "dates": "Date lines, kept above as dates",
    "masthead": "Masthead",
    "share": "Sharing buttons",
    "advertisement": "Advertisements",
    "newsletter": "Newsletter and subscription boxes",
    "bio": "About the author",
    "comment": "Readers’ comments",
    "credit": "Credits, kept with the pictures",
    "repeated": "Text that stood on the page twice",
}

FIELDS = {
    "title": "Headline",
    "deck": "Standfirst",
    "publication": "Outlet",
    "byline": "Byline",
    "authors": "Authors",
    "contributors": "Contributors",
    "published": "Published",
    "updated": "Updated",
    "dateline": "Dateline",
    "section": "Section",
    "url": "Address",
    "language": "Language",
    "captured": "Captured",
}


FACTS = {
    "title": "headline",
    "published": "date",
    "speaker": "speaker",
    "utterance": "which reports are of one utterance",
    "name": "name",
    "type": "kind",
    "forms": "which spellings belong here",
    "coordinates": "coordinates",
    "wikidata": "Wikidata item",
}


def day(moment: date) -> str:
    """*moment* as a reader writes it: ``4 May 2031``."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def month(year: int, number: int) -> str:
    """The month *number*, counted from 1, of *year*: ``May 2031``."""
    return f"{MONTHS[number - 1]} {year}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """*number* with its noun: ``1 quote``, ``2,100 quotes``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(parts: Sequence[str]) -> str:
    """*parts* as a sentence names them: ``a, b and c``."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def certainty(quote: Quote) -> str:
    """How sure it is that these are the words of the speaker named, in words."""
    if quote.speaker is None:
        return "The article does not say clearly who said this, so no speaker is given."
    measured = f"in tests on other news texts {100 * quote.confidence:.0f} of 100 attributions with evidence like this were right."
    if quote.confidence >= 0.9:
        return f"Clear: {measured}"
    return f"{'Likely' if quote.confidence >= 0.7 else 'Uncertain'}: {measured} Check the article before citing."


def corrected(correction: Correction | None) -> str | None:
    """``Corrected by the keeper of this archive: headline and date.`` where a person decided something, else None."""
    if correction is None:
        return None
    if not correction.facts:
        return "Checked by the keeper of this archive."
    return f"Corrected by the keeper of this archive: {listed([FACTS[fact] for fact in correction.facts])}."


def span_of(days: Sequence[date]) -> str | None:
    """The days from first to last in words; None when there is none."""
    if not days:
        return None
    first, last = min(days), max(days)
    if first == last:
        return day(first)
    if first.year != last.year:
        return f"{day(first)} – {day(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} – {day(last)}"
    return f"{first.day}–{day(last)}"
