"""Two articles -> whether they carry one text, and how the second one looks from the first."""

from __future__ import annotations

from datetime import date

from sitegen.catalog.passages import Passage
from sitegen.catalog.wires import agency_of
from sitegen.model import Article, Descent, Extent, Kinship
from sitegen.typography import fold

_SHARE, _SHARED = 0.5, 25
"""Share, and number, of the shorter one's own words that stand in sentences of both. Reports of one speech share only the speaker's."""
_FLASH, _TELLING = 0.85, 5
"""The same share of a text of a sentence or two, and how many of its words must carry meaning: ``Sign in to read on`` tells nothing."""
_DAYS = 2
"""Days after which an outlet's text with another beginning is the next of a series."""
_NEARLY_ALL = 0.9
_OPENING = 0.6


def kinship(one: Passage, other: Passage) -> Kinship | None:
    """What two articles have in common that carry one text; None where they are two."""
    here, there = one.covered(other), other.covered(one)
    short, covered = (one, here) if one.own <= other.own else (other, there)
    shared = short.shared(covered)
    enough = shared >= _SHARED and shared >= _SHARE * short.own
    is_flash = shared >= _FLASH * short.own and short.telling(covered) >= _TELLING
    if not (enough or is_flash) or (is_series(one, other, here) and one.words != other.words):
        return None
    return told(one, other, here, there)


def told(one: Passage, other: Passage, here: bytearray, there: bytearray, *, is_decided: bool = False) -> Kinship:
    """The kinship of two articles, of whose words those are shared that are marked *here* and *there*."""
    first, second = one.annotated.article, other.annotated.article
    agencies = (agency_of(first), agency_of(second))
    extent = _extent(one, other, here, there)
    return Kinship(
        one=first.provenance.accession,
        other=second.provenance.accession,
        extent=extent,
        descent=_descent(first, second, extent, agencies),
        shared=min(sum(here), sum(there)),
        lengths=(len(one.words), len(other.words)),
        agencies=agencies,
        newer=_newer(first, second),
        is_decided=is_decided,
    )


def is_series(one: Passage, other: Passage, here: bytearray) -> bool:
    """Whether two articles of one outlet are days apart, and neither the headline nor the beginning is the same."""
    first, second = one.annotated.article, other.annotated.article
    if not first.published or not second.published or not _same_outlet(first, second):
        return False
    is_near = abs((first.published - second.published).days) <= _DAYS
    return not (is_near or _same_address(first, second) or _begins_alike(one, here))


def _begins_alike(one: Passage, here: bytearray) -> bool:
    start, end = next(iter(one.sentences), (0, 0))
    return sum(here[start:end]) >= _OPENING * max(1, end - start)


def _extent(one: Passage, other: Passage, here: bytearray, there: bytearray) -> Extent:
    if one.words == other.words:
        return "same"
    if _is_part(there, here):
        return "shorter"
    return "longer" if _is_part(here, there) else "changed"


def _is_part(part: bytearray, whole: bytearray) -> bool:
    """Whether a text, by which of its words are shared, is the other one without some of it."""
    if all(part):
        return not all(whole)
    return sum(part) >= _NEARLY_ALL * len(part) and len(part) <= _NEARLY_ALL * len(whole)


def _descent(one: Article, other: Article, extent: Extent, agencies: tuple[str | None, str | None]) -> Descent:
    if _same_outlet(one, other):
        return "again" if extent == "same" else "revised"
    if any(agencies):
        return "agency"
    return "outlets" if one.publication and other.publication else "unknown"


def _same_outlet(one: Article, other: Article) -> bool:
    if _same_address(one, other):
        return True
    return bool(one.publication and other.publication) and _outlet(one) == _outlet(other)


def _outlet(article: Article) -> str:
    return fold(article.publication or "").removeprefix("the ")


def _same_address(one: Article, other: Article) -> bool:
    return bool(one.url and other.url) and _address(one) == _address(other)


def _address(article: Article) -> str:
    bare = (article.url or "").partition("://")[2].partition("#")[0].partition("?")[0]
    return bare.removeprefix("www.").rstrip("/").lower()


def _newer(one: Article, other: Article) -> str | None:
    """Which of two is later by their days of change or publication, else by when they were captured."""
    for moments in (_days(one, other), (one.provenance.captured, other.provenance.captured)):
        first, second = moments
        if first and second and first != second:
            return (one if first > second else other).provenance.accession
    return None


def _days(one: Article, other: Article) -> tuple[str | None, str | None]:
    return _iso(one.updated or one.published), _iso(other.updated or other.published)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
