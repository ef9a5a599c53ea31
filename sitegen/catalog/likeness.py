"""How alike two wordings are: the share of the shorter one's words that stands in the other, in the same order."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from rapidfuzz.distance import LCSseq

from sitegen.catalog.discord import Run, contradict
from sitegen.catalog.wording import Wording

FEWEST = 4
"""Words below which an utterance inside a longer one may be chance."""
_ENOUGH, _ENOUGH_OF_ONE = 0.8, 0.65
"""Share of the shorter wording that must be in the longer; the second where the same person speaks."""
_SOME = 0.35
"""Share that two wordings have in order at least, where all of their clauses are the same in another order."""
_NEAR = 3
"""Words that may stand between a word found by itself and the next one that is found: further off it is chance."""


class Resemblance(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What two wordings have in common, and what follows from it."""

    share: float
    """Of the weight of the shorter one, 0 to 1, that stands in the other in the same order."""
    is_one: bool
    """Whether the words alone say that both report one utterance."""
    is_one_if_said_by_one: bool
    """Whether they do so together with a speaker whom both name."""
    telling: int = 0
    """How many words with a meaning they share."""
    is_contrary: bool = False
    """Whether they would, if they did not say another figure, day or name, or deny what the other says."""


def resemblance(one: Wording, other: Wording) -> Resemblance:
    """How much of the shorter of two wordings stands in the other in the same order, and whether that is enough."""
    short, long = (one, other) if (len(one.words), one.words) <= (len(other.words), other.words) else (other, one)
    if one.words == other.words:
        is_one = len(short.words) >= FEWEST and short.telling > 1
        return Resemblance(1.0, is_one, len(short.words) > 1 and short.telling > 0, short.telling)
    if len(short.words) < FEWEST:
        return Resemblance(1.0, False, short.telling > 1) if _stands_in(short, long) else Resemblance(0.0, False, False)
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


def _stands_in(short: Wording, long: Wording) -> bool:
    return f" {' '.join(short.words)} " in f" {' '.join(long.words)} "


def _runs(short: Wording, long: Wording) -> Iterator[Run]:
    """Each run of words of *short* that stands in *long* too, whatever their endings, without words that are found there by chance."""
    blocks = [block for block in LCSseq.editops(short.stems, long.stems).as_matching_blocks() if block.size]
    ends = [-_NEAR - 1, *(block.b + block.size for block in blocks)]
    starts = [*(block.b for block in blocks), len(long.words) + _NEAR + 1]
    for place, block in enumerate(blocks):
        alone = block.b - ends[place] > _NEAR and starts[place + 1] - ends[place + 1] > _NEAR
        if block.size > 1 or not alone:
            yield block.a, block.b, block.size
