"""Finds the people, organisations and places that an article names."""

from __future__ import annotations

from collections import Counter

from sitegen.annotate import names
from sitegen.annotate.candidates import Candidate, find_candidates
from sitegen.annotate.coreference import Key
from sitegen.annotate.forms import Forms
from sitegen.model import Article, Mention, Span


def find_mentions(article: Article) -> tuple[Mention, ...]:
    """The names in the article's text, in order of place; equal ``entity`` for one and the same."""
    found = find_candidates(article.text)
    forms = Forms(found, article.text, len(article.dateline or ""))
    entities: dict[tuple[Key, str, str], str] = {}
    mentions = []
    for key, candidate in zip(forms.keys, found, strict=True):
        kind = forms.types[key]
        if kind is None:
            continue
        what = (key, candidate.text, candidate.title or "")
        if what not in entities:
            entities[what] = _fullest(key, candidate, forms)
        mentions.append(Mention(Span(candidate.start, candidate.end), candidate.text, kind, entities[what]))
    return tuple(mentions)


def _fullest(key: Key, candidate: Candidate, forms: Forms) -> str:
    """The fullest form of the name of *candidate*."""
    if forms.types[key] == "person":
        return _fullest_person(key, candidate, forms)
    spelled_out = forms.acronyms.get(key)
    if spelled_out:
        return _shown(spelled_out.text)
    if len(key) == 1 and key[0] in forms.bodies and forms.types[key] == "organization":
        key = forms.bodies[key[0]]
        candidate = forms.occurrences[key][0]
    text = candidate.text
    known = names.ALIASES.get(text) or names.ALIASES.get(text.replace(" ", ""))
    return known or _shown(Counter(other.text for other in forms.occurrences[key]).most_common(1)[0][0])


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
