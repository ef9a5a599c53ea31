"""Collects how articles describe the people and organisations that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.model import Mention
from sitegen.patterns import later
from sitegen.reference import reference_tables
from sitegen.typography import flat

_WORDS = reference_tables("sitegen.catalog", "roles.toml")
TITLES, _STOP = frozenset(_WORDS["title"].split()), frozenset(_WORDS["stop"].split())
_SMALL = "an?|the|one|its|his|her|their|another"
# … Amal Haddad, a baker from the old town, said …
_AFTER = re.compile(rf",\s((?:{_SMALL})\s[^\n,.;:!?“”\"()]{{3,90}})(?=[,.;:)]|\swho\b)")
# … the deputy finance minister, Amal Haddad, …; one baker, Amal Haddad, …
_BEFORE = later(rf"(?:^|[.,;:—–\n“”\"]\s?|\bas\s|\bby\s|\band\s)((?:{_SMALL})\s[^\n,.;:!?“”\"()—–]{{3,70}}),\s$", re.IGNORECASE)
# … Deputy Finance Minister Amal Haddad …
_TITLE = later(r"((?:[^\W_][\w.’'-]*\s){1,6})$")
_WINDOW = 120
_VERB = re.compile(r"\b(?:said|says|told|was|were|is|are|has|had|have|will|would|which|that|who)\b")


def descriptions(mention: Mention, text: str) -> Iterator[str]:
    """What stands beside *mention* and says who or what it is, as written."""
    start, end = mention.span.start, mention.span.end
    after = _AFTER.match(text, end, end + _WINDOW) if text[end : end + 1] == "," and mention.type != "place" else None
    if after and not _VERB.search(after[1]):
        yield flat(after[1])
    if mention.type == "person":
        before = text[max(0, start - _WINDOW) : start]
        apposed = _BEFORE.search(before) if before[-2:-1] == "," else None
        if apposed and not _VERB.search(apposed[1]) and _is_closed(text, end):
            yield flat(apposed[1])
        if title := _title(before):
            yield title


def _is_closed(text: str, end: int) -> bool:
    """Whether the name that ends at *end* is closed by a comma or a full stop, as an apposition is."""
    return text[end : end + 1] in (",", ".", ";", "")


def _title(before: str) -> str | None:
    """The capitalized title, or the one small word, right before a name."""
    last = before.rsplit(None, 1)[-1:]
    match = _TITLE.search(before) if last and last[0].lower() in TITLES else None
    if match is None:
        return None
    words = match[1].split()
    taken = [words[-1]]
    for word in reversed(words[:-1]):
        ends = word.endswith(("’s", "'s")) or (word.endswith(".") and "." not in word[:-1])
        if not word[0].isupper() or word.lower() in _STOP or ends:
            break
        taken.insert(0, word)
    return " ".join(taken)
