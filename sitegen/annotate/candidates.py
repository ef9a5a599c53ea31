"""Divides runs of capitalized words into stretches that may each be one name."""

from __future__ import annotations

import re
from typing import NamedTuple

from sitegen.annotate import names
from sitegen.annotate.capitals import Token, begins_sentence, find_runs
from sitegen.annotate.names import is_common

_WORDS = re.compile(r"[^\W\d_]+")
_NEXT = re.compile(r"\s([a-z]+)")
_DATED = re.compile(r"\b(?:in|by|since|until|last|early|late|mid|from|of|to|on|and|before|after|for|this|next|through|the|between)\s*$")
Piece = list[Token]


class Candidate(NamedTuple):
    """A stretch that may be one name."""

    start: int
    end: int
    text: str
    words: tuple[str, ...]
    opens: bool
    """It stands where a sentence begins, so that its first capital says nothing."""
    title: str | None
    """The last word of the title before it, in small letters."""
    shouted: bool
    """It stands among words that are all in capitals, so that they say nothing."""
    employs: bool
    """A title and a name follow it."""


def find_candidates(text: str) -> list[Candidate]:
    """The names that *text* may hold, in order of place."""
    small = {word for word in _WORDS.findall(text) if word.islower()}
    out: list[Candidate] = []
    for run in find_runs(text):
        opens = begins_sentence(text, run[0].start)
        shouted = _is_shouted(run)
        for piece in [[token] for token in run] if shouted else _pieces(run, text):
            out.extend(_candidates(piece, text, opens and piece[0] is run[0], small, shouted))
    return out


def _is_shouted(run: list[Token]) -> bool:
    """Whether a run is a line in capitals."""
    return len(run) > 2 and all(token.word.isupper() for token in run) and sum(len(token.word) > 3 for token in run) * 2 > len(run)


def _pieces(run: list[Token], text: str) -> list[Piece]:
    """A run of capitalized words cut where one name ends and another begins."""
    pieces: list[Piece] = []
    piece: Piece = []
    for position, token in enumerate(run):
        if _stops(token, position, run, text):
            pieces.append(piece)
            piece = []
        elif piece and (token.link in (" ", "particle") or _joins(piece, token, run[position:])):
            piece.append(token)
        else:
            pieces.append(piece)
            piece = [token]
    return [piece for piece in [*pieces, piece] if piece]


def _stops(token: Token, position: int, run: list[Token], text: str) -> bool:
    """Whether *token* is a word of no name."""
    low = token.low
    if low not in names.STOP:
        short = low.replace("’", "'").partition("'")[0]
        return (
            short != low and len(low) - len(short) < 4 and (short in names.STOP or short in ("don", "isn", "didn", "doesn", "wasn", "won"))
        )
    if token.word.isupper() and len(low) > 1:
        return False
    return low not in names.GIVEN or not _is_given(token, position, run, text)


def _is_given(token: Token, position: int, run: list[Token], text: str) -> bool:
    """Whether a word such as ``May`` or ``Will`` is a part of a name here."""
    if position and token.link == " " and (run[position - 1].low in names.GIVEN or run[position - 1].low in names.TITLE):
        return True
    after = run[position + 1] if position + 1 < len(run) else None
    if after is None or after.link != " " or after.low in names.STOP or is_common(after.low) or after.low in names.TITLE:
        return False
    return not _DATED.search(text[max(0, token.start - 10) : token.start].lower())


def _joins(piece: Piece, token: Token, rest: list[Token]) -> bool:
    """Whether *token* goes on with the name in *piece* across ``of``, ``and``, ``&`` or a possessive."""
    last = piece[-1].low
    if token.link == "&":
        return True
    if token.link == "of":
        return last in names.ORGANIZATION_BEFORE_OF or last in names.PLACE_BEFORE_OF
    if token.link == "-":
        return last in ("al", "el") or not (_says_something(last, piece[-1].word) or _says_something(token.low, token.word))
    if token.link == "s":
        return last in names.POSSESSIVE
    if token.link == "and":
        whole = " and ".join((" ".join(t.word for t in piece), token.word))
        return whole in names.COUNTRIES or _joins_by_and(piece, token, rest)
    return False


def _says_something(low: str, word: str) -> bool:
    """Whether a word beside a loose hyphen stands for itself."""
    return is_common(low) or names.is_demonym(low) or word in names.KNOWN


def _joins_by_and(piece: Piece, token: Token, rest: list[Token]) -> bool:
    """Ministry of Trade and Industry, Food and Drug Administration: common words that share one head."""
    if any(t.link == "of" for t in piece):
        return is_common(token.low) and is_common(piece[-1].low)
    tail = [t.low for t in rest if t.link in (" ", "and")]
    if len(tail) < 2 or tail[-1] not in names.ORGANIZATION_HEAD or piece[-1].low in names.ORGANIZATION_HEAD:
        return False
    return is_common(piece[-1].low) and piece[0].low not in names.GIVEN and piece[0].low not in names.TITLE


