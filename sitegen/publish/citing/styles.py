"""Citations to print, in the three styles that schools and publishers ask for.

Each follows its manual's newspaper article: the Chicago Manual of Style (17th edition, 14.191), the APA manual (7th edition, 10.1) and
the MLA Handbook (9th edition, 5.31). A headline that is only the first words of the text stands in square brackets; what is not known is
left out, save the date, for which all three have a sign.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sitegen.almanac import MONTHS
from sitegen.publish.citing.reference import PersonName, Reference

_ENDS = (".", "?", "!", "…")
_LONG = 5
"""MLA writes months of more letters than this short."""


def chicago(reference: Reference) -> str:
    """*reference* in Chicago: ``Wright, Dana, and Ola Berg. “Headline.” Outlet, May 4, 2031. https://…. Archived as capture 01ab.``."""
    when = _month_first(reference.published) if reference.published else "n.d."
    parts = [
        _ended(_names(reference.authors, "and")),
        _quoted(reference),
        _ended(", ".join(part for part in (reference.outlet, when) if part)),
        _ended(reference.url or ""),
        f"Archived as capture {reference.key}.",
    ]
    return _introduced(reference, parts)


def apa(reference: Reference) -> str:
    """*reference* in APA: ``Wright, D., & Berg, O. (2031, May 4). Headline. Outlet. [Archived as capture 01ab]. https://…``."""
    moment = reference.published
    when = f"({moment.year}, {MONTHS[moment.month - 1]} {moment.day})." if moment else "(n.d.)."
    names = [f"{author.family}, {author.initials}" if author.given else author.family for author in reference.authors]
    authors = ", & ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    title = _ended(_title(reference))
    parts = [_ended(authors), when, title] if authors else [title, when]
    return _introduced(reference, [*parts, _ended(reference.outlet or ""), f"[Archived as capture {reference.key}].", reference.url or ""])


def mla(reference: Reference) -> str:
    """*reference* in MLA: ``Wright, Dana, and Ola Berg. “Headline.” Outlet, 4 May 2031, https://…. Archived as capture 01ab.``."""
    authors = f"{reference.authors[0].inverted}, et al." if len(reference.authors) > 2 else _names(reference.authors, "and")
    when = _day_first(reference.published) if reference.published else "n.d."
    container = ", ".join(part for part in (reference.outlet, when, reference.url) if part)
    return _introduced(reference, [_ended(authors), _quoted(reference), _ended(container), f"Archived as capture {reference.key}."])


def _names(authors: Sequence[PersonName], last: str) -> str:
    names = [author.direct if place else author.inverted for place, author in enumerate(authors)]
    return f"{', '.join(names[:-1])}, {last} {names[-1]}" if len(names) > 1 else "".join(names)


def _title(reference: Reference) -> str:
    if reference.title is None:
        return "[Untitled]"
    return f"[{reference.title}]" if reference.title_is_derived else reference.title


def _quoted(reference: Reference) -> str:
    """The headline in marks, its full stop within them; a description in brackets takes no marks."""
    if reference.title is None or reference.title_is_derived:
        return _ended(_title(reference))
    return f"“{_ended(reference.title)}”"


def _introduced(reference: Reference, parts: Sequence[str]) -> str:
    whole = " ".join(part for part in parts if part)
    if reference.words is None:
        return whole
    return f"{reference.speaker or 'Speaker not identified'}, {reference.words}, in: {whole}"


def _ended(text: str) -> str:
    return text if not text or text.endswith(_ENDS) else f"{text}."


def _month_first(moment: date) -> str:
    return f"{MONTHS[moment.month - 1]} {moment.day}, {moment.year}"


def _day_first(moment: date) -> str:
    month = MONTHS[moment.month - 1]
    short = month if len(month) < _LONG else f"{month[: 4 if month == 'September' else 3]}."
    return f"{moment.day} {short} {moment.year}"
