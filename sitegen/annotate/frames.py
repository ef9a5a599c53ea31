"""Text and its marked stretches -> sentences of tokens in which each stretch is one token."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from sitegen.annotate.cues import PHRASAL, SPEECH
from sitegen.annotate.marks import Marked
from sitegen.model import Mention, Span
from sitegen.patterns import later

_FILLS = "\ue000\ue001"
_END = "\ue002"
_PRIVATE = later(f"[{_FILLS}{_END}]")
_TOKEN = later(
    r"[a-z]++(?![\w'’&@/-]|\.\w)|[A-Z][a-z]*+(?![\w'’&@/.-])|\ue000+\ue002?|\ue001+\ue002?|(?:[A-Z]\.){1,6}|"
    r"(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Lt|Col|Sgt|Maj|Capt|Prof|Rev|Hon|St|Jr|Sr|Adm|Cmdr|Det|Atty|Supt|Fla|Ala|Ariz|Calif|Colo|Conn|"
    r"Inc|Corp|Co|Ltd|No|vs|Jan|Feb|Aug|Sept|Oct|Nov|Dec|a\.m|p\.m)\.|"
    r"(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Ww]e|I|[Yy]ou|[Tt]hat|[Ww]hat|[Ww]ho|[Tt]here)(?=['’](?:s|d|ll|ve|re|m)\b)|['’](?:s|d|ll|ve|re|m)\b|"
    rf"[^\W_]+(?:['’.&@/_-][^\W_]+)*['’]?|@\w+|[^\w\s{_END}]"
)
# A pattern for each sign: a text has few of them, and what begins with one sign is found in a third of the time that a class takes.
_BOUNDARIES = {sign: later(rf"{re.escape(sign)}[)\]’']*\s+(?=[A-Z0-9@#(\[{_FILLS}“‘—–-])") for sign in ".!?…"}
_BOUNDARIES |= {_END: later(rf"{_END}\s*"), "•": later(r"•\s+"), "|": later(r"\|\s+")}
"""What stands between two sentences, by the sign that it begins with."""
_FIRST = later(rf"[^\s_{_END}]")
"""What a token may begin with."""
_BARE = bytes(code if chr(code).isalnum() and code < 128 else 32 for code in bytes(range(256)).lower())
_LONGEST = 300
"""Tokens of a sentence, at most; what reads a sentence may look at all of it for each of its tokens."""
_ABBREVIATED = later(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Lt|Col|Sgt|Maj|Capt|Prof|Rev|Hon|St|Jr|Sr|Adm|Cmdr|Det|Atty|Supt|vs|No|"
    r"Jan|Feb|Aug|Sept|Oct|Nov|Dec|Fla|Ala|Ariz|Calif|Colo|Conn)|\.[A-Za-z])\.\s*$"
)


_ABBREVIATED_END = later(r"(?:\.[A-Za-z]|\b(?:Jr|Sr|Inc|Corp|Co|Ltd|Fla|Ala|Ariz|Calif|Colo|Conn|Mass|Pa|Va|Tex))\.[)\]]? $")


class Mentions:
    """The mentions of a text, to be looked up by place."""

    def __init__(self, mentions: tuple[Mention, ...]) -> None:
        self._mentions = mentions
        self._starts = [mention.span.start for mention in mentions]

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions that begin from *start* up to *end*."""
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


