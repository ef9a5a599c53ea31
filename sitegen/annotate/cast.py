"""Mentions -> who can be meant by a name, in one article: a full name for a last name, a gender, a kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from functools import cached_property
from itertools import takewhile
from typing import Final

from sitegen.annotate.cues import DETERMINERS, PREPOSITIONS
from sitegen.annotate.frames import Mentions, Sentence
from sitegen.annotate.names import gender_of, is_common
from sitegen.annotate.phrases import Phrase, is_name
from sitegen.annotate.roles import Gender, Sort, gender_of_noun, gender_of_title, sort_of
from sitegen.model import Mention

_SIGN: Final[dict[Gender | None, int]] = {"female": 1, "male": -1, None: 0}
_GIVEN_NAME: Final = 2
"""What a given name counts for among the signs of gender; a pronoun counts for 1, a title for 5."""
_LONGEST_NAME: Final = 6
"""Words of a name that a line may credit."""
_AROUND_NAMES: Final = " ,.;:()[]—–-"


class Cast:
    """The people and bodies of one article."""

    def __init__(self, text: str, mentions: tuple[Mention, ...]) -> None:
        self.text = text
        self.mentions = Mentions(mentions)
        self._types = {mention.entity: mention.type for mention in mentions}
        self._named = mentions
        self._people = {mention.entity for mention in mentions if mention.type == "person" and " " in mention.entity}
        self._by_last_name = _last_names(self._people)

    @cached_property
    def _votes(self) -> dict[str, int]:
        return _votes(self.text, self._named)

    def named(self, phrase: Phrase) -> str | None:
        """The full name of whom a phrase names at its head, *Ann Lee* for *director Lee of Ayton*; None for *an aide to Lee*."""
        sentence = phrase.sentence
        last = _head_end(phrase)
        if last == 0 and phrase.first == phrase.last and sentence.words[0] in self._by_last_name:
            # Penner said: a common word opens the sentence, but Dwight Penner is known.
            return self._by_last_name[sentence.words[0]]
        holder = _office_holder(phrase)
        last = holder or last
        together = any(_ties_names(sentence, n) for n in range(phrase.first + 1, last))
        if together or not is_name(sentence, last):
            return None
        found = [
            m for m in self.mentions.within(sentence.starts[phrase.first], sentence.ends[last]) if m.span.end >= sentence.ends[last] - 2
        ]
        if found and last == 0 and sort_of(sentence.lows[0]) == "people" and " " not in found[-1].entity:
            # Organizers said: a capital that opens the sentence.
            return None
        if found:
            return self._fullest(found[-1].entity)
        if sentence.lows[phrase.first] in DETERMINERS:
            return None
        first = last
        while first > phrase.first and is_name(sentence, first - 1):
            first -= 1
        return self._fullest(self.text[sentence.starts[first] : sentence.ends[last]])

    def _fullest(self, name: str) -> str:
        """A last name's full name, where one person of the article has it."""
        if " " in name:
            return name
        return self._by_last_name.get(name) or self._by_last_name.get(name.title(), name)

    def person_in(self, line: str) -> str | None:
        """The person of the article whose full name a line has, the longest where there are several."""
        words = line.split()
        runs = (" ".join(words[n : n + size]) for n in range(len(words)) for size in range(2, _LONGEST_NAME + 1))
        names = {run.strip(_AROUND_NAMES) for run in runs} & self._people
        return max(names, key=lambda name: (len(name), name), default=None)

    def is_organization(self, name: str) -> bool:
        """Whether a name is an organisation's."""
        return self._types.get(name) == "organization"

    def sort(self, name: str) -> Sort:
        """What a name stands for."""
        found = self._types.get(name)
        return "person" if found == "person" else "body" if found else "other"

    def gender(self, name: str) -> Gender | None:
        """The gender that titles and given names tell."""
        vote = self._votes.get(name, 0)
        return "female" if vote > 0 else "male" if vote else None

    def is_known_by_title(self, name: str) -> bool:
        """Whether more than a given name tells the gender."""
        return abs(self._votes.get(name, 0)) > _GIVEN_NAME + 1

    def vote(self, name: str, sign: int) -> None:
        """Count a sign that a name is a woman's, above 0, or a man's, below 0."""
        self._votes[name] = self._votes.get(name, 0) + (1 if sign > 0 else -1)


