"""What the words around a name say of its kind."""

from __future__ import annotations

from sitegen.annotate import names
from sitegen.annotate.candidates import Candidate
from sitegen.annotate.lists import read_toml, word_set
from sitegen.patterns import later

_AROUND = {key: word_set(words) for key, words in read_toml("names.toml")["around"].items()}
_AGE = later(r",\s(?:aged\s)?\d{1,2}(?:,|\.|;|\s[—–-]|$)|\s\(\d{1,2}\)")
_PLACE_AFTER_COMMA = later(r",\s([A-Z][\w.]+(?:\s[A-Z]\w+){0,3})")
_WORDS = later(r"[\w’'-]+")
_APPOSED = later(r",\s((?:an?|the|one|its|his|her|their|another|[\w’']+[’']s?)\s[^\n,.;:!?“”\"()]{2,80})")
_CLAUSE = later(r"[,.;:—–“”\"(\n]")
_POSSESSIVE = later(r"(?:[’']\s?s|s[’'])\s")
_PREPOSITION = later(r"\s(?:of|to|for|in|at|from|with|on|based|who|which|that|whose)\s")
_DATELINE = later(r"(?:,\s[A-Z][\w ]+)?\s?(?:\([^)\n]{2,30}\)\s?)?(?:[—–-]{1,2}\s|\d{4}-\d\d-\d\d)")
_ACRONYM = later(r"\s\(\s?[A-Z][\w&.-]*[A-Z]\s?\)")
_ROLE_OF, _LINKED, _BETWEEN, _AUXILIARY = (_AROUND[key] for key in ("role_of", "linked", "between", "auxiliary"))
_LEADING = _LINKED | {"from", "at"}
_PEOPLE_OF_OFFICE = _AROUND["person_noun"]
_SIGN_OF_NOUN = {"person_noun": "role_before", "group_noun": "group_before", "place_noun": "place_of_before"}
_PEOPLE = later(r" ([a-z]{3,20}(?: [a-z]{3,20})?)\b")
_WINDOW, _AHEAD = 72, 96
_SET_APART = frozenset(",'’")
_SHORTEST_TOWN = 3
_BEFORE = {
    "in": "place_before",
    "near": "to_place",
    "role_before": "person_noun",
    "group_before": "group_noun",
    "place_noun_before": "place_noun",
    "said_before": "speech",
    "unnamed": "unnamed",
}
_AFTER = {
    "unnamed_after": "unnamed",
    "who": "person_after",
    "speaks": "speech",
    "person_verb": "person_verb",
    "person_noun_after": "person_noun_after",
    "place_after": "place_after",
    "place_after_weak": "place_after_weak",
    "group_after": "group_after",
}
_SIGN_BEFORE = {word: sign for sign, key in reversed(_BEFORE.items()) for word in _AROUND[key]}
_SIGN_AFTER = {word: sign for sign, key in reversed(_AFTER.items()) for word in _AROUND[key]}
_OWNED = {word: key for key in ("owned_by_group", "owned_by_person", "owned_by_place") for word in _AROUND[key]}
_NOUN = {word: key for key in ("place_noun", "group_noun", "person_noun") for word in _AROUND[key]}


def outer_signs(candidate: Candidate, text: str) -> list[str]:
    """What the words around one occurrence say."""
    start, end = candidate.start, candidate.end
    left, right = text[start - 1 : start], text[end : end + 1]
    signs = _before(text[max(0, start - _WINDOW) : start]) if left in (" ", "\xa0") else []
    # A tokenizer has set the marks apart: Haddad , 41 , said
    is_apart = right == " " and text[end + 1 : end + 2] in _SET_APART
    ahead = text[end + is_apart : end + _AHEAD]
    after = _after(ahead)
    # the Nasr al-Karim group, but not Karim group members
    if "the" in signs and "group_after" in after:
        signs.append("the_group")
    signs += after
    if candidate.title:
        signs.append("title")
    if candidate.employs:
        signs.append("employs")
    if candidate.part:
        signs.append(candidate.part)
    if candidate.opens:
        signs += _opening(candidate, ahead)
    # Karvelian officials, the Karvelian foreign minister
    if right == " " and len(candidate.words) == 1 and names.may_be_demonym(candidate.words[0].lower()) and _leads_to_people(text, end):
        signs.append("adjective")
    if left == "(" and text[end : end + 2].strip()[:1] in (")", ","):
        signs.append("bracketed")
    return signs


def _opening(candidate: Candidate, ahead: str) -> list[str]:
    """What the place at the head of a sentence says, before the words *ahead*."""
    signs = ["opens"]
    if len(candidate.words) == 1 and names.is_common(candidate.words[0].lower()):
        signs.append("opens_common")
    is_within = ahead[:1] == " " and ahead[1:2].isalpha()
    if not is_within and _DATELINE.match(ahead):
        signs.append("dateline")
        if candidate.text.isupper() and len(candidate.text) > _SHORTEST_TOWN:
            signs.append("dateline_capitals")
    return signs


