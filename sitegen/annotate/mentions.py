"""Finds the people, organisations and places that an article names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sitegen.annotate import names
from sitegen.annotate.candidates import Candidate, find_candidates
from sitegen.annotate.coreference import Key
from sitegen.annotate.forms import Forms
from sitegen.annotate.tables import is_on_sport, plays
from sitegen.model import Article, EntityType, Mention, Span, Vote

_LONGEST_ACRONYM = 4


def find_mentions(article: Article, votes: Sequence[Vote] = ()) -> tuple[Mention, ...]:
    """The names in the article's text, in order of place; equal ``entity`` for one and the same."""
    found = find_candidates(article.text)
    forms = Forms(found, article.text, len(article.dateline or ""), {(vote.span.start, vote.span.end): vote.type for vote in votes})
    entities: dict[tuple[Key, str, str], str] = {}
    mentions = []
    for key, candidate in zip(forms.keys, found, strict=True):
        kind = _in_table(candidate) if candidate.part else forms.types[key]
        if kind is None:
            continue
        if kind == "place" and _is_team(candidate, article.text):
            kind = "organization"
        what = (key, candidate.text, candidate.title or "")
        if what not in entities:
            entities[what] = _of_dateline(_fullest(key, candidate, forms), key, forms)
        mentions.append(Mention(Span(candidate.start, candidate.end), candidate.text, kind, entities[what]))
    return tuple(mentions)


def _of_dateline(name: str, key: Key, forms: Forms) -> str:
    """*name* without the capitals of a dateline: ``Tesmin`` of *TESMIN, Velmora —*."""
    if (
        ("of_dateline" in forms.signs[key] or "dateline" in forms.signs[key])
        and name.isupper()
        and len(name) > _LONGEST_ACRONYM
        and "." not in name
    ):
        return name.title()
    return name


def _in_table(candidate: Candidate) -> EntityType:
    """What a name in a table is: a team, which bears the name of its town or country, or a player."""
    if candidate.part == "player":
        return "person"
    name = candidate.text.title() if candidate.text.isupper() else candidate.text
    if name in names.COUNTRIES and name not in names.STATES:
        return "place"
    return (
        "person"
        if len(candidate.words) > 1 and names.plain(candidate.words[0]) in names.GIVEN and name not in names.KNOWN
        else "organization"
    )


def _is_team(candidate: Candidate, text: str) -> bool:
    """Whether the name of a town, not of a country, stands for its team in a report on games."""
    is_town = candidate.text not in names.COUNTRIES or candidate.text in names.STATES
    return is_town and plays(text, candidate.start, candidate.end) and is_on_sport(text)


def _fullest(key: Key, candidate: Candidate, forms: Forms) -> str:
    """The fullest form of the name of *candidate*."""
    if forms.types[key] == "person":
        return _fullest_person(key, candidate, forms)
    spelled_out = forms.acronyms.get(key)
    if spelled_out:
        return _shown(spelled_out.text)
    if key in forms.bodies and forms.types[key] == "organization":
        key = forms.bodies[key]
        candidate = forms.occurrences[key][0]
    text = candidate.text
    known = names.ALIASES.get(text) or names.ALIASES.get(text.replace(" ", ""))
    return known or _shown(_most_common([other.text for other in forms.occurrences[key]]))


def _most_common(forms: Sequence[str]) -> str:
    return forms[0] if forms.count(forms[0]) == len(forms) else Counter(forms).most_common(1)[0][0]


def _fullest_person(key: Key, candidate: Candidate, forms: Forms) -> str:
    title = candidate.title or ""
    gender = "male" if title in names.MALE_TITLE else "female" if title in names.FEMALE_TITLE else None
    full = forms.people.fullest(key, gender)
    if full is not None:
        return _shown(forms.occurrences[full][0].text)
    if len(key) == 1 and title == "dr":
        return f"Dr. {_shown(candidate.text)}"
    return _shown(candidate.text)


def _shown(name: str) -> str:
    """*name* as it is shown: on one line, and not in capitals if they spell no acronym."""
    flat = " ".join(name.split())
    return flat.title() if flat.isupper() and (len(flat) > 6 or flat.title() in names.COUNTRIES or flat.title() in names.CITIES) else flat
