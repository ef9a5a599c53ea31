"""Sentence -> subjects: who stands before a verb, after it, or at the head of its clause."""

from __future__ import annotations

from sitegen.annotate.apposition import named_apposition
from sitegen.annotate.chains import across_commas, is_adverbial
from sitegen.annotate.clauses import before_relative, clause_start, is_postmodifier
from sitegen.annotate.cues import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    ENTITLED,
    FINITE,
    HABITS,
    IRREGULAR,
    PARTICIPLES,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    TIMES,
    WORKS,
    is_adverb,
)
from sitegen.annotate.frames import Sentence
from sitegen.annotate.phrases import NEVER_IN, Phrase, head_noun, is_name, noun_ending_at, read_phrase
from sitegen.annotate.roles import is_document, sort_of

WITH_OBJECT = frozenset(["told", "tells", "asked", "asks", "urged", "urges", "assured", "assures", "reminded", "warned"])
"""Verbs that whom they are said to may follow: she asked *the crowd*."""


QUOTES = frozenset(["quoted", "quotes", "quoting", "cited", "cites", "citing"])
_LEAST_PLACE, _LONGEST_DATELINE = 3, 12
"""Letters of a place in capitals, and tokens of a dateline."""
_DOERS = PRONOUNS - {"this", "it"}
"""Pronouns that do what an infinitive behind them tells; *this* does nothing: he had this to say."""


def subject_before(sentence: Sentence, verb: int) -> Phrase | None:
    """The subject to the left of the verb at token *verb*; None when the words before it name nobody."""
    place = skip_back(sentence, verb - 1)
    if place < 0:
        return None
    if sentence.quotes[place] >= 0:
        return _titled(sentence, place)
    low = sentence.lows[place]
    if low == ")":
        place = _before_parenthesis(sentence, place)
        low = sentence.lows[place] if place >= 0 else ":"
    if low in (",", "—", "–", "-"):
        return across_commas(sentence, place)
    if low in RELATIVES or low == "that":
        return _antecedent(sentence, place)
    if low == "to" and sentence.lows[place - 1] in HABITS:
        # as her publisher likes to say
        return subject_before(sentence, place - 1)
    if low == "to":
        doer = skip_back(sentence, place - 1)
        pronoun = doer >= 0 and (sentence.lows[doer] in _DOERS or sentence.names[doer] == "person")
        return _ending_at(sentence, doer) if pronoun else main_subject(sentence, verb)
    if low in CONJUNCTIONS:
        return _shared(sentence, place) or main_subject(sentence, verb)
    if low == "by":
        return main_subject(sentence, verb)
    return _ending_at(sentence, place) if low[0].isalnum() or low[0] == "@" else None


def find_quoted(sentence: Sentence, verb: int) -> Phrase | None:
    """Whom *quoted* has for its object, where what he or she said follows: the paper quoted *Ann Lee* as saying."""
    phrase = read_phrase(sentence, verb + 1) if sentence.lows[verb] in QUOTES else None
    if phrase is None:
        return None
    named = named_apposition(phrase)
    after = [low for low in sentence.lows[named.last + 1 : named.last + 3] if low != ","]
    return named if after[:1] in (["as"], ["saying"]) else None


def _shared(sentence: Sentence, conjunction: int) -> Phrase | None:
    """The subject of the verb that *and* ties a verb to, where it is a pronoun or a person: *a guard* looked at it *and* told her."""
    for place in range(conjunction - 1, 0, -1):
        if sentence.quotes[place] >= 0 or sentence.words[place] in ",;:—–" or sentence.lows[place] in RELATIVES:
            return None
        low = sentence.lows[place]
        if sentence.words[place].islower() and (low.endswith("ed") or low in IRREGULAR or low in FINITE) and low not in AUXILIARIES:
            before = sentence.lows[place - 1]
            if before in DETERMINERS or before in PREPOSITIONS:
                continue
            subject = _ending_at(sentence, skip_back(sentence, place - 1)) if before[0].isalpha() and before not in RELATIVES else None
            return subject if subject and may_speak(subject) else None
    return None


