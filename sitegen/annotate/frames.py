"""Text and its marked stretches -> sentences of tokens in which each stretch is one token."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sitegen.annotate.cues import PHRASAL, SPEECH
from sitegen.annotate.marks import Marked
from sitegen.model import Mention, Span
from sitegen.patterns import later

_FILLS = "\ue000\ue001"
_END = "\ue002"
_PRIVATE = later(f"[{_FILLS}{_END}]")
_TOKEN = later(
    r"[a-z]++(?![\w'’&@/-]|\.\w)|\ue000+\ue002?|\ue001+\ue002?|(?:[A-Z]\.){1,6}|"
    r"(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Lt|Col|Sgt|Maj|Capt|Prof|Rev|Hon|St|Jr|Sr|Adm|Cmdr|Det|Atty|Supt|Fla|Ala|Ariz|Calif|Colo|Conn|"
    r"Inc|Corp|Co|Ltd|No|vs|Jan|Feb|Aug|Sept|Oct|Nov|Dec|a\.m|p\.m)\.|"
    r"(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Ww]e|I|[Yy]ou|[Tt]hat|[Ww]hat|[Ww]ho|[Tt]here)(?=['’](?:s|d|ll|ve|re|m)\b)|['’](?:s|d|ll|ve|re|m)\b|"
    rf"[^\W_]+(?:['’.&@/_-][^\W_]+)*['’]?|@\w+|[^\w\s{_END}]"
)
_BOUNDARY = later(r"[.!?…][)\]’']*\s+(?=[A-Z0-9@#(\[\ue000\ue001“‘—–-])|\ue002\s*|[•|]\s+")
_LONGEST = 300
"""Tokens of a sentence, at most; what reads a sentence may look at all of it for each of its tokens."""
_ABBREVIATED = later(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Lt|Col|Sgt|Maj|Capt|Prof|Rev|Hon|St|Jr|Sr|Adm|Cmdr|Det|Atty|Supt|vs|No|"
    r"Jan|Feb|Aug|Sept|Oct|Nov|Dec|Fla|Ala|Ariz|Calif|Colo|Conn)|\.[A-Za-z])\.\s*$"
)


_ABBREVIATED_END = later(r"(?:\.[A-Za-z]|\b(?:Jr|Sr|Inc|Corp|Co|Ltd|Fla|Ala|Ariz|Calif|Colo|Conn|Mass|Pa|Va|Tex))\.[)\]]? $")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the frame: its tokens, with the place of each in the text."""

    paragraph: int
    words: list[str]
    lows: list[str]
    starts: list[int]
    ends: list[int]
    quotes: list[int]
    """For each token, the number of the marked stretch that it stands for, or -1."""
    names: list[str]
    """For each token, the type of the name that it belongs to, or an empty string."""

    @property
    def start(self) -> int:
        """Where the first token begins in the text."""
        return self.starts[0]

    @property
    def end(self) -> int:
        """Where the last token ends in the text."""
        return self.ends[-1]


class Mentions:
    """The mentions of a text, to be looked up by place."""

    def __init__(self, mentions: tuple[Mention, ...]) -> None:
        self._mentions = mentions
        self._starts = [mention.span.start for mention in mentions]

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions that begin from *start* up to *end*."""
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def blank(text: str, marked: tuple[Marked, ...]) -> str:
    """*text* with each marked stretch, marks and all, turned into filler of the same length."""
    clean = _PRIVATE.sub(" ", text)
    pieces, at = [], 0
    for number, stretch in enumerate(marked):
        size = stretch.right - stretch.left
        fill = _FILLS[number % 2] * size
        if ends_sentence(clean, stretch):
            fill = fill[:-1] + _END
        before = clean[at : stretch.left]
        if _begins_sentence(clean, at, stretch):
            before = before[:-1] + _END
        pieces += [before, fill]
        at = stretch.right
    return "".join([*pieces, clean[at:]])


def _begins_sentence(text: str, start: int, stretch: Marked) -> bool:
    """Whether a full stop before the marks ends an abbreviation and a sentence: said Bob Ross of the F.B.I. “We were late” …."""
    if not text[stretch.start : stretch.start + 1].isupper() or " " not in text[stretch.start : stretch.end]:
        return False
    return bool(_ABBREVIATED_END.search(text, max(start, stretch.left - 12), stretch.left))


def ends_sentence(text: str, stretch: Marked) -> bool:
    """Whether a full stop within the marks closes the narrator's sentence as well."""
    last = text[stretch.end - 1 : stretch.end]
    after = text[stretch.right : stretch.right + 90]
    follows = after.lstrip(" ")
    if stretch.right >= len(text) or after[:1] == "\n":
        return False
    if last == "." and not text[stretch.end - 2 : stretch.end - 1].isupper():
        return follows[:1].isupper() or follows[:1] in "“\"'‘("
    if last in "!?…." and (follows[:1].isupper() or follows[:1] in "“\"'"):
        return not _is_attributed(follows)
    return False


def _is_attributed(follows: str) -> bool:
    words = re.findall(r"[\w’'-]+", follows.split(",")[0].split("“")[0].split('"')[0])[:7]
    return any(word in SPEECH for word in words) or any(pair in PHRASAL for pair in pairwise(words))


def find_frame(blanked: str, paragraph: Span, number: int, marked: Sequence[Marked], mentions: Mentions) -> list[Sentence]:
    """The sentences of one paragraph of a blanked text."""
    cuts = [paragraph.start]
    for match in _BOUNDARY.finditer(blanked, paragraph.start, paragraph.end):
        if match[0][0] != "." or not _ABBREVIATED.search(blanked, max(cuts[-1], match.start() - 8), match.start() + 1):
            cuts.append(match.end())
    spans = zip(cuts, [*cuts[1:], paragraph.end], strict=True)
    return [sentence for start, end in spans for sentence in _sentences(blanked, start, end, number, marked, mentions)]


def _sentences(blanked: str, start: int, end: int, number: int, marked: Sequence[Marked], mentions: Mentions) -> Iterator[Sentence]:
    """The sentence between two offsets; in pieces where it is longer than any writer's."""
    words = _TOKEN.findall(blanked, start, end)
    starts, ends, at = [], [], start
    find = blanked.index
    for word in words:
        # No token begins with what stands between tokens, so that the next place of its letters is its own.
        at = find(word, at)
        starts.append(at)
        at += len(word)
        ends.append(at)
    for first in range(0, len(words), _LONGEST):
        last = first + _LONGEST
        yield _sentence(words[first:last], starts[first:last], ends[first:last], number, marked, mentions)


def _sentence(words: list[str], starts: list[int], ends: list[int], number: int, marked: Sequence[Marked], mentions: Mentions) -> Sentence:
    lows = "\n".join(words).lower().split("\n")
    quotes = [-1] * len(words)
    if marked:
        for place, word in enumerate(words):
            if word[0] in _FILLS:
                quotes[place] = bisect_left(marked, starts[place], key=lambda stretch: stretch.left)
    names = [""] * len(words)
    for mention in mentions.within(starts[0], ends[-1]):
        for place in range(bisect_left(starts, mention.span.start), bisect_left(starts, mention.span.end)):
            names[place] = mention.type
    return Sentence(number, words, lows, starts, ends, quotes, names)
