"""Finds the stretches of a text that are written like names, and divides them into single names."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass

from sitegen.annotate import names
from sitegen.annotate.names import CITIES, COUNTRIES, is_common


def _capitals() -> str:
    """The capital letters of Unicode as ranges of a character class."""
    ranges: list[list[int]] = []
    for code in (c for c in range(sys.maxunicode) if chr(c).isupper()):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"{chr(a)}-{chr(b)}" if a != b else chr(a) for a, b in ranges)


_UP = _capitals()
_SHORT = "Mr|Mrs|Ms|Mx|Dr|Prof|St|Ste|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Cmdr|Maj|Adm|Brig|Rev|Hon|Fr|Jr|Sr|Pres|Sec|Amb|Mt|Ft|Smt|Inc|Corp|Ltd|Co|Bros"
# Yoon Suk-yeol, and the same in texts whose hyphens a tokenizer has set apart: Yoon Suk - yeol.
_TOKEN = re.compile(
    rf"(?<![\w@#/.’'-])(?:(?:[Aa][lnrsdtz]|[Ee]l|[Aa]sh|[Uu]l|[Dd]|[Ll]|[Oo])[-’'])?"
    rf"(?:(?:[{_UP}]\.){{2,}}|(?:{_SHORT})\.|[{_UP}]\.(?=\s)|[{_UP}]\w*(?:(?:[-‑’'&]|(?<=\w)\.(?=com\b))(?![sS]\b)\w+)*)"
)
_WORDS = re.compile(r"[^\W\d_]+")
_BEFORE = re.compile(r"[\s\"“”„«»‘'’(\[]*\Z")
_LINKS = {" ": " ", "\xa0": " ", " and ": "and", " & ": "&"}
_LINKS |= {f" {p} ": "of" for p in ("of", "of the", "for", "for the", "on")}
_LINKS |= {
    f" {p} ": "particle"
    for p in ("de", "da", "do", "dos", "das", "del", "della", "di", "du", "la", "le", "al", "el", "bin", "ibn", "bint", "ben", "abu")
}
_LINKS |= {
    f" {p} ": "particle"
    for p in ("van", "von", "der", "den", "ter", "ten", "van der", "van den", "van de", "von der", "de la", "de los", "de las", "e", "wa")
}
_LINKS |= {f" {p}": "particle" for p in ("al-", "el-")}
_LINKS |= {"’s ": "s", "'s ": "s", "s’ ": "s", "’ ": "s", "' ": "s"}
_LONGEST = max(map(len, _LINKS))


@dataclass(frozen=True, slots=True)
class Token:
    """One capitalized word, and how it hangs on the one before."""

    start: int
    end: int
    word: str
    link: str
    """`` ``, ``of``, ``and``, ``&``, ``particle``, ``s`` (a possessive), or nothing where it begins a run."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that may be one name."""

    start: int
    end: int
    text: str
    words: tuple[str, ...]
    opens: bool
    """It stands where a sentence begins, so that its first capital says nothing."""
    title: str | None = None
    """The last word of the title before it, in small letters."""


def find_candidates(text: str) -> list[Candidate]:
    """The names that *text* may hold, in order of place."""
    small = {word for word in _WORDS.findall(text) if word.islower()}
    out: list[Candidate] = []
    for run in _runs(text):
        opens = begins_sentence(text, run[0].start)
        for piece in _pieces(run):
            out.extend(_candidates(piece, text, opens and piece[0] is run[0], small))
    return out


def begins_sentence(text: str, start: int) -> bool:
    """Whether a sentence, a quotation or a line begins at *start*."""
    before = text[max(0, start - 8) : start]
    bare = _BEFORE.sub("", before)
    return not bare or before[-1:] in '"“„«‘' or "\n" in before[len(bare) :] or bare[-1] in ".!?:;…•|–—*"


def _runs(text: str) -> list[list[Token]]:
    runs: list[list[Token]] = []
    end = -99
    for match in _TOKEN.finditer(text):
        start, stop = match.span()
        link = _LINKS.get(text[end:start], "") if start - end <= _LONGEST else ""
        word = match[0]
        if "-" in word:
            word = _without_tail(word)
        token = Token(start, start + len(word), word, link)
        end = stop if len(word) == stop - start else -99
        if link:
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs


def _without_tail(word: str) -> str:
    """*word* without what a hyphen adds to a name: ``Lagos`` of ``Lagos-based``."""
    head, _, tail = word.rpartition("-")
    return head if tail in names.TAILS else word


def _pieces(run: list[Token]) -> list[list[Token]]:
    """A run of capitalized words cut where one name ends and another begins."""
    pieces: list[list[Token]] = []
    piece: list[Token] = []
    for position, token in enumerate(run):
        if _stops(token, position, run):
            pieces.append(piece)
            piece = []
        elif piece and (token.link == " " or token.link == "particle" or _joins(piece, token, run[position:])):
            piece.append(token)
        else:
            pieces.append(piece)
            piece = [token]
    return [piece for piece in [*pieces, piece] if piece]