def _leads_to_people(text: str, end: int) -> bool:
    """Whether one of the next two words, in small letters, means people in office."""
    after = _PEOPLE.match(text, end)
    return after is not None and any(_NOUN.get(word.removesuffix("s")) == "person_noun" for word in after[1].split())


def _before(before: str) -> list[str]:
    words = before.rsplit(None, 3)
    last = words.pop().lower() if words else ""
    signs = []
    if last in ("the", "a", "an"):
        signs.append("the" if last == "the" else "article")
        last = words.pop().lower() if words else ""
    if last.endswith(","):
        noun = _head_noun(_CLAUSE.split(before.rstrip(", ").lower())[-1])
        sign = f"apposed_{noun}" if noun else None
    else:
        sign = _of_word_before(last, words[-1].lower() if words else "")
    if sign:
        signs.append(sign)
    return signs


def _of_word_before(last: str, near: str) -> str | None:
    """What the word right before a name says, behind the word *near*."""
    if last in _LEADING:
        return _after_link(last, near)
    if near in _NOUN and last in ("called", "named", "dubbed"):
        return _SIGN_OF_NOUN[_NOUN[near]]
    if last == "in" and near in _AROUND["invested"]:
        return "invested"
    if last in _SIGN_BEFORE:
        return _SIGN_BEFORE[last]
    return "owned" if last.endswith(("’s", "'s", "s’")) or last == "s" else None


def _after_link(last: str, near: str) -> str:
    if last == "of" and near in _AROUND["governs"]:
        return "governed"
    if last == "of" and near in _AROUND["place_noun"]:
        return "place_of_before"
    if last == "of" and near in ("minister", "ministers", "secretary", "secretaries"):
        return "portfolio"
    if last in ("for", "with", "against") and near in _AROUND["plays"]:
        return "plays_for"
    if last in ("of", "for", "from", "at", "with") and near in _ROLE_OF:
        return "role_of_before"
    return "near" if last in ("from", "at") else f"after_{last}"


def _after(after: str) -> list[str]:
    first = after[:1]
    if first == " ":
        return _next_word(after)
    if first == ",":
        return _apposition(after)
    if first in "’'" and after[1:3] in ("s ", " s"):
        match = _WORDS.search(after, 3)
        return [_OWNED.get(match[0].lower(), "possessive") if match else "possessive"]
    return []


def _apposition(after: str) -> list[str]:
    signs, opener = [], after[2:3]
    if opener.isupper():
        place = _PLACE_AFTER_COMMA.match(after)
        if place and (place[1].rstrip(".") in names.COUNTRIES or place[1].split(" ")[0] in names.COUNTRIES):
            signs.append("of_country")
    elif (opener == "a" or opener.isdecimal()) and _AGE.match(after):
        signs.append("age")
    apposed = _APPOSED.match(after)
    noun = _head_noun(apposed[1].lower()) if apposed else None
    if noun:
        signs.append(f"apposed_{noun}")
    elif after[2:5] == "who":
        signs.append("who")
    return signs


def _head_noun(phrase: str) -> str | None:
    """What a noun phrase names: ``the envoy to the lake countries``, ``the Ministry of Water’s envoy`` name a person."""
    owned = _POSSESSIVE.split(phrase)[-1] if "’" in phrase or "'" in phrase else phrase
    for part in _PREPOSITION.split(owned):
        words = _WORDS.findall(part)
        nouns = [(place, _NOUN[word]) for place, word in enumerate(words) if word in _NOUN]
        if nouns:
            place, noun = nouns[-1]
            # the volunteer river pilots are no river
            return None if noun == "place_noun" and place + 1 < len(words) and words[-1].endswith("s") else noun
    return None


def _next_word(after: str) -> list[str]:
    signs = ["has_acronym"] if after[1:2] == "(" and _ACRONYM.match(after) else []
    first, space, rest = after[1:30].partition(" ")
    is_small = first[:1].islower()
    word = first.rstrip(",.;:)").lower()
    if word in _BETWEEN and space and word not in _SIGN_AFTER:
        word = _behind(rest.split(" "))
    if is_small and word in _SIGN_AFTER:
        signs.append(_SIGN_AFTER[word])
        # Velmora says it is grateful
        if _SIGN_AFTER[word] == "speaks" and rest.partition(" ")[0] in ("it", "its"):
            signs.append("says_it")
    elif is_small and word in _PEOPLE_OF_OFFICE:
        signs.append("role_after")
    elif word in _AUXILIARY:
        signs.append("acts")
    elif word[:1].isdecimal():
        signs.append("number_after")
    elif word[:1] in ("$", "€", "£", "¥"):
        signs.append("money")
    elif word.endswith("ed") and first.islower():
        signs.append("acts")
    return signs


def _behind(words: list[str]) -> str:
    """The word that tells behind one which only says of what kind it is: police *officers*, state television *reported*."""
    second = words[0].rstrip(",.;:)").lower()
    return second if second in _SIGN_AFTER else words[1].rstrip(",.;:)") if len(words) > 1 else ""
