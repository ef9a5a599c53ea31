"""Paragraph -> caption and credit, when it belongs to a picture."""

from __future__ import annotations

import re

from sitegen.ingest.outlets import is_outlet_name
from sitegen.patterns import later
from sitegen.reference import reference_tables

_AGENCIES: list[str] = reference_tables("sitegen.ingest", "credits.toml")["agencies"]
_AGENCY = "(?:" + "|".join(map(re.escape, sorted(_AGENCIES, key=len, reverse=True))) + ")"
_WHAT = r"(?i:Photo(?:graph(?:y|er)?|s)?|Image|Picture|Illustration|Video)"
# "… an umbrella.CreditMara Lund/Norland Press" and "… on Friday. Credit...Mara Lund for The Harbor Courier"
_CREDIT_WORD = later(
    r"(?:(?<=[.!?”’)])\s{0,3}|(?<=\s)|^)(?:Photo(?:graph)?\s)?Credit(?:s)?(?:\s?\.\.\.|\s?…|\s?:)?\s{0,2}(?=[A-Z(])(?!Suisse|Agricole|Union|Card)"
)
# "(Mara Lund / Reuters)", "(AP Photo/Mara Lund, File)", "(Photo: Mara Lund)", "(  / Reuters)"
_IN_BRACKETS = later(
    rf"\s*\(\s*(?P<credit>(?:Photos?|Image|Picture|Source|Video|Credit)(?:\sby|\scourtesy(?:\sof)?)?\s?[:/]?\s[^()]{{2,80}}"
    rf"|[^()]{{0,80}}?/\s*{_AGENCY}[^()]{{0,40}}|{_AGENCY}\s?/[^()]{{2,60}}|(?:{_AGENCY})(?:\sPhoto)?)\s*\)\.?$"
)
# "… on Friday. Mara Lund/Norland Press": after the end of a sentence, names and strokes without a full stop
_AT_END = later(
    rf"(?<=[.!?”’])\s{{0,3}}(?P<credit>(?:/\s?)?(?:[^.!?]{{2,60}}(?<!\s)\s?/\s?)?{_AGENCY}"
    r"(?:\s?(?:/|—|–|-|via)\s?[^.!?]{2,80})?(?:\s\([^()]{2,60}\))?)$"
)
# "… on Friday. / NPA PHOTO / Mara LUNDMARA LUND/NPA/Coast Images (Mara Lund)", "… Friday. Mara Lund / Arden Post", "(  / Norland Press)"
_STROKES_AT_END = later(
    r"(?:(?<=[.!?”’])\s{0,3}(?P<credit>/?\s?[A-Z][^.!?/]{0,60}/[^.!?]{2,120})|\(\s{0,3}(?P<inside>[^()/]{0,60}/\s?[^()]{2,60})\))$"
)
_LABELLED = later(
    rf"\s*(?:^|(?<=[.!?”’)\]])\s{{0,3}}|\s\|\s)(?P<credit>{_WHAT}(?:\s(?:credit|source))?"
    r"(?:\s?:\s?|\s(?:by|courtesy(?:\sof)?|via)\s)[A-Z@][^.!?]{2,90})\.?$"
)
# "… on the quay in Arden, Norland [File: Mara Lund/Reuters]"
_IN_SQUARE = later(r"\s*\[(?P<credit>(?:(?:File|Photo|Courtesy)\b[^\[\]]{2,80}|[^\[\]/]{2,50}/[^\[\]]{2,50}))\]\.?$")
# "… in her bakery. (Mara Lund for The Arden Post)"
_FOR_OUTLET = later(r"(?<=[.!?”’])\s{0,3}\((?P<credit>[A-Z][^()/]{2,60} for [A-Z][^()]{2,60})\)$")
# "Image source, Getty Images", "Image caption, Passengers wait on the quay"
_BEFORE = later(r"^(?:Image|Media|Video) (?P<what>source|credit|caption)(?:,\s?|\s?:\s?|\s|$)(?P<words>.*)$", re.IGNORECASE)
_LONGEST, _NEAR_END = 1200, 130
"""Characters: of a caption with its credit, and of the end of a text in which a credit that is closed by a full stop begins."""
_ENDS = frozenset('.!?”’"…')
_HINTS = ("/", "(", ")", "[", "photo", "image", "picture", "illustration", "video")
_SMALL = frozenset(
    [
        "of",
        "for",
        "the",
        "and",
        "by",
        "via",
        "de",
        "la",
        "du",
        "von",
        "van",
        "di",
        "da",
        "del",
        "al",
        "el",
        "bin",
        "in",
        "courtesy",
        "file",
        "photo",
        "pool",
        "handout",
    ]
)
_LABEL = later(
    r"^(?:Photo(?:graph)?s?|Image|Picture|Illustration)(?:\s(?:credit|source))?\s?(?::|\sby\s)\s*|^(?:Credit|Source)\s?[:.…]{1,3}\s*",
    re.IGNORECASE,
)
_LONE = later(rf"^(?:[\w.’' -]{{3,50}}\s?/\s?)?{_AGENCY}(?:\s?/\s?[\w.’' -]{{3,50}})?$")

# "Mara Lund for The Harbor Courier"
_COMMISSIONED = later(r"^(?:[^\W\d_a-z][\w.’'-]{0,20}\s){2,4}for\s(?P<outlet>[A-Z][^.,;:!?]{3,40})$")


def split_caption(text: str) -> tuple[str, str] | None:
    """The caption and the credit in *text*, when *text* ends in a credit; None when it is not a caption."""
    if len(text) > _LONGEST or _cannot_be_caption(text):
        return None
    before = _BEFORE.match(text)
    if before:
        return (before["words"], "") if before["what"].lower() == "caption" else ("", before["words"])
    word = _last(_CREDIT_WORD, text)
    if word and len(text) - word.end() <= 120:
        return text[: word.start()].strip(), text[word.end() :].strip(" .")
    for pattern in (_IN_BRACKETS, _AT_END, _LABELLED):
        found = pattern.search(text)
        if found:
            return text[: found.start()].strip(), _bare(found["credit"])
    named = _IN_SQUARE.search(text) or _FOR_OUTLET.search(text)
    if named and _names_only(named["credit"].partition(":")[2] or named["credit"]):
        return text[: named.start()].strip(), _bare(named["credit"])
    found = _STROKES_AT_END.search(text)
    if found and _names_only(found["credit"] or found["inside"]):
        return text[: found.start()].strip(), _bare(found["credit"] or found["inside"])
    commissioned = _COMMISSIONED.match(text)
    if _LONE.match(text) or (commissioned and is_outlet_name(commissioned["outlet"])):
        return "", text
    return None


def _cannot_be_caption(text: str) -> bool:
    """A quick no for most paragraphs of a story: it ends like a sentence, and no word of a credit stands near the end."""
    if text[-1:] not in _ENDS or "redit" in text:
        return False
    end = text[-_NEAR_END:].lower()
    return not [hint for hint in _HINTS if hint in end]


def _names_only(credit: str) -> bool:
    """Whether every word of *credit* is capitalised, but for the small ones: a credit names people and agencies and tells nothing."""
    return all(word[0].isupper() or word in _SMALL for word in re.findall(r"[^\W\d_][\w’'-]*", credit))


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for found in pattern.finditer(text):  # noqa: B007
        pass
    return found


def _bare(credit: str) -> str:
    return _LABEL.sub("", credit.strip(" /")).strip(" /.")