def _titled(sentence: Sentence, place: int) -> Phrase | None:
    """What bears the title at token *place*: *the ad*, titled “Vane,” accuses; *a memo* marked “Secret” warns."""
    before = sentence.lows[place - 1] if place > 1 else ""
    if before in ENTITLED:
        comma = next((n for n in range(place - 2, 0, -1) if sentence.words[n] == ","), 0)
        last = comma - 1 if comma else place - 2
    elif before == "," and sentence.lows[place - 2] in WORKS:
        last = place - 2
    else:
        return None
    return across_commas(sentence, last + 1)


def _before_parenthesis(sentence: Sentence, place: int) -> int:
    while place >= 0 and sentence.words[place] != "(":
        place -= 1
    return place - 1


def skip_back(sentence: Sentence, place: int) -> int:
    """The token that is left of *place* when adverbs and auxiliaries are stepped over."""
    while place >= 0 and not sentence.names[place] and (is_adverb(sentence.lows[place]) or sentence.lows[place] in AUXILIARIES):
        place -= 1
    return place


def _ending_at(sentence: Sentence, last: int) -> Phrase | None:
    """The noun phrase whose last token is *last*: the longest that its clause allows, else the name that ends there."""
    if sentence.lows[last] in PRONOUNS and not sentence.names[last]:
        return Phrase(sentence, last, last)
    first = before_relative(sentence, clause_start(sentence, last))
    while first <= last and not sentence.names[first] and (is_adverb(sentence.lows[first]) or sentence.lows[first] in CONJUNCTIONS):
        first += 1
    phrase = read_phrase(sentence, first, last + 1) if first <= last else None
    if phrase and (phrase.last == last or (is_postmodifier(sentence, phrase.last + 1) and not _is_pronoun(phrase))):
        return phrase
    return _name_ending_at(sentence, first, last)


def _is_pronoun(phrase: Phrase) -> bool:
    """Whether a phrase is a pronoun alone, which nothing narrows down: *she* reached the quay."""
    return phrase.first == phrase.last and phrase.sentence.lows[phrase.first] in PRONOUNS


def _name_ending_at(sentence: Sentence, floor: int, last: int) -> Phrase | None:
    first = last + 1
    while first > floor and _belongs_to_name(sentence, first - 1, last):
        first -= 1
    return read_phrase(sentence, first, last + 1) if first <= last else None


def _belongs_to_name(sentence: Sentence, place: int, last: int) -> bool:
    word, low = sentence.words[place], sentence.lows[place]
    if sentence.names[place]:
        return True
    if place < last and sentence.lows[place + 1] in DETERMINERS:
        return False
    if not (word[0].isalnum() or word[0] == "@") or low in PREPOSITIONS or low in NEVER_IN or low in CONJUNCTIONS or low in TIMES:
        return False
    return not (word[0].islower() and (low in FINITE or low in PARTICIPLES or is_adverb(low)))


def _antecedent(sentence: Sentence, place: int) -> Phrase | None:
    """Who ``who`` stands for: the noun phrase before it, or before its comma and the commas of an apposition."""
    before = place - 1
    while before >= 0 and sentence.lows[before] in ("of", "and", "but", "many", "some", "both", "all"):
        before -= 1
    if before >= 0 and sentence.lows[before] == ")":
        before = _before_parenthesis(sentence, before)
    if before < 0:
        return None
    if sentence.lows[before] in (",", "—", "–"):
        if before > 1 and sentence.names[before - 1] == "person" and not _is_owned(sentence, before - 1):
            return _name_ending_at(sentence, 0, before - 1)
        return across_commas(sentence, before)
    if sentence.lows[place] == "that" and is_document(sentence.lows[before]):
        # some carrying signs that said “…”
        return noun_ending_at(sentence, before)
    return _ending_at(sentence, before) if sentence.words[before][0].isalnum() else None


