"""Byline -> people: the names in the line, without roles, places, outlets and agencies."""

from __future__ import annotations

import re
from functools import lru_cache

from sitegen.ingest.outlets import Outlet, is_outlet_name, named
from sitegen.model.value import Value
from sitegen.patterns import later
from sitegen.reference import reference_tables
from sitegen.typography import flat

_OPENING = later(
    r"^(?:(?:written|story|words|reported|posted|published|text|article|review|analysis|reporting|compiled|edited)\s+)?(?:by\b[\s:]{0,3}){1,2}|^byby\s",
    re.IGNORECASE,
)
_CLOSING = later(r"(?<![\s,;:|•·●∙/–—-])[\s,;:|•·●∙/–—-]++$")
# "Ana Reyes and Tom Okafor", "Ana Reyes, Tom Okafor", "Ana Reyes | Harbor Courier", "Ana Reyes with Tom Okafor"
_BETWEEN = later(r"\s*[,;|•·●∙\n\t&]\s*|\s+[–—-]\s+|\s+(?:and|with|und|et|y)\s+|\s+/\s+", re.IGNORECASE)
_WORDS = reference_tables("sitegen.ingest", "byline.toml")
_PARTICLES = frozenset(_WORDS["particles"].split())
_ROLES = frozenset(_WORDS["roles"])
_ROLE_NOUNS = frozenset(_WORDS["role_nouns"].split())
_PLACE_OR_ROLE = later(
    rf"\s+(?:{'|'.join(_WORDS['ends_a_name'])}|(?:{'|'.join(_WORDS['opens_a_role'])})\s+\w+)\b.*$", re.IGNORECASE | re.DOTALL
)
# "Ana Reyes 5 March 2016, 21:05", "Ana Reyes March 5"
_FROM_DIGIT = later(r"\s+(?:(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s+)?\d.*$", re.DOTALL | re.IGNORECASE)
_NOT_A_NAME = later(rf"\d|https?:|www\.|@|\b(?:{'|'.join(_WORDS['never'])})\b", re.IGNORECASE)
_OPENS_NO_NAME = frozenset(_WORDS["opens_no_name"].split())
_ADDRESS = later(r"\s*[<(|]?\s?[\w.+-]{1,40}@[\w.-]{1,60}[>)]?")
_WORD = later(r"(?:(?:al|el|as|ad|ar|ash|an|at|ul|ud|ed|es)[-’'])?[^\W\d_a-z][\w’'.-]*$")


class Byline(Value):
    """A byline as written, the people it names, and the outlet that it names beside them."""

    line: str
    people: tuple[str, ...]
    outlet: Outlet | None = None


@lru_cache(maxsize=64)
def read_byline(line: str) -> Byline | None:
    """The byline that *line* is, when it opens with ``By`` and names somebody: a person, an outlet or an agency.

    Of the lines around a headline it is asked several times.
    """
    opening = _OPENING.match(line)
    if not opening or len(line) > 200:
        return None
    rest = _CLOSING.sub("", _ADDRESS.sub("", line[opening.end() :]))
    parts = _parts(rest)
    people: list[str] = []
    outlet = None
    for part in parts:
        if is_outlet_name(part):
            outlet = outlet or named(part) or Outlet(part)
        elif is_name(bare_name(part)) and not (people and _is_role(part)):
            people.append(bare_name(part))
        elif not people and not outlet:
            return None
    if not people and not outlet:
        return None
    return Byline(_CLOSING.sub("", flat(line)), tuple(dict.fromkeys(people)), outlet)


_GLUE = later(r"(?<=[a-z.])(?=[A-Z][a-z])")
_PREFIX = later(r"^(?:Mc|Mac|De|Di|Du|La|Le|Van|Fitz|O’|O')$")


def bare_name(text: str) -> str:
    """*text* without what stands around a name: ``By``, a place, a role, marks."""
    text = _OPENING.sub("", flat(text))
    text = re.sub(r"\s*\([^()]*\)", "", text)
    text = _PLACE_OR_ROLE.sub("", _FROM_DIGIT.sub("", text))
    return _CLOSING.sub("", text).strip(' .,"“”*') if not text.endswith(("Jr.", "Sr.")) else text.strip()


def is_name(text: str) -> bool:
    """Whether *text* looks like a person's name: two to five capitalised words, with particles between them."""
    tokens = text.split()
    if tokens[:1] and tokens[0].lower() in _OPENS_NO_NAME:
        return False
    if not 2 <= len(tokens) <= 5 or len(text) > 60 or _NOT_A_NAME.search(text) or text.lower() in _ROLES or is_outlet_name(text):
        return False
    return all(_WORD.match(token) or token.lower() in _PARTICLES for token in tokens)


def people_in(text: str) -> tuple[str, ...]:
    """The people whom a list such as ``Ana Reyes, Tom Okafor and Li Wei in Bergen`` names, in order."""
    return tuple(
        dict.fromkeys(name for at, part in enumerate(_parts(text)) if is_name(name := bare_name(part)) and not (at and _is_role(part)))
    )


def _is_role(part: str) -> bool:
    """Whether *part*, which follows a name, is what that person does: ``Ana Reyes, North Coast Correspondent``."""
    return part.split()[-1].lower().strip(".") in _ROLE_NOUNS


def _parts(text: str) -> list[str]:
    return [part for part in _BETWEEN.split(" ".join(_unglued(text.split()))) if part]


def _unglued(tokens: list[str]) -> list[str]:
    """``Ana ReyesStaff Writer`` -> ``Ana Reyes | Staff Writer``: two elements without a space between them; not ``Ana McReyes``."""
    out = tokens[:1]
    for token in tokens[1:]:
        pieces = _GLUE.split(token)
        if len(pieces) == 2 and not _PREFIX.match(pieces[0]):
            out += [pieces[0], "|", pieces[1]]
        else:
            out.append(token)
    return out
