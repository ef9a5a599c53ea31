"""Paragraph -> update: the log of what an outlet changed after publication, and its corrections."""

from __future__ import annotations

import re

_CLOCK = r"\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?\s?m\.?|hrs|GMT|ET|EST|EDT|PT|BST|CET)?"
_KIND = r"(?:article|story|post|piece|report|column|item|page|headline|caption|leader|review|obituary|blog post|live blog|chart|graphic|photo caption)"
_CHANGED = r"(?:updated|corrected|amended|edited|revised|changed|modified|clarified|published|republished|first published|originally published|last updated|reposted)"
_WHEN = rf"(?:(?:{_CLOCK}|[A-Z][a-z]+\.? \d{{1,2}}(?:, \d{{4}})?)\s*[:,–—-]\s*)?"
_UPDATE = re.compile(
    rf"^[*\[(]?\s*{_WHEN}(?:this|the) {_KIND}(?:’s headline)? (?:(?:has|have|had) (?:since )?been|was|is being|will be)(?: (?:further|since|later|also))? {_CHANGED}\b"
    rf"|^[*\[(]?\s*{_WHEN}(?:an )?(?:earlier|previous|original|incorrect)(?: published)? versions? of (?:this|the|our) {_KIND}\b"
    rf"|^[*\[(]?\s*{_WHEN}(?:this|the) {_KIND} (?:originally|previously|initially|incorrectly|mistakenly|misstated|misidentified|misspelled)\b"
    r"|^[*\[(]?\s*(?:updates?|corrections?|clarifications?|corrected|amended|erratum|corrections? and clarifications?)\s*"
    r"(?:\([^)]{0,40}\)|,?\s(?:on\s)?[A-Z][\w.]{2,9}\s\d{1,2}(?:,\s\d{4})?|,?\s\d{1,2}(?:[:.]\d\d)\s?[ap]\.?m\.?[^:]{0,12})?\s*(?:[:—–]|\s-\s)"
    r"|^[*\[(]?\s*(?:we )?updated (?:to|with|at|on|throughout|this (?:article|story|post))\b",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"^(?:\*|\[|\()?\s*(?:editor(?:’|')?s?(?:’|')? note|editors’ note|note to readers|publisher(?:’|')s note|a note to readers|disclosure|disclaimer)\s*(?:\([^)]{0,40}\))?\s*[:—–]",
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
