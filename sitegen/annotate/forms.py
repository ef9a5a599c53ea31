"""Judges what the names of an article are, every form once, by all signs of all its occurrences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from sitegen.annotate import names
from sitegen.annotate.candidates import Candidate
from sitegen.annotate.coreference import Key, People, acronym_of, key_of
from sitegen.annotate.evidence import inner_signs, type_of
from sitegen.annotate.surroundings import outer_signs
from sitegen.model import EntityType

_IN_A_LIST = frozenset((", ", " and ", ", and ", " or ", ", or ", "; ", " & "))
_WIDEST_BREAK = 7
_OF_PEOPLE = ("n", "an", "ian", "ns", "ans", "ians", "ese", "i", "is")
"""How the adjective of a place ends, and what its people are called."""


class Forms:
    """The forms of the names of one article, and what each of them is."""

    def __init__(
        self, found: Sequence[Candidate], text: str, dateline: int = 0, votes: Mapping[tuple[int, int], EntityType] | None = None
    ) -> None:
        self.keys = [key_of(candidate.words) for candidate in found]
        """The forms of the candidates, in their order."""
        self.occurrences: dict[Key, list[Candidate]] = defaultdict(list)
        for key, candidate in zip(self.keys, found, strict=True):
            self.occurrences[key].append(candidate)
        self.acronyms = _acronyms(found, text)
        """What short names in brackets behind another name are short for; None where their letters do not tell."""
        self.signs = {key: _signs(group, text) for key, group in self.occurrences.items()}
        for key, candidate in zip(self.keys, found, strict=True) if votes else ():
            if (kind := (votes or {}).get((candidate.start, candidate.end))) is not None:
                _add(self.signs[key], f"vote_{kind}")
        self._note_places(found, dateline)
        for key, full in self.acronyms.items():
            _add(self.signs[key], "acronym" if full else "explains")
        self.types: dict[Key, EntityType | None] = {}
        self._judge()
        if self._compare(found, text):
            self._judge()
        for key in [key for key in self.types if len(key) == 1 and _is_people_of(key[0], self.types)]:
            self.types[key] = None

    def _note_places(self, found: Sequence[Candidate], dateline: int) -> None:
        """Note the names up to the offset *dateline*, and those that a people is called after: ``Karvel`` of ``Karvelian``."""
        for key, candidate in zip(self.keys, found, strict=True) if dateline else ():
            if candidate.end <= dateline:
                self.signs[key]["of_dateline"] = 1
        for key in [key for key in self.signs if len(key) == 1 and key[0].endswith(("n", "ns"))]:
            for place in {(key[0].removesuffix(end),) for end in ("n", "ns", "ian", "ians") if key[0].endswith(end)} & self.signs.keys():
                self.signs[place]["has_people"] = 1

    def _judge(self) -> None:
        """Full names first, then the single words that may stand for one of them."""
        for key, signs in self.signs.items():
            if len(key) > 1:
                self.types[key] = type_of(signs)
        self.bodies = _short_forms([key for key in self.signs if len(key) > 1 and self.types[key] == "organization"])
        """Organisations by what may stand for their name: ``lantern`` for Lantern Weekly, ``harrow quay`` for Harrow Quay Ltd."""
        for key, signs in self.signs.items():
            if len(key) > 1 and key in self.bodies:
                signs["company_in_full"] = 1
                self.types[key] = type_of(signs)
        self.people = People(key for key in self.signs if len(key) > 1 and self.types[key] == "person")
        for key, signs in self.signs.items():
            if len(key) < 2:
                is_person = self.people.fullest(key) is not None
                _set(signs, "named_in_full", is_person)
                _set(signs, "body_in_full", not is_person and key in self.bodies)
                self.types[key] = type_of(signs)

    def _compare(self, found: Sequence[Candidate], text: str) -> bool:
        """Note for every name in a list what the others in it are; whether there is anything to note."""
        noted = False
        for chain in self._lists(found, text):
            kinds = {self.types[key]: key for key in chain}
            for kind in [kind for kind in kinds if kind]:
                for key in chain:
                    if self.types[key] != kind or kinds[kind] != key:
                        _add(self.signs[key], f"beside_{kind}")
                        noted = True
        return noted

    def _lists(self, found: Sequence[Candidate], text: str) -> Iterator[list[Key]]:
        """The forms that stand side by side with nothing but a comma or an ``and`` between them; two with a comma alone are no list."""
        chain: list[Key] = []
        end, pair = -99, ""
        for key, candidate in zip(self.keys, found, strict=True):
            between = text[end : candidate.start] if candidate.start - end < _WIDEST_BREAK else ""
            if between not in _IN_A_LIST:
                # In Lima, Amal Haddad spoke.
                if len(chain) > 2 or (len(chain) == 2 and pair != ", "):
                    yield chain
                chain = []
            chain.append(key)
            end, pair = candidate.end, between
        if len(chain) > 2 or (len(chain) == 2 and pair != ", "):
            yield chain


def _add(signs: dict[str, int], sign: str) -> None:
    signs[sign] = signs.get(sign, 0) + 1


def _set(signs: dict[str, int], sign: str, stands: bool) -> None:
    if stands:
        signs[sign] = 1
    else:
        signs.pop(sign, None)


def _short_forms(bodies: Sequence[Key]) -> dict[Key, Key]:
    """Names of organisations by a shorter form that only one of them has."""
    found: dict[Key, list[Key]] = defaultdict(list)
    for key in bodies:
        for short in _shorter(key):
            found[short].append(key)
    return {short: keys[0] for short, keys in found.items() if len(keys) == 1}


def _shorter(key: Key) -> Iterator[Key]:
    """What a text may go on to call an organisation: its name without the kind of company, or its last word, as in *the Commission*."""
    if key[-1] in names.BRAND or key[-1] in names.COMPANY:
        bare = key[:-1] if len(key) < 4 or key[-2] not in names.COMPANY else key[:-2]
        if len(bare) > 1 or (bare[0].isalpha() and not names.says_little(bare[0])):
            yield bare
    elif key[-1] in names.REFERRING:
        yield key[-1:]


def _signs(group: list[Candidate], text: str) -> dict[str, int]:
    clearest = min(group, key=lambda candidate: candidate.shouted) if len(group) > 1 else group[0]
    signs = inner_signs(clearest.words, clearest.text, clearest.shouted).copy()
    for candidate in group:
        for sign in outer_signs(candidate, text):
            signs[sign] = signs.get(sign, 0) + 1
    if "opens_common" in signs and signs["opens_common"] < len(group):
        del signs["opens_common"]
    if len(group) > 2:
        signs["repeated"] = 1
    return signs


def _is_people_of(word: str, types: Mapping[Key, EntityType | None]) -> bool:
    """Whether *word* is the adjective of a place that the article names: ``velmoran`` beside ``velmora``."""
    if not word.endswith(_OF_PEOPLE):
        return False
    stems = (word.removesuffix(end) for end in _OF_PEOPLE if word.endswith(end))
    return any(types.get((stem + more,)) == "place" for stem in stems if len(stem) > 2 for more in ("", "a", "e", "o"))


def _acronyms(found: Iterable[Candidate], text: str) -> dict[Key, Candidate | None]:
    """Short names in brackets behind another name: that name where they are its initials, else None."""
    out: dict[Key, Candidate | None] = {}
    for one, other in pairwise(found):
        bracketed = other.start - one.end < 4 and text[one.end : other.start] in (" (", " ( ")
        if bracketed and len(other.words) == 1 and len(one.words) > 1:
            initials = acronym_of(one.words) == other.text.replace(".", "")
            out[key_of(other.words)] = one if initials else out.get(key_of(other.words))
    return out
