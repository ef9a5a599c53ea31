"""Sentence -> noun phrases: who stands before a verb, after it, or at the head of its clause."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.annotate.cues import (
    AUXILIARIES,
    BARE,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
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
from sitegen.model import Span

_NEVER_IN = RELATIVES | SUBORDINATORS | (AUXILIARIES - {"’s", "'s", "will", "may", "might"})
_NAME_LINKS = frozenset({"of", "from", "de", "van", "von", "der", "bin", "al", "el", "da", "la", "du"})
_PHRASE_LINKS = frozenset(
    ["of", "for", "from", "at", "in", "with", "to", "on", "against", "near", "within", "inside", "behind", "between", "among"]
)
_STARTERS = PREPOSITIONS | SUBORDINATORS | RELATIVES | AUXILIARIES


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of tokens of one sentence, *last* included."""

    sentence: Sentence
    first: int
    last: int

    @property
    def span(self) -> Span:
        """Where the phrase stands in the text."""
        return Span(self.sentence.starts[self.first], self.sentence.ends[self.last])


def read_phrase(sentence: Sentence, first: int, stop: int | None = None) -> Phrase | None:
    """The noun phrase that begins at token *first*, if one does."""
    words, lows = sentence.words, sentence.lows
    stop = len(words) if stop is None else stop
    if first >= stop or not _may_begin(sentence, first):
        return None
    if lows[first] in PRONOUNS and not (lows[first] == "this" and first + 1 < stop and words[first + 1][0].isalpha()):
        return Phrase(sentence, first, first)
    last = first
    while last + 1 < stop and _continues(sentence, first, last + 1, stop):
        last += 1
    while last > first and (lows[last] in PREPOSITIONS or lows[last] in DETERMINERS or lows[last] in CONJUNCTIONS):
        last -= 1
    return (
        None
        if lows[last] in DETERMINERS and lows[last] in ("the", "a", "an", "his", "her", "their", "its", "my", "our")
        else Phrase(sentence, first, last)
    )


def _may_begin(sentence: Sentence, first: int) -> bool:
    word, low = sentence.words[first], sentence.lows[first]
    if sentence.quotes[first] >= 0 or not (word[0].isalnum() or word[0] == "@"):
        return False
    if low in DETERMINERS or low in PRONOUNS:
        return True
    if word[0].isupper():
        return low not in _STARTERS and low not in CONJUNCTIONS and not is_adverb(low)
    return low not in _STARTERS and low not in CONJUNCTIONS and not is_adverb(low) and low not in FINITE and low not in PARTICIPLES


def _continues(sentence: Sentence, first: int, place: int, stop: int) -> bool:
    """Whether the token at *place* still belongs to the phrase that began at *first*."""
    word, low, before = sentence.words[place], sentence.lows[place], sentence.lows[place - 1]
    if sentence.quotes[place] >= 0 or not (word[0].isalnum() or word in "&@"):
        return False
    if word[0].isupper():
        return low not in TIMES or before in DETERMINERS
    if low in _NEVER_IN:
        return False
    if low in CONJUNCTIONS:
        return low == "and" and place + 1 < stop and (sentence.words[place + 1][0].isupper() or sentence.lows[place + 1] in DETERMINERS)
    if low in PREPOSITIONS:
        return _links(sentence, first, place, stop)
    if low in FINITE or low in PARTICIPLES:
        return _is_noun_here(low, before)
    return not (is_adverb(low) and low not in ("only", "so")) and not (
        low in TIMES and before not in DETERMINERS and before not in PREPOSITIONS
    )


def _is_noun_here(low: str, before: str) -> bool:
    """Whether a word that could report speech is a noun or adjective in its place: a *report*, the *leading* critic."""
    if before in DETERMINERS or before in PREPOSITIONS or before.endswith(("’s", "'s")):
        return low not in PAST or before in DETERMINERS
    return low in BARE and not before.endswith("s") and low not in ("say", "tell", "write", "add")