def _stops(token: Token, position: int, run: list[Token]) -> bool:
    low = token.word.lower()
    if low not in names.STOP or (token.word.isupper() and len(low) > 1):
        return False
    if low == "may" or low in names.GIVEN:
        near = run[position - 1].word.lower() if position else ""
        return not (near in names.GIVEN or near.rstrip(".") in names.TITLE)
    return True


def _joins(piece: list[Token], token: Token, rest: list[Token]) -> bool:
    """Whether *token* goes on with the name in *piece* across ``of``, ``and``, ``&`` or a possessive."""
    last = piece[-1].word.lower()
    if token.link == "&":
        return True
    if token.link == "of":
        return last in names.ORGANIZATION_BEFORE_OF or last in names.PLACE_BEFORE_OF
    if token.link == "s":
        return last in names.POSSESSIVE
    if token.link == "and":
        whole = " and ".join((" ".join(t.word for t in piece), token.word))
        return whole in COUNTRIES or _joins_by_and(piece, token, rest)
    return False


def _joins_by_and(piece: list[Token], token: Token, rest: list[Token]) -> bool:
    """Ministry of Trade and Industry, Food and Drug Administration: common words that share one head."""
    if not is_common(token.word.lower()) or not is_common(piece[-1].word.lower()):
        return False
    if any(t.link == "of" for t in piece):
        return True
    tail = [t.word.lower() for t in rest if t.link in (" ", "and")]
    return len(piece) == 1 and len(tail) > 1 and tail[-1] in names.ORGANIZATION_HEAD


def _candidates(piece: list[Token], text: str, opens: bool, small: set[str]) -> list[Candidate]:
    """The names of one piece: without titles, demonyms and the capital that opens a sentence."""
    if opens:
        shorter = _without_opening(piece, small)
        opens = len(shorter) == len(piece)
        piece = shorter
    out: list[Candidate] = []
    front, title, rest = _split_title(piece)
    if front:
        out.extend(_plain(front, text, opens, None))
    if rest:
        out.extend(_plain(rest, text, opens and not front and title is None, title))
    return out


def _without_opening(piece: list[Token], small: set[str]) -> list[Token]:
    """*piece* without the common word that opens the sentence."""
    first = piece[0].word.lower()
    if len(piece) == 1 or not piece[0].word.istitle() or piece[1].link != " " or not is_common(first):
        return piece
    if first in names.GIVEN and first not in small or first in names.TITLE:
        return piece
    second = piece[1].word.lower()
    named = (
        second in names.GIVEN or second.rstrip(".") in names.TITLE or second.rstrip(".") in names.HONORIFIC or piece[1].word in COUNTRIES
    )
    return piece[1:] if named or first.endswith(("ing", "ly")) or (first in small and not is_common(second)) else piece


def _split_title(piece: list[Token]) -> tuple[list[Token], str | None, list[Token]]:
    """What stands before a title, the title's last word, and the name after it."""
    for position in range(len(piece) - 1, -1, -1):
        low = piece[position].word.lower().rstrip(".")
        if low in names.TITLE or low in names.HONORIFIC:
            if position + 1 < len(piece) and piece[position + 1].link != " ":
                return piece, None, []
            rest = piece[position + 1 :]
            if rest and rest[-1].word.lower() in names.ORGANIZATION_HEAD | names.PLACE_HEAD and low not in names.HONORIFIC:
                continue
            front = piece[:position]
            while front and front[-1].word.lower().rstrip(".") in names.OFFICE | names.TITLE | names.FORMER | names.HONORIFIC:
                front = front[:-1]
            if not rest and low not in names.HONORIFIC and front and front[-1].word.lower() in names.GIVEN:
                return piece, None, []
            return front, low, rest
    return piece, None, []


def _plain(piece: list[Token], text: str, opens: bool, title: str | None) -> list[Candidate]:
    """One candidate from *piece*, or two where a country's adjective or a direction does not belong to the name."""
    while piece and _is_apart(piece):
        piece, opens = piece[1:], False
    while piece and (piece[-1].word.lower() in names.DEMONYM and len(piece) > 1 and piece[-1].link == " "):
        piece = piece[:-1]
    if not piece:
        return []
    words = tuple(t.word for t in piece)
    start, end = piece[0].start, piece[-1].end
    if len(words) == 1 and len(words[0].strip(".")) < 2:
        return []
    return [Candidate(start, end, text[start:end], words, opens, title)]


def _is_apart(piece: list[Token]) -> bool:
    """Whether the first word is an adjective of a country or ``former``, and what follows is not named with it."""
    low = piece[0].word.lower()
    if low in names.DEMONYM:
        last = piece[-1].word.lower()
        whole = " ".join(t.word for t in piece)
        return len(piece) == 1 or not (
            last in names.ORGANIZATION_HEAD
            or last in names.PLACE_HEAD
            or whole in COUNTRIES
            or whole in CITIES
            or whole in names.ORGANIZATIONS
        )
    return low in names.FORMER or (low in names.DIRECTION and len(low) < 3 and len(piece) > 1)
