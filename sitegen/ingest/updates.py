"""Paragraph -> update: the log of what an outlet changed after publication, and its corrections."""

from __future__ import annotations

import re

_CLOCK = r"\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?\s?m\.?|hrs|GMT|ET|EST|EDT|PT|BST|CET)?"
_WHEN = rf"(?:(?:{_CLOCK}|[A-Z][a-z]++\.? \d{{1,2}}(?:, \d{{4}})?)\s*[:,–—-]\s*)?"
_KIND = (
    r"(?:article|story|post|piece|report|column|item|page|headline|caption|leader|review|obituary|blog post|live blog|chart|graphic"
    r"|photo caption)(?:’s headline)?"
)
_CHANGED = (
    r"(?:updated|corrected|amended|edited|revised|changed|modified|clarified|published|republished|reposted"
    r"|(?:first|originally) published|last updated)"
)
_BEEN = r"(?:(?:has|have|had) (?:since )?been|was|is being|will be)(?: (?:further|since|later|also))?"
_LABEL = r"(?:updates?|corrections?|clarifications?|corrected|amended|erratum|corrections? and clarifications?)"
_LABEL_TIME = (
    r"(?:\([^)]{0,40}\)|,?\s\d{1,2}\s[A-Z][a-z]{2,9}(?:\s\d{4})?|,?\s(?:on\s)?[A-Z][\w.]{2,9}\s\d{1,2}(?:,\s\d{4})?"
    r"|,?\s\d{1,2}(?:[:.]\d\d)\s?[ap]\.?m\.?[^:]{0,12})?"
)
_OPEN = r"^[*\[(]?\s*"
_UPDATE = re.compile(
    rf"{_OPEN}(?:{_WHEN}(?:(?:this|the) {_KIND} (?:{_BEEN} {_CHANGED}"
    r"|originally|previously|initially|incorrectly|mistakenly|misstated|misidentified|misspelled)\b"
    rf"|(?:an )?(?:earlier|previous|original|incorrect)(?: published)? versions? of (?:this|the|our) {_KIND}\b)"
    rf"|{_LABEL}\s*{_LABEL_TIME}\s*(?:[:—–]|\s-\s)"
    r"|(?:we )?updated (?:to|with|at|on|throughout|this (?:article|story|post))\b)",
    re.IGNORECASE,
)
_NOTE = re.compile(
    rf"{_OPEN}(?:editor(?:’|')?s?(?:’|')? note|editors’ note|(?:a )?note to readers|publisher(?:’|')s note|disclosure|disclaimer)"
    r"\s*(?:\([^)]{0,40}\))?\s*[:—–]",
    re.IGNORECASE,
)
_LONGEST = 900
"""Characters; the longest real correction met had about 700."""


def is_update(text: str) -> bool:
    """Whether *text* says what was changed in the article: ``2:50 p.m.: This article has been updated …``."""
    return len(text) <= _LONGEST and bool(_UPDATE.match(text))


def is_editors_note(text: str) -> bool:
    """Whether *text* is the editors' word to the reader, outside the story."""
    return len(text) <= _LONGEST and bool(_NOTE.match(text))
