"""Sentence -> its clauses: where the one that a word stands in begins."""

from __future__ import annotations

from sitegen.annotate.cues import ADVERBS, AUXILIARIES, BE, DETERMINERS, FINITE, PAST, PREPOSITIONS, PRONOUNS, RELATIVES, SUBORDINATORS
from sitegen.annotate.frames import Sentence
from sitegen.annotate.phrases import is_noun_here
from sitegen.annotate.roles import sort_of


def is_postmodifier(sentence: Sentence, place: int) -> bool:
    """Whether the words from *place* on narrow down the noun phrase before them: a man *who …*, officials *briefed on it*."""
    low = sentence.lows[place]
    return low in RELATIVES or low in ("that", "(") or low in PREPOSITIONS or (low.endswith(("ing", "ed")) and low not in FINITE)


def before_relative(sentence: Sentence, start: int) -> int:
    """The start of the clause, or of the one before it where a relative clause begins there: the group *that* urges voters."""
    if start < 2 or start >= len(sentence.words) or sentence.lows[start - 1] != "that" or not sentence.words[start - 2][0].isalnum():
        return start
    low = sentence.lows[start]
    if (
        sentence.names[start]
        or sentence.words[start][0].isupper()
        or low in DETERMINERS
        or low in PRONOUNS
        or sort_of(low) == "people"
        or sentence.lows[start - 2] in FINITE
    ):
        return start
    return clause_start(sentence, start - 2)


def clause_start(sentence: Sentence, last: int) -> int:
    """The first token of the clause that token *last* stands in."""
    place = last
    while place >= 0:
        if not sentence.names[place] and _bounds_clause(sentence, place):
            break
        place -= 1
    return place + 1


def _bounds_clause(sentence: Sentence, place: int) -> bool:
    word, low = sentence.words[place], sentence.lows[place]
    if sentence.quotes[place] >= 0 or word in ",;:—–)" or low in SUBORDINATORS:
        return True
    if low in AUXILIARIES:
        return not _inside_relative(sentence, place)
    if low in FINITE and word[0].islower() and sort_of(low) == "other":
        return not is_noun_here(low, sentence.lows[place - 1] if place else "") and not _inside_relative(sentence, place)
    return False


def _inside_relative(sentence: Sentence, place: int) -> bool:
    """Whether a verb belongs to a relative clause that opened a few words before: officials *who asked* not to be named."""
    return any(low in RELATIVES for low in sentence.lows[max(0, place - 3) : place])


def is_passive(lows: list[str], verb: int) -> bool:
    """Whether the verb is passive, so that its subject did not speak: Lee *was told*."""
    place = verb - 1
    while place >= 0 and lows[place] in ADVERBS:
        place -= 1
    return place >= 0 and lows[place] in BE and lows[verb] in PAST
