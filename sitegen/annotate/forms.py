"""Judges what the names of an article are, every form once, by all signs of all its occurrences."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from sitegen.annotate.candidates import Candidate
from sitegen.annotate.coreference import Key, People, acronym_of, key_of
from sitegen.annotate.evidence import inner_signs, type_of
from sitegen.annotate.surroundings import outer_signs
from sitegen.model import EntityType

_IN_A_LIST = frozenset((", ", " and ", ", and ", " or ", ", or ", "; ", " & "))
Signs = dict[Key, Counter[str]]


class Forms:
    """The forms of the names of one article, and what each of them is."""

    def __init__(self, found: Sequence[Candidate], text: str) -> None:
        self.keys = [key_of(candidate.words) for candidate in found]
        """The forms of the candidates, in their order."""
        self.occurrences: dict[Key, list[Candidate]] = defaultdict(list)
        for key, candidate in zip(self.keys, found, strict=True):
            self.occurrences[key].append(candidate)
        self.acronyms = _acronyms(found, text)
        self.signs = {key: _signs(group, text) for key, group in self.occurrences.items()}
        for key in self.acronyms:
            self.signs[key]["acronym"] += 1
        self.types: dict[Key, EntityType | None] = {}
        self._judge()
        if self._compare(found, text):
            self._judge()
        for key in [key for key in self.types if len(key) == 1 and _is_people_of(key[0], self.types)]:
            self.types[key] = None

    def _judge(self) -> None:
        """Full names first, then the single words that may stand for one of them."""
        for key, signs in self.signs.items():
            if len(key) > 1:
                self.types[key] = type_of(signs)
        self.people = People(key for key in self.signs if len(key) > 1 and self.types[key] == "person")
        for key, signs in self.signs.items():
            if len(key) < 2:
                if self.people.fullest(key):
                    signs["named_in_full"] = 1
                else:
                    signs.pop("named_in_full", None)
                self.types[key] = type_of(signs)

    def _compare(self, found: Sequence[Candidate], text: str) -> bool:
        """Note what stands beside each name in lists; whether there is anything to note."""
        noted = False
        for (here, one), (there, other) in pairwise(zip(self.keys, found, strict=True)):
            if other.start - one.end < 7 and text[one.end : other.start] in _IN_A_LIST:
                for key, near in ((here, self.types[there]), (there, self.types[here])):
                    if near and here != there:
                        self.signs[key][f"beside_{near}"] += 1
                        noted = True
        return noted


def _signs(group: list[Candidate], text: str) -> Counter[str]:
    signs = Counter(set(inner_signs(group[0])))
    for candidate in group:
        signs.update(outer_signs(candidate, text))
    opens = signs["opens_common"]
    if opens and opens < len(group):
        del signs["opens_common"]
    if len(group) > 2:
        signs["repeated"] = 1
    return signs


def _is_people_of(word: str, types: Mapping[Key, EntityType | None]) -> bool:
    """Whether *word* is the adjective of a place that the article names: ``velmoran`` beside ``velmora``."""
    stems = (word.removesuffix(end) for end in ("n", "an", "ian", "ns", "ans", "ians", "ese", "i", "is") if word.endswith(end))
    return any(types.get((stem + more,)) == "place" for stem in stems if len(stem) > 2 for more in ("", "a", "e", "o"))


def _acronyms(found: Iterable[Candidate], text: str) -> dict[Key, Candidate]:
    """Acronyms that stand in brackets behind what they stand for."""
    out: dict[Key, Candidate] = {}
    before: Candidate | None = None
    for candidate in found:
        bracketed = before and text[before.end : candidate.start] in (" (", " ( ") and candidate.text.isupper()
        if before and bracketed and acronym_of(before.words) == candidate.text.replace(".", ""):
            out[key_of(candidate.words)] = before
        before = candidate
    return out
