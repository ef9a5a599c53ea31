"""In which script a name is written, for browsers and screen readers."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from markupsafe import Markup

from sitegen.publish.view import View
from sitegen.publish.weave import Thread, weave

_TAGS = {
    "ARABIC": "Arab",
    "ARMENIAN": "Armn",
    "BENGALI": "Beng",
    "CJK": "Hani",
    "CYRILLIC": "Cyrl",
    "DEVANAGARI": "Deva",
    "ETHIOPIC": "Ethi",
    "GEORGIAN": "Geor",
    "GREEK": "Grek",
    "HANGUL": "Kore",
    "HEBREW": "Hebr",
    "HIRAGANA": "Jpan",
    "KATAKANA": "Jpan",
    "NKO": "Nkoo",
    "SYRIAC": "Syrc",
    "TAMIL": "Taml",
    "THAANA": "Thaa",
    "THAI": "Thai",
}
"""ISO 15924 codes by the first word of the names that Unicode gives to the letters."""
_FROM_THE_RIGHT = frozenset(("Arab", "Hebr", "Nkoo", "Syrc", "Thaa"))


class Script(View):
    """A script, as the attributes of an element say it; which language it is, letters alone do not tell."""

    lang: str
    """``und-Arab``: a language not determined, in Arabic letters."""
    dir: str
    """``rtl`` or ``ltr``."""


LATIN = Script("und-Latn", "ltr")
HEAD = 400
"""Characters that tell the script of a text."""
_RIGHTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_BEYOND_LATIN = re.compile("[^\0-\u036f\uffa0-\U0010ffff](?<![\u1e00-\u2c7f\ua720-\ua83f\ud800-\uf8ff\ufe00-\ufe6f])")
"""U+0370 to U+FF9F without what is Latin or no letter there, said so that Python compiles it in a sixth of the time."""


@lru_cache(maxsize=65_536)
def isolated(name: str) -> Markup:
    """*name* as HTML that stands among words of any direction without moving them, and says its script where that is not Latin."""
    script = script_of(name)
    return weave(name, [Thread(0, len(name), "bdi", (("lang", script.lang), ("dir", script.dir)) if script else ())])


def script_of_text(text: str) -> Script:
    """The script that most letters at the head of *text* are of."""
    head = text[:HEAD]
    if not _BEYOND_LATIN.search(head):
        return LATIN
    found = Counter(_TAGS.get(unicodedata.name(letter, "").partition(" ")[0].partition("-")[0]) for letter in head if letter.isalpha())
    return _script(found.most_common(1)[0][0]) if found else LATIN


def direction_of(text: str) -> str:
    """The ``dir`` of an element that holds *text*: ``auto``, where its first letter tells right; else that of most of its letters.

    An Arabic sentence may open with a Latin name: *Tesmin كانت المدينة الأولى*.
    """
    if text.isascii() or not (first := _RIGHTWARD.search(text)):
        return "auto"
    most = script_of_text(text).dir
    begins = "rtl" if not any(map(str.isalpha, text[: first.start()])) else "ltr"
    return "auto" if begins == most else most


def script_of(name: str) -> Script | None:
    """The script that all letters of *name* are of; None where that is Latin, or not one alone."""
    if name.isascii():
        return None
    found = {_TAGS.get(unicodedata.name(letter, "").partition(" ")[0].partition("-")[0]) for letter in name if letter.isalpha()}
    tag = found.pop() if len(found) == 1 else None
    return _script(tag) if tag else None


def _script(tag: str | None) -> Script:
    return Script(f"und-{tag}", "rtl" if tag in _FROM_THE_RIGHT else "ltr") if tag else LATIN
