"""How alike two wordings are: the share of the shorter one's words that stands in the other, in the same order."""

from __future__ import annotations

from sitegen.catalog.resemblance import Resemblance
from sitegen.catalog.wording import Wording

FEWEST = 4
"""Words below which an utterance inside a longer one may be chance."""


def resemblance(one: Wording, other: Wording) -> Resemblance:
    """How much of the shorter of two wordings stands in the other in the same order, and whether that is enough."""
    short, long = (one, other) if (len(one.words), one.words) <= (len(other.words), other.words) else (other, one)
    if one.words == other.words:
        is_one = len(short.words) >= FEWEST and short.telling > 1
        return Resemblance(1.0, is_one, len(short.words) > 1 and short.telling > 0, short.telling)
    if len(short.words) < FEWEST:
        return Resemblance(1.0, False, short.telling > 1) if _stands_in(short, long) else Resemblance(0.0, False, False)
    from sitegen.catalog.agreement import agreement  # takes long to load, and most edits bring no two such wordings

    return agreement(short, long)


def _stands_in(short: Wording, long: Wording) -> bool:
    return f" {' '.join(short.words)} " in f" {' '.join(long.words)} "
