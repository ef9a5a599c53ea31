"""Judges what the names of an article are, every form once, by all signs of all its occurrences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec

from sitegen.annotate import names
from sitegen.annotate.candidates import Candidate
from sitegen.annotate.coreference import Key, People, acronym_of
from sitegen.annotate.evidence import type_of
from sitegen.annotate.surroundings import outer_signs
from sitegen.model import EntityType

_IN_A_LIST = frozenset((", ", " and ", ", and ", " or ", ", or ", "; ", " & "))
_WIDEST_BREAK = 7
_OF_PEOPLE = ("n", "an", "ian", "ns", "ans", "ians", "ese", "i", "is")
"""How the adjective of a place ends, and what its people are called."""


class Form(msgspec.Struct, eq=False):
    """A form of a name in one article."""

    key: Key
    occurrences: list[Candidate] = []
    signs: dict[str, int] = {}
    """What speaks for each kind of name, and how often."""
    type: EntityType | None = None
    """What it is."""


class Forms:
    """The forms of the names of one article, and what each of them is."""

    def __init__(
        self, found: Sequence[Candidate], text: str, dateline: int = 0, votes: Mapping[tuple[int, int], EntityType] | None = None
    ) -> None:
        self._found = found
        self.by_key: dict[Key, Form] = {}
        self.of: list[Form] = []
        """The forms of the candidates, in their order."""
        for candidate in found:
            key = candidate.name.key
            form = self.by_key.get(key)
            if form is None:
                form = self.by_key[key] = Form(key)
            form.occurrences.append(candidate)
            self.of.append(form)
        self._single = [form for key, form in self.by_key.items() if len(key) < 2]
        self._several = [form for key, form in self.by_key.items() if len(key) > 1]
        self.acronyms = _acronyms(found, text)
        """What short names in brackets behind another name are short for; None where their letters do not tell."""
        for form in self.by_key.values():
            form.signs = _signs(form.occurrences, text)
        for form, candidate in zip(self.of, found, strict=True) if votes else ():
            if (kind := (votes or {}).get((candidate.start, candidate.end))) is not None:
                _add(form.signs, f"vote_{kind}")
        self._note_places(dateline)
        for key, full in self.acronyms.items():
            _add(self.by_key[key].signs, "acronym" if full else "explains")
        self._judge()
        if self._compare(text):
            self._judge()
        places = {form.key[0] for form in self._single if form.type == "place"}
        for form in self._single if places else ():
            if _is_people_of(form.key[0], places):
                form.type = None

    def _note_places(self, dateline: int) -> None:
        """Note the names up to the offset *dateline*, and those that a people is called after: ``Karvel`` of ``Karvelian``."""
        for form, candidate in zip(self.of, self._found, strict=True) if dateline else ():
            if candidate.end <= dateline:
                form.signs["of_dateline"] = 1
        for word in [form.key[0] for form in self._single if form.key[0].endswith(("n", "ns"))]:
            for place in {(word.removesuffix(end),) for end in ("n", "ns", "ian", "ians") if word.endswith(end)} & self.by_key.keys():
                self.by_key[place].signs["has_people"] = 1

    def _judge(self) -> None:
        """Full names first, then the single words that may stand for one of them."""
        for form in self._several:
            form.type = type_of(form.signs)
        self.bodies = _short_forms([form.key for form in self._several if form.type == "organization"])
        """Organisations by what may stand for their name: ``lantern`` for Lantern Weekly, ``harrow quay`` for Harrow Quay Ltd."""
        for form in self._several:
            if form.key in self.bodies:
                form.signs["company_in_full"] = 1
                form.type = type_of(form.signs)
        self.people = People(form.key for form in self._several if form.type == "person")
        for form in self._single:
            form.signs.pop("named_in_full", None)
            form.signs.pop("body_in_full", None)
            if self.people.fullest(form.key) is not None:
                form.signs["named_in_full"] = 1
            elif form.key in self.bodies:
                form.signs["body_in_full"] = 1
            form.type = type_of(form.signs)

    def _compare(self, text: str) -> bool:
        """Note for every name in a list what the others in it are; whether there is anything to note."""
        noted = False
        for chain in self._lists(text):
            kinds = {form.type: form for form in chain}
            for kind in [kind for kind in kinds if kind]:
                for form in chain:
                    if form.type != kind or kinds[kind] is not form:
                        _add(form.signs, f"beside_{kind}")
                        noted = True
        return noted

    def _lists(self, text: str) -> Iterator[list[Form]]:
        """The forms that stand side by side with nothing but a comma or an ``and`` between them; two with a comma alone are no list."""
        chain: list[Form] = []
        end, pair = -99, ""
        for form, candidate in zip(self.of, self._found, strict=True):
            between = text[end : candidate.start] if candidate.start - end < _WIDEST_BREAK else ""
            if between not in _IN_A_LIST:
                # In Lima, Amal Haddad spoke.
                if len(chain) > 2 or (len(chain) == 2 and pair != ", "):
                    yield chain
                chain = []
            chain.append(form)
            end, pair = candidate.end, between
        if len(chain) > 2 or (len(chain) == 2 and pair != ", "):
            yield chain


def _is_people_of(word: str, places: Collection[str]) -> bool:
    """Whether *word* is the adjective of one of the *places* that the article names: ``velmoran`` beside ``velmora``."""
    if not word.endswith(_OF_PEOPLE):
        return False
    stems = [stem for end in _OF_PEOPLE if word.endswith(end) and len(stem := word.removesuffix(end)) > 2]
    return any(stem + more in places for stem in stems for more in ("", "a", "e", "o"))


def _add(signs: dict[str, int], sign: str) -> None:
    signs[sign] = signs.get(sign, 0) + 1


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
    signs = clearest.name.signs.copy()
    for candidate in group:
        for sign in outer_signs(candidate, text):
            signs[sign] = signs.get(sign, 0) + 1
    if "opens_common" in signs and signs["opens_common"] < len(group):
        del signs["opens_common"]
    if len(group) > 2:
        signs["repeated"] = 1
    return signs


def _acronyms(found: Iterable[Candidate], text: str) -> dict[Key, Candidate | None]:
    """Short names in brackets behind another name: that name where they are its initials, else None."""
    out: dict[Key, Candidate | None] = {}
    for one, other in pairwise(found):
        bracketed = other.start - one.end < 4 and text[one.end : other.start] in (" (", " ( ")
        if bracketed and len(other.words) == 1 and len(one.words) > 1:
            initials = acronym_of(one.words) == other.text.replace(".", "")
            out[other.name.key] = one if initials else out.get(other.name.key)
    return out
