"""Sentence -> the people and bodies that it is about, and how much each of them stands out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final

from sitegen.annotate.cast import Cast, written
from sitegen.annotate.clauses import is_passive
from sitegen.annotate.cues import DETERMINERS, FINITE, PREPOSITIONS, PRONOUNS, RELATIVES, SPEECH, WEAK
from sitegen.annotate.frames import Sentence
from sitegen.annotate.phrases import Phrase, acts_as_noun, head_noun, read_phrase
from sitegen.annotate.roles import Gender, Sort, gender_of_noun, sort_of
from sitegen.annotate.subjects import agent, main_subject, reporter
from sitegen.model import Mention
from sitegen.model.value import Value

WEIGHTS: Final = {"speaker": 1.3, "reporter": 1.2, "subject": 1.0, "inner": 0.8, "mention": 0.6}
"""How much somebody stands out in a sentence, by part; these and the factors below were set by trial on half of a corpus."""
_INTRODUCING: Final = frozenset(["a", "an", "one", "another"])
"""Words that bring somebody new into a story."""
_STRONG: Final = SPEECH - WEAK


class Figure(Value):
    """Somebody or something that a sentence is about."""

    name: str
    sort: Sort
    weight: float
    gender: Gender | None = None
    """What its noun tells; a name's gender is looked up when it is asked for."""


def find_figures(cast: Cast, sentence: Sentence, stop: int) -> list[Figure]:
    """The people and bodies of a sentence up to token *stop*: its subject first."""
    found = []
    names = set()
    for subject, part in _subjects(sentence, stop):
        if sentence.lows[subject.first] not in PRONOUNS:
            name = cast.named(subject)
            noun = head_noun(subject)
            sort = cast.sort(name) if name else sort_of(noun)
            if sort == "other" and not name and part == "reporter" and sentence.lows[subject.first] in DETERMINERS and noun not in FINITE:
                # Nouns that no list has speak too: one accuser said.
                sort = "person"
            if not name and sort == "other":
                continue
            shown = name or written(cast.text, subject)
            weight = WEIGHTS[part] * (1.0 if name else 0.9 if part == "reporter" or sentence.lows[subject.first] in _INTRODUCING else 0.7)
            found.append(Figure(shown, sort, weight, _gender_of_role(subject) if name else gender_of_noun(noun)))
            names.add(shown)
    end = sentence.ends[stop - 1] if stop else sentence.start
    for mention in cast.mentions.within(sentence.start, end):
        if mention.type != "place" and mention.entity not in names and not _is_quoted(sentence, mention):
            sort = cast.sort(mention.entity)
            found.append(Figure(mention.entity, sort, _weight(cast.text, sentence, mention)))
    return found


def _gender_of_role(name: Phrase) -> Gender | None:
    """What the role before a name's comma tells: *a spokeswoman for the port*, Ann Lee."""
    if name.first < 2 or name.sentence.words[name.first - 1] != ",":
        return None
    role = read_phrase(name.sentence, 0, name.first - 1)
    return gender_of_noun(head_noun(role)) if role else None


def _subjects(sentence: Sentence, stop: int) -> list[tuple[Phrase, str]]:
    """The subjects of a sentence up to token *stop* with their parts: who reports, who is reported, what the main clause is about."""
    found: list[tuple[Phrase, str]] = []
    for verb in range(1, stop):
        if sentence.lows[verb] in _STRONG and sentence.words[verb][0].islower() and _is_main_verb(sentence, verb):
            subject = agent(sentence, verb) if is_passive(sentence.lows, verb) else reporter(sentence, verb)
            if subject and subject.last < stop:
                if found and _closes(sentence, subject, verb):
                    # Promises and threats followed, Ross said.
                    found = [(other, "inner") for other, _ in found]
                    found.append((subject, "reporter"))
                else:
                    found.append((subject, "inner" if found else "reporter"))
    main = main_subject(sentence, stop)
    if main and main.last < stop and not any(main.first >= subject.first for subject, _ in found):
        found.append((main, "inner" if found else "subject"))
    return found


def _closes(sentence: Sentence, subject: Phrase, verb: int) -> bool:
    """Whether nothing follows a subject and its verb that a comma parts from the sentence: …, *Ross said*."""
    if subject.first == 0 or sentence.words[subject.first - 1] != ",":
        return False
    return verb + 1 == len(sentence.words) or sentence.words[verb + 1] in ".!?"


def _is_main_verb(sentence: Sentence, verb: int) -> bool:
    return sentence.lows[verb - 1] not in RELATIVES and not acts_as_noun(sentence, verb)


def _is_quoted(sentence: Sentence, mention: Mention) -> bool:
    place = bisect_right(sentence.starts, mention.span.start) - 1
    return place >= 0 and sentence.quotes[place] >= 0


def _weight(text: str, sentence: Sentence, mention: Mention) -> float:
    """How much a name that is no subject stands out: less after a preposition, less as an owner."""
    place = bisect_right(sentence.starts, mention.span.start) - 1
    after = bisect_left(sentence.starts, mention.span.end)
    if sentence.lows[after : after + 1] == [","] and sentence.lows[after + 1 : after + 2] in (["who"], ["whose"]):
        return WEIGHTS["subject"]
    weight = WEIGHTS["mention"]
    before = sentence.lows[place - 1] if place > 0 else ""
    if before in PREPOSITIONS or before == "to":
        weight *= 0.65
    if text[mention.span.end : mention.span.end + 1] in ("’", "'"):
        weight *= 0.8
    return weight
