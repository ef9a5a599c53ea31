"""Cuts runs of capitalized words where one name ends and another begins."""

from __future__ import annotations

from itertools import islice, takewhile

from sitegen.annotate import names
from sitegen.annotate.capitals import Token, begins_sentence
from sitegen.annotate.names import is_common
from sitegen.patterns import later

_DATED = later(r"\b(?:in|by|since|until|last|early|late|mid|this|next|through|between)\s*$")
_NEGATIVES = frozenset(
    ("aren", "couldn", "didn", "doesn", "don", "hadn", "hasn", "haven", "isn", "shouldn", "wasn", "weren", "won", "wouldn")
)
Piece = list[Token]
LONGEST = 12
"""Words above which a run of capitals is no one name."""


def is_shouted(run: list[Token]) -> bool:
    """Whether a run is a line in capitals."""
    return len(run) > 2 and all(token.word.isupper() for token in run) and sum(len(token.word) > 3 for token in run) * 2 > len(run)


def cut(run: list[Token], text: str, headline: bool) -> list[Piece]:
    """A run of capitalized words cut where one name ends and another begins; in a headline every word has a capital."""
    pieces: list[Piece] = []
    piece: Piece = []
    for position, token in enumerate(run):
        if _stops(token, position, run, text) or (headline and _is_plain_word(position, run, piece)):
            pieces.append(piece)
            piece = []
        elif 0 < len(piece) < LONGEST and (token.link in (" ", "particle") or _joins(piece, run, position)):
            piece.append(token)
        else:
            pieces.append(piece)
            piece = [token]
    return [piece for piece in [*pieces, piece] if piece]


def cut_shouted(run: list[Token]) -> list[Piece]:
    """A line in capitals cut into its words, but for names of several words that a list has: ``HONG KONG``."""
    pieces: list[Piece] = []
    at = 0
    while at < len(run):
        size = next((size for size in (3, 2) if at + size <= len(run) and _is_one_name(run[at : at + size])), 1)
        pieces.append(run[at : at + size])
        at += size
    return pieces


def _is_one_name(piece: Piece) -> bool:
    return all(token.link == " " for token in piece[1:]) and " ".join(token.word for token in piece).title() in names.KNOWN


def _stops(token: Token, position: int, run: list[Token], text: str) -> bool:
    """Whether *token* is a word of no name."""
    low = token.low
    # an A-list guest, Amal Haddad (R-PA)
    if low[1:2] == "-" and low[0].isalpha():
        return True
    if low not in names.STOP:
        if "'" not in low and "’" not in low:
            return False
        short = low.replace("’", "'").partition("'")[0]
        return short != low and len(low) - len(short) < 4 and (short in names.STOP or short in _NEGATIVES)
    if token.word.isupper() and 1 < len(low) < 5:
        return False
    # Christmas Island, but not The Valley, a town of Anguilla
    if low != "the" and " ".join(other.word for other in run[position : position + 2]) in names.KNOWN:
        return False
    if low in names.OPENING and _opens_a_body(position, run) and not begins_sentence(text, token.start):
        return False
    return low not in names.GIVEN or not _is_given(token, position, run, text)


def _opens_a_body(position: int, run: list[Token]) -> bool:
    """Whether the words right behind are those of an organisation: the First Harbour Bank."""
    rest = list(takewhile(lambda token: token.link == " ", islice(run, position + 1, position + LONGEST)))
    return (
        bool(rest) and rest[0].low not in ("nation", "nations") and (rest[-1].low in names.ORGANIZATION_HEAD or rest[-1].low in names.BRAND)
    )


def _is_plain_word(position: int, run: list[Token], piece: Piece) -> bool:
    """Whether a word of a headline is a common one: no part of a known name, and no family name behind a given name."""
    low = run[position].low
    if not is_common(low) or low in names.GIVEN or (piece and low in names.SURNAMES and piece[-1].low in names.GIVEN):
        return False
    if position + 1 < len(run) and run[position + 1].link == " " and run[position + 1].low in names.COMPANY:
        return False
    pairs = (run[max(0, position - 1) : position + 1], run[position : position + 2])
    return not any(" ".join(token.word for token in pair) in names.KNOWN for pair in pairs)


def _is_given(token: Token, position: int, run: list[Token], text: str) -> bool:
    """Whether a word such as ``May`` or ``Will`` is a part of a name here."""
    if position and token.link == " " and (run[position - 1].low in names.GIVEN or run[position - 1].low in names.TITLE):
        return True
    after = run[position + 1] if position + 1 < len(run) else None
    if after is None or after.link != " " or after.low in names.STOP or is_common(after.low) or after.low in names.TITLE:
        return False
    return not _DATED.search(text[max(0, token.start - 10) : token.start].lower())


def _joins(piece: Piece, run: list[Token], position: int) -> bool:
    """Whether a word goes on with the name in *piece* across ``of``, ``and``, ``&`` or a possessive."""
    token, last = run[position], piece[-1].low
    if token.link == "&":
        return True
    if token.link == "of":
        return last in names.ORGANIZATION_BEFORE_OF or (last in names.PLACE_BEFORE_OF and (len(piece) == 1 or last in names.REALM))
    if token.link == "-":
        return (
            last in ("al", "el")
            or f"{piece[-1].word}-{token.word}" in names.KNOWN
            or not (_says_something(last, piece[-1].word) or _says_something(token.low, token.word))
        )
    if token.link == "s":
        return (
            last in names.POSSESSIVE
            or f"{piece[-1].word}'s" in names.KNOWN
            or (last in names.IN_TITLES and token.low in names.ORGANIZATION_HEAD)
        )
    if token.link == "and":
        whole = " and ".join((" ".join(t.word for t in piece), token.word))
        return whole in names.KNOWN or _joins_by_and(piece, run, position)
    return False


def _says_something(low: str, word: str) -> bool:
    """Whether a word beside a loose hyphen stands for itself."""
    return is_common(low) or names.is_demonym(low) or word in names.KNOWN


def _joins_by_and(piece: Piece, run: list[Token], position: int) -> bool:
    """Ministry of Trade and Industry, Food and Drug Administration: common words that share one head."""
    if any(t.link == "of" for t in piece):
        return is_common(run[position].low) and is_common(piece[-1].low)
    rest = takewhile(lambda token: token.link == " ", islice(run, position + 1, position + LONGEST))
    tail = [run[position].low, *(token.low for token in rest)]
    if len(tail) < 2 or tail[-1] not in names.ORGANIZATION_HEAD or tail[-1] in names.COMPANY or piece[-1].low in names.ORGANIZATION_HEAD:
        return False
    return (
        is_common(piece[-1].low)
        and (piece[0].low not in names.GIVEN or piece[0].word in names.COUNTRIES)
        and piece[0].low not in names.TITLE
    )