def _is_owned(sentence: Sentence, last: int) -> bool:
    """Whether a preposition leads to the name that ends there, so that *who* may mean somebody before it: a friend *of Bob Ross*."""
    first = last
    while first > 0 and sentence.names[first - 1]:
        first -= 1
    return first > 0 and sentence.lows[first - 1] in PREPOSITIONS


def main_subject(sentence: Sentence, stop: int) -> Phrase | None:
    """The subject of the sentence's main clause, looked for before token *stop*."""
    first = _after_dateline(sentence)
    while first < stop:
        end = next((n for n in range(first, stop) if sentence.words[n] in ",;—–:" or sentence.quotes[n] >= 0), stop)
        place = first
        while place < end and not sentence.names[place] and (sentence.lows[place] in CONJUNCTIONS or is_adverb(sentence.lows[place])):
            place += 1
        if place < end and not is_adverbial(sentence, place):
            phrase = read_phrase(sentence, place, end)
            if phrase and not _is_place(phrase) and not _is_time(phrase):
                return named_apposition(phrase)
        first = end + 1
    return None


def _after_dateline(sentence: Sentence) -> int:
    """The token that follows a dateline, 0 where there is none: HARLOW, Kan. (CNW) — *Gov.* Ann Lee said."""
    if len(sentence.words[0]) < _LEAST_PLACE or not sentence.words[0].isupper():
        return 0
    end = min(len(sentence.words), _LONGEST_DATELINE)
    return next((n + 1 for n in range(1, end - 1) if sentence.words[n] in "—–-"), 0)


def _is_time(phrase: Phrase) -> bool:
    """Whether a phrase tells when: *A few months* ago, Lee left."""
    return phrase.sentence.lows[phrase.last] in TIMES and not phrase.sentence.names[phrase.last]


def _is_place(phrase: Phrase) -> bool:
    """Whether a phrase is the name of a place, or what is left of one between commas: in Ayton, *N.H.*, on Tuesday."""
    sentence = phrase.sentence
    names = sentence.names[phrase.first : phrase.last + 1]
    return set(names) == {"place"} or (phrase.first == phrase.last and "." in sentence.words[phrase.first])


def subject_after(sentence: Sentence, verb: int) -> Phrase | None:
    """The subject to the right of an inverted verb: ``said`` *a spokesman for the port*."""
    place = verb + 1
    while place < len(sentence.words) and not sentence.names[place] and is_adverb(sentence.lows[place]):
        place += 1
    phrase = read_phrase(sentence, place)
    return named_apposition(phrase) if phrase else None


def reporter(sentence: Sentence, verb: int) -> Phrase | None:
    """The subject of a finite verb that reports, on whichever side of it: the plan failed, said *Ann Lee*, a baker."""
    before = sentence.words[verb - 1] if verb else ""
    if sentence.lows[verb] in WITH_OBJECT and not (verb and sentence.quotes[verb - 1] >= 0):
        return subject_before(sentence, verb)
    if verb == 0 or before in ",—–" or sentence.quotes[verb - 1] >= 0:
        after = subject_after(sentence, verb)
        if after and ends_clause(after) and may_speak(after):
            return after
    return subject_before(sentence, verb)


def may_speak(phrase: Phrase) -> bool:
    """Whether a phrase is a name, a pronoun or a noun that means somebody: not *the allegations*, which somebody denied."""
    sentence = phrase.sentence
    if is_name(sentence, phrase.last) or sentence.lows[phrase.first] in PRONOUNS:
        return True
    return sort_of(head_noun(phrase)) != "other"


def agent(sentence: Sentence, verb: int) -> Phrase | None:
    """Who did what a passive verb tells: the plan was announced by *Ann Lee*, by the mayor, *Bob Ross*."""
    phrase = read_phrase(sentence, verb + 2) if sentence.lows[verb + 1 : verb + 2] == ["by"] else None
    return named_apposition(phrase) if phrase else None


def ends_clause(phrase: Phrase) -> bool:
    """Whether nothing follows a phrase that it could be the subject of."""
    sentence, place = phrase.sentence, phrase.last + 1
    return place >= len(sentence.words) or sentence.words[place] in ",.;:(—–" or sentence.quotes[place] >= 0
