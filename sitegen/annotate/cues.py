"""The words that report speech and the small words around them, read from ``cues.toml``."""

from __future__ import annotations

from typing import Final

from sitegen.annotate.lists import read_toml

_LISTS: Final = read_toml("cues.toml")


def _forms(group: str, *places: int) -> frozenset[str]:
    rows = [row.split() for row in _LISTS["verbs"][group]]
    return frozenset(row[place] for row in rows for place in places if place < len(row))


def _words(name: str) -> frozenset[str]:
    return frozenset(str(_LISTS["words"][name]).split())


SPEECH: Final = _forms("speech", 0, 1, 2, 4)
"""Finite forms and past participles of verbs that introduce a quotation on their own."""
JUDGEMENT: Final = _forms("judgement", 0, 1, 2, 4)
SPEAKING: Final = _forms("speech", 3)
"""Participles: saying, adding."""
JUDGING: Final = _forms("judgement", 3)
BARE: Final = _forms("speech", 0) | _forms("judgement", 0)
"""Base forms, which need a plural subject, a modal or ``to`` before them."""
PAST: Final = _forms("speech", 2, 4) | _forms("judgement", 2, 4)
FINITE: Final = SPEECH | JUDGEMENT
PARTICIPLES: Final = SPEAKING | JUDGING
VERBS: Final = FINITE | PARTICIPLES
_WEAK: Final = frozenset(_LISTS["verbs"]["weak"].split())
WEAK: Final = frozenset(
    form for group in ("speech", "judgement") for forms in map(str.split, _LISTS["verbs"][group]) if forms[0] in _WEAK for form in forms
)
"""All forms of verbs whose marked words may belong to a report further out."""
REPORTING: Final = frozenset(
    form for row in _LISTS["verbs"]["speech"] if row.split()[0] in str(_LISTS["verbs"]["reporting"]).split() for form in row.split()[1:3]
)
"""Finite forms of verbs whose clause is reported speech."""
NOUNS: Final = frozenset(str(_LISTS["verbs"]["nouns"]).split())
"""Forms that are nouns at least as often as verbs."""
PHRASAL: Final = frozenset(tuple(verb.split()) for verb in _LISTS["verbs"]["phrasal"])
"""Cues of two words."""
HABITS: Final = _words("habits")
"""Verbs that with *to* and a cue tell what somebody often says or begins to say: used to say, likes to say."""
HEARD: Final = _words("heard")
"""Passives behind which a participle or infinitive tells what somebody says: was quoted as saying."""
IRREGULAR: Final = _words("irregular")
AUXILIARIES: Final = _words("auxiliaries")
ADVERBS: Final = _words("adverbs")
BE: Final = _words("be")
SUBORDINATORS: Final = _words("subordinators")
RELATIVES: Final = _words("relatives")
CONJUNCTIONS: Final = _words("conjunctions")
PREPOSITIONS: Final = _words("prepositions")
DETERMINERS: Final = _words("determiners")
OWN_WORDS: Final = _words("own_words")
"""Nouns that mean somebody's words."""
FORMER: Final = _words("former")
"""Adjectives of an office before a name."""
ENTITLED: Final = _words("entitled")
"""Participles that a title, a name or an inscription follows."""
SHOWS: Final = _words("shows")
"""Words before somebody who is seen or heard saying something."""
WORKS: Final = _words("works")
"""Nouns for works, whose titles stand between marks."""
KEEPS: Final = _words("keeps")
"""Verbs behind which a participle tells what somebody says: kept repeating."""
OBJECTS: Final = _words("objects")
"""Pronouns that are never a subject."""
PRONOUNS: Final = _words("pronouns")
TIMES: Final = _words("times")


def is_adverb(word: str) -> bool:
    """Whether *word*, in small letters, may stand between a subject and its verb."""
    return word in ADVERBS or (word.endswith("ly") and word not in ("family", "ally", "assembly", "italy", "july", "reply"))
