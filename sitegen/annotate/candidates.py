"""Takes what is no name off capitalized words: titles, adjectives of countries, the capital that opens a sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter

from msgspec.structs import replace

from sitegen.annotate import names
from sitegen.annotate.capitals import SmallWords, Token, Word, begins_sentence, find_headlines, find_runs, token_of
from sitegen.annotate.evidence import Name, name_of
from sitegen.annotate.names import is_common
from sitegen.annotate.pieces import LONGEST, Piece, cut, cut_shouted, is_shouted
from sitegen.annotate.tables import Cell, Part, find_cells
from sitegen.model.value import Value
from sitegen.patterns import later

_NEXT = later(r"\s([a-z]+)")

_WRITTEN = {"and": " and ", "of": " of ", "-": "-"}


class Candidate(Value):
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
    name: Name
    part: Part | None = None
    """What a table says that it is."""


def find_candidates(text: str) -> list[Candidate]:
    """The names that *text* may hold, in order of place."""
    small = SmallWords(text)
    headlines = deque(find_headlines(text))
    out: list[Candidate] = []
    for run in find_runs(text):
        start, end, word, _ = run[0]
        while headlines and headlines[0][1] < start:
            headlines.popleft()
        headline = bool(headlines) and headlines[0][0] <= start
        alone = _alone(word, headline) if len(run) == 1 else None
        if alone == ():
            continue
        opens = begins_sentence(text, start)
        if alone:
            out.append(Candidate(start, end, word, alone[0].words, opens, None, False, False, alone[0].name))
            continue
        known = None if headline else _names_within(tuple([one[2] for one in run]), tuple([one[3] for one in run]), opens)
        if known is None:
            out += _names_of([token_of(*one) for one in run], text, opens, small, headline)
        else:
            out += [_placed(one, run, text) for one in known]
    cells = find_cells(text)
    return _with_cells(out, cells, text) if cells else out


@lru_cache(maxsize=1 << 14)
def _alone(word: str, headline: bool) -> tuple[Candidate, ...] | None:
    """The name that *word* is wherever it is all there is of a run, as most are; None where what follows tells: ``Sheikh`` district."""
    run = [token_of(0, len(word), word, "")]
    if run[0].low in names.HONORIFIC:
        return None
    return tuple([one for piece in cut(run, word, headline) for one in _candidates(piece, word, False, SmallWords(word), False)])


def _names_of(run: list[Token], text: str, opens: bool, small: SmallWords, headline: bool) -> Iterator[Candidate]:
    """The names of a run; *opens* where a sentence begins with it."""
    shouted = is_shouted(run)
    for piece in cut_shouted(run) if shouted else cut(run, text, headline):
        yield from _candidates(piece, text, opens and piece[0] is run[0], small, shouted)


@lru_cache(maxsize=1 << 14)
def _names_within(words: tuple[str, ...], links: tuple[str, ...], opens: bool) -> tuple[Candidate, ...] | None:
    """The names of a run of these words wherever it stands, by the numbers of its words; None where the text around it tells, too."""
    run = [token_of(at, at + 1, word, link) for at, (word, link) in enumerate(zip(words, links, strict=True))]
    if len(run) > LONGEST or any(token.low in names.STOP or token.low in names.HONORIFIC for token in run):
        return None
    return None if opens and is_common(run[0].low) else tuple(_names_of(run, "", opens, SmallWords(""), False))


def _placed(found: Candidate, run: list[Word], text: str) -> Candidate:
    """A name that was *found* by the numbers of its words, as it stands in *text*."""
    start, end = run[found.start][0], run[found.end - 1][1]
    written = text[start:end]
    name = found.name if written == found.text else name_of(found.words, written, found.shouted)
    return Candidate(start, end, written, found.words, found.opens, found.title, found.shouted, found.employs, name)


def _with_cells(found: list[Candidate], cells: list[Cell], text: str) -> list[Candidate]:
    """*found* with each name of a table whole."""
    starts = [cell.start for cell in cells]

    def is_apart(one: Candidate) -> bool:
        near = bisect_right(starts, one.start)
        return all(one.end <= cell.start or cell.end <= one.start for cell in cells[max(0, near - 1) : near + 1])

    whole = [
        Candidate(cell.start, cell.end, name, words, False, None, False, False, name_of(words, name, False), cell.part)
        for cell in cells
        for name in (text[cell.start : cell.end],)
        for words in (tuple(name.split()),)
    ]
    return sorted([*whole, *filter(is_apart, found)], key=attrgetter("start", "end"))


def _candidates(piece: Piece, text: str, opens: bool, small: SmallWords, shouted: bool) -> list[Candidate]:
    """The names of one piece: without titles, demonyms and the capital that opens a sentence."""
    if opens:
        shorter = _without_opening(piece, small)
        opens = len(shorter) == len(piece)
        piece = shorter
    front, title, rest = _split_title(piece, text)
    out = [_plain(front, text, opens, None, shouted)] if front else []
    if rest:
        out = [found and replace(found, employs=True) for found in out]
        acronym = _leading_acronym(rest)
        out.append(_plain(acronym, text, opens and title is None, None, shouted) if acronym else None)
        out.append(_plain(rest[len(acronym) :], text, opens and not front and title is None and not acronym, title, shouted))
    return [candidate for candidate in out if candidate]


def _is_headed(low: str) -> bool:
    """Whether a name that ends with this word is an organisation's or a place's."""
    return low in names.ORGANIZATION_HEAD or low in names.PLACE_HEAD


def _leading_acronym(piece: Piece) -> Piece:
    """The party or office in capitals right before a full name: ``NPD`` of ``NPD Amina Diallo``."""
    first = piece[0].word
    if len(piece) > 1 and first in names.ALIASES and first.isupper() and " ".join(token.word for token in piece) not in names.ALIASES:
        return [] if _is_headed(piece[-1].low) else piece[:1]
    person = len(piece) > 2 and piece[1].low in names.GIVEN and not piece[1].word.isupper()
    if person and first.isupper() and 1 < len(first) < 6 and "." not in first:
        return piece[:1]
    return []


def _without_opening(piece: Piece, small: SmallWords) -> Piece:
    """*piece* without the common word that opens the sentence."""
    first = piece[0].low
    if len(piece) == 1 or not piece[0].word.istitle() or piece[1].link != " " or not is_common(first):
        return piece
    if (first in names.GIVEN and first not in small) or first in names.TITLE or first in names.PLACE_START:
        return piece
    if _is_known(piece[:2]) or _is_known(piece):
        return piece
    second = piece[1].low
    named = second in names.GIVEN or second in names.TITLE or second in names.HONORIFIC or piece[1].word in names.COUNTRIES
    return piece[1:] if named or first.endswith(("ing", "ly")) or (first in small and not is_common(second)) else piece


def _is_known(piece: Piece) -> bool:
    """Whether a list has the name, also where it stands in capitals: ``NEW YORK``."""
    whole = piece[0].word + "".join(_WRITTEN.get(token.link, " ") + token.word for token in piece[1:])
    return whole in names.KNOWN or (whole.isupper() and whole.title() in names.KNOWN)


def _split_title(piece: Piece, text: str) -> tuple[Piece, str | None, Piece]:
    """What stands before a title, the title's last word, and the name after it."""
    for position in range(len(piece) - 1, -1, -1):
        low = piece[position].low
        if (low not in names.TITLE and low not in names.HONORIFIC) or (position and piece[position].link in ("of", "and", "&")):
            continue
        # Sri Lanka, Prince Edward Island, but not Sri Ramesh
        if _is_known(piece[position : position + 2]) or (position == 0 and _is_known(piece)):
            continue
        if low in names.HONORIFIC and _names_a_place(piece, text):
            return [], None, piece
        if position + 1 < len(piece) and piece[position + 1].link != " ":
            return [], None, piece
        rest = piece[position + 1 :]
        if not rest and low in names.SURNAMES and position and piece[position - 1].low in names.GIVEN:
            continue
        if not rest:
            return [], None, _title_alone(piece, low)
        if low in names.HONORIFIC or not _is_headed(rest[-1].low):
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
    while piece and (_is_apart(piece) or _is_before_a_person(piece)):
        piece, opens = piece[1:], False
    while len(piece) > 1 and piece[-1].link == " " and (names.is_demonym(piece[-1].low) or _is_event(piece)):
        piece = piece[:-1]
    if all(map(_says_nothing, piece)) or names.is_demonym(" ".join([token.low for token in piece])):
        return None
    # the head of a table: W L PCT GB
    if len(piece) > 1 and all(map(_is_abbreviation, piece)) and not _is_known(piece):
        return None
    if len(piece) == 2 and len(piece[1].word) == 1 and is_common(piece[0].low):
        return None
    start, end = piece[0].start, piece[-1].end
    words = tuple([token.word for token in piece])
    written = text[start:end] or " ".join(words)
    return Candidate(start, end, written, words, opens, title, shouted, False, name_of(words, written, shouted))


