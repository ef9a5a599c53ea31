"""Text -> its sentences."""

from __future__ import annotations

import re
from typing import Final

from sitegen.model import Span

_LINE: Final = re.compile(r"[^\n]+")
_END: Final = re.compile(r"[.!?…]+[\"'”’»)\]]*(?:\s+[”’](?=\s|$))?\s+(?=[\"'“‘«(\[—–@#\w])")
_ABBREVIATIONS: Final = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "messrs",
        "mme",
        "st",
        "jr",
        "sr",
        "prof",
        "rev",
        "hon",
        "fr",
        "sen",
        "sens",
        "rep",
        "reps",
        "gov",
        "govs",
        "gen",
        "adm",
        "col",
        "lt",
        "sgt",
        "maj",
        "capt",
        "cmdr",
        "cpl",
        "pvt",
        "supt",
        "det",
        "insp",
        "pres",
        "amb",
        "atty",
        "vs",
        "etc",
        "inc",
        "ltd",
        "corp",
        "co",
        "bros",
        "no",
        "nos",
        "vol",
        "pp",
        "fig",
        "ave",
        "blvd",
        "rd",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thurs",
        "fri",
        "ala",
        "ariz",
        "ark",
        "calif",
        "colo",
        "conn",
        "del",
        "fla",
        "ga",
        "ill",
        "ind",
        "kan",
        "ky",
        "la",
        "md",
        "mass",
        "mich",
        "minn",
        "miss",
        "mo",
        "mont",
        "neb",
        "nev",
        "okla",
        "ore",
        "pa",
        "tenn",
        "tex",
        "va",
        "vt",
        "wash",
        "wis",
        "wyo",
        "a.m",
        "p.m",
        "e.g",
        "i.e",
        "cf",
        "u.s",
        "u.n",
        "u.k",
        "e.u",
    ]
)
_NEVER_LAST: Final = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "messrs",
        "prof",
        "rev",
        "hon",
        "sen",
        "sens",
        "rep",
        "reps",
        "gov",
        "govs",
        "gen",
        "adm",
        "col",
        "lt",
        "sgt",
        "maj",
        "capt",
        "cmdr",
        "pres",
        "amb",
        "vs",
        "e.g",
        "i.e",
        "cf",
        "no",
        "nos",
    ]
)
_WORD_BEFORE: Final = re.compile(r"[\w.’'&-]+$")


def find_sentences(text: str) -> tuple[Span, ...]:
    """The sentences of *text* in order, without the spaces between them; none runs over a line's end."""
    return tuple(span for line in _LINE.finditer(text) for span in _split(text, line.start(), line.end()))


def _split(text: str, start: int, end: int) -> list[Span]:
    cuts = [start]
    for match in _END.finditer(text, start, end):
        if _ends(text, match, end):
            cuts.append(match.end())
    return [span for left, right in zip(cuts, [*cuts[1:], end], strict=True) if (span := _trimmed(text, left, right))]


def _trimmed(text: str, start: int, end: int) -> Span | None:
    words = text[start:end]
    lead = len(words) - len(words.lstrip())
    return Span(start + lead, start + len(words.rstrip())) if words.strip() else None


def _ends(text: str, match: re.Match[str], end: int) -> bool:
    """Whether the marks that *match* holds end a sentence, and no abbreviation, initial or question within one."""
    after = text[match.end() : match.end() + 1]
    marks = match[0].rstrip()
    if after.islower():
        # “Are you sure?” she asked. An ellipsis goes on in small letters too.
        return False
    if marks[0] != "." or len(marks) > 1:
        return True
    before = _WORD_BEFORE.search(text, max(0, match.start() - 24), match.start())
    word = before[0].lower().strip("’'") if before else ""
    if word in _NEVER_LAST or (len(word) == 1 and word.isalpha() and before is not None and before[0].isupper() and word != "i"):
        return False
    return word not in _ABBREVIATIONS or _begins_sentence(text, match.end(), end)


def _begins_sentence(text: str, start: int, end: int) -> bool:
    """Whether the word after an abbreviation is one that opens sentences and seldom follows an abbreviation: The, He, In."""
    word = re.compile(r"[\"'“‘]?(\w+)").match(text, start, end)
    return word is not None and word[1] in _OPENING_WORDS


_OPENING_WORDS: Final = frozenset(
    [
        "The",
        "A",
        "An",
        "He",
        "She",
        "It",
        "They",
        "We",
        "I",
        "You",
        "In",
        "On",
        "At",
        "But",
        "And",
        "If",
        "When",
        "While",
        "After",
        "As",
        "For",
        "This",
        "That",
        "These",
        "Those",
        "His",
        "Her",
        "Their",
        "Its",
        "There",
        "Some",
        "Many",
    ]
)
