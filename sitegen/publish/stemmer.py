"""A word -> its stem: endings are taken off as M. F. Porter has it (1980), with what lunr.js makes of a y and of *bli* and *logi*.

What stands before an ending must be long enough to lose it: that is measured by how often a consonant follows a vowel there.
"""

from __future__ import annotations

from collections.abc import Mapping

_KINDS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "vcccvcccvcccccvcccccvcccyc")
"""Vowels and consonants; a y is now this and now that."""
_VOWELS = "aeiou"
_COMPOUND = {
    **{"ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize", "bli": "ble", "alli": "al", "entli": "ent"},
    **{"eli": "e", "ousli": "ous", "ization": "ize", "ation": "ate", "ator": "ate", "alism": "al", "iveness": "ive", "fulness": "ful"},
    **{"ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble", "logi": "log"},
}
"""Endings that are made of two, and what is left of each; a longer one stands before one that it ends with, as in all of these."""
_DERIVED = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
_ION = {"sion": "s", "tion": "t"}
"""Here the consonant stays, and counts to what stands before the ending."""
_LAST = _ION | dict.fromkeys(
    ["al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ou", "ism", "ate", "iti", "ous", "ive", "ize"], ""
)
_STEPS = tuple((endings, tuple(endings), least) for endings, least in ((_COMPOUND, 1), (_DERIVED, 1), (_LAST, 2)))
"""What is taken off one after the other, and how large what stands before it must be."""


def without_endings(word: str) -> str:
    """The stem of *word*, which has three small letters of ASCII or more."""
    word = _without_tense(_without_plural(word))
    if len(word) > 2 and word[-1] == "y" and word[-2] not in _VOWELS:
        word = word[:-1] + "i"
    for endings, any_of_them, least in _STEPS:
        if word.endswith(any_of_them):
            word = _without(endings, word, least)
    if word.endswith("e") and ((size := _size(word)) > 1 or (size == 1 and not _is_short(word[:-1]))):
        word = word[:-1]
    return word[:-1] if word.endswith("ll") and _size(word) > 1 else word


def _without_plural(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _without_tense(word: str) -> str:
    """*word* without *ed* or *ing*, with the e that these take away and without the letter that they double."""
    if word.endswith("eed"):
        return word[:-1] if _size(word[:-3]) else word
    left = word.removesuffix("ed") if word.endswith("ed") else word.removesuffix("ing")
    if left == word or "v" not in _kinds(left):
        return word
    if left.endswith(("at", "bl", "iz")):
        return left + "e"
    if left[-2:-1] == left[-1] and left[-1] not in "aeiouy":
        return left if left[-1] in "lsz" else left[:-1]
    return left + "e" if _size(left) == 1 and _is_short(left) else left


def _without(endings: Mapping[str, str], word: str, least: int) -> str:
    """*word* with what is left of the first of the *endings* that it has, where the size of what stands before it is *least* or more."""
    ending = next(filter(word.endswith, endings))
    before = word.removesuffix(ending)
    size = _size(before + _ION.get(ending, ""))
    return before + endings[ending] if size >= least else word


def _size(letters: str) -> int:
    """How often a consonant follows a vowel in *letters*."""
    return _kinds(letters).count("vc")


def _is_short(word: str) -> bool:
    """Whether *word* ends with a consonant, a vowel and a consonant, so that an e may have stood behind it: ``hop``, not ``snow``."""
    return word[-1] not in "wxy" and _kinds(word).endswith("cvc")


def _kinds(letters: str) -> str:
    """The kind of each of *letters*: a y is a vowel behind a consonant."""
    kinds = letters.translate(_KINDS)
    while "y" in kinds:
        kinds = kinds.replace("y", "v" if kinds[: kinds.index("y")].endswith("c") else "c", 1)
    return kinds
