"""Two wordings of which neither is the other -> what they have in common: in order, or clause by clause."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import LCSseq

from sitegen.catalog.discord import Run, contradict
from sitegen.catalog.resemblance import Resemblance
from sitegen.catalog.wording import Wording

_ENOUGH, _ENOUGH_OF_ONE = 0.8, 0.65
"""Share of the shorter wording that must be in the longer; the second where the same person speaks."""
_SOME = 0.35
"""Share that two wordings have in order at least, where all of their clauses are the same in another order."""
_NEAR = 3
"""Words that may stand between a word found by itself and the next one that is found: further off it is chance."""


def agreement(short: Wording, long: Wording) -> Resemblance:
    """What the *short* wording has in common with the *long* one, in the same order or where its clauses stand in another."""
    alike = _compared(short, long)
    if alike.share < _SOME or alike.is_contrary or alike.is_one_if_said_by_one:
        return alike
    return _by_clauses(short, long) or alike


def _compared(short: Wording, long: Wording) -> Resemblance:
    """What the two have in common in the same order."""
    runs = list(_runs(short, long))
    common = [weight for start, _, size in runs for weight in short.weights[start : start + size]]
    share, telling = sum(common) / short.weight, common.count(1.0)
    is_one = telling > 1 and share >= _ENOUGH
    is_one_if_said_by_one = is_one or (telling > 2 and share >= _ENOUGH_OF_ONE)
    if is_one_if_said_by_one and contradict(short, long, runs):
        return Resemblance(share, False, False, telling, is_contrary=True)
    return Resemblance(share, is_one, is_one_if_said_by_one, telling)


def _by_clauses(short: Wording, long: Wording) -> Resemblance | None:
    """What they have in common where clauses stand in another order: ``It burned. I ran``."""
    whole = long if short.clauses else short
    parts = [part for part in (short.clauses or long.clauses) if part.telling > 1]
    found = [(part.weight, _compared(*((part, whole) if len(part.words) <= len(whole.words) else (whole, part)))) for part in parts]
    same = [(weight, alike) for weight, alike in found if alike.share >= _ENOUGH]
    share, telling = sum(weight for weight, _ in same) / short.weight, sum(alike.telling for _, alike in same)
    if share < _ENOUGH or telling <= len(same):
        return None
    is_contrary = any(alike.is_contrary for _, alike in same)
    return Resemblance(share, not is_contrary, not is_contrary, telling, is_contrary)


def _runs(short: Wording, long: Wording) -> Iterator[Run]:
    """Each run of words of *short* that stands in *long* too, whatever their endings, without words that are found there by chance."""
    blocks = [block for block in LCSseq.editops(short.stems, long.stems).as_matching_blocks() if block.size]
    ends = [-_NEAR - 1, *(block.b + block.size for block in blocks)]
    starts = [*(block.b for block in blocks), len(long.words) + _NEAR + 1]
    for place, block in enumerate(blocks):
        alone = block.b - ends[place] > _NEAR and starts[place + 1] - ends[place + 1] > _NEAR
        if block.size > 1 or not alone:
            yield block.a, block.b, block.size
