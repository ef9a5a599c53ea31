"""Citations to print, in the three styles that schools and publishers ask for.

Each follows its manual's newspaper article: the Chicago Manual of Style (17th edition, 14.191), the APA manual (7th edition, 10.1) and
the MLA Handbook (9th edition, 5.31). A headline that is only the first words of the text stands in square brackets; what is not known is
left out, save the date, for which all three have a sign.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sitegen.almanac import MONTHS
from sitegen.publish.citing.reference import PersonName, Reference, Work

_ENDS = (".", "?", "!", "…")
_LONG = 5
"""MLA writes months of more letters than this short."""


def introduction(reference: Reference) -> str:
    """How a quote is introduced, in all three styles; empty where the article is cited: ``Ola Berg, “It runs”, in: ``."""
    return "" if reference.words is None else f"{reference.speaker or 'Speaker not identified'}, {reference.words}, in: "


def chicago(work: Work) -> str:
    """*work* in Chicago: ``Wright, Dana, and Ola Berg. “Headline.” Outlet, May 4, 2031. https://…. Archived as capture 01ab.``."""
    when = _month_first(work.published) if work.published else "n.d."
    parts = [
        _ended(_names(work.authors, "and")),
        _quoted(work),
        _ended(", ".join(part for part in (work.outlet, when) if part)),
        _ended(work.url or ""),
        f"Archived as capture {work.key}.",
    ]
    return _joined(parts)


def apa(work: Work) -> str:
    """*work* in APA: ``Wright, D., & Berg, O. (2031, May 4). Headline. Outlet. [Archived as capture 01ab]. https://…``."""
    moment = work.published
    when = f"({moment.year}, {MONTHS[moment.month - 1]} {moment.day})." if moment else "(n.d.)."
    names = [f"{author.family}, {author.initials}" if author.given else author.family for author in work.authors]
    authors = ", & ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    title = _ended(_title(work))
    parts = [_ended(authors), when, title] if authors else [title, when]
    return _joined([*parts, _ended(work.outlet or ""), f"[Archived as capture {work.key}].", work.url or ""])


def mla(work: Work) -> str:
    """*work* in MLA: ``Wright, Dana, and Ola Berg. “Headline.” Outlet, 4 May 2031, https://…. Archived as capture 01ab.``."""
    authors = f"{work.authors[0].inverted}, et al." if len(work.authors) > 2 else _names(work.authors, "and")
    when = _day_first(work.published) if work.published else "n.d."
    container = ", ".join(part for part in (work.outlet, when, work.url) if part)
    return _joined([_ended(authors), _quoted(work), _ended(container), f"Archived as capture {work.key}."])


def _names(authors: Sequence[PersonName], last: str) -> str:
    names = [author.direct if place else author.inverted for place, author in enumerate(authors)]
    return f"{', '.join(names[:-1])}, {last} {names[-1]}" if len(names) > 1 else "".join(names)


def _title(work: Work) -> str:
    if work.title is None:
        return "[Untitled]"
    return f"[{work.title}]" if work.title_is_derived else work.title


def _quoted(work: Work) -> str:
    """The headline in marks, its full stop within them; a description in brackets takes no marks."""
    if work.title is None or work.title_is_derived:
        return _ended(_title(work))
    return f"“{_ended(work.title)}”"


def _joined(parts: Sequence[str]) -> str:
    return " ".join(part for part in parts if part)


def _ended(text: str) -> str:
    return text if not text or text.endswith(_ENDS) else f"{text}."


def _month_first(moment: date) -> str:
    return f"{MONTHS[moment.month - 1]} {moment.day}, {moment.year}"


def _day_first(moment: date) -> str:
    month = MONTHS[moment.month - 1]
    short = month if len(month) < _LONG else f"{month[: 4 if month == 'September' else 3]}."
    return f"{moment.day} {short} {moment.year}"