def _candidates(piece: Piece, text: str, opens: bool, small: set[str], shouted: bool) -> list[Candidate]:
    """The names of one piece: without titles, demonyms and the capital that opens a sentence."""
    if opens:
        shorter = _without_opening(piece, small)
        opens = len(shorter) == len(piece)
        piece = shorter
    front, title, rest = _split_title(piece, text)
    out = [_plain(front, text, opens, None, shouted)] if front else []
    if rest:
        out = [found and found._replace(employs=True) for found in out]
        acronym = _leading_acronym(rest)
        out.append(_plain(acronym, text, opens and title is None, None, shouted) if acronym else None)
        out.append(_plain(rest[len(acronym) :], text, opens and not front and title is None and not acronym, title, shouted))
    return [candidate for candidate in out if candidate]


def _leading_acronym(piece: Piece) -> Piece:
    """The party or office in capitals right before a full name: ``NPD`` of ``NPD Amina Diallo``."""
    first = piece[0].word
    if len(piece) > 2 and first.isupper() and 1 < len(first) < 6 and "." not in first and piece[1].low in names.GIVEN and not piece[1].word.isupper():
        return piece[:1]
    return []


def _without_opening(piece: Piece, small: set[str]) -> Piece:
    """*piece* without the common word that opens the sentence."""
    first = piece[0].low
    if len(piece) == 1 or not piece[0].word.istitle() or piece[1].link != " " or not is_common(first):
        return piece
    if (first in names.GIVEN and first not in small) or first in names.TITLE:
        return piece
    second = piece[1].low
    named = second in names.GIVEN or second in names.TITLE or second in names.HONORIFIC or piece[1].word in names.COUNTRIES
    return piece[1:] if named or first.endswith(("ing", "ly")) or (first in small and not is_common(second)) else piece


def _split_title(piece: Piece, text: str) -> tuple[Piece, str | None, Piece]:
    """What stands before a title, the title's last word, and the name after it."""
    for position in range(len(piece) - 1, -1, -1):
        low = piece[position].low
        if low in names.HONORIFIC and _names_a_place(piece, text):
            return [], None, piece
        if low in names.TITLE or low in names.HONORIFIC:
            if position + 1 < len(piece) and piece[position + 1].link != " ":
                return [], None, piece
            rest = piece[position + 1 :]
            if not rest:
                return [], None, _title_alone(piece, low)
            if low in names.HONORIFIC or not (rest[-1].low in names.ORGANIZATION_HEAD or rest[-1].low in names.PLACE_HEAD):
                return _without_office(piece[:position]), low, rest
    return [], None, piece


def _names_a_place(piece: Piece, text: str) -> bool:
    """Whether a saint or a sheikh here has given a place its name: ``the Sheikh Hamad district``."""
    after = _NEXT.match(text, piece[-1].end)
    return bool(after and after[1] in names.PLACE_HEAD and piece[0].low not in ("mr", "mrs", "ms", "dr"))


def _title_alone(piece: Piece, low: str) -> Piece:
    """The name in a piece that ends with a title: ``Ghana`` of ``Ghana Prime Minister``, but all of ``Nadia Baker``."""
    front = _without_office(piece[:-1])
    if (
        front
        and low in names.SURNAMES
        and front[-1] is piece[-2]
        and not is_common(front[-1].low)
        and " ".join(t.word for t in front) not in names.COUNTRIES
    ):
        return piece
    return front


def _without_office(front: Piece) -> Piece:
    """*front* without the words of a title at its end."""
    while front and (
        front[-1].low in names.OFFICE or front[-1].low in names.TITLE or front[-1].low in names.FORMER or front[-1].low in names.HONORIFIC
    ):
        front = front[:-1]
    return front


def _plain(piece: Piece, text: str, opens: bool, title: str | None, shouted: bool) -> Candidate | None:
    """One candidate from *piece*, without a country's adjective or a direction that does not belong to the name."""
    while piece and _is_apart(piece):
        piece, opens = piece[1:], False
    while len(piece) > 1 and piece[-1].link == " " and (names.is_demonym(piece[-1].low) or _is_event(piece)):
        piece = piece[:-1]
    if all(len(token.low.strip(".")) < 2 for token in piece):
        return None
    start, end = piece[0].start, piece[-1].end
    return Candidate(start, end, text[start:end], tuple(token.word for token in piece), opens, title, shouted, False)


def _is_event(piece: Piece) -> bool:
    """Whether a person's name gives its name to something: ``Nelson Mandela Day``."""
    return len(piece) > 2 and piece[-1].low in names.NEITHER and piece[0].low in names.GIVEN


def _is_apart(piece: Piece) -> bool:
    """Whether the first word is an adjective of a country or ``former``, and what follows is not named with it."""
    low = piece[0].low
    if low in names.DIRECTION or low in names.COLOR:
        return len(piece) == 1 or len(low) < 3
    if low in names.GIVEN and len(piece) > 1 and not is_common(piece[1].low):
        return False
    if names.is_demonym(low):
        head = next((position for position, token in enumerate(piece) if token.link == "of"), len(piece)) - 1
        last = piece[head].low
        whole = " ".join(token.word for token in piece)
        return len(piece) == 1 or not (last in names.ORGANIZATION_HEAD or last in names.PLACE_HEAD or whole in names.KNOWN)
    return low in names.FORMER
