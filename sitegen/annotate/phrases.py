"""Sentence -> noun phrases: who stands before a verb, after it, or at the head of its clause."""

from __future__ import annotations

from typing import Final

from sitegen.annotate.cues import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    IRREGULAR,
    NOUNS,
    OBJECTS,
    PARTICIPLES,
    PAST,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    TIMES,
    is_adverb,
)
from sitegen.annotate.frames import Sentence
from sitegen.annotate.lists import word_set
from sitegen.annotate.names import is_common
from sitegen.annotate.roles import sort_of
from sitegen.model import Span
from sitegen.model.value import Value

NEVER_IN: Final = RELATIVES | SUBORDINATORS | AUXILIARIES
_NAME_LINKS: Final = frozenset(["of", "from", "de", "van", "von", "der", "bin", "al", "el", "da", "la", "du"])
_PHRASE_LINKS: Final = word_set("of for from at in with to on against near within inside behind between among")
_NOT_STARTING: Final = PREPOSITIONS | SUBORDINATORS | RELATIVES | AUXILIARIES | CONJUNCTIONS | OBJECTS
_NOT_ENDING: Final = PREPOSITIONS | DETERMINERS | CONJUNCTIONS
_ARTICLES: Final = frozenset(["the", "a", "an", "his", "her", "their", "its", "my", "our"])
_OFFICE_LINKS: Final = frozenset(["of", "for", "to"])
_TIES: Final = word_set("of for from at in with to on against near within inside behind between among by about who that")
_NOT_ALONE: Final = _ARTICLES | {"this", "that", "these", "those"}
_ALONE: Final = frozenset(["some", "others", "many", "several", "most", "both"])
"""Words that stand for people by themselves: *some* carrying signs."""
_BEFORE_ARTICLE: Final = frozenset(["all", "both", "such", "half", "many"])
_STANDING_ALONE: Final = _ALONE | {"one", "another", "few", "two", "three"}
_PLAIN: Final = word_set("said says told tells added adds asked asks wrote writes replied recalled")
"""Verbs that are no adjectives: *one said*, but *one reported* death."""
_OWNERS: Final = frozenset(["the", "a", "an", "his", "her", "their", "its", "this"])
_INDEFINITE: Final = frozenset(["a", "an", "one", "some", "many", "several"])


class Phrase(Value):
    """A run of tokens of one sentence, *last* included."""

    sentence: Sentence
    first: int
    last: int

    @property
    def span(self) -> Span:
        """Where the phrase stands in the text."""
        return Span(self.sentence.starts[self.first], self.sentence.ends[self.last])


def is_name(sentence: Sentence, place: int) -> bool:
    """Whether the token at *place* is written as a name, and not with a capital only because it opens the sentence."""
    if sentence.names[place]:
        return True
    word, low = sentence.words[place], sentence.lows[place]
    if not (word[0].isupper() or word[0] == "@") or low in DETERMINERS or low in PRONOUNS or low in _NOT_STARTING or low in TIMES:
        return False
    if place > 0 or (word.isupper() and len(word) > 1):
        return True
    if is_common(low):
        return False
    return len(sentence.words) > 1 and (sentence.words[1][0].isupper() or sentence.lows[1] in FINITE)


def read_phrase(sentence: Sentence, first: int, stop: int | None = None) -> Phrase | None:
    """The noun phrase that begins at token *first*, if one does."""
    lows = sentence.lows
    stop = len(lows) if stop is None else stop
    if first >= stop or not _may_begin(sentence, first):
        return None
    if _is_pronoun(sentence, first, stop):
        return Phrase(sentence, first, first)
    last = first
    while last + 1 < stop and _continues(sentence, first, last + 1, stop):
        last += 1
    while last > first and not sentence.names[last] and lows[last] in _NOT_ENDING:
        last -= 1
    return None if lows[last] in _NOT_ALONE and not sentence.names[last] else Phrase(sentence, first, last)


def _is_pronoun(sentence: Sentence, first: int, stop: int) -> bool:
    """Whether the phrase is a pronoun alone; *this* before a word is none."""
    if sentence.lows[first] not in PRONOUNS or sentence.names[first]:
        return False
    return sentence.lows[first] != "this" or first + 1 >= stop or not sentence.words[first + 1][0].isalpha()


def _may_begin(sentence: Sentence, first: int) -> bool:
    word, low = sentence.words[first], sentence.lows[first]
    if sentence.names[first] or low in DETERMINERS or low in PRONOUNS:
        return True
    if word[0].isupper() and low in AUXILIARIES and sentence.words[first + 1 : first + 2] and sentence.words[first + 1][0].isupper():
        # “…,” Will Okoro said.
        return True
    if not (word[0].isalnum() or word[0] == "@") or low in _NOT_STARTING or is_adverb(low) or low in TIMES:
        return False
    return word[0].isupper() or not (_is_cue(low) or low in PARTICIPLES or low in IRREGULAR or low.endswith("ing"))


def _is_cue(low: str) -> bool:
    """Whether a word is a verb of speech and no word for people, as *volunteers* is."""
    return low in FINITE and sort_of(low) == "other"


