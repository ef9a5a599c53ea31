"""The words of a text as the search sees them; ``templates/static/js/search-words.js`` does the same in the browser.

The two share the vectors of ``tests/cases/tokens.json``. The stemmer is that of the ``lunr`` package, brought to what lunr.js does.
"""

from __future__ import annotations

import re
import unicodedata

from lunr.stemmer import PorterStemmer

from sitegen.patterns import later

_MARKS = (
    (0x0300, 0x036F),
    (0x0483, 0x0487),
    (0x0591, 0x05BD),
    (0x05BF, 0x05C7),
    (0x0610, 0x061A),
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06ED),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE20, 0xFE2F),
)
"""Accents and vowel points that a reader leaves out when typing; the marks of Indic and other scripts are letters and stay."""

_INVISIBLE = dict.fromkeys([0x00AD, 0x0640, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFE0F, 0xFEFF])
"""Soft hyphen, Arabic tatweel, joiners, direction marks."""
_APOSTROPHES = dict.fromkeys(map(ord, "‘’‚‛′`´ʹʻʼʽʾʿ＇"), "'")
_BEFORE = _INVISIBLE | _APOSTROPHES

_LETTERS = {
    **dict(zip("ßæœøđðłħıþŋςىیةک", ("ss", "ae", "oe", "o", "d", "d", "l", "h", "i", "th", "n", "σ", "ي", "ي", "ه", "ك"), strict=True)),
    **{chr(zero + digit): str(digit) for zero in (0x0660, 0x06F0) for digit in range(10)},
}
"""Letters that no decomposition brings to what a reader types, and the digits of Arabic and Persian."""
_AFTER = dict.fromkeys(code for first, last in _MARKS for code in range(first, last + 1)) | {ord(a): b for a, b in _LETTERS.items()}

_SIMPLE = later(r"[!-/:-@\[-`{-~“”‘’„—–…]*([A-Za-z]+)[!-/:-@\[-`{-~“”‘’„—–…]*")
"""Most chunks: one word of plain letters, perhaps with marks around it; the rules below would find the same."""
_GROUPED = later(r"([0-9])[,.](?=[0-9]{3}(?![0-9]))")
"""The comma of ``10,000``."""
_ELIDED = later(r"^(?:[cdjlmnst]|qu)'(?=..)")
"""The article of ``l'archive``; O'Neill keeps his O."""
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
"""Scripts written without spaces: every character is a word."""
_CHARACTERS = later(f"[{_UNSPACED}]|[^{_UNSPACED}]+")
_LATIN = later(r"[a-z]{3,}")
_ENDINGS = ("s", "ed", "ing", "y", "e", "ll", "al", "nci", "er", "li", "ion", "ator", "ism", "iti", "logi", "ful", "ic", "ant", "ent", "ou")
"""A word without any of them is its own stem: half of all words need no stemmer."""


_KINDS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "vcccvcccvcccccvcccccvcccyc")
"""Vowels and consonants."""


class _LunrStemmer(PorterStemmer):  # type: ignore[misc]  # the lunr package has no types
    """Step 1c as lunr.js has it: *turkey*, *money* and *friday* keep their y there, and *try* loses it."""

    b: str
    k: int
    j: int

    def ends(self, s: str) -> bool:
        """Asked so often that it is answered at once: whether the word ends so, and then where what stands before it ends."""
        if self.b.endswith(s, 0, self.k + 1):
            self.j = self.k - len(s)
            return True
        return False

    def m(self) -> int:
        """How often a consonant follows a vowel; a y is now this and now that."""
        kinds = self.b[: self.j + 1].translate(_KINDS)
        return int(super().m()) if "y" in kinds else kinds.count("vc")

    def step1c(self) -> None:
        if self.b[self.k] == "y" and self.k >= 2 and self.b[self.k - 1] not in "aeiou":
            self.b = self.b[: self.k] + "i"

    def doublec(self, j: int) -> bool:
        return self.b[j] != "y" and bool(super().doublec(j))


_STEMMER = _LunrStemmer()
_ENDINGS_ALONE = {"ies": "ie", "sses": "sse", "eed": "e", "eeds": "e"}
"""Endings that stand as words: lunr.js takes an ending only from something."""


def tokens(text: str) -> list[str]:
    """The words of *text* in their order, folded: no case, no accents, no possessive s, no marks; ``U.N.`` is one word."""
    return [token for chunk in text.split() for token in chunk_tokens(chunk)]


def chunk_tokens(chunk: str) -> tuple[str, ...]:
    """The words of *chunk*, a stretch of text without spaces."""
    simple = _SIMPLE.fullmatch(chunk)
    if simple:
        return (simple[1].lower(),)
    plain = _GROUPED.sub(r"\1", _fold(chunk))
    return tuple(token for run in _runs(plain).findall(plain) for word in _parts(run) for token in _spaced(_bare(word)))


def stem(token: str) -> str:
    """The index term of *token*; only words of plain Latin letters have endings to lose."""
    if not token.endswith(_ENDINGS) or not _LATIN.fullmatch(token):
        return token
    return _ENDINGS_ALONE.get(token) or str(_STEMMER.stem(token))


def utf16(term: str) -> bytes:
    """The sort key of JavaScript, which compares UTF-16 units."""
    return term.encode("utf-16-be", "surrogatepass")


def _fold(text: str) -> str:
    if text.isascii():
        return text.replace("`", "'").lower()
    return unicodedata.normalize("NFKD", text.translate(_BEFORE)).lower().translate(_AFTER)


def _runs(text: str) -> re.Pattern[str]:
    """Words, with the apostrophes and full stops inside them; marks that have stayed, as in Devanagari, count as letters."""
    marks = "" if text.isascii() else "".join(sorted({c for c in text if unicodedata.category(c)[0] == "M"}))
    letter = f"(?:[^\\W_]|[{marks}])" if marks else r"[^\W_]"
    return re.compile(f"{letter}+(?:['.]{letter}+)*")


def _parts(run: str) -> list[str]:
    parts = run.split(".")
    return ["".join(parts)] if len(parts) > 1 and all(len(part) == 1 and not part.isdecimal() for part in parts) else parts


def _bare(word: str) -> str:
    return _ELIDED.sub("", word).removesuffix("'s").replace("'", "")


def _spaced(word: str) -> list[str]:
    return [word] if word.isascii() else _CHARACTERS.findall(word)