def _ties_names(sentence: Sentence, place: int) -> bool:
    """Whether the token is an *and* between two names, neither of which is the speaker alone: *Ann Lee and Bob Ross*."""
    return sentence.lows[place] == "and" and not sentence.names[place] and is_name(sentence, place - 1)


def written(text: str, phrase: Phrase) -> str:
    """A phrase as the article has it, its article in small letters: *the statement*."""
    span = phrase.span
    words = text[span.start : span.end]
    first = phrase.sentence.lows[phrase.first]
    alone = phrase.first == phrase.last == 0 and sort_of(first) == "people"
    named = phrase.sentence.names[phrase.first] and not alone
    small = not named and (alone or first in DETERMINERS or (phrase.first == 0 and is_common(first)))
    return words[0].lower() + words[1:] if small else words


def _head_end(phrase: Phrase) -> int:
    """The last token before the prepositions of a phrase: *Lee* in *director Lee of Ayton*."""
    last = phrase.first
    while last < phrase.last and (phrase.sentence.lows[last + 1] not in PREPOSITIONS or phrase.sentence.names[last + 1]):
        last += 1
    return last


def _office_holder(phrase: Phrase) -> int | None:
    """The last token of the name behind an office and its field: *Minister of State for Ports* Ann Lee; none in *aide to Mayor* Lee."""
    sentence, first = phrase.sentence, phrase.last
    while first > phrase.first and sentence.names[first] == "person" and sentence.names[first - 1]:
        first -= 1
    field = sentence.words[first - 1] if first > phrase.first + 1 and sentence.names[first] == "person" else ""
    if not field[:1].isupper() or sort_of(field.lower()) == "person" or gender_of_title(field) or field.endswith("."):
        return None
    return phrase.last if sort_of(sentence.lows[phrase.first]) == "person" and sentence.lows[phrase.first + 1] in PREPOSITIONS else None


def _last_names(full: Collection[str]) -> dict[str, str]:
    """The full names by the last names that only one of them has."""
    last = [name.replace("-", " ").rpartition(" ")[2] for name in full]
    bearers = dict(zip(last, full, strict=True))
    if len(bearers) < len(full):
        shared = {name for name, count in Counter(last).items() if count > 1}
        bearers = {name: person for name, person in bearers.items() if name not in shared}
    return bearers


def _votes(text: str, mentions: tuple[Mention, ...]) -> dict[str, int]:
    """For each person, what titles and given names tell: above 0 for a woman, below for a man."""
    votes: dict[str, int] = {}
    for mention in mentions:
        if mention.type == "person":
            before = text[max(0, mention.span.start - 30) : mention.span.start].rsplit(None, 1)
            titles = (
                gender_of_title(before[-1]) if before else None,
                gender_of_title(mention.text.split(None, 1)[0]),
                _apposed(text, mention),
            )
            votes[mention.entity] = votes.get(mention.entity, 0) + 5 * sum(_SIGN[title] for title in titles if title)
    for name in votes:
        votes[name] += _GIVEN_NAME * _SIGN[gender_of(name.split()[0])]
    return votes


def _apposed(text: str, mention: Mention) -> Gender | None:
    """The gender that the noun behind a name tells: Ann Lee, *a mother of two*; not what *whose husband* tells."""
    end = mention.span.end
    if not text.startswith(", ", end):
        return None
    words = takewhile(lambda word: word not in ("who", "whose") and word.isalpha(), text[end + 2 : end + 40].split()[:4])
    return next((gender for word in words if (gender := gender_of_noun(word.lower()))), None)
