"""Mentions and sentences -> who can be meant by a name or a pronoun, in one article."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sitegen.annotate.clauses import is_passive
from sitegen.annotate.cues import DETERMINERS, PREPOSITIONS, PRONOUNS, RELATIVES, SPEECH, WEAK
from sitegen.annotate.frames import Mentions, Sentence
from sitegen.annotate.names import gender_of, is_common
from sitegen.annotate.phrases import Phrase, acts_as_noun, head_noun, is_name
from sitegen.annotate.roles import Gender, Sort, gender_of_noun, gender_of_title, sort_of
from sitegen.annotate.subjects import agent, main_subject, reporter
from sitegen.model import Mention

_WEIGHTS: Final = {"speaker": 1.3, "reporter": 1.2, "subject": 1.0, "inner": 0.8, "mention": 0.6}
"""How much somebody stands out in a sentence, by part; these and the factors below were set by trial on half of a corpus."""
_STRONG: Final = SPEECH - WEAK
_BODY_REACH: Final = 3
_SAME_SENTENCE: Final = 2.2
_REACH: Final = 14
"""How many sentences back a pronoun's person is looked for."""
_SIGN: Final[dict[Gender | None, int]] = {"female": 1, "male": -1, None: 0}
_SUBJECTS: Final = {"his": "he", "her": "she", "its": "it", "their": "they"}
_SHE: Final = frozenset(["she", "her"])
_HE: Final = frozenset(["he", "him", "his"])


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody or something that a sentence is about."""

    name: str
    sort: Sort
    weight: float
    gender: Gender | None = None
    """What its noun tells; a name's gender is looked up when it is asked for."""