def _links(sentence: Sentence, first: int, place: int, stop: int) -> bool:
    """Whether the preposition at *place* ties more words to the phrase, and is not about the time or the means of speaking."""
    if place + 1 >= stop or sentence.quotes[place + 1] >= 0:
        return False
    after = sentence.lows[place + 1]
    if after in TIMES and after not in ("last", "this", "late"):
        return False
    if is_name(sentence, place - 1) and sentence.lows[first] not in ("a", "an", "one", "some", "many", "several"):
        return (sentence.lows[place] in _NAME_LINKS and sentence.words[place + 1][0].isupper()) or (
            sentence.lows[place] in ("of", "at", "for")
            and sentence.words[place + 1][0].isupper()
            and _has_common_noun(sentence, first, place)
        )
    return sentence.lows[place] in _PHRASE_LINKS


def _has_common_noun(sentence: Sentence, first: int, stop: int) -> bool:
    return any(
        word[0].islower() and low not in DETERMINERS
        for word, low in zip(sentence.words[first:stop], sentence.lows[first:stop], strict=True)
    )


def is_name(sentence: Sentence, place: int) -> bool:
    """Whether the token at *place* is written as a name: with a capital, and not only because it opens the sentence with a small word."""
    word, low = sentence.words[place], sentence.lows[place]
    return (word[0].isupper() or word[0] == "@") and low not in DETERMINERS and low not in PRONOUNS and low not in PREPOSITIONS


def subject_before(sentence: Sentence, verb: int) -> Phrase | None:
    """The subject to the left of the verb at token *verb*; None when the words before it name nobody."""
    place = _skip_back(sentence, verb - 1)
    if place < 0 or sentence.quotes[place] >= 0:
        return None
    low = sentence.lows[place]
    if low in (",", "—", "–", ")", "-"):
        return _across_commas(sentence, place)
    if low in RELATIVES or low == "that":
        return _antecedent(sentence, place)
    if low in CONJUNCTIONS or low in ("to", "by"):
        return main_subject(sentence, verb)
    if not low[0].isalnum() and low[0] != "@":
        return None
    return _ending_at(sentence, place)


def _skip_back(sentence: Sentence, place: int) -> int:
    while place >= 0 and (is_adverb(sentence.lows[place]) or sentence.lows[place] in AUXILIARIES) and not _is_time_noun(sentence, place):
        place -= 1
    return place


def _is_time_noun(sentence: Sentence, place: int) -> bool:
    return False


def _ending_at(sentence: Sentence, last: int) -> Phrase | None:
    """The noun phrase whose last token is *last*: the longest that its clause allows, else the name that ends there."""
    first = _clause_start(sentence, last)
    while first <= last and (is_adverb(sentence.lows[first]) or sentence.lows[first] in CONJUNCTIONS):
        first += 1
    phrase = read_phrase(sentence, first, last + 1) if first <= last else None
    if phrase and (phrase.last == last or _is_postmodifier(sentence, phrase.last + 1)):
        return phrase
    return _name_ending_at(sentence, first, last)


def _is_postmodifier(sentence: Sentence, place: int) -> bool:
    low = sentence.lows[place]
    return low in RELATIVES or low in ("that", "(") or low in PREPOSITIONS or (low.endswith(("ing", "ed")) and low not in FINITE)


def _clause_start(sentence: Sentence, last: int) -> int:
    """The first token of the clause that token *last* stands in."""
    place = last
    while place >= 0:
        word, low = sentence.words[place], sentence.lows[place]
        if sentence.quotes[place] >= 0 or word in ",;:—–)":
            break
        if low in SUBORDINATORS and not (
            low in ("that", "before", "after", "since", "until", "once", "so", "than") and _is_relative_that(sentence, place)
        ):
            break
        if (
            (low in FINITE and word[0].islower() and not _is_noun_here(low, sentence.lows[place - 1] if place else ""))
            or low in BE
            or low in ("has", "had", "have")
        ):
            if not _inside_relative(sentence, place):
                break
        place -= 1
    return place + 1


def _is_relative_that(sentence: Sentence, place: int) -> bool:
    return False


def _inside_relative(sentence: Sentence, place: int) -> bool:
    """Whether a verb belongs to a relative clause that opened a few words before: officials *who asked* not to be named."""
    return any(low in RELATIVES for low in sentence.lows[max(0, place - 3) : place])


