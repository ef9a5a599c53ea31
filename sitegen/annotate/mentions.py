"""Finds the people, organisations and places that an article names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from sitegen.annotate import names
from sitegen.annotate.candidates import Candidate, find_candidates
from sitegen.annotate.coreference import Key, People, acronym_of, key_of
from sitegen.annotate.evidence import inner_signs, type_of
from sitegen.annotate.surroundings import outer_signs
from sitegen.model import Article, EntityType, Mention, Span


def find_mentions(article: Article) -> tuple[Mention, ...]:
    """The names in the article's text, in order of place; equal ``entity`` for one and the same."""
    text = article.text
    found = find_candidates(text)
    forms: dict[Key, list[Candidate]] = defaultdict(list)
    for candidate in found:
        forms[key_of(candidate.words)].append(candidate)
    signs = {key: _signs(group, text) for key, group in forms.items()}
    acronyms = _acronyms(found, text)
    for key in acronyms:
        signs[key]["acronym"] += 1
    types = {key: type_of(signs[key]) for key in forms if len(key) > 1}
    people = People(key for key, kind in types.items() if kind == "person")
    for key in forms:
        if len(key) < 2:
            if people.fullest(key):
                signs[key]["named_in_full"] += 1
            types[key] = type_of(signs[key])
    for key in [key for key in forms if len(key) == 1 and _is_people_of(key[0], types)]:
        types[key] = None
    entities = _Entities(forms, types, people, acronyms)
    return tuple(Mention(Span(c.start, c.end), c.text, kind, entities.of(c)) for c in found if (kind := types[key_of(c.words)]) is not None)


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


class _Entities:
    """The fullest form of every name of an article."""

    def __init__(
        self, forms: dict[Key, list[Candidate]], types: dict[Key, EntityType | None], people: People, acronyms: dict[Key, Candidate]
    ) -> None:
        self._forms, self._types, self._people, self._acronyms = forms, types, people, acronyms

    def of(self, candidate: Candidate) -> str:
        """The fullest form of the name of *candidate*."""
        key = key_of(candidate.words)
        if self._types[key] == "person":
            return self._person(key, candidate)
        if key in self._acronyms:
            return _shown(self._acronyms[key].text)
        text = candidate.text
        known = names.ALIASES.get(text) or names.ALIASES.get(text.replace(" ", ""))
        return known or _shown(Counter(c.text for c in self._forms[key]).most_common(1)[0][0])

    def _person(self, key: Key, candidate: Candidate) -> str:
        title = candidate.title or ""
        gender = "male" if title in names.MALE_TITLE else "female" if title in names.FEMALE_TITLE else None
        full = self._people.fullest(key, gender)
        if full is not None:
            return _shown(self._forms[full][0].text)
        if len(key) == 1 and title == "dr":
            return f"Dr. {_shown(candidate.text)}"
        return _shown(candidate.text)


def _shown(name: str) -> str:
    """*name* as it is shown: on one line, and not in capitals if they spell no acronym."""
    flat = " ".join(name.split())
    return flat.title() if flat.isupper() and (len(flat) > 6 or flat.title() in names.COUNTRIES | names.CITIES) else flat