class Cast:
    """The people and bodies of one article, and how they stand out sentence by sentence."""

    def __init__(self, text: str, mentions: tuple[Mention, ...], sentences: Sequence[Sentence]) -> None:
        self._text = text
        self._mentions = Mentions(mentions)
        self._sentences = sentences
        self._starts = [sentence.start for sentence in sentences]
        self._types = {mention.entity: mention.type for mention in mentions}
        self._by_last_name = _last_names(mentions)
        self._votes = _votes(text, mentions)
        self._weighed = False
        self._figures: dict[int, list[Figure]] = {}

    def named(self, phrase: Phrase) -> str | None:
        """The full name of whom a phrase names at its head, *Ann Lee* for *director Lee of Ayton*; None for *an aide to Lee*."""
        sentence = phrase.sentence
        last = _head_end(phrase)
        together = any(_ties_names(sentence, n) for n in range(phrase.first + 1, last))
        if together or not is_name(sentence, last):
            return None
        found = [
            m for m in self._mentions.within(sentence.starts[phrase.first], sentence.ends[last]) if m.span.end >= sentence.ends[last] - 2
        ]
        if found:
            return self._fullest(found[-1].entity)
        if sentence.lows[phrase.first] in DETERMINERS:
            return None
        first = last
        while first > phrase.first and is_name(sentence, first - 1):
            first -= 1
        return self._fullest(self._text[sentence.starts[first] : sentence.ends[last]])

    def _fullest(self, name: str) -> str:
        """A last name's full name, where one person of the article has it."""
        if " " in name:
            return name
        return self._by_last_name.get(name) or self._by_last_name.get(name.title(), name)

    def person_in(self, line: str) -> str | None:
        """The person of the article whose full name a line has, the longest where there are several."""
        names = (name for name, kind in self._types.items() if kind == "person" and " " in name and name in line)
        return max(names, key=lambda name: (len(name), name), default=None)

    def sort(self, name: str) -> Sort:
        """What a name stands for."""
        found = self._types.get(name)
        return "person" if found == "person" else "body" if found else "other"

    def gender(self, name: str) -> Gender | None:
        """The gender that titles and given names tell."""
        vote = self._votes.get(name, 0)
        return "female" if vote > 0 else "male" if vote else None

    def pronoun(self, phrase: Phrase, said: Sequence[tuple[int, str]]) -> tuple[str | None, float, tuple[str, ...]]:
        """Whom a pronoun stands for, how far the best candidate leads (0 to 1), and the candidates, best first.

        *said* holds the speakers of the quotes so far with the place where each quote ends.
        """
        if not self._weighed:
            self._weigh_pronouns()
        sentence = phrase.sentence
        word = _SUBJECTS.get(sentence.lows[phrase.first], sentence.lows[phrase.first])
        here = bisect_left(self._starts, sentence.start)
        spoke = {bisect_right(self._starts, end - 1) - 1: name for end, name in said[-8:]}
        scores: dict[str, float] = {}
        distance = 0.0
        for place in range(here, max(-1, here - _REACH), -1):
            at = self._sentences[place]
            figures = self._standing(place, phrase.first if place == here else len(at.words))
            near = _SAME_SENTENCE if place == here else 1.0
            if place in spoke:
                name = spoke[place]
                figures = [*figures, Figure(name, self.sort(name), _WEIGHTS["speaker"])]
            for figure in figures:
                fit = _fit(word, figure, figure.gender or self.gender(figure.name))
                if fit:
                    scores[figure.name] = max(scores.get(figure.name, 0.0) + 0.01, near * fit * figure.weight / (1 + distance))
            fresh = any(figure.weight >= 0.8 and _fit(word, figure, figure.gender or self.gender(figure.name)) for figure in figures)
            distance += 0.35 if not fresh and _goes_on(at, word) else 1.0
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        if not ranked:
            return None, 0.0, ()
        lead = ranked[0][1] / (ranked[0][1] + (ranked[1][1] if len(ranked) > 1 else 0.0))
        return ranked[0][0], lead, tuple(name for name, _ in ranked[:3])

    def body_before(self, sentence: Sentence, stop: int) -> str | None:
        """The one organisation that the sentences right before token *stop* are about; None where there are several."""
        here = bisect_left(self._starts, sentence.start)
        found = {
            figure.name
            for place in range(here, max(-1, here - _BODY_REACH), -1)
            for figure in self._standing(place, stop if place == here else len(self._sentences[place].words))
            if figure.weight >= _WEIGHTS["inner"] and self._types.get(figure.name) == "organization"
        }
        return found.pop() if len(found) == 1 else None

    def near(self, sentence: Sentence) -> tuple[str, ...]:
        """The people who stand out around a sentence, at most three, the nearest first."""
        here = bisect_left(self._starts, sentence.start)
        names: dict[str, None] = {}
        for place in (here, here - 1, here + 1, here - 2):
            if 0 <= place < len(self._sentences):
                figures = self._standing(place, len(self._sentences[place].words))
                names.update(dict.fromkeys(figure.name for figure in figures if figure.sort == "person"))
        return tuple(names)[:3]

    def _weigh_pronouns(self) -> None:
        """Learn gender from ``his`` and ``her`` in the sentences that have one person only."""
        self._weighed = True
        for place, sentence in enumerate(self._sentences):
            vote = sum((low in _SHE) - (low in _HE) for low in sentence.lows)
            if vote:
                people = {figure.name for figure in self._standing(place, len(sentence.words)) if figure.sort == "person"}
                if len(people) == 1:
                    name = people.pop()
                    self._votes[name] = self._votes.get(name, 0) + (1 if vote > 0 else -1)

    def _standing(self, place: int, stop: int) -> list[Figure]:
        sentence = self._sentences[place]
        if stop < len(sentence.words):
            return self._figures_of(sentence, stop)
        if place not in self._figures:
            self._figures[place] = self._figures_of(sentence, stop)
        return self._figures[place]

    def _figures_of(self, sentence: Sentence, stop: int) -> list[Figure]:
        """The people and bodies of a sentence up to token *stop*: its subject first."""
        found = []
        names = set()
        for subject, part in _subjects(sentence, stop):
            if sentence.lows[subject.first] not in PRONOUNS:
                name = self.named(subject)
                noun = head_noun(subject)
                sort = self.sort(name) if name else sort_of(noun)
                if not name and sort == "other":
                    continue
                shown = name or written(self._text, subject)
                weight = _WEIGHTS[part] * (1.0 if name else 0.9 if part == "reporter" else 0.7)
                found.append(Figure(shown, sort, weight, None if name else gender_of_noun(noun)))
                names.add(shown)
        end = sentence.ends[stop - 1] if stop else sentence.start
        for mention in self._mentions.within(sentence.start, end):
            if mention.type != "place" and mention.entity not in names and not _is_quoted(sentence, mention):
                sort = self.sort(mention.entity)
                found.append(Figure(mention.entity, sort, _weight(self._text, sentence, mention)))
        return found


def _ties_names(sentence: Sentence, place: int) -> bool:
    """Whether the token is an *and* between two names, neither of which is the speaker alone: *Ann Lee and Bob Ross*."""
    return sentence.lows[place] == "and" and not sentence.names[place] and is_name(sentence, place - 1)


