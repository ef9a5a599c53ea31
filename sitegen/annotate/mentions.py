"""Finds the people, organisations and places that an article names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sitegen.annotate import names
from sitegen.annotate.candidates import Candidate, find_candidates
from sitegen.annotate.coreference import Key
from sitegen.annotate.forms import Form, Forms
from sitegen.annotate.tables import is_on_sport, plays
from sitegen.model import Article, EntityType, Mention, Span, Vote

_LONGEST_ACRONYM = 4


def find_mentions(article: Article, votes: Sequence[Vote] = ()) -> tuple[Mention, ...]:
    """The names in the article's text, in order of place; equal ``entity`` for one and the same."""
    found = find_candidates(article.text)
    forms = Forms(found, article.text, len(article.dateline or ""), {(vote.span.start, vote.span.end): vote.type for vote in votes})
    entities: dict[tuple[Form, str, str | None], str] = {}
    mentions = []
    for form, candidate in zip(forms.of, found, strict=True):
        kind = _in_table(candidate) if candidate.part else form.type
        if kind is None:
            continue
        if kind == "place" and _is_team(candidate, article.text):
            kind = "organization"
        what = (form, candidate.text, candidate.title)
        entity = entities.get(what)
        if entity is None:
            entity = entities[what] = _of_dateline(_fullest(form, candidate, forms), form)
        mentions.append(Mention(Span(candidate.start, candidate.end), candidate.text, kind, entity))
    return tuple(mentions)


def _of_dateline(name: str, form: Form) -> str:
    """*name* without the capitals of a dateline: ``Tesmin`` of *TESMIN, Velmora —*."""
    spelled = name.isupper() and len(name) > _LONGEST_ACRONYM and "." not in name
    return name.title() if spelled and ("of_dateline" in form.signs or "dateline" in form.signs) else name


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


def _fullest(form: Form, candidate: Candidate, forms: Forms) -> str:
    """The fullest form of the name of *candidate*."""
    if form.type == "person":
        return _fullest_person(form.key, candidate, forms)
    spelled_out = forms.acronyms.get(form.key)
    if spelled_out:
        return _shown(spelled_out.text)
    if form.type == "organization" and form.key in forms.bodies:
        form = forms.by_key[forms.bodies[form.key]]
        candidate = form.occurrences[0]
    text = candidate.text
    known = names.ALIASES.get(text) or names.ALIASES.get(text.replace(" ", ""))
    return known or _shown(_most_common([other.text for other in form.occurrences]))


def _most_common(forms: Sequence[str]) -> str:
    return forms[0] if forms.count(forms[0]) == len(forms) else Counter(forms).most_common(1)[0][0]


def _fullest_person(key: Key, candidate: Candidate, forms: Forms) -> str:
    title = candidate.title or ""
    gender = "male" if title in names.MALE_TITLE else "female" if title in names.FEMALE_TITLE else None
    full = forms.people.fullest(key, gender)
    if full is not None:
        return _shown(forms.by_key[full].occurrences[0].text)
    if len(key) == 1 and title == "dr":
        return f"Dr. {_shown(candidate.text)}"
    return _shown(candidate.text)


def _shown(name: str) -> str:
    """*name* as it is shown: on one line, and not in capitals if they spell no acronym."""
    flat = " ".join(name.split())
    return flat.title() if flat.isupper() and (len(flat) > 6 or flat.title() in names.COUNTRIES or flat.title() in names.CITIES) else flat
