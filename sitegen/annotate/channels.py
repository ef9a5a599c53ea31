"""Sentence -> the channel: the words that tell how something was said, *in a text message to a group of journalists*."""

from __future__ import annotations

from typing import Final

from sitegen.annotate.cues import PREPOSITIONS, TIMES
from sitegen.annotate.frames import Sentence
from sitegen.annotate.lists import read_toml, word_set
from sitegen.annotate.phrases import read_phrase
from sitegen.annotate.said import Evidence

_LISTS: Final = read_toml("channels.toml")
_PREPOSITIONS: Final = word_set(_LISTS["prepositions"])
_NOUNS: Final = word_set(_LISTS["nouns"])
_MEDIA: Final = word_set(_LISTS["media"])
_MEDIA_ONLY: Final = word_set(_LISTS["media_only"])
_ENDING: Final = word_set("according that who which and as after when while")
_REACH: Final = 16
"""Words behind the cue and its subject within which a channel begins."""
_DISTANCE: Final = 7
"""Words from the preposition to its noun, at most: in a lengthy series of late voice messages."""


def find_channel(text: str, evidence: Evidence, stop: int | None = None) -> str | None:
    """The channel that the cue's sentence names, and who passed the words on: *in a letter, according to Bob Ross*."""
    found = (_find_means(text, evidence, stop), _find_relay(text, evidence))
    return ", ".join(words for words in found if words) or None


def _find_relay(text: str, evidence: Evidence) -> str | None:
    """The words that tell from whom the article has it, where they do not name the speaker: “…,” Lee said, *according to Bob Ross*."""
    sentence = evidence.sentence
    if evidence.cue == "according to" or "according" not in sentence.lows:
        return None
    for place in range(max(evidence.place, evidence.subject.last) + 1, len(sentence.words) - 2):
        if sentence.lows[place] == "according" and sentence.lows[place + 1] == "to":
            source = read_phrase(sentence, place + 2)
            return text[sentence.starts[place] : sentence.ends[source.last]] if source else None
    return None


def _find_means(text: str, evidence: Evidence, stop: int | None) -> str | None:
    """The channel that the cue's sentence names after the cue and before token *stop*, else at its start."""
    sentence = evidence.sentence
    after = max(evidence.place, evidence.subject.last)
    for place in range(after + 1, min(len(sentence.words), stop or len(sentence.words), after + _REACH)):
        if sentence.quotes[place] >= 0 or sentence.words[place] in ";:" or sentence.lows[place] == "that":
            break
        end = _channel_end(sentence, place) if sentence.lows[place] in _PREPOSITIONS else None
        if end:
            return text[sentence.starts[place] : sentence.ends[end - 1]]
    end = _channel_end(sentence, 0)
    if end:
        words = text[sentence.starts[0] : sentence.ends[end - 1]]
        return words[0].lower() + words[1:]
    return None


def _channel_end(sentence: Sentence, place: int) -> int | None:
    """The token after the channel that begins at *place*; None where none begins."""
    if sentence.lows[place] not in _PREPOSITIONS:
        return None
    noun = next((n for n in range(place + 1, min(len(sentence.words), place + 1 + _DISTANCE)) if _is_channel(sentence, place, n)), None)
    if noun is None or any(_parts(sentence, n) for n in range(place + 1, noun)):
        return None
    return _extend(sentence, noun + 1)


def _parts(sentence: Sentence, place: int) -> bool:
    """Whether a token between a preposition and a noun keeps them from being one phrase."""
    low = sentence.lows[place]
    return not low[0].isalnum() or sentence.quotes[place] >= 0 or (low in PREPOSITIONS and low != "of")


def _is_channel(sentence: Sentence, place: int, noun: int) -> bool:
    if sentence.lows[noun] not in _NOUNS:
        return False
    return sentence.lows[place] not in _MEDIA_ONLY or sentence.lows[noun] in _MEDIA


def _extend(sentence: Sentence, place: int) -> int:
    """The end of the words that belong to a channel: *to a group of journalists*, but not *on Monday*."""
    while place < len(sentence.words):
        if (
            not sentence.words[place][0].isalnum()
            or sentence.quotes[place] >= 0
            or sentence.lows[place] in _ENDING
            or _is_time(sentence, place)
        ):
            break
        place += 1
    return place


def _is_time(sentence: Sentence, place: int) -> bool:
    """Whether words about the time begin there: *Monday*, *on Monday*, *in 1999*."""
    if sentence.lows[place] in TIMES:
        return True
    after = sentence.lows[place + 1 : place + 2]
    return sentence.lows[place] in ("on", "in", "at") and bool(after) and (after[0] in TIMES or after[0].isdigit())
