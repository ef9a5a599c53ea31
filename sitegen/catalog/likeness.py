"""How alike two wordings are: the share of the shorter one's words that stands in the other, in the same order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import resources

from rapidfuzz.distance import LCSseq

from sitegen.typography import words

FUNCTION_WORDS = frozenset((resources.files(__package__) / "function_words.txt").read_text(encoding="utf-8").split())
FEWEST = 4
"""Words below which an utterance inside a longer one may be chance."""
_ENOUGH, _ENOUGH_OF_ONE = 0.8, 0.65
"""Share of the shorter wording that must be in the longer; the second where the same person speaks."""
_LIGHT = 0.25
"""What a function word weighs beside a word that carries meaning."""
_NUMBERS = "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand"
_FIGURES = dict(
    zip(_NUMBERS.split(), ["2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "20", "30", "40", "50", "00", "000"], strict=True)
)
"""Numbers that outlets write as they like: ``four thousand``, ``4,000``."""
_NEAR = 3
"""Words that may stand between a word found by itself and the next one that is found: further off it is chance."""


@dataclass(frozen=True)
class Wording:
    """The words of an utterance, folded."""

    words: tuple[str, ...]

    @cached_property
    def telling(self) -> int:
        """How many of the words carry meaning."""
        return _telling(self.words)

    @cached_property
    def weight(self) -> float:
        """The words, each by what it says."""
        return _weight(self.words)


@dataclass(frozen=True, slots=True)
class Resemblance:
    """What two wordings have in common, and what follows from it."""

    share: float
    """Of the weight of the shorter one, 0 to 1, that stands in the other in the same order."""
    is_one: bool
    """Whether the words alone say that both report one utterance."""
    is_one_if_said_by_one: bool
    """Whether they do so together with a speaker whom both name."""


def read_wording(text: str) -> Wording:
    """The wording of *text*; contractions are divided, so that ``we're`` and ``we are`` share a word, and numbers are in figures."""
    found = words(text)
    if any("'" in word for word in found):
        found = [part for word in found for part in word.split("'")]
    if not _FIGURES.keys().isdisjoint(found):
        found = [_FIGURES.get(word, word) for word in found]
    return Wording(tuple(found))


def resemblance(one: Wording, other: Wording) -> Resemblance:
    """How much of the shorter of two wordings stands in the other in the same order, and whether that is enough."""
    short, long = (one, other) if (len(one.words), one.words) <= (len(other.words), other.words) else (other, one)
    if one.words == other.words:
        is_one = len(short.words) >= FEWEST and short.telling > 1
        return Resemblance(1.0, is_one, len(short.words) > 1 and short.telling > 0)
    if len(short.words) < FEWEST:
        return Resemblance(1.0, False, short.telling > 1) if _stands_in(short, long) else Resemblance(0.0, False, False)
    common = [word for start, size in _runs(short, long) for word in short.words[start : start + size]]
    share, telling = _weight(common) / short.weight, _telling(common)
    is_one = telling > 1 and share >= _ENOUGH
    return Resemblance(share, is_one, is_one or (telling > 2 and share >= _ENOUGH_OF_ONE))


def _stands_in(short: Wording, long: Wording) -> bool:
    return f" {' '.join(short.words)} " in f" {' '.join(long.words)} "


def _runs(short: Wording, long: Wording) -> Iterator[tuple[int, int]]:
    """Start and length in *short* of each run of words that stands in *long* too, without words that are found there by chance."""
    blocks = [block for block in LCSseq.editops(short.words, long.words).as_matching_blocks() if block.size]
    ends = [-_NEAR - 1, *(block.b + block.size for block in blocks)]
    starts = [*(block.b for block in blocks), len(long.words) + _NEAR + 1]
    for place, block in enumerate(blocks):
        alone = block.b - ends[place] > _NEAR and starts[place + 1] - ends[place + 1] > _NEAR
        if block.size > 1 or not alone:
            yield block.a, block.size


def _telling(words: Sequence[str]) -> int:
    return sum(word not in FUNCTION_WORDS for word in words)


def _weight(words: Sequence[str]) -> float:
    return sum(_LIGHT if word in FUNCTION_WORDS else 1.0 for word in words)
