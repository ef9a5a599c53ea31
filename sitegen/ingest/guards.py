"""When the chooser fails -> what is kept instead: the text in the page's data, or all that can be read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.ingest.align import letters
from sitegen.ingest.draft import Doubt
from sitegen.ingest.prose import is_prose
from sitegen.ingest.units import Unit
from sitegen.patterns import later

_FEW_WORDS = 40
"""Words; a choice below this is a notice or a caption more often than a story."""
_MUCH_MORE = 2.0
"""How many times longer than the choice the text in the page's data must be to take its place."""
_ASIDE = 0.2
"""The share of the choice up to which a mark on a part is believed: `has-adverts` may stand on the whole story."""
_MARKS_BELIEVED = ("advertisement", "newsletter", "comment", "share", "bio", "related", "chrome")
_LONG_FOR_A_LINK = 120
"""Characters; titles of other stories are shorter."""
_BULK = 0.6
"""The share up to which a mark on short lines is believed: forty buttons of advertisements outweigh a short story."""
_APART = frozenset(("nav", "footer", "form"))
_CODE = later(r"\bfunction\s?\(|window\.\w|document\.\w|\bvar \w+\s?=|=>\s?\{|\}\)\s?;|<\/?(?:script|body|html)\b")
_PLEA = later(
    r"\b(?:we use cookies|your consent|cookie (?:policy|settings|preferences)|legitimate interest|data partners|vendors? list"
    r"|as little as \$|contributing as little|support our (?:journalism|newsroom)|make a (?:one-time )?(?:donation|contribution)"
    r"|high-quality journalism)",
    re.IGNORECASE,
)


def drop_code(units: Sequence[Unit], chosen: Sequence[bool]) -> list[bool]:
    """*chosen* without units that are a script's source: broken pages let it run into the text."""
    return [mine and not (_may_be_code(unit.text) and len(_CODE.findall(unit.text)) >= 2) for unit, mine in zip(units, chosen, strict=True)]


def _may_be_code(text: str) -> bool:
    """A quick no for most paragraphs."""
    return "(" in text or "=" in text or "<" in text or "window." in text or "document." in text


def drop_marked(units: Sequence[Unit], chosen: Sequence[bool]) -> list[bool]:
    """*chosen* without units that the page marks as no part of the story, unless a mark covers so much that it means something else."""
    kept = list(chosen)
    for kind in _MARKS_BELIEVED:
        marked = [mine and unit.mark == kind and not (kind == "related" and _tells(unit)) for unit, mine in zip(units, kept, strict=True)]
        if _is_believed(units, kept, marked, kind):
            kept = [mine and not aside for mine, aside in zip(kept, marked, strict=True)]
    return kept


def _is_believed(units: Sequence[Unit], chosen: Sequence[bool], marked: Sequence[bool], kind: str) -> bool:
    total, aside = _words(units, chosen), _words(units, marked)
    if kind == "comment":
        return total - aside >= 2 * _FEW_WORDS
    telling = [mine and _tells(unit) for unit, mine in zip(units, marked, strict=True)]
    return _words(units, telling) <= _ASIDE * total and aside <= _BULK * total


def _tells(unit: Unit) -> bool:
    """Whether *unit* is a paragraph and no link to another story: ``promo`` in a name may well mean promotion."""
    return len(unit.text) > _LONG_FOR_A_LINK and unit.linked < 0.5 * len(unit.text)


def chose_beside(units: Sequence[Unit], chosen: Sequence[bool], other: Sequence[bool]) -> bool:
    """Whether *other* holds a story of which nothing was *chosen*, and more of it than was: a list of partners, a second column."""
    shared = [mine and theirs for mine, theirs in zip(chosen, other, strict=True)]
    told = _words(units, other)
    return told >= 2 * _FEW_WORDS and told > _words(units, chosen) and not any(shared)


def chose_a_plea(units: Sequence[Unit], chosen: Sequence[bool]) -> bool:
    """Whether what was chosen asks for consent or money instead of telling a story."""
    text = " ".join(unit.text for unit, mine in zip(units, chosen, strict=True) if mine)
    pleas = len(_PLEA.findall(text))
    return pleas >= 2 and pleas * 150 > len(text.split())


def keep_everything(units: Sequence[Unit]) -> tuple[list[bool], Doubt]:
    """All sentences of the page outside its navigation, when no story could be told from the rest."""
    chosen = [_reads(unit) for unit in units]
    if not any(chosen):
        chosen = [bool(unit.text) for unit in units]
    return chosen, Doubt(
        "all-kept", "the article could not be told from the rest of the page; all text was kept", "look at the article page"
    )


def is_too_short(units: Sequence[Unit], chosen: Sequence[bool]) -> bool:
    """Whether what was chosen is hardly a story."""
    return _words(units, chosen) < _FEW_WORDS


def from_data(body: str, units: Sequence[Unit], chosen: Sequence[bool]) -> tuple[str, ...]:
    """The paragraphs of the article text that the page's data holds, when the page itself shows far less of it; else none."""
    if len(body.split()) < _MUCH_MORE * max(_FEW_WORDS, _words(units, chosen)):
        return ()
    shown = "".join(letters(unit.text) for unit in units)
    paragraphs = [part.strip() for part in re.split(r"\n+|(?<=[.!?])\s{2,}", body) if part.strip()]
    missing = [part for part in paragraphs if letters(part) not in shown]
    return tuple(paragraphs) if len(" ".join(missing)) * 2 > len(body) else ()


def _words(units: Sequence[Unit], chosen: Sequence[bool]) -> int:
    return sum(len(unit.text.split()) for unit, mine in zip(units, chosen, strict=True) if mine)


def _reads(unit: Unit) -> bool:
    if unit.hidden or _APART & set(unit.zones) or unit.linked > 0.5 * len(unit.text):
        return False
    if len(_PLEA.findall(unit.text)) > 1:
        return False
    return bool(unit.heading) or (bool(unit.text) and is_prose(unit.text))
