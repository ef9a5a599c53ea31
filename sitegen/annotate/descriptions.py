"""Phrase -> how the article describes the speaker beside the quote: *a teacher and antigovernment activist*."""

from __future__ import annotations

from typing import Final

from sitegen.annotate.cues import AUXILIARIES, DETERMINERS, FINITE, IRREGULAR, PRONOUNS, RELATIVES
from sitegen.annotate.frames import Sentence
from sitegen.annotate.phrases import Phrase, head_noun, read_phrase
from sitegen.annotate.roles import gender_of_title, sort_of

_LONGEST: Final = 40
_VERBS: Final = AUXILIARIES | IRREGULAR


def find_description(text: str, phrase: Phrase) -> str | None:
    """The words that say who the named speaker is: an apposition after the name, a relative clause, or a role before it."""
    return _after(text, phrase) or _before(text, phrase) or _within(text, phrase)


def _after(text: str, phrase: Phrase) -> str | None:
    """Between commas after the name: Ann Lee, *a baker and councillor,* said; Ann Lee, *who runs the port,* said."""
    sentence, first = phrase.sentence, phrase.last + 2
    if sentence.words[phrase.last + 1 : phrase.last + 2] != [","] or first >= len(sentence.words):
        return None
    if not _may_describe(phrase, first):
        return None
    last, end = first, len(sentence.words) - 1
    while last < end and not _ends(sentence, last + 1):
        last += 1
    if last - first >= _LONGEST or (sentence.lows[first] != "who" and _has_verb(sentence.lows[first : last + 1])):
        return None
    return text[sentence.starts[first] : sentence.ends[last]]


def _has_verb(lows: list[str]) -> bool:
    """Whether the words are a clause, not a name for somebody; a relative clause at their end may have its verb."""
    if _VERBS.isdisjoint(lows):
        return False
    main = lows[: next((n for n, low in enumerate(lows) if low in RELATIVES), len(lows))]
    return not _VERBS.isdisjoint(main)


def _may_describe(phrase: Phrase, first: int) -> bool:
    sentence = phrase.sentence
    low, word = sentence.lows[first], sentence.words[first]
    if low == "who":
        return first + 1 < len(sentence.lows) and not any(low in FINITE for low in sentence.lows[first + 1 : first + 5])
    if sentence.quotes[first] >= 0 or not word[0].isalpha() or low in PRONOUNS or low in AUXILIARIES or low in FINITE:
        return False
    return low in DETERMINERS or low.endswith(("’s", "'s")) or sort_of(low) == "person"


def _ends(sentence: Sentence, place: int) -> bool:
    """Whether the description ends before token *place*: at a quotation, or at a comma that what follows does not run on from."""
    word = sentence.words[place]
    if word.isalnum():
        return False
    if sentence.quotes[place] >= 0 or word in ".;:?!—–":
        return True
    if word != ",":
        return False
    after = sentence.lows[place + 1] if place + 1 < len(sentence.words) else ""
    return after in FINITE or after in AUXILIARIES or not (sentence.words[place + 1 : place + 2] and sentence.words[place + 1][0].isupper())


def _before(text: str, phrase: Phrase) -> str | None:
    """The role that the name stands in apposition to: *one resident,* Ann Lee, said."""
    sentence, last = phrase.sentence, phrase.first - 2
    if last > 0 and sentence.lows[last + 1] == "the":
        last -= 1
    if last < 0 or sentence.words[last + 1] != "," or not sentence.words[last][0].isalnum():
        return None
    first = last
    while first > 0 and sentence.quotes[first - 1] < 0 and (sentence.words[first - 1][0].isalnum()):
        first -= 1
    if sentence.lows[first] not in DETERMINERS and not sentence.lows[first].endswith(("’s", "'s")):
        return None
    role = read_phrase(sentence, first, last + 1)
    if role is None or sort_of(head_noun(role)) not in ("person", "body") or _has_verb(sentence.lows[first : last + 1]):
        return None
    return _lowered(text[sentence.starts[first] : sentence.ends[last]])


def _within(text: str, phrase: Phrase) -> str | None:
    """The role right before the name: *port spokesman* Jim Ross."""
    sentence, name = phrase.sentence, phrase.first
    while name <= phrase.last and not (sentence.names[name] == "person" and all(sentence.names[n] for n in range(name, phrase.last + 1))):
        name += 1
    if name > phrase.last or name == phrase.first:
        return None
    words = text[sentence.starts[phrase.first] : sentence.ends[name - 1]]
    return _lowered(words) if sort_of(sentence.lows[name - 1]) == "person" and not gender_of_title(words) else None


def _lowered(words: str) -> str:
    first = words.split(" ", 1)[0]
    return words[0].lower() + words[1:] if first.lower() in DETERMINERS else words
