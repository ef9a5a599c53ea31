"""Subject -> the verb behind it that reports: *said*, beyond an apposition; *used to say*; *was heard saying*; *grinned*."""

from __future__ import annotations

from typing import Final

from sitegen.annotate.clauses import is_passive
from sitegen.annotate.cues import (
    AUXILIARIES,
    BARE,
    BE,
    CONJUNCTIONS,
    FINITE,
    HABITS,
    HEARD,
    IRREGULAR,
    KEEPS,
    OBJECTS,
    PHRASAL,
    PREPOSITIONS,
    PRONOUNS,
    SPEAKING,
    SPEECH,
    TIMES,
    is_adverb,
)
from sitegen.annotate.frames import Sentence
from sitegen.annotate.phrases import Phrase, is_name

_ASIDE: Final = 60
"""Words that an aside between a subject and its verb may have."""
_OPENS_ASIDE: Final = frozenset(["who", "of", "in", "at", "for", "from", "with", "whose", "on", "and"])
_TO_SAYING: Final = 9
"""Words from *was quoted* to *saying*, at most: by the state news agency as."""


def find_verb(sentence: Sentence, at: int) -> int | None:
    """The finite cue of a subject that ends before token *at*: at once, or beyond an apposition or relative clause."""
    words, lows = sentence.words, sentence.lows
    place = _skip_adverbs(lows, at)
    if place >= len(lows):
        return None
    chained = _chained(sentence, place)
    if chained is not None:
        return chained
    if _is_cue(lows, place):
        return None if is_passive(lows, place) else place
    if not (words[place] in ",—–(" or lows[place] in _OPENS_ASIDE):
        return None
    for verb in range(place + 1, min(len(words), place + _ASIDE)):
        if sentence.quotes[verb] >= 0 or words[verb] in ";:":
            return None
        if lows[verb] in HEARD and _ends_aside(sentence, verb) and (chained := _chained(sentence, verb)) is not None:
            return chained
        if lows[verb] in SPEECH and not sentence.names[verb] and _ends_aside(sentence, verb) and not is_passive(lows, verb):
            return verb
    return None


def _is_cue(lows: list[str], place: int) -> bool:
    """Whether a verb that reports stands there; *went on* and *put it* do too."""
    return lows[place] in FINITE or tuple(lows[place : place + 2]) in PHRASAL


def _ends_aside(sentence: Sentence, verb: int) -> bool:
    """Whether the verb follows what closes an aside: a comma, a dash, a parenthesis, or adverbs after one."""
    place = verb - 1
    while place > 0 and (is_adverb(sentence.lows[place]) or sentence.lows[place] in AUXILIARIES):
        place -= 1
    return sentence.words[place] in ",—–)-"


def _skip_adverbs(lows: list[str], place: int) -> int:
    while place < len(lows) and (is_adverb(lows[place]) or lows[place] in AUXILIARIES or lows[place].endswith(("self", "selves"))):
        place += 1
    return place


def _chained(sentence: Sentence, place: int) -> int | None:
    """The cue that another verb leads to: *used to say*, *was fond of saying*, *was quoted by the paper as saying*."""
    lows = sentence.lows
    if lows[place] in HABITS and lows[place + 1 : place + 2] == ["to"]:
        return place + 2 if lows[place + 2 : place + 3] and lows[place + 2] in BARE else None
    if lows[place : place + 2] == ["fond", "of"]:
        return place + 2 if lows[place + 2 : place + 3] and lows[place + 2] in SPEAKING else None
    if lows[place] in KEEPS:
        return place + 1 if lows[place + 1 : place + 2] and lows[place + 1] in SPEAKING else None
    if lows[place] in HEARD and lows[place - 1] in BE:
        end = min(len(lows), place + _TO_SAYING)
        return next((n for n in range(place + 1, end) if lows[n] in SPEAKING or (lows[n] in BARE and lows[n - 1] == "to")), None)
    return None


def find_unlisted_verb(phrase: Phrase) -> int | None:
    """The verb that can only report, by where it stands, whichever it is: “He thought,” Walt *corrected* from the porch."""
    sentence = phrase.sentence
    pronoun = sentence.lows[phrase.first] in PRONOUNS
    verb = _skip_adverbs(sentence.lows, phrase.last + 1)
    if verb >= len(sentence.words) or sentence.names[verb] or not sentence.words[verb].islower():
        return None
    if not (pronoun or is_name(sentence, phrase.last)) or not _may_report(sentence.lows[verb], pronoun):
        return None
    return verb if _takes_nothing(sentence, verb) else None


def _may_report(low: str, pronoun: bool) -> bool:
    """Whether a word has the form of a verb that tells of the past, or behind a pronoun of the present."""
    if low in PREPOSITIONS or low in CONJUNCTIONS or low in AUXILIARIES:
        return False
    return low.endswith("ed") or low in IRREGULAR or (pronoun and low.endswith("s"))


def _takes_nothing(sentence: Sentence, verb: int) -> bool:
    """Whether no object follows the verb, so that only the quotation can be its object."""
    if verb + 1 >= len(sentence.words) or not sentence.words[verb + 1][0].isalnum():
        return True
    after = sentence.lows[verb + 1]
    return after in PREPOSITIONS or after in CONJUNCTIONS or after in OBJECTS or after in TIMES or is_adverb(after)
