"""Two wordings that are alike -> whether one was made of the other by putting other words in the same places: a pattern, said twice."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.fuzz import ratio

from sitegen.catalog.stems import stem
from sitegen.catalog.wording import FUNCTION_WORDS
from sitegen.model.value import Value

_BEFORE_NOUNS = {
    word
    for row in ("a an the this that these those", "my our your his her its their", "of in on at from with for by into against")
    for word in row.split()
}
"""Words behind which what a sentence is about stands; behind others is mostly how it is put."""
_SAME_WORD = 75
"""Likeness, of 100, from which two spellings may be one word."""
_LONGEST = 3
"""Words that may be exchanged in one place."""
_TOLD = 12
"""Words that carry meaning, for each place where others stand, from which a wording is too long to be a pattern."""
_WISHES = frozenset(("should", "could", "would", "ought"))
_LIST = frozenset(("and", "or", "nor", "the", "a", "an"))


class Gap(Value):
    """What stands in each of two wordings between words that they share."""

    one: Sequence[str]
    other: Sequence[str]
    before: str
    after: str
    after_there: str
    """The word of the other wording that is equal to *after*, perhaps with another ending."""
    shared: Sequence[str] = ()
    """The words that the two share up to the next gap."""


def tells_of_another(gaps: Sequence[Gap], telling: int) -> bool:
    """Whether *gaps*, the only places where wordings differ that share *telling* words with a meaning, hold what each is about.

    ``We ask for an investigation into the fire at the mill``, ``… into the flood at the school``; but not a verb for a verb alone.
    """
    if not gaps or telling >= _TOLD * len(gaps):
        return False
    exchanged = [gap for gap in gaps if not _is_small(gap)]
    if not all(_is_exchange(gap) for gap in exchanged):
        return False
    unlike = [gap for gap in exchanged if not _same_words(gap)]
    return len(unlike) > 1 or any(gap.before in _BEFORE_NOUNS or gap.before.isdecimal() for gap in unlike)


def turns_round(gaps: Sequence[Gap]) -> bool:
    """Whether words have changed places: ``The driver hit the guard``, ``The guard hit the driver``; not in ``bread and water``."""
    for place, first in enumerate(gaps):
        between = list(first.shared)
        for second in gaps[place + 1 :]:
            if _change_places(first, second) and not _LIST.issuperset(between):
                return True
            if _reversed(first.one, second.other) or _reversed(first.other, second.one):
                return True
            between += second.shared
    return False


def _change_places(first: Gap, second: Gap) -> bool:
    return bool(_telling(first.one) & _telling(second.other)) and bool(_telling(first.other) & _telling(second.one))


def _reversed(words: Sequence[str], moved: Sequence[str]) -> bool:
    """Whether words have moved past others and turned: ``Northgate beat`` (Southwick), (Southwick) ``beat Northgate``."""
    order = [stem(word) for word in words if word not in FUNCTION_WORDS]
    return len(order) > 1 and order[::-1] == [stem(word) for word in moved if word not in FUNCTION_WORDS]


def promises_what_was_done(gaps: Sequence[Gap]) -> bool:
    """Whether one says that a thing will be and the other that it was: ``We will open the bridge``, ``We opened the bridge``."""
    for gap in gaps:
        here, there = (gap.one, gap.after), (gap.other, gap.after_there)
        for (words, verb), (others, done) in ((here, there), (there, here)):
            if _only_wished(words) and not _only_wished(others):
                return True
            if "will" in words and "will" not in others and done != verb and done.endswith("ed"):
                return True
    return False


def _only_wished(words: Sequence[str]) -> bool:
    """``The engineers should have opened the gates``."""
    return "have" in words and not _WISHES.isdisjoint(words)


def _is_small(gap: Gap) -> bool:
    return FUNCTION_WORDS.issuperset(gap.one) and FUNCTION_WORDS.issuperset(gap.other) and len(gap.one) == len(gap.other)


def _is_exchange(gap: Gap) -> bool:
    return len(gap.one) == len(gap.other) <= _LONGEST and bool(_telling(gap.one)) and bool(_telling(gap.other))


def _same_words(gap: Gap) -> bool:
    return all(ratio(stem(one), stem(other)) >= _SAME_WORD for one, other in zip(gap.one, gap.other, strict=True))


def _telling(words: Sequence[str]) -> set[str]:
    return {stem(word) for word in words if word not in FUNCTION_WORDS}
