"""Finds the runs of capitalized words in a text, and what holds each of them together."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence

from sitegen.annotate import names
from sitegen.model.value import Value
from sitegen.patterns import later

_PLANE, _PLANES, _ROW = 0x10000, 0x20000, 0x100
"""All capital letters stand in the first two planes of Unicode."""
_UNCASED = (range(0x3400, 0xA000), range(0xAC00, 0xFB00), range(0x13000, 0x14600), range(0x17000, 0x18D00))
"""Han, Hangul and what is no character, hieroglyphs, Tangut: half of the two planes."""


def _capitals() -> list[list[int]]:
    """The capital letters of Unicode: the first and the last of each range of them."""
    ranges: list[list[int]] = []
    rows = (first for first in range(0, _PLANES, _ROW) if not any(first in block for block in _UNCASED))
    # Most rows have none, and a look at each character takes a hundredth of a second.
    cased = (first for first in rows if not f"a{_row(first)}".islower())
    for code in (code for first in cased for code, sign in enumerate(_row(first), first) if sign.isupper()):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return ranges


def _row(first: int) -> str:
    """A row of characters, as UTF-32 has them, which takes a tenth of the time that they take one by one."""
    codes = bytearray(first.to_bytes(4, "big") * _ROW)
    codes[3::4] = bytes(range(_ROW))
    return codes.decode("utf-32-be", "surrogatepass")


def _class(ranges: Iterable[Sequence[int]]) -> str:
    return "".join(f"{chr(a)}-{chr(b)}" if a != b else chr(a) for a, b in ranges)


_RANGES = _capitals()
_UP = _class(_RANGES)
_SHORT = (
    "Mr|Mrs|Ms|Mx|Dr|Prof|St|Ste|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Cmdr|Maj|Adm|Brig|Rev|Hon|Fr|Jr|Sr|Pres|Sec|Amb|Mt|Ft|Smt"
    "|Inc|Corp|Ltd|Co|Bros"
)
_TOKEN = re.compile(
    rf"(?<![\w@#/.’'-])(?:(?:[Aa][lnrsdtz]|[Ee]l|[Aa]sh|[Uu]l|[Dd]|[Ll]|[Oo])[-’'])?"
    rf"(?:(?:U\. [SNK]\.|E\. U\.)|(?:[{_UP}]\.){{2,}}|(?:{_SHORT})\.|[{_UP}](?:\.(?=\s)|\w*(?:(?:[-‑’'&]|\.(?=com\b))(?![sS]\b)\w+)*))"
)
# Where such a word may begin, found in a fifth of the time: a table tells the capitals of the first plane, and the second has few letters.
_MAY_BE_UP = _class(pair for pair in _RANGES if pair[0] < _PLANE) + _class([(_PLANE, sys.maxunicode)])
# Most are a capital and small letters of ASCII, and with these taken the match is the token.
_CAPITAL = re.compile(rf"[{_MAY_BE_UP}](?<![\w@#/.’'-].)(?:(?<![\U00010000-\U0010ffff])[a-z]++(?![\w.‑’'&-]))?+", re.DOTALL)
# Three patterns, since one sign is found in a fifth of the time that a class of signs takes.
_PREFIXED = [later(rf"{sign}[^\W\d_a-z]") for sign in "-’'"]
_SMALL_PREFIX = re.compile(r"(?<![\w@#/.’'-])(?:a[lnrsdtz]|el|ash|ul|d|l|o)[-’']")
_WORDS = later(r"[^\W\d_]+")
# A tokenizer has set the hyphen apart: Kim Min - ji.
_LOOSE_HYPHEN = later(r" - ([a-z]{2,7})\b")
_QUOTES = "\"“„«‘'’"
_SPACES = (*range(9, 14), *range(28, 33), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000)
"""All that ``str.isspace`` knows: to ask it of each character takes half a millisecond."""
_BEFORE = "".join(map(chr, _SPACES)) + _QUOTES + "(["
"""What may stand between the end of a sentence and the next: spaces, quotation marks, brackets."""

_PARTICLES = "de da do dos das del della di du la le al el bin ibn bint ben abu van von der den ter ten e wa"
_TWO_PARTICLES = ("van der", "van den", "van de", "von der", "von dem", "de la", "de los", "de las", "al-", "el-")
_LINKS = {" ": " ", "\xa0": " ", " and ": "and", " & ": "&", " - ": "-", " al - ": "particle"}
_LINKS |= dict.fromkeys(("’s ", "'s ", "’ s ", " ’s ", " 's ", "’ ", "' "), "s")
_LINKS |= dict.fromkeys((" of ", " of the ", " for ", " for the ", " on "), "of")
_LINKS |= {f" {word} ": "particle" for word in (*_PARTICLES.split(), *_TWO_PARTICLES)}
_LONGEST_HEADLINE = 160
_LONGEST = max(map(len, _LINKS))


Word = tuple[int, int, str, str]
"""Where a capitalized word starts and ends, the word itself, and its link as in `Token`: of most, nothing else is ever asked."""


class Token(Value):
    """One capitalized word, and how it hangs on the one before."""

    start: int
    end: int
    word: str
    low: str
    """The word in small letters, without a full stop."""
    link: str
    """A space, ``of``, ``and``, ``&``, ``-``, ``particle``, ``s`` (a possessive), or nothing where it begins a run."""


def token_of(start: int, end: int, word: str, link: str) -> Token:
    """The token of a word."""
    return Token(start, end, word, _low(word), link)


def _low(word: str) -> str:
    return word.rstrip(".").lower()


class SmallWords:
    """The words that stand in small letters in a text: few are ever asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[str, bool] = {}

    def __contains__(self, word: str) -> bool:
        """Whether *word*, in small letters, is one of them."""
        if word not in self._known:
            self._known[word] = _WORDS.fullmatch(word) is not None and any(self._stands(word))
        return self._known[word]

    def _stands(self, word: str) -> Iterator[bool]:
        at = self._text.find(word)
        while at >= 0:
            end = at + len(word)
            yield not (_WORDS.match(self._text[max(0, at - 1) : at]) or _WORDS.match(self._text, end, end + 1))
            at = self._text.find(word, end)