def _says_nothing(token: Token) -> bool:
    return token.low in names.DIRECTION or len(token.low.strip(".")) < 2


def _is_abbreviation(token: Token) -> bool:
    return len(token.word) < 4 and token.word.isupper()


def _is_event(piece: Piece) -> bool:
    """Whether a person's name gives its name to something: ``Nelson Mandela Day``."""
    return len(piece) > 2 and piece[-1].low in names.NEITHER and piece[0].low in names.GIVEN


def _is_before_a_person(piece: Piece) -> bool:
    """Whether a common word stands before a full name: ``State`` after ``secretary of``, ``Asked`` in a headline."""
    low = piece[0].low
    if len(piece) < 3 or piece[1].link != " " or piece[1].low not in names.GIVEN or _is_headed(piece[-1].low) or _is_headed(piece[1].low):
        return False
    if low in names.GIVEN or low in names.PLACE_START or not is_common(low):
        return False
    return low not in names.SURNAMES or piece[0].link == "of"


def _is_apart(piece: Piece) -> bool:
    """Whether the first word is an adjective of a country or ``former``, and what follows is not named with it."""
    low = piece[0].low
    if low in names.DIRECTION or low in names.COLOR:
        return len(piece) == 1 or len(low) < 3
    if low in names.GIVEN and len(piece) > 1 and not is_common(piece[1].low):
        return False
    if names.is_demonym(low):
        head = next((position for position, token in enumerate(piece) if token.link == "of"), len(piece)) - 1
        whole = " ".join(token.word for token in piece)
        return len(piece) == 1 or not (_is_headed(piece[head].low) or whole in names.KNOWN)
    return low in names.FORMER or low == "o"