def _subjects(sentence: Sentence, stop: int) -> list[tuple[Phrase, str]]:
    """The subjects of a sentence up to token *stop* with their parts: who reports, who is reported, what the main clause is about."""
    found: list[tuple[Phrase, str]] = []
    for verb in range(1, stop):
        if sentence.lows[verb] in _STRONG and sentence.words[verb][0].islower() and _is_main_verb(sentence, verb):
            subject = agent(sentence, verb) if is_passive(sentence.lows, verb) else reporter(sentence, verb)
            if subject and subject.last < stop:
                found.append((subject, "inner" if found else "reporter"))
    main = main_subject(sentence, stop)
    if main and main.last < stop and not any(main.first >= subject.first for subject, _ in found):
        found.append((main, "inner" if found else "subject"))
    return found


def _is_main_verb(sentence: Sentence, verb: int) -> bool:
    return sentence.lows[verb - 1] not in RELATIVES and not acts_as_noun(sentence, verb)


def written(text: str, phrase: Phrase) -> str:
    """A phrase as the article has it, its article in small letters: *the statement*."""
    span = phrase.span
    words = text[span.start : span.end]
    first = phrase.sentence.lows[phrase.first]
    small = not phrase.sentence.names[phrase.first] and (first in DETERMINERS or (phrase.first == 0 and is_common(first)))
    return words[0].lower() + words[1:] if small else words


def _head_end(phrase: Phrase) -> int:
    """The last token before the prepositions of a phrase: *Lee* in *director Lee of Ayton*."""
    last = phrase.first
    while last < phrase.last and (phrase.sentence.lows[last + 1] not in PREPOSITIONS or phrase.sentence.names[last + 1]):
        last += 1
    return last


def _is_quoted(sentence: Sentence, mention: Mention) -> bool:
    place = bisect_right(sentence.starts, mention.span.start) - 1
    return place >= 0 and sentence.quotes[place] >= 0


def _weight(text: str, sentence: Sentence, mention: Mention) -> float:
    """How much a name that is no subject stands out: less after a preposition, less as an owner."""
    place = bisect_right(sentence.starts, mention.span.start) - 1
    after = bisect_left(sentence.starts, mention.span.end)
    if sentence.lows[after : after + 1] == [","] and sentence.lows[after + 1 : after + 2] in (["who"], ["whose"]):
        return _WEIGHTS["subject"]
    weight = _WEIGHTS["mention"]
    before = sentence.lows[place - 1] if place > 0 else ""
    if before in PREPOSITIONS or before == "to":
        weight *= 0.65
    if text[mention.span.end : mention.span.end + 1] in ("’", "'"):
        weight *= 0.8
    return weight


def _fit(word: str, figure: Figure, gender: Gender | None) -> float:
    """How well a figure agrees with a pronoun: 0 when it cannot be meant."""
    if word == "they":
        return 1.0 if figure.sort == "people" else 0.4 if figure.sort == "body" else 0.0
    if word == "it":
        return 1.0 if figure.sort == "body" else 0.0
    if figure.sort != "person" and (figure.sort != "other" or not figure.name[:1].isupper()):
        return 0.0
    wanted: Gender = "female" if word == "she" else "male"
    if gender is None:
        return 0.8 if figure.sort == "person" else 0.6
    return 1.0 if gender == wanted else 0.0


def _goes_on(sentence: Sentence, word: str) -> bool:
    """Whether a sentence speaks of the same person by pronoun, so that nothing newer has taken the stage."""
    same = _SHE if word == "she" else _HE if word == "he" else frozenset([word])
    return any(low in same for low in sentence.lows)


def _last_names(mentions: tuple[Mention, ...]) -> dict[str, str]:
    full = sorted({mention.entity for mention in mentions if mention.type == "person" and " " in mention.entity})
    last = [re.split(r"[\s-]", name)[-1] for name in full]
    bearers = Counter(last)
    return {name: person for name, person in zip(last, full, strict=True) if bearers[name] == 1}


def _votes(text: str, mentions: tuple[Mention, ...]) -> dict[str, int]:
    """For each person, what titles and given names tell: above 0 for a woman, below for a man."""
    votes: dict[str, int] = {}
    for mention in mentions:
        if mention.type == "person":
            before = text[max(0, mention.span.start - 30) : mention.span.start].split()
            titles = (gender_of_title(before[-1]) if before else None, gender_of_title(mention.text.split()[0]))
            votes[mention.entity] = votes.get(mention.entity, 0) + sum(5 * _SIGN[title] for title in titles)
    for name in votes:
        votes[name] += 2 * _SIGN[gender_of(name.split()[0])]
    return votes