def find_runs(text: str) -> list[list[Word]]:
    """The capitalized words of *text* in runs that only small link words interrupt."""
    runs: list[list[Word]] = []
    end = -_LONGEST
    for start, stop in _tokens(text):
        link = _LINKS.get(text[end:start], "") if start - end <= _LONGEST else ""
        word = text[start:stop]
        if "-" in word:
            word = _without_tail(word)
        elif link == " " and text[stop : stop + 3] == " - ":
            word = _with_loose_hyphen(word, text, stop, runs[-1][-1][2])
        end = start + len(word)
        if link:
            runs[-1].append((start, end, word, link))
        else:
            runs.append([(start, end, word, link)])
        if end < stop:
            end = -_LONGEST
    return runs


def _tokens(text: str) -> Iterator[tuple[int, int]]:
    """Where `_TOKEN` matches in *text*, looked for only where it may begin."""
    places = [match.span() for match in _CAPITAL.finditer(text)]
    if any(prefixed.search(text) for prefixed in _PREFIXED):
        places = sorted((*places, *((match.start(), match.start() + 1) for match in _SMALL_PREFIX.finditer(text))))
    end = 0
    for start, stop in places:
        if start < end:
            continue
        if stop > start + 1:
            end = stop
            yield start, stop
        elif match := _TOKEN.match(text, start):
            end = match.end()
            yield start, end


def begins_sentence(text: str, start: int) -> bool:
    """Whether a sentence, a quotation or a line begins at *start*."""
    near = text[start - 2 : start]
    if near[1:] == " " and near[0].isalpha():  # as mostly
        return False
    before = text[max(0, start - 8) : start]
    bare = before.rstrip(_BEFORE)
    if not bare or "\n" in before[len(bare) :] or bare[-1] in ".!?:;…•|–—*":
        return True
    return bare[-1] == "," and before[-1] in _QUOTES


def find_headlines(text: str) -> list[tuple[int, int]]:
    """The lines of *text*, as offsets, in which all but small words have a capital, so that capitals say little."""
    spans, start = [], 0
    for line in text.split("\n"):
        if 20 < len(line) < _LONGEST_HEADLINE and line.count(" ") > 2:
            words = line.split()
            small = [word for word in words if word[0].islower()]
            if len(small) * 2 <= len(words) and all(len(word) < 5 and word.strip(".,:;’'") in names.STOP for word in small):
                spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def _without_tail(word: str) -> str:
    """*word* without what a hyphen adds to a name: ``Lagos`` of ``Lagos-based``."""
    head, _, tail = word.rpartition("-")
    return head if tail in names.TAILS else word


def _with_loose_hyphen(word: str, text: str, stop: int, before: str) -> str:
    match = _LOOSE_HYPHEN.match(text, stop)
    if match and match[1] not in names.TAILS and _is_syllable(match[1], word, _low(before)):
        return text[stop - len(word) : match.end()]
    return word


def _is_syllable(small: str, word: str, before: str) -> bool:
    """Whether *small* ends the given name that *word* begins, behind the family name *before*."""
    if names.is_common(small):
        if small in names.PARTING:
            # Ann Lee - the baker - left.
            return False
        return len(small) < 4 and before in names.SURNAMES and not names.is_common(word.lower())
    return before not in names.STOP