class Sentence:
    """One sentence of the frame: its tokens, with the place of each in the text; cut when first asked for, as most are never looked at."""

    def __init__(self, blanked: str, start: int, stop: int, paragraph: int, marked: Sequence[int], mentions: Mentions) -> None:
        """*marked*: where the marked stretches of the text begin, empty where its paragraph has none."""
        self._blanked, self._stop = blanked, stop
        self._marked, self._mentions = marked, mentions
        self.paragraph = paragraph
        self.start = start
        """Where the first token begins in the text."""
        self.has_marked = bool(marked) and _is_filled(blanked, start, stop)
        """Whether a marked stretch stands in it."""

    @property
    def end(self) -> int:
        """Where the last token ends in the text."""
        return self.ends[-1]

    @cached_property
    def words(self) -> list[str]:
        """The tokens as written."""
        return _TOKEN.findall(self._blanked, self.start, self._stop)

    @cached_property
    def lows(self) -> list[str]:
        """The tokens in small letters."""
        return "\n".join(self.words).lower().split("\n")

    @cached_property
    def starts(self) -> list[int]:
        """Where each token begins in the text."""
        find, at, starts = self._blanked.index, self.start, []
        for word in self.words:
            # No token begins with what stands between tokens, so that the next place of its letters is its own.
            at = find(word, at)
            starts.append(at)
            at += len(word)
        return starts

    @cached_property
    def ends(self) -> list[int]:
        """Where each token ends in the text."""
        return [start + len(word) for start, word in zip(self.starts, self.words, strict=True)]

    @cached_property
    def quotes(self) -> list[int]:
        """For each token, the number of the marked stretch that it stands for, or -1."""
        if not self.has_marked:
            return [-1] * len(self.words)
        marked, places = self._marked, zip(self.words, self.starts, strict=True)
        return [bisect_left(marked, start) if word[0] in _FILLS else -1 for word, start in places]

    @cached_property
    def names(self) -> list[str]:
        """For each token, the type of the name that it belongs to, or an empty string."""
        names = [""] * len(self.words)
        for mention in self.mentions:
            for place in range(bisect_left(self.starts, mention.span.start), bisect_left(self.starts, mention.span.end)):
                names[place] = mention.type
        return names

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The names that begin in it."""
        return self._mentions.within(self.start, self._stop)

    def pieces(self) -> list[Sentence]:
        """Itself, or the sentences that it is taken for where it is longer than any writer's."""
        if len(self.words) <= _LONGEST:
            return [self]
        spans = zip(self.starts[::_LONGEST], [*self.ends[_LONGEST - 1 : -1 : _LONGEST], self.end], strict=True)
        return [Sentence(self._blanked, start, end, self.paragraph, self._marked, self._mentions) for start, end in spans]

    def may_say(self, words: frozenset[str]) -> bool:
        """False where none of its tokens is one of *words*, all in small letters of ASCII; found without the tokens."""
        runs = self._blanked[self.start : self._stop].encode("utf-8", "surrogatepass").translate(_BARE)
        return not words.isdisjoint(runs.decode("ascii").split())


def blank(text: str, marked: tuple[Marked, ...]) -> str:
    """*text* with each marked stretch, marks and all, turned into filler of the same length."""
    clean = _PRIVATE.sub(" ", text) if any(map(text.__contains__, _FILLS + _END)) else text
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
    if " " not in text[stretch.left - 2 : stretch.left] or not text[stretch.start : stretch.start + 1].isupper():
        return False
    if " " not in text[stretch.start : stretch.end]:
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


def find_frames(blanked: str, paragraphs: Sequence[Span], marked: Sequence[int], mentions: Mentions) -> list[list[Sentence]]:
    """The sentences of a blanked text, paragraph by paragraph; *marked* are the places where its marked stretches begin."""
    boundaries = deque(sorted(match.span() for sign, found in _BOUNDARIES.items() if sign in blanked for match in found.finditer(blanked)))
    frames: list[list[Sentence]] = []
    for number, paragraph in enumerate(paragraphs):
        start, stop = paragraph.start, paragraph.end
        cuts = [start]
        while boundaries and boundaries[0][0] < stop:
            place, end = boundaries.popleft()
            if end < stop and (blanked[place] != "." or not _is_abbreviated(blanked, cuts[-1], place)):
                cuts.append(end)
        if start < stop:
            cuts.append(stop)
        # no stretch runs over the end of a paragraph
        held = marked if bisect_left(marked, start) < bisect_left(marked, stop) else ()
        frames.append(list(_sentences(blanked, cuts, number, held, mentions)))
    return frames


def _sentences(blanked: str, cuts: Sequence[int], number: int, held: Sequence[int], mentions: Mentions) -> Iterator[Sentence]:
    """What stands between the *cuts* of the paragraph with this *number*."""
    for place, end in pairwise(cuts):
        first = place if blanked[place].isalnum() else _first(blanked, place, end)
        if first < end:
            sentence = Sentence(blanked, first, end, number, held, mentions)
            if end - first <= _LONGEST:
                yield sentence
            else:
                yield from sentence.pieces()


def _first(blanked: str, start: int, stop: int) -> int:
    """Where the first token from *start* on begins, *stop* where there is none."""
    match = _FIRST.search(blanked, start, stop)
    return match.start() if match else stop


def _is_filled(blanked: str, start: int, stop: int) -> bool:
    return blanked.find(_FILLS[0], start, stop) >= 0 or blanked.find(_FILLS[1], start, stop) >= 0


def _is_abbreviated(blanked: str, start: int, stop: int) -> bool:
    """Whether the full stop at *stop* is that of an abbreviation; none has five small letters before it."""
    before = blanked[max(start, stop - 5) : stop]
    if before.islower() and before.isalpha() and len(before) == 5:
        return False
    return _ABBREVIATED.search(blanked, max(start, stop - 8), stop + 1) is not None
