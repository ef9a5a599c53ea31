"""Phrase -> the name that stands in apposition to it."""

from __future__ import annotations

from sitegen.annotate.cues import AUXILIARIES, DETERMINERS, FINITE, FORMER, PRONOUNS, RELATIVES
from sitegen.annotate.frames import Sentence
from sitegen.annotate.phrases import Phrase, head_noun, is_name, read_phrase
from sitegen.annotate.roles import sort_of

_GIVING = frozenset(["named", "as", "name"])
_TO_NAME = 14
"""Words from a role to the name that its bearer gives, at most."""


def named_apposition(phrase: Phrase) -> Phrase:
    """The name that stands between commas after a role: *the port’s harbor master, Ann Lee,* said; else the phrase itself."""
    sentence, comma = phrase.sentence, phrase.last + 1
    named = _given_name(sentence, comma) or _called(phrase)
    if named:
        return named
    if sentence.words[comma : comma + 1] != [","] or (is_name(sentence, phrase.last) and not _has_role(phrase) and not _is_office(phrase)):
        return phrase
    name = _name_after(phrase, comma + 1)
    if name is None:
        return phrase
    after = sentence.words[name.last + 1 : name.last + 2]
    return name if not after or after[0] in (",", ".", "(", "of", "from") or sentence.quotes[name.last + 1] >= 0 else phrase


def _name_after(phrase: Phrase, place: int) -> Phrase | None:
    """The name that begins at token *place*, where it can be that of the role: a person’s for a person, a body’s for a body."""
    sentence, sort = phrase.sentence, sort_of(head_noun(phrase))
    if sentence.lows[phrase.first] in PRONOUNS:
        return None
    if sort == "body" and sentence.lows[place : place + 1] == ["the"]:
        place += 1
    kinds = ("person", "organization") if sort in ("person", "body") else ("person",)
    read = read_phrase(sentence, place)
    name = _without_origin(read) if read else None
    if name is None or (sentence.names[name.last] not in kinds and not _has_age(name) and not _ends_sentence(name)):
        return None
    first = name.first
    while first < name.last and (
        sentence.lows[first] in FORMER or sentence.lows[first] == "the" or (sort != "body" and sort_of(sentence.lows[first]) == "person")
    ):
        # her opponent, former general Ann Lee, conceded
        first += 1
    name = Phrase(sentence, first, name.last)
    return name if all(is_name(sentence, n) for n in range(name.first, name.last + 1)) else None


def _given_name(sentence: Sentence, place: int) -> Phrase | None:
    """The name that the words after a role give: a worker *named Ann Lee*; one, *who gave her name as Ann Lee*."""
    if sentence.words[place : place + 1] not in (["named"], [","]):
        return None
    end = min(len(sentence.words), place + _TO_NAME)
    if _GIVING.isdisjoint(sentence.lows[place : end - 1]):
        return None
    for at in range(place, end - 1):
        if (sentence.lows[at] == "named" and (at == place or sort_of(sentence.lows[at - 1]) == "person")) or (
            sentence.lows[at] == "as" and sentence.lows[at - 1] in ("name", "himself", "herself", "only")
        ):
            return read_phrase(sentence, at + 1) if sentence.names[at + 1] == "person" else None
        if sentence.lows[at] == "name" and sentence.words[at + 1] == "," and sentence.names[at + 2 : at + 3] == ["person"]:
            # a surgeon who gave only his first name, Amir, said
            return read_phrase(sentence, at + 2)
        if sentence.quotes[at] >= 0 or sentence.words[at] in ".;:":
            return None
    return None


def _called(phrase: Phrase) -> Phrase | None:
    """The name of *a teacher called Ann Lee* where a verb or a comma follows it; *the mayor called Ann Lee* tells of a call."""
    sentence, place = phrase.sentence, phrase.last + 1
    if sentence.lows[place : place + 1] != ["called"] or sentence.lows[phrase.first] not in ("a", "an", "another"):
        return None
    name = read_phrase(sentence, place + 1)
    if name is None or sentence.names[name.last] != "person" or name.last + 1 >= len(sentence.words):
        return None
    after = sentence.lows[name.last + 1]
    return name if after in AUXILIARIES or after in FINITE or after in ",(" or after in RELATIVES or after.endswith("ed") else None


def _without_origin(name: Phrase) -> Phrase:
    """A name without where its bearer is from: *Ann Lee* of Italy."""
    sentence = name.sentence
    for place in range(name.first + 1, name.last):
        if sentence.lows[place] in ("of", "from") and sentence.names[place - 1] == "person":
            return Phrase(sentence, name.first, place - 1)
    return name


def _has_age(name: Phrase) -> bool:
    """Whether an age follows, as it does a person's name: her father, Bob, *39*, said."""
    after = name.sentence.words[name.last + 1 : name.last + 3]
    return len(after) == 2 and after[0] == "," and after[1].isdecimal() and len(after[1]) < 4


def _ends_sentence(name: Phrase) -> bool:
    """Whether the phrase is one word that ends a sentence: said her husband, *Ray*."""
    words = name.sentence.words
    return name.first == name.last and words[name.last].istitle() and words[name.last + 1 : name.last + 2] in (["."], [])


def _is_office(phrase: Phrase) -> bool:
    """Whether a phrase is an office in capitals and no name: *the Taoiseach*, Ann Lee."""
    return phrase.sentence.lows[phrase.first] == "the" and not any(phrase.sentence.names[phrase.first : phrase.last + 1])


def _has_role(phrase: Phrase) -> bool:
    """Whether the phrase begins with a noun in small letters, as in *a spokesman for Ayton*."""
    return any(word[0].islower() and word not in DETERMINERS for word in phrase.sentence.words[phrase.first : phrase.last + 1])