def _continues(sentence: Sentence, first: int, place: int, stop: int) -> bool:
    """Whether the token at *place* still belongs to the phrase that began at *first*."""
    word, low, before = sentence.words[place], sentence.lows[place], sentence.lows[place - 1]
    if sentence.names[place]:
        return True
    if not (word[0].isalnum() or word in "&@"):
        return False
    if word[0].isupper() or word[0] == "@":
        return low not in TIMES or before in DETERMINERS
    if low in PRONOUNS or low in OBJECTS:
        # One of them, Ann Lee, said.
        return low in OBJECTS and low not in _ARTICLES and before == "of"
    if low in _ARTICLES:
        return before in PREPOSITIONS or before in CONJUNCTIONS or before in _BEFORE_ARTICLE
    if low in CONJUNCTIONS:
        return low == "and" and place + 1 < stop and _coordinates(sentence, place)
    if low in PREPOSITIONS:
        return _links(sentence, first, place, stop)
    if low in NEVER_IN or _is_verb(sentence, place) or (before in _ALONE and low.endswith("ing")):
        return False
    return not is_adverb(low) and not (low in TIMES and before not in DETERMINERS and before not in PREPOSITIONS)


def _coordinates(sentence: Sentence, place: int) -> bool:
    """Whether *and* ties two names or two roles: *Ann Lee and Bob Ross*, *author and baker* Ann Lee."""
    after = sentence.lows[place + 1]
    if is_name(sentence, place + 1) or after in DETERMINERS:
        return True
    return sort_of(after) == "person" and sort_of(sentence.lows[place - 1]) == "person"


def _is_verb(sentence: Sentence, place: int) -> bool:
    """Whether a word in small letters can only be the verb of what stands before it: Lee *issued* a statement."""
    low, before = sentence.lows[place], sentence.lows[place - 1]
    if low in FINITE or low in PARTICIPLES:
        return not is_noun_here(low, before)
    if before in DETERMINERS or before in PREPOSITIONS or is_adverb(before):
        return False
    if low in IRREGULAR:
        return True
    if low.endswith("ed") and len(low) > 3:
        return before != "former"
    return is_name(sentence, place - 1) and low.endswith("s") and not low.endswith("ss") and _opens_object(sentence, place + 1)


def _opens_object(sentence: Sentence, place: int) -> bool:
    if place >= len(sentence.words):
        return False
    low = sentence.lows[place]
    return low in DETERMINERS or low in PRONOUNS or low in PREPOSITIONS or low == "that" or sentence.quotes[place] >= 0


def is_noun_here(low: str, before: str) -> bool:
    """Whether a word that could report speech is a noun or adjective in its place: a *report*, the *leading* critic."""
    if before in _STANDING_ALONE and low in _PLAIN:
        return False
    if before in DETERMINERS or before in PREPOSITIONS or before.endswith(("’s", "'s")):
        return low not in PAST or before in DETERMINERS
    return low in NOUNS and not before.endswith("s")


def acts_as_noun(sentence: Sentence, place: int) -> bool:
    """Whether a word that could report speech is a noun or adjective where it stands: *the report*, *hacking attacks were*."""
    low = sentence.lows[place]
    before = sentence.lows[place - 1] if place else ""
    if before in _OWNERS or (before in PREPOSITIONS and before != "to") or before.endswith(("’s", "'s", "s’", "s'")):
        return True
    if low not in NOUNS or place == 0:
        return False
    after = sentence.lows[place + 1] if place + 1 < len(sentence.lows) else ""
    if after in AUXILIARIES or after in IRREGULAR or after in PAST or after.endswith("ed"):
        return True
    if is_name(sentence, place - 1) or not before[0].isalnum() or before in PRONOUNS or before in _NOT_STARTING:
        return False
    return not is_adverb(before) and sort_of(before) == "other"


def _links(sentence: Sentence, first: int, place: int, stop: int) -> bool:
    """Whether the preposition at *place* ties more words to the phrase, and is not about the time or the means of speaking."""
    if place + 1 >= stop or sentence.quotes[place + 1] >= 0:
        return False
    low, after = sentence.lows[place], sentence.lows[place + 1]
    if after in TIMES and after not in ("last", "this", "late"):
        return False
    if not is_name(sentence, place - 1) or sentence.lows[first] in _INDEFINITE:
        return low in _PHRASE_LINKS
    capital = sentence.words[place + 1][0].isupper()
    if capital and low in _OFFICE_LINKS and not sentence.names[place - 1] and sort_of(sentence.lows[place - 1]) == "person":
        # the Minister for Housing, Mr Ross, said
        return True
    if low in _NAME_LINKS and (capital or after == "the"):
        return True
    return low in ("of", "at", "for") and capital and _has_common_noun(sentence, first, place)


def _has_common_noun(sentence: Sentence, first: int, stop: int) -> bool:
    return any(sentence.words[n][0].islower() and sentence.lows[n] not in DETERMINERS for n in range(first, stop))


def head_noun(phrase: Phrase) -> str:
    """The noun that a phrase turns on, in small letters: *spokesman* in *a spokesman for the port*."""
    lows = phrase.sentence.lows
    last = phrase.first
    while last < phrase.last and lows[last + 1] not in _TIES:
        last += 1
    return lows[last]


def noun_ending_at(sentence: Sentence, last: int) -> Phrase | None:
    """The shortest noun phrase whose last token is *last*: *a small sign* in they waved a small sign."""
    first = last
    while first > 0 and _describes(sentence, first - 1):
        first -= 1
    return read_phrase(sentence, first - 1 if first and sentence.lows[first - 1] in DETERMINERS else first, last + 1)


def _describes(sentence: Sentence, place: int) -> bool:
    """Whether a word may stand before a noun as its adjective."""
    low = sentence.lows[place]
    if not sentence.words[place].islower() or not low.isalpha() or low in DETERMINERS or low in PREPOSITIONS or low in CONJUNCTIONS:
        return False
    return not (low in FINITE or low in IRREGULAR or low.endswith(("ed", "ing")))
