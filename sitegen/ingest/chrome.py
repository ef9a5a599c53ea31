"""Line -> what of the page it is: advertisement, share bar, newsletter prompt, link to another story, or none of these."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from sitegen.model import RemovedKind
from sitegen.reference import reference_tables
from sitegen.typography import fold

_LONGEST_OPENING = 220
"""Characters; a line that begins like chrome and is longer than this tells a story."""
_LONGEST_PROMPT = 420
"""Characters of a paragraph that asks the reader for an address or for money."""
_QUOTES = frozenset("“\"‘'«„")
_BEFORE, _BEHIND = " |>»›→•·*[(-", " |>»›→•·*])"
"""Marks around a line of the page."""
# "Like Norland Daily World on Facebook and stay updated on foreign news"
_SOCIAL = re.compile(
    r"^(?:like|follow|find|join|connect with)\b[^.!?]{1,80}"
    r"\bon (?:facebook|twitter|instagram|linkedin|telegram|whatsapp|x|tiktok|youtube|threads|google news|flipboard)\b",
    re.IGNORECASE,
)


_ROWS = reference_tables("sitegen.ingest", "chrome.toml")["phrases"]
_WHOLE: dict[str, RemovedKind] = {fold(phrase): row["kind"] for row in _ROWS for phrase in row["whole"]}
_HOLDS: tuple[tuple[str, RemovedKind], ...] = tuple((phrase, row["kind"]) for row in _ROWS for phrase in row.get("holds", ()))
_BY_FIRST: dict[str, list[tuple[str, RemovedKind]]] = {}
for _row in _ROWS:
    for _phrase in _row["opens"]:
        _BY_FIRST.setdefault(_phrase[:2], []).append((_phrase, _row["kind"]))


def _telling(phrases: Iterable[str]) -> list[str]:
    """A few words such that each of *phrases* holds one of them: a line without any is told in half the time."""
    left, found = list(phrases), []
    while left:
        counts = Counter(word for phrase in left for word in {word for word in phrase.split() if len(word) >= _LEAST_TELLING} or {phrase})
        found.append(max(counts, key=lambda word: (counts[word], word)))
        left = [phrase for phrase in left if found[-1] not in phrase]
    return found


_LEAST_TELLING = 5
"""Letters; most shorter words stand in any line."""
_TELLING = _telling(phrase for phrase, _ in _HOLDS)


@lru_cache(maxsize=4_000)
def chrome_kind(line: str) -> RemovedKind | None:
    """What *line* is when it belongs to the page and not to the article."""
    if not line or len(line) > (_LONGEST_OPENING if line[0] in _QUOTES else _LONGEST_PROMPT):
        return None
    folded = fold(line)
    if line[0] not in _QUOTES and [word for word in _TELLING if word in folded]:
        for phrase, kind in _HOLDS:
            if phrase in folded:
                return kind
    if len(line) > _LONGEST_OPENING:
        return None
    bare = folded.lstrip(_BEFORE).rstrip(_BEHIND)
    if bare in _WHOLE or folded in _WHOLE:
        return _WHOLE.get(bare) or _WHOLE[folded]
    if _SOCIAL.match(line):
        return "share"
    for phrase, kind in _BY_FIRST.get(folded[:2], ()):
        if folded.startswith(phrase):
            return kind
    return None
