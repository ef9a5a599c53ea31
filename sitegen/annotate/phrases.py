"""Sentence -> noun phrases: who stands before a verb, after it, or at the head of its clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sitegen.annotate.cues import (
    AUXILIARIES,
    BARE,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    IRREGULAR,
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

_NEVER_IN: Final = RELATIVES | SUBORDINATORS | AUXILIARIES
_NAME_LINKS: Final = frozenset(["of", "from", "de", "van", "von", "der", "bin", "al", "el", "da", "la", "du"])
_PHRASE_LINKS: Final = frozenset("of for from at in with to on against near within inside behind between among".split())
_NOT_STARTING: Final = PREPOSITIONS | SUBORDINATORS | RELATIVES | AUXILIARIES | CONJUNCTIONS
_ARTICLES: Final = frozenset(["the", "a", "an", "his", "her", "their", "its", "my", "our"])
_INDEFINITE: Final = frozenset(["a", "an", "one", "some", "many", "several"])


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


def is_name(sentence: Sentence, place: int) -> bool:
    """Whether the token at *place* is written as a name, and not with a capital only because it opens the sentence."""
    if sentence.names[place]:
        return True
    word, low = sentence.words[place], sentence.lows[place]
    if not (word[0].isupper() or word[0] == "@") or low in DETERMINERS or low in PRONOUNS or low in _NOT_STARTING or low in TIMES:
        return False
    return place > 0 or (len(sentence.words) > 1 and (sentence.words[1][0].isupper() or sentence.lows[1] in FINITE))


def read_phrase(sentence: Sentence, first: int, stop: int | None = None) -> Phrase | None:
    """The noun phrase that begins at token *first*, if one does."""
    words, lows = sentence.words, sentence.lows
    stop = len(words) if stop is None else stop
    if first >= stop or not _may_begin(sentence, first):
        return None
    if lows[first] in PRONOUNS and not sentence.names[first] and not (lows[first] == "this" and first + 1 < stop and words[first + 1][0].isalpha()):
        return Phrase(sentence, first, first)
    last = first
    while last + 1 < stop and _continues(sentence, first, last + 1, stop):
        last += 1
    while last > first and not sentence.names[last] and (lows[last] in PREPOSITIONS or lows[last] in DETERMINERS or lows[last] in CONJUNCTIONS):
        last -= 1
    return None if lows[last] in _ARTICLES and not sentence.names[last] else Phrase(sentence, first, last)


def _may_begin(sentence: Sentence, first: int) -> bool:
    word, low = sentence.words[first], sentence.lows[first]
    if sentence.names[first] or low in DETERMINERS or low in PRONOUNS:
        return True
    if not (word[0].isalnum() or word[0] == "@") or low in _NOT_STARTING or is_adverb(low) or low in TIMES:
        return False
    return word[0].isupper() or (low not in FINITE and low not in PARTICIPLES)


def _continues(sentence: Sentence, first: int, place: int, stop: int) -> bool:
    """Whether the token at *place* still belongs to the phrase that began at *first*."""
    word, low, before = sentence.words[place], sentence.lows[place], sentence.lows[place - 1]
    if sentence.names[place]:
        return True
    if not (word[0].isalnum() or word in "&@"):
        return False
    if word[0].isupper() or word[0] == "@":
        return low not in TIMES or before in DETERMINERS
    if low in CONJUNCTIONS:
        return low == "and" and place + 1 < stop and (is_name(sentence, place + 1) or sentence.lows[place + 1] in DETERMINERS)
    if low in PREPOSITIONS:
        return _links(sentence, first, place, stop)
    if low in _NEVER_IN or _is_verb(sentence, place):
        return False
    return not is_adverb(low) and not (low in TIMES and before not in DETERMINERS and before not in PREPOSITIONS)


def _is_verb(sentence: Sentence, place: int) -> bool:
    """Whether a word in small letters can only be the verb of what stands before it: Lee *issued* a statement."""
    low, before = sentence.lows[place], sentence.lows[place - 1]
    if low in FINITE or low in PARTICIPLES:
        return not _is_noun_here(low, before)
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


def _is_noun_here(low: str, before: str) -> bool:
    """Whether a word that could report speech is a noun or adjective in its place: a *report*, the *leading* critic."""
    if before in DETERMINERS or before in PREPOSITIONS or before.endswith(("’s", "'s")):
        return low not in PAST or before in DETERMINERS
    return low in BARE and not before.endswith("s") and low not in ("say", "tell", "write", "add")


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
    if low in _NAME_LINKS and (capital or after == "the"):
        return True
    return low in ("of", "at", "for") and capital and _has_common_noun(sentence, first, place)


def _has_common_noun(sentence: Sentence, first: int, stop: int) -> bool:
    return any(sentence.words[n][0].islower() and sentence.lows[n] not in DETERMINERS for n in range(first, stop))


def subject_before(sentence: Sentence, verb: int) -> Phrase | None:
    """The subject to the left of the verb at token *verb*; None when the words before it name nobody."""
    place = skip_back(sentence, verb - 1)
    if place < 0 or sentence.quotes[place] >= 0:
        return None
    low = sentence.lows[place]
    if low == ")":
        place = _before_parenthesis(sentence, place)
        low = sentence.lows[place] if place >= 0 else ":"
    if low in (",", "—", "–", "-"):
        return _across_commas(sentence, place)
    if low in RELATIVES or low == "that":
        return _antecedent(sentence, place)
    if low in CONJUNCTIONS or low in ("to", "by"):
        return main_subject(sentence, verb)
    return _ending_at(sentence, place) if low[0].isalnum() or low[0] == "@" else None


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
    first = _clause_start(sentence, last)
    while first <= last and not sentence.names[first] and (is_adverb(sentence.lows[first]) or sentence.lows[first] in CONJUNCTIONS):
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
    if low in FINITE and word[0].islower():
        return not _is_noun_here(low, sentence.lows[place - 1] if place else "") and not _inside_relative(sentence, place)
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
    if sentence.names[place]:
        return True
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
    if before >= 0 and sentence.lows[before] == ")":
        before = _before_parenthesis(sentence, before)
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
    return named_apposition(found) if found else None


def named_apposition(phrase: Phrase) -> Phrase:
    """The name that stands between commas after a role: *the port’s harbor master, Ann Lee,* said; else the phrase itself."""
    sentence, comma = phrase.sentence, phrase.last + 1
    named = _given_name(sentence, comma)
    if named:
        return named
    if comma + 1 >= len(sentence.words) or sentence.words[comma] != "," or is_name(sentence, phrase.last) and not _has_role(phrase):
        return phrase
    if sentence.names[comma + 1] != "person" or sentence.lows[phrase.first] in PRONOUNS:
        return phrase
    name = read_phrase(sentence, comma + 1)
    if name is None or any(not sentence.names[n] for n in range(name.first, name.last + 1)):
        return phrase
    after = sentence.words[name.last + 1 : name.last + 2]
    return name if not after or after[0] in ",.(" or sentence.quotes[name.last + 1] >= 0 else phrase


def _given_name(sentence: Sentence, place: int) -> Phrase | None:
    """The name that the words after a role give: a worker *named Ann Lee*; a resident, *who gave her name as Ann Lee*."""
    end = min(len(sentence.words), place + 10)
    for at in range(place, end - 1):
        if sentence.lows[at] == "named" and at == place or sentence.lows[at] == "as" and sentence.lows[at - 1] in ("name", "himself", "herself", "only"):
            return read_phrase(sentence, at + 1) if sentence.names[at + 1] == "person" else None
        if sentence.quotes[at] >= 0 or sentence.words[at] in ".;:":
            return None
    return None


def _has_role(phrase: Phrase) -> bool:
    """Whether the phrase begins with a noun in small letters, as in *a spokesman for Ayton*."""
    return any(word[0].islower() and word not in DETERMINERS for word in phrase.sentence.words[phrase.first : phrase.last + 1])


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


def _piece_head(sentence: Sentence, first: int, last: int) -> Phrase | None:
    """The noun phrase that a piece between commas consists of or ends with; None for an adverbial or a relative clause."""
    while first <= last and not sentence.names[first] and (sentence.lows[first] in CONJUNCTIONS or is_adverb(sentence.lows[first])):
        first += 1
    if first > last or sentence.lows[first] in RELATIVES:
        return None
    start = max(first, _clause_start(sentence, last))
    if start > last or _is_adverbial(sentence, start) or all(sentence.names[n] == "place" for n in range(start, last + 1)):
        return None
    phrase = read_phrase(sentence, start, last + 1)
    return phrase if phrase and (phrase.last == last or _is_postmodifier(sentence, phrase.last + 1)) else None


def _is_adverbial(sentence: Sentence, place: int) -> bool:
    """Whether a piece that starts at *place* tells when or how, not who: *In the end*, *Asked about it*, *Standing there*."""
    if sentence.names[place]:
        return False
    low = sentence.lows[place]
    if low in PREPOSITIONS or low.endswith("ing") or low in TIMES:
        return True
    after = sentence.lows[place + 1] if place + 1 < len(sentence.lows) else ""
    return low.endswith("ed") and (after in PREPOSITIONS or after in SUBORDINATORS or is_adverb(after))


def main_subject(sentence: Sentence, stop: int) -> Phrase | None:
    """The subject of the sentence's main clause, looked for before token *stop*."""
    first = 0
    while first < stop:
        end = next((n for n in range(first, stop) if sentence.words[n] in ",;—–:" or sentence.quotes[n] >= 0), stop)
        place = first
        while place < end and not sentence.names[place] and (sentence.lows[place] in CONJUNCTIONS or is_adverb(sentence.lows[place])):
            place += 1
        if place < end and not _is_adverbial(sentence, place):
            phrase = read_phrase(sentence, place, end)
            if phrase and not all(sentence.names[n] == "place" for n in range(phrase.first, phrase.last + 1)):
                return named_apposition(phrase)
        first = end + 1
    return None


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
    if verb == 0 or before in ",—–" or sentence.quotes[verb - 1] >= 0:
        after = subject_after(sentence, verb)
        if after and ends_clause(after):
            return after
    return subject_before(sentence, verb)


def ends_clause(phrase: Phrase) -> bool:
    """Whether nothing follows a phrase that it could be the subject of."""
    sentence, place = phrase.sentence, phrase.last + 1
    return place >= len(sentence.words) or sentence.words[place] in ",.;:(—–" or sentence.quotes[place] >= 0
