"""Text -> the names in the tables that sports wires send as lines: results, standings, fixtures, scoreboards."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import Literal, NamedTuple

from sitegen.patterns import later

_NAME = r"[A-Z][\w.'’&/-]{0,30}(?: (?:[A-Z(][\w.'’&/)-]{0,30}|de|da|of)){0,3}?"
_NUMBER = r"[-+]?[\d½][\d.,:/½-]{0,12}"
# Leeds 1 Southampton 0; Nantes 2 (Jourvet 12th, Maurand 67th) Lille 0. Halftime 1-0.
_RESULT = later(rf"^({_NAME}) \d{{1,3}}(?: \([^()\n]{{1,160}}\))?,? ({_NAME}) \d{{1,3}}\b", re.MULTILINE)
# Leeds 4 3 1 0 9 2 10; BALTIMORE 68 59 .535 5
_STANDING = later(rf"^({_NAME})(?: (?:{_NUMBER}|\.\d{{3}})){{3,14}}(?: -)?$", re.MULTILINE)
# DETROIT AT BOSTON
_FIXTURE = later(rf"^({_NAME}) (?:AT|at|v|V|vs)\.? ({_NAME})$", re.MULTILINE)
# M. Atterby c Anwari b Yusaf 31; A. Stewson not out 44
_BATSMAN = later(rf"^({_NAME}) (?:not out|run out|lbw|c|st|b) [^\n]{{0,60}}\d{{1,3}}$", re.MULTILINE)
# How all of these lines begin: it is looked for at line feeds alone.
_ROW = later(rf"\n{_NAME} (?:[-+.\d½]|(?:AT|at|v|V|vs)\.? |(?:not out|run out|lbw|c|st|b) )")
_OUT_BY = later(rf"\b(?:c|b|st|lbw b|and b) (?:sub \()?({_NAME})(?=\)? (?:b|c) |\)? \d)")
_SPORT = later(
    r"\b(?:league|cup|match|matches|results?|standings|scores?|scoreboard|tournament|championship|season|innings|games?)\b", re.IGNORECASE
)
_OF_SPORT = (b"league", b"cup", b"match", b"result", b"standings", b"score", b"tournament", b"championship", b"season", b"inning", b"game")
"""How the words of sport begin: a text with too few of these letters is told at once."""
_MANY = 3
"""Words of sport in a report on a game."""
_PLAYS = later(
    r"\s(?:beats?|thrashed|trounced|hammered|edged|downed|won (?:the|their|its)|lost (?:to|their|its|\d)|drew|were \d|ran up|scored|batted"
    r"|declared)\b"
)
_BEATEN, _WON = ("beat", "beats", "thrashed", "trounced", "edged", "downed", "against"), ("over", "against", "at")
_PLAYED = (*_BEATEN, *_WON)
"""How the text before a team ends where it is beaten."""
_IS_PLAYED = later(rf"\b(?:{'|'.join(_BEATEN)}|(?:win|wins|victory|lead|defeat|triumph) (?:{'|'.join(_WON)}))\s$")
Part = Literal["team", "player"]


class Cell(NamedTuple):
    """A name in a table."""

    start: int
    end: int
    part: Part


def find_cells(text: str) -> list[Cell]:
    """The names in lines that are built like sports tables, in order of place; none in a text that speaks of no sport."""
    if not _ROW.search(f"\n{text}") or not _may_be_on_sport(text):
        return []
    found = {
        match.span(group): "team"
        for pattern, groups in ((_RESULT, (1, 2)), (_STANDING, (1,)), (_FIXTURE, (1, 2)))
        for match in pattern.finditer(text)
        for group in groups
    }
    players: list[tuple[int, int]] = []
    for match in _BATSMAN.finditer(text):
        players += [match.span(1), *(out.span(1) for out in _OUT_BY.finditer(text, match.end(1), match.end()))]
    if not (found or players) or not _SPORT.search(text):
        return []
    cells = [Cell(*span, "player") for span in players] + [Cell(*span, "team") for span in found if span not in players]
    return sorted(cells)


def is_on_sport(text: str) -> bool:
    """Whether *text* is a report on games."""
    return _may_be_on_sport(text, _MANY) and len(list(islice(_SPORT.finditer(text), _MANY))) == _MANY


def _may_be_on_sport(text: str, words: int = 1) -> bool:
    """Whether there are letters enough in *text* for so many words of sport; three letters stand for others without their case."""
    return _letters_of_sport(text) >= words or any(map(text.__contains__, "ſıİ"))


@lru_cache(maxsize=1)
def _letters_of_sport(text: str) -> int:
    """How many words of sport *text* has the letters for: it is asked twice of each text."""
    return sum(map(text.encode("utf-8", "surrogatepass").lower().count, _OF_SPORT))


def plays(text: str, start: int, end: int) -> bool:
    """Whether the place that stands from *start* to *end* in a report on games is the team of that place: *Lima beat Quito*."""
    if _PLAYS.match(text, end):
        return True
    first = max(0, start - 24)
    return text[first:start].rstrip().endswith(_PLAYED) and _IS_PLAYED.search(text, first, start) is not None