def _name_ending_at(sentence: Sentence, floor: int, last: int) -> Phrase | None:
    first = last + 1
    while first > floor and _belongs_to_name(sentence, first - 1, last):
        first -= 1
    return read_phrase(sentence, first, last + 1) if first <= last else None


def _belongs_to_name(sentence: Sentence, place: int, last: int) -> bool:
    word, low = sentence.words[place], sentence.lows[place]
    if place < last and sentence.lows[place + 1] in DETERMINERS:
        return False
    if not (word[0].isalnum() or word[0] == "@") or low in PREPOSITIONS or low in _NEVER_IN or low in CONJUNCTIONS or low in TIMES:
        return False
    return not (word[0].islower() and (low in FINITE or low in PARTICIPLES or is_adverb(low)))


def _antecedent(sentence: Sentence, place: int) -> Phrase | None:
    """Who ``who`` stands for: the noun phrase before it, or before its comma and the commas of an apposition."""
    before = place - 1
    while before >= 0 and sentence.lows[before] in ("of", "and", "but", "many", "some", "both", "all"):
        before -= 1
    if before < 0:
        return None
    if sentence.lows[before] in (",", "—", "–"):
        return _across_commas(sentence, before)
    return _ending_at(sentence, before) if sentence.words[before][0].isalnum() else None


def _across_commas(sentence: Sentence, comma: int) -> Phrase | None:
    """The head of a chain such as ``Ann Lee, a baker, who …,``: its first piece that can name someone."""
    found = None
    for first, last in _pieces(sentence, comma):
        piece = _piece_head(sentence, first, last)
        if piece is None:
            continue
        found = piece
        if piece.first > first and not _only_opening_words(sentence, first, piece.first):
            break
    return found


def _pieces(sentence: Sentence, comma: int) -> list[tuple[int, int]]:
    """What stands between commas to the left of *comma*, nearest first, up to a quotation or the sentence's start."""
    pieces, last, place = [], comma - 1, comma - 1
    while place >= -1:
        if place == -1 or sentence.quotes[place] >= 0 or sentence.words[place] in ",;:—–":
            if place + 1 <= last:
                pieces.append((place + 1, last))
            if place == -1 or sentence.quotes[place] >= 0 or sentence.words[place] in ";:":
                break
            last = place - 1
        place -= 1
    return pieces


def _only_opening_words(sentence: Sentence, first: int, place: int) -> bool:
    return all(sentence.lows[n] in CONJUNCTIONS or is_adverb(sentence.lows[n]) for n in range(first, place))


def _piece_head(sentence: Sentence, first: int, last: int) -> Phrase | None:
    """The noun phrase that a piece between commas consists of or ends with; None for an adverbial or a relative clause."""
    while first <= last and (sentence.lows[first] in CONJUNCTIONS or is_adverb(sentence.lows[first])):
        first += 1
    if first > last or sentence.lows[first] in RELATIVES:
        return None
    clause = _clause_start(sentence, last)
    if clause > last:
        return None
    start = max(first, clause)
    if sentence.lows[start] in PREPOSITIONS or sentence.lows[start].endswith("ing"):
        return None
    phrase = read_phrase(sentence, start, last + 1)
    return phrase if phrase and (phrase.last == last or _is_postmodifier(sentence, phrase.last + 1)) else None


def main_subject(sentence: Sentence, stop: int) -> Phrase | None:
    """The subject of the sentence's main clause, looked for before token *stop*."""
    first = 0
    while first < stop:
        end = next((n for n in range(first, stop) if sentence.words[n] in ",;—–:" or sentence.quotes[n] >= 0), stop)
        place = first
        while place < end and (sentence.lows[place] in CONJUNCTIONS or is_adverb(sentence.lows[place])):
            place += 1
        phrase = read_phrase(sentence, place, end) if place < end else None
        if phrase and not sentence.lows[place].endswith("ing"):
            return phrase
        first = end + 1
    return None


def subject_after(sentence: Sentence, verb: int) -> Phrase | None:
    """The subject to the right of an inverted verb: ``said`` *a spokesman for the port*."""
    place = verb + 1
    while place < len(sentence.words) and is_adverb(sentence.lows[place]):
        place += 1
    return read_phrase(sentence, place)
