"""The nouns that tell who speaks: one person, several, or what speaks with a voice of its own; read from ``roles.toml``."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal

from sitegen.annotate.lists import read_toml, word_set

Gender = Literal["female", "male"]
Sort = Literal["person", "people", "body", "other"]

_LISTS: Final = read_toml("roles.toml")
_PERSON: Final = word_set(_LISTS["person"])
_PEOPLE: Final = word_set(_LISTS["people"])
_BODY: Final = word_set(_LISTS["body"])
_DOCUMENTS: Final = word_set(_LISTS["documents"])
_FEMALE: Final = word_set(_LISTS["female"])
_MALE: Final = word_set(_LISTS["male"])
_MALE_TITLES: Final = word_set(_LISTS["titles"]["male"])
_FEMALE_TITLES: Final = word_set(_LISTS["titles"]["female"])
_PERSON_ENDINGS: Final = ("ist", "man", "woman", "person", "yer", "cian", "ologist", "grapher")


def sort_of(noun: str) -> Sort:
    """Whether a noun means one person, several people, a body or document that speaks, or something else."""
    noun = noun.removesuffix("-in-law")
    if noun in _PEOPLE:
        return "people"
    if noun in _BODY:
        return "body"
    if noun in _PERSON or noun.endswith(_PERSON_ENDINGS):
        return "person"
    if noun.endswith("s") and (noun[:-1] in _PERSON or noun[:-1].endswith(_PERSON_ENDINGS) or noun[:-1] in _BODY):
        return "people"
    return "other"


def is_document(noun: str) -> bool:
    """Whether a noun means something written or shown, one or several: *sign*, *letters*."""
    return noun in _DOCUMENTS or noun.removesuffix("s") in _DOCUMENTS


def gender_of_noun(noun: str) -> Gender | None:
    """The gender that a noun tells: *spokeswoman*, *father*."""
    noun = noun.removesuffix("-in-law")
    if noun in _FEMALE or noun.endswith("woman"):
        return "female"
    return "male" if noun in _MALE else None


@lru_cache(maxsize=4096)
def gender_of_title(word: str) -> Gender | None:
    """The gender that a title before a name tells: *Mrs.*, *Sir*."""
    title = word.lower().strip(".,(“\"'’").removesuffix("-in-law")
    if title in _FEMALE_TITLES or title.endswith("woman"):
        return "female"
    return "male" if title in _MALE_TITLES or title in _MALE else None
