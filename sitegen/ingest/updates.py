"""Paragraph -> update: the log of what an outlet changed after publication, and its corrections."""

from __future__ import annotations

import re

_CLOCK = r"\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?\s?m\.?|hrs|GMT|ET|EST|EDT|PT|BST|CET)?"
_SUBJECT = r"(?:this|the|an earlier version of (?:this|the)|earlier versions of this|a previous version of (?:this|the)|an incorrect version of this)\s+(?:article|story|post|piece|report|column|item|page|headline|caption|leader|review|obituary|blog post|live blog)"
_UPDATE = re.compile(
    rf"^(?:\*|\[|\()?\s*(?:(?:{_CLOCK}|[A-Z][a-z]+\.? \d{{1,2}}(?:, \d{{4}})?)\s*[:,–—-]\s*)?{_SUBJECT}\s+(?:(?:has|have|had)\s+been|was|were|is being|will be|originally|previously|incorrectly|misstated|misidentified|mistakenly|gave|said|stated|omitted|contained|included|misspelled|referred|named|described)\b"
    r"|^(?:\*|\[|\()?\s*(?:updates?|corrections?|clarifications?|corrected|amended|erratum|correction and clarification)\s*(?:\([^)]{0,40}\)|,?\s(?:on\s)?[A-Z][\w.]{2,9}\s\d{1,2}(?:,\s\d{4})?|,?\s\d{1,2}(?:[:.]\d\d)\s?[ap]\.?m\.?[^:]{0,12})?\s*(?:[:—–]|\s-\s)"
    r"|^(?:\*|\[|\()?\s*updated (?:to|with|at|on|throughout)\b.{0,300}$"
    rf"|^(?:This|The) (?:article|story|post|piece|report) was (?:originally|first) published\b",
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
