"""Pronoun -> its antecedent: whom *he*, *the group* or *they* stands for, by who stands out in the sentences before it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from sitegen.annotate.cast import Cast
from sitegen.annotate.figures import WEIGHTS, Figure, find_figures
from sitegen.annotate.frames import Sentence
from sitegen.annotate.phrases import Phrase
from sitegen.annotate.roles import Gender, gender_of_noun

_BODY_REACH: Final = 3
_SAME_SENTENCE: Final = 2.2
_SAME_PARAGRAPH: Final = 1.15
_REACH: Final = 14
"""How many sentences back a pronoun's person is looked for."""
_MISLED: Final = 0.6
"""The lead of a person whose given name is of the other gender, or who is named only later."""
_PERSONAL: Final = ("he", "she")
_OPENING: Final = 4
"""Sentences of an article that may speak of somebody before the name."""
_AHEAD: Final = 7
"""Sentences ahead in which that name is looked for."""
_SUBJECTS: Final = {"his": "he", "her": "she", "its": "it", "their": "they"}
_SHE: Final = frozenset(["she", "her"])
_HE: Final = frozenset(["he", "him", "his"])
_GENDERED: Final = _SHE | _HE


class Antecedents:
    """How the people and bodies of one article stand out, sentence by sentence."""

    def __init__(self, cast: Cast, sentences: Sequence[Sentence]) -> None:
        self.cast = cast
        self._sentences = sentences
        self._starts = [sentence.start for sentence in sentences]
        self._weighed = False
        self._figures: dict[int, list[Figure]] = {}

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
            figures = self._standing(place, phrase.first if place == here else None)
            near = _SAME_SENTENCE if place == here else _SAME_PARAGRAPH if at.paragraph == sentence.paragraph else 1.0
            if place in spoke:
                name = spoke[place]
                figures = [*figures, Figure(name, self.cast.sort(name), WEIGHTS["speaker"])]
            for figure in figures:
                fit = _fit(word, figure, figure.gender or self.cast.gender(figure.name))
                if fit:
                    scores[figure.name] = max(scores.get(figure.name, 0.0) + 0.01, near * fit * figure.weight / (1 + distance))
            fresh = any(figure.weight >= 0.8 and _fit(word, figure, figure.gender or self.cast.gender(figure.name)) for figure in figures)
            distance += 0.35 if not fresh and _goes_on(at, word) else 1.0
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        if not ranked:
            return self._of_another_gender(here, word) or self._named_later(here, word) or (None, 0.0, ())
        lead = ranked[0][1] / (ranked[0][1] + (ranked[1][1] if len(ranked) > 1 else 0.0))
        return ranked[0][0], lead, tuple(name for name, _ in ranked[:3])

    def _of_another_gender(self, here: int, word: str) -> tuple[str | None, float, tuple[str, ...]] | None:
        """The one person of the sentences before whose given name misleads: Lauri is a man's name in Finland."""
        if word not in _PERSONAL:
            return None
        before = self._sentences[max(0, here - _REACH + 1) : here + 1]
        figures = (figure for place in range(here, max(-1, here - _REACH), -1) for figure in self._standing(place))
        people = {figure.name for figure in figures if figure.sort == "person"}
        if not people:
            return None
        wanted: Gender = "female" if word == "she" else "male"
        another = any(
            gender_of_noun(low[:-2] if low.endswith(("'s", "’s")) else low) == wanted for sentence in before for low in sentence.lows
        )
        misled = len(people) == 1 and not another and not any(map(self.cast.is_known_by_title, people))
        return (next(iter(people)), _MISLED, tuple(people)) if misled else (None, 0.0, tuple(sorted(people)))

    def _named_later(self, here: int, word: str) -> tuple[str | None, float, tuple[str, ...]] | None:
        """The person that an article names only behind the pronoun it opens with: *He* calls it home. Bob Ross lives in a shed."""
        if word not in _PERSONAL or here >= _OPENING:
            return None
        for place in range(here + 1, min(len(self._sentences), here + _AHEAD)):
            names = [figure.name for figure in self._standing(place) if _fit(word, figure, figure.gender or self.cast.gender(figure.name))]
            if names:
                return (names[0], _MISLED, tuple(names)) if len(set(names)) == 1 and names[0][:1].isupper() else None
        return None

    def body_before(self, sentence: Sentence, stop: int) -> str | None:
        """The one organisation that the sentences right before token *stop* are about; None where there are several."""
        here = bisect_left(self._starts, sentence.start)
        found = {
            figure.name
            for place in range(here, max(-1, here - _BODY_REACH), -1)
            for figure in self._standing(place, stop if place == here else None)
            if figure.weight >= WEIGHTS["inner"] and self.cast.is_organization(figure.name)
        }
        return found.pop() if len(found) == 1 else None

    def of_two(self, phrase: Phrase) -> str | None:
        """Whom *the former* or *the latter* means: the first or second of the two people of the sentence before."""
        sentence = phrase.sentence
        here = bisect_left(self._starts, sentence.start)
        for place in range(here, max(-1, here - 2), -1):
            at = self._sentences[place]
            end = sentence.starts[phrase.first] if place == here else at.end
            people = dict.fromkeys(one.entity for one in self.cast.mentions.within(at.start, end) if one.type == "person")
            if people:
                return tuple(people)[sentence.lows[phrase.last] == "latter"] if len(people) == 2 else None
        return None

    def near(self, sentence: Sentence) -> tuple[str, ...]:
        """The people who stand out around a sentence, at most three, the nearest first."""
        here = bisect_left(self._starts, sentence.start)
        names: dict[str, None] = {}
        for place in (here, here - 1, here + 1, here - 2):
            if 0 <= place < len(self._sentences):
                figures = self._standing(place)
                names.update(dict.fromkeys(figure.name for figure in figures if figure.sort == "person"))
        return tuple(names)[:3]

    def _weigh_pronouns(self) -> None:
        """Learn gender from ``his`` and ``her`` in the sentences that have one person only.

        *Asked about her, Bob left* tells nothing of Bob, and *Lee interrupted him* nothing of Lee.
        """
        self._weighed = True
        for place, sentence in enumerate(self._sentences):
            if not sentence.may_say(_GENDERED):
                continue
            first = sentence.names.index("person") if "person" in sentence.names else 0
            vote = sum((low in _SHE) - (low in _HE) for low in sentence.lows[first + 1 :] if low != "him")
            if vote:
                people = {figure.name for figure in self._standing(place) if figure.sort == "person"}
                if len(people) == 1:
                    name = people.pop()
                    self.cast.vote(name, vote)

    def _standing(self, place: int, stop: int | None = None) -> list[Figure]:
        """The people and bodies of the sentence with number *place*, up to token *stop*."""
        sentence = self._sentences[place]
        if stop is not None and stop < len(sentence.words):
            return find_figures(self.cast, sentence, stop)
        if place not in self._figures:
            self._figures[place] = find_figures(self.cast, sentence, len(sentence.words))
        return self._figures[place]


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
        # One critic fits *she* less well than a woman's name does.
        return 0.8 if figure.sort == "person" and figure.name[:1].isupper() else 0.6
    return 1.0 if gender == wanted else 0.0


def _goes_on(sentence: Sentence, word: str) -> bool:
    """Whether a sentence speaks of the same person by pronoun, so that nothing newer has taken the stage."""
    same = _SHE if word == "she" else _HE if word == "he" else frozenset([word])
    return any(low in same for low in sentence.lows)
