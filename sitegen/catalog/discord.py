"""Two wordings that are alike -> whether one says what the other does not: another figure, a *not*, another day, another name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from rapidfuzz.fuzz import ratio

from sitegen.catalog.exchange import Gap, promises_what_was_done, tells_of_another, turns_round
from sitegen.catalog.stems import stem, word_rows
from sitegen.catalog.wording import FUNCTION_WORDS, Wording
from sitegen.patterns import later

Run = tuple[int, int, int]
"""Where words that two wordings share start in the one, where in the other, and how many they are."""
_NEGATIONS = frozenset(word for row in word_rows("negations.txt") for word in row)
_ROW_OF = [frozenset(map(stem, row)) for row in word_rows("rivals.txt")]
_RIVALS: dict[str, frozenset[str]] = {}
for _row in _ROW_OF:
    _RIVALS |= {word: _row.union(_RIVALS.get(word, ())) for word in _row}
"""Words of which one stands where another would say something else: ``on Monday``, ``on Friday``."""
_AMOUNTS = frozenset(("all", "every", "no", "none", "most", "few"))
"""Words that say how many, and that no figure is: ``All schools``, ``Two schools``."""
_TURNING = later(r"(?:un|in|im|il|ir|dis)(?=\w{3})")
_NUMBER = later(r"\d{1,18}(?:_\d{1,2})?")
_ADDED = 2
"""Words by which a *not* makes a clause longer: ``signed``, ``did not sign``. What is longer is a clause that was left out."""
_ASIDE = 3
"""Words by which two ways to say one thing may differ in length."""
_LONGEST_NAME = 3
_SHORT = 12
"""Words up to which a sentence of which the first or the last word alone is another may be a pattern."""
_SAME_NAME = 60
"""Likeness, of 100, from which two spellings may be one name."""


def contradict(one: Wording, other: Wording, runs: Sequence[Run]) -> bool:
    """Whether two wordings that share *runs*, in order, differ between these in what is said and not in how it is said."""
    gaps = list(_gaps(one.words, other.words, runs))
    if one.asks != other.asks and one.words[0] != other.words[0] and len(one.words) > _ASIDE and _as_long(one.words, other.words):
        return True
    if len(gaps) == 1 and len(one.words) == len(other.words) <= _SHORT and _other_end(gaps[0]):
        return True
    if (
        turns_round(list(_gaps(one.words, other.words, runs, _ASIDE)))
        or promises_what_was_done(gaps)
        or tells_of_another(gaps, _shared(one, runs))
    ):
        return True
    names = one.names | other.names
    if any(_other_figure(gap) or _rivals_meet(gap) or _other_name(gap, names) for gap in gaps):
        return True
    # "I do not think he knew" and "I think he did not know" deny the same: each has a negation that the other has elsewhere.
    return len({side for gap in gaps if (side := _denying(gap))}) == 1


def _gaps(one: Sequence[str], other: Sequence[str], runs: Sequence[Run], margin: int = 0) -> Iterator[Gap]:
    """What stands between *runs*, before them and behind them; there no more of *other* than *one* has, but up to *margin* words."""
    if not runs:
        return
    head, head_there, size = runs[0]
    if head or margin:
        shared = one[head : head + size]
        opens = 0 if head_there <= head + _ADDED else head_there - max(head, margin)
        yield Gap(one[:head], other[opens:head_there], "", one[head], other[head_there], shared)
    for (start, there, size), (upto, upto_there, length) in pairwise(runs):
        shared = one[upto : upto + length]
        yield Gap(one[start + size : upto], other[there + size : upto_there], one[start + size - 1], one[upto], other[upto_there], shared)
    start, there, size = runs[-1]
    rest = one[start + size :]
    if rest or margin:
        yield Gap(rest, other[there + size : there + size + max(len(rest), margin)], one[start + size - 1], "", "")


def _shared(one: Wording, runs: Sequence[Run]) -> int:
    """How many words with a meaning two wordings share."""
    return sum(weight == 1.0 for start, _, size in runs for weight in one.weights[start : start + size])


def _as_long(one: Sequence[str], other: Sequence[str], by: int = _ASIDE) -> bool:
    return abs(len(one) - len(other)) <= by


def _other_figure(gap: Gap) -> bool:
    if not _as_long(gap.one, gap.other):
        return False
    one, other = _figures(gap.one), _figures(gap.other)
    if bool(one) != bool(other) and not _AMOUNTS.isdisjoint(gap.other if one else gap.one):
        return True
    if bool(one) != bool(other):  # "one man", "two men": alone, "one" is seldom a number
        one, other = one or [1.0] * ("one" in gap.one), other or [1.0] * ("one" in gap.other)
    in_parts = 1 in (len(one), len(other)) and sum(one) == sum(other)  # "two thousand three hundred", "2,300"
    return bool(one and other) and sorted(one) != sorted(other) and not in_parts


def _figures(words: Iterable[str]) -> list[float]:
    return [float(found[0].replace("_", ".")) for word in words if (found := _NUMBER.match(word))]


def _rivals_meet(gap: Gap) -> bool:
    if not _as_long(gap.one, gap.other):
        return False
    here, there = set(map(stem, gap.one)), set(map(stem, gap.other))
    one, other = here - there, there - here
    return any(_RIVALS[word] & other for word in one if word in _RIVALS)


def _other_name(gap: Gap, names: frozenset[str]) -> bool:
    """Whether another name stands in the place: not where one follows in both, as in ``Mr Brandt``, ``Captain Brandt``."""
    if gap.after in names or not all(_is_name(side, names) for side in (gap.one, gap.other)):
        return False
    return ratio(gap.one[-1], gap.other[-1]) < _SAME_NAME


def _other_end(gap: Gap) -> bool:
    """Whether a pattern was said of another: ``Rain stopped the ferry``, ``Rain stopped the train``."""
    if (gap.before and gap.after) or not len(gap.one) == len(gap.other) == 1:
        return False
    return FUNCTION_WORDS.isdisjoint((*gap.one, *gap.other)) and ratio(gap.one[0], gap.other[0]) < _SAME_NAME


def _is_name(words: Sequence[str], names: frozenset[str]) -> bool:
    return 0 < len(words) <= _LONGEST_NAME and words[-1] in names and all(word in names or word in FUNCTION_WORDS for word in words)


def _denying(gap: Gap) -> int:
    """Which of the two sides of *gap* denies what the other says, 1 or 2; 0 where neither does."""
    if not _as_long(gap.one, gap.other, _ADDED):
        return 0
    one, other = _denies(gap.one, gap.other, gap), _denies(gap.other, gap.one, gap)
    return 0 if one == other else 1 if one else 2


def _denies(words: Sequence[str], against: Sequence[str], gap: Gap) -> bool:
    if any(word in _NEGATIONS and word not in (gap.before, gap.after) for word in words):
        return True
    return any(_TURNING.sub("", word, count=1) in against for word in words if _TURNING.match(word))
