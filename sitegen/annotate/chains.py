"""Sentence -> the head of a chain between commas: *Ann Lee* in *Ann Lee, a baker, who runs the port,* said."""

from __future__ import annotations

from sitegen.annotate.apposition import named_apposition
from sitegen.annotate.clauses import before_relative, clause_start, is_postmodifier
from sitegen.annotate.cues import CONJUNCTIONS, DETERMINERS, PREPOSITIONS, RELATIVES, SUBORDINATORS, TIMES, is_adverb
from sitegen.annotate.frames import Sentence
from sitegen.annotate.phrases import Phrase, read_phrase
from sitegen.annotate.roles import sort_of

_PARTIES = ("D-", "R-", "I-")


def across_commas(sentence: Sentence, comma: int) -> Phrase | None:
    """The head of a chain such as ``Ann Lee, a baker, who …,``: its first piece that can name someone."""
    found = None
    pieces = _pieces(sentence, comma)
    relative = next((n for n in range(len(pieces) - 1, -1, -1) if sentence.lows[pieces[n][0]] in RELATIVES), None)
    for first, last in pieces if relative is None else pieces[relative + 1 :]:
        piece = _piece_head(sentence, first, last)
        if piece is None:
            if found and not _is_where_from(sentence, first, last):
                break
            continue
        found = piece
        if piece.first > first and not _only_opening_words(sentence, first, piece.first):
            break
    return named_apposition(found) if found else None


def _pieces(sentence: Sentence, comma: int) -> list[tuple[int, int]]:
    """What stands between commas to the left of *comma*, nearest first, up to a quotation or the sentence's start."""
    pieces, last, place = [], comma - 1, comma - 1
    while place >= -1:
        if place == -1 or _parts(sentence, place):
            if place + 1 <= last:
                pieces.append((place + 1, last))
            if place == -1 or sentence.quotes[place] >= 0 or sentence.words[place] in ";:":
                break
            last = place - 1
        place -= 1
    return pieces


def _parts(sentence: Sentence, place: int) -> bool:
    """Whether the token divides pieces; a title that a preposition or article leads to does not: the author of “…”."""
    if sentence.quotes[place] >= 0:
        return place == 0 or not (sentence.lows[place - 1] in PREPOSITIONS or sentence.lows[place - 1] in DETERMINERS)
    return sentence.words[place] in ",;:—–"


def _only_opening_words(sentence: Sentence, first: int, place: int) -> bool:
    return all(sentence.lows[n] in CONJUNCTIONS or is_adverb(sentence.lows[n]) for n in range(first, place))


def _is_where_from(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a piece only tells where somebody is from: Ann Lee, *of Ayton*, a baker, said; Sen. Ann Lee, *D-La.*, said."""
    if sentence.words[first][:2] in _PARTIES and last - first < 3:
        return True
    return (sentence.lows[first] in ("of", "from") and last - first < 4) or all(
        sentence.names[n] == "place" for n in range(first, last + 1)
    )


def _piece_head(sentence: Sentence, first: int, last: int) -> Phrase | None:
    """The noun phrase that a piece between commas consists of or ends with; None for an adverbial or a relative clause."""
    while first <= last and not sentence.names[first] and (sentence.lows[first] in CONJUNCTIONS or is_adverb(sentence.lows[first])):
        first += 1
    if first > last or sentence.lows[first] in RELATIVES:
        return None
    whole = read_phrase(sentence, first, last + 1)
    if whole and whole.last < last and sentence.lows[whole.last + 1] in RELATIVES:
        return whole
    start = max(first, before_relative(sentence, clause_start(sentence, last)))
    if (
        start > last
        or is_adverbial(sentence, first)
        or is_adverbial(sentence, start)
        or all(sentence.names[n] == "place" for n in range(start, last + 1))
    ):
        return None
    phrase = read_phrase(sentence, start, last + 1)
    return phrase if phrase and (phrase.last == last or is_postmodifier(sentence, phrase.last + 1)) else None


def is_adverbial(sentence: Sentence, place: int) -> bool:
    """Whether a piece that starts at *place* tells when or how, not who: *In the end*, *Asked about it*, *Standing there*."""
    if sentence.names[place]:
        return False
    low = sentence.lows[place]
    if low in PREPOSITIONS or low in TIMES or low == "dated" or (low.endswith("ing") and sort_of(low) != "person"):
        return True
    after = sentence.lows[place + 1] if place + 1 < len(sentence.lows) else ""
    return low.endswith("ed") and (after in PREPOSITIONS or after in SUBORDINATORS or is_adverb(after))
