"""One form for the spellings of a name: what another romanization, hyphen or article changes does not count."""

from __future__ import annotations

import re
from functools import lru_cache

from sitegen.reference import reference_tables
from sitegen.typography import latin

_GROUPS: dict[str, list[str]] = reference_tables("sitegen.catalog", "spellings.toml")
_ENGLISH = {word: group.split()[0] for group in _GROUPS["english"] for word in group.split()}
_ONE = {name: group.split()[0] for group in _GROUPS["given"] for name in group.split()}
_FULL = {name: group.split()[0] for group in _GROUPS["short"] for name in group.split()}
_ARTICLE = re.compile(r"^(?:al|el|as|ash|an|ad|ar|at|az|ul|ol)-(?=\w{2})")
_CONSONANTS = (
    ("sch", "sh"),
    ("tch", "ch"),
    ("ph", "f"),
    ("dh", "d"),
    ("gh", "g"),
    ("th", "t"),
    ("ck", "k"),
    ("q", "k"),
    ("cz", "ch"),
    ("w", "v"),
    ("x", "ks"),
    ("tz", "ts"),
)
_LETTER_RULES = (
    (re.compile(r"c(?![heiy])"), "k"),
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"a?ee|ey|ei|ay|ai|iy|ii|yy|yi|ie$"), "i"),
    (re.compile(r"y"), "i"),
)
_LETTERS = str.maketrans("yecjwqo", "iikivku")
_ENDS = ((re.compile(r"(?<=[aeo])h$"), ""), (re.compile(r"(?<=[auo])e(?=[^aeiou])"), ""))
_TWICE = re.compile(r"(\w)\1+")
_HYPHEN = re.compile(r"[\s‐‑–-]+")
_ARTICLES = frozenset(("al", "el", "ul"))
_EDGE = re.compile(r"[^a-z0-9-]+")


@lru_cache(maxsize=1 << 16)
def plain(word: str) -> str:
    """*word* in small letters of the Latin alphabet, without marks, article or full stop."""
    return _ARTICLE.sub("", _EDGE.sub("", latin(word).lower()).strip("-"))


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    """A form that spellings of one name share: ``sergei`` and ``sergey``, ``jibrin`` and ``jibreen``."""
    word = plain(word).replace("-", "")
    word = _ONE.get(word, word)
    if len(word) < 3:
        return word
    for old, new in _CONSONANTS:
        word = word.replace(old, new)
    for pattern, new in (*_LETTER_RULES, *(_ENDS if len(word) > 4 else ())):
        word = pattern.sub(new, word)
    word = _TWICE.sub(r"\1", word)
    return word.replace("o", "u") if len(word) > 4 else word


def parts(name: str) -> list[str]:
    """The words of *name* in small Latin letters: hyphens part them, a leading ``the`` and articles such as ``al`` do not count."""
    words = [word for part in _HYPHEN.split(name.replace("’", "'")) if (word := plain(part))]
    bare = [word for position, word in enumerate(words) if not (word in _ARTICLES or (word == "the" and position == 0))]
    return bare or words


@lru_cache(maxsize=1 << 16)
def thing_key(name: str, is_place: bool) -> str:
    """What the spellings of an organisation's or a place's name share; the romanization counts in names of several words, not of places."""
    words = [_ENGLISH.get(word, word) for word in parts(name)]
    if not is_place and (len(words) > 1 or name.isupper()):
        return " ".join(words)
    return _TWICE.sub(r"\1", "".join(map(sound, words)))


def is_short_for(short: str, full: str) -> bool:
    """Whether people called *full* are also called *short*, or the other way round."""
    one, other = plain(short), plain(full)
    return one in _FULL and _FULL[one] == _FULL.get(other)


def given_key(word: str) -> str:
    """What all spellings and short forms of a given name share; an initial is its own."""
    name = plain(word)
    return sound(_FULL.get(name, name))


def letter(word: str) -> str:
    """The letter under which to look for names like *word*: the same for all its spellings and short forms."""
    return given_key(word)[:1].translate(_LETTERS)
