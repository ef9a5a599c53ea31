"""Text of a quote -> Wording: its words in one form, and what each of them weighs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from sys import intern

from sitegen.catalog.stems import stem, word_rows
from sitegen.patterns import later
from sitegen.typography import fold, words

FUNCTION_WORDS = frozenset(word for row in word_rows("function_words.txt") for word in row)
_LIGHT = 0.25
"""What a function word, or one of a formula, weighs beside a word that carries meaning."""
_SMALL = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_FIGURES = (
    {name: str(number) for number, name in enumerate(_SMALL.split(), 2)}
    | {name: str(number * 10) for number, name in enumerate(_TENS.split(), 2)}
    | {"hundred": "00", "thousand": "000", "million": "000000", "billion": "000000000"}
)
"""Numbers that outlets write as they like: ``four thousand``, ``4,000``."""
_ONE_OF = frozenset(("a", "one"))
_POINT = re.compile(r"(?<=[0-9])[.,:](?=[0-9]{1,2}(?![.,:]?[0-9]))")
"""Within ``4.5``, ``5:30``; not within ``4,000`` or ``1.5.2024``."""
_PARTS = {"won't": ("will", "not"), "can't": ("can", "not"), "shan't": ("shall", "not"), "cannot": ("can", "not")}
_NAME = later(r"(?<=[\w,;] )[^\W\d_a-z][a-z]\w+")
"""A word with a capital that no sentence opens: neither an abbreviation nor what an editor put in brackets."""
_CLAUSE_END = later(r"(?<=[.!?…;:,])[\"'”’»]?\s+(?=\S)")
_MONEY = later(r"([$£€])\s?(\d[\d.,]{0,20})\s?(million|billion|m|bn)?\b")
"""``£40m``, ``$3.5 million``: what others write behind the number."""
_DROPPED_G = later(r"(?<=[a-z]{2}in)['’](?=\s)")
"""``shootin' at us``."""
_CURRENCIES = {"$": "dollars", "£": "pounds", "€": "euros"}
_ORDINAL = later(r"(?<=\d)(?:st|nd|rd|th)\b")
_SIGNS, _APOSTROPHES = frozenset(_CURRENCIES), frozenset("'‘’‚‛′`´ʼʻ＇")
_IN_TWO_WAYS = re.compile(r"[0-9$'`]")
"""What a text in ASCII has where it is not its words alone that count."""
_MANY = {"m": "million", "bn": "billion"}
_MANY_CAPITALS = 6
"""Where more than one word in so many has a capital, capitals say nothing: a headline, a language that gives them to all nouns."""
_LONGEST_NUMBER = 18
"""Digits from which a number is not read on."""
_LONG_NUMBER = 5
"""Digits from which no small number is added to one: ``4,500,000 and 45``."""


@dataclass(frozen=True)
class Wording:
    """The words of an utterance, folded."""

    words: tuple[str, ...]
    text: str = field(default="", compare=False, repr=False)
    """As it was printed."""

    @cached_property
    def weights(self) -> tuple[float, ...]:
        """What each of the words says."""
        weights = [_LIGHT if word in FUNCTION_WORDS else 1.0 for word in self.words]
        for place, word in enumerate(self.words):
            for formula in _FORMULAS.get(word, ()):
                if self.words[place : place + len(formula)] == formula:
                    weights[place : place + len(formula)] = [_LIGHT] * len(formula)
        return tuple(weights)

    @cached_property
    def telling(self) -> int:
        """How many of the words carry meaning."""
        return self.weights.count(1.0)

    @cached_property
    def weight(self) -> float:
        """The words, each by what it says."""
        return sum(self.weights)

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The words without their endings."""
        return tuple(map(stem, self.words))

    @cached_property
    def names(self) -> frozenset[str]:
        """Those of the words that are printed as names."""
        found = _NAME.findall(self.text)
        return frozenset(map(fold, found)) if len(found) <= max(2, len(self.words) // _MANY_CAPITALS) else frozenset()

    @cached_property
    def clauses(self) -> tuple[Wording, ...]:
        """Its clauses, where there are several."""
        parts = _CLAUSE_END.split(self.text)
        return tuple(map(read_wording, parts)) if len(parts) > 1 else ()

    @cached_property
    def asks(self) -> bool:
        """Whether it is a question and nothing else."""
        return self.text.rstrip("\"'”’» ").endswith("?") and not re.search(r"[.!?…]\s", self.text)


def read_wording(text: str) -> Wording:
    """The wording of *text*."""
    return Wording(tuple(map(intern, read_words(text))), text)


def read_words(text: str) -> list[str]:
    """The words of *text*; contractions are divided, so that ``we're`` and ``we are`` share a word, and numbers are in figures."""
    is_plain = text.isascii() and not _IN_TWO_WAYS.search(text)
    parts = words(text if is_plain else _POINT.sub("_", _spelled_out(text)))
    if "cannot" in parts or not (is_plain or _APOSTROPHES.isdisjoint(text)):
        parts = [part for word in parts for part in _divided(word)]
    if not _FIGURES.keys().isdisjoint(parts):
        parts = [_FIGURES.get(part, part) for part in parts]
    elif is_plain:
        return parts
    return _whole_numbers(parts) if any(map(str.isdecimal, parts)) else parts


def _spelled_out(text: str) -> str:
    """*text* with amounts of money in words and without dropped letters."""
    if not _SIGNS.isdisjoint(text):
        text = _MONEY.sub(_in_words, text)
    text = _ORDINAL.sub("", text)
    return _DROPPED_G.sub("g", text) if "in'" in text or "in’" in text else text


def _in_words(money: re.Match[str]) -> str:
    sign, amount, many = money.groups()
    return f"{amount} {_MANY.get(many, many) or ''} {_CURRENCIES[sign]}"


def _divided(word: str) -> Sequence[str]:
    if word in _PARTS:
        return _PARTS[word]
    if "'" not in word:
        return (word,)
    return (word[:-3], "not") if word.endswith("n't") else word.split("'")


def _whole_numbers(parts: Sequence[str]) -> list[str]:
    """*parts* with each number as one word: ``4``, ``000`` as ``4000``, ``a``, ``00`` as ``100``, ``200``, ``and``, ``50`` as ``250``."""
    whole: list[str] = []
    for part in parts:
        if not part.isdecimal():
            whole.append(part)
        elif len(part) > 1 and not part.strip("0"):
            _multiply(whole, part)
        elif len(part) == 3 and whole and whole[-1].isdecimal() and len(whole[-1]) <= 3:
            whole[-1] += part
        else:
            _add(whole, part)
    return whole


def _multiply(whole: list[str], zeros: str) -> None:
    """Let the last word of *whole* count hundreds, thousands, millions."""
    last = whole[-1] if whole else ""
    before, _, behind = last.partition("_")
    if before.isdecimal() and len(before) < _LONGEST_NUMBER and len(behind) <= len(zeros):
        whole[-1] = before + behind + zeros[len(behind) :]
    elif last in _ONE_OF:
        whole[-1] = "1" + zeros
    else:
        whole.append("1" + zeros)


def _add(whole: list[str], number: str) -> None:
    """Put *number* behind *whole*, or add it to the last number: ``200``, ``and``, ``50``; ``20``, ``5``."""
    last = whole[-1] if whole else ""
    if len(number) == 1 and len(last) == 2 and last.isdecimal() and last > "10" and last[1] == "0":
        whole[-1] = last[0] + number
    elif (
        len(number) < 3
        and last == "and"
        and len(whole) > 1
        and len(whole[-2]) < _LONG_NUMBER
        and whole[-2].endswith("00")
        and whole[-2].isdecimal()
    ):
        whole[-2:] = [str(int(whole[-2]) + int(number))]
    else:
        whole.append(number)


_FORMULAS: dict[str, list[tuple[str, ...]]] = defaultdict(list)
"""Turns of speech that anybody says at such a time, by their first word."""
for _row in word_rows("formulas.txt"):
    _FORMULAS[_row[0]].append(tuple(_row))
