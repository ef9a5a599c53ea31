"""Characters: what is equal to a reader although it is written differently."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from sitegen.patterns import later

_MARKS: dict[str, str] = {
    **dict.fromkeys("‘’‚‛′`´ʼʻ", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", ""),
}
_MARK = re.compile(f"[{''.join(_MARKS)}]")
_USUAL = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("—", "-"), ("–", "-"), ("…", "..."), ("\xa0", " "))
"""All that English texts have beside ASCII, for the most part, each with what `fold` makes of it."""

_WORDS = re.compile(r"\w+(?:'\w+)*")
_SPACED = {place: sign if sign.isalnum() or sign in "_'" else " " for place, sign in enumerate(map(str.lower, map(chr, range(128))))}
_SPACED[ord("`")] = "'"
_NO_CHARACTER = later(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def printable(text: str) -> str:
    """*text* with a sign in place of each character that neither HTML nor XML allows."""
    return _NO_CHARACTER.sub("\ufffd", text)


_HARMLESS = bytes({9, 10, 13, *range(32, 127), *range(0xC3, 0xF8)} - {0xEF})
"""Bytes of UTF-8 that no such character has: ASCII, and how all others begin but U+0080 to U+00BF and U+F000 to U+FFFF."""
_SUSPECT = re.compile(rb"[\x00-\x1f\x7f]|\xc2[\x80-\x9f]|\xef[\xb7\xbf]")


def printable_bytes(text: str) -> bytes:
    """``printable(text)`` in UTF-8: the characters are looked for one by one only where the bytes tell that there may be some."""
    try:
        content = text.encode("utf-8")
    except UnicodeEncodeError:
        return printable(text).encode("utf-8")
    return printable(text).encode("utf-8") if _SUSPECT.search(content.translate(None, _HARMLESS)) else content


def flat(text: str) -> str:
    """*text* on one line, with single spaces and none at the ends."""
    return text if _is_flat(text) else " ".join(text.split())


@lru_cache(maxsize=64)
def count_words(text: str) -> int:
    """How many words *text* has, as far as spaces tell; of a paragraph it is asked several times while it is read."""
    return text.count(" ") + 1 if text and _is_flat(text) else len(text.split())


def _is_flat(text: str) -> bool:
    """True only where `flat` has nothing to do, as mostly, which is seen in a quarter of its time: of all spaces one is printable."""
    return text.isprintable() and "  " not in text and text.strip() == text


def latin(text: str) -> str:
    """*text* in letters of ASCII; what knows the other alphabets, and takes long to load, is loaded when one of them is met."""
    if text.isascii():
        return text
    from anyascii import anyascii

    return anyascii(text)


def fold(text: str) -> str:
    """One form for comparing: case, accents, width, kinds of quotation marks, dashes and spaces do not count."""
    if text.isascii():
        return text.lower() if text.isalnum() else flat(text.replace("`", "'").lower())
    usual = text
    for mark, sign in _USUAL:
        usual = usual.replace(mark, sign)
    if usual.isascii():
        return flat(usual.replace("`", "'").lower())
    plain = _MARK.sub(lambda mark: _MARKS[mark[0]], unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()))
    return flat(plain if plain.isascii() else "".join(c for c in plain if not unicodedata.combining(c)))


def words(text: str) -> list[str]:
    """The words of *text*, folded; marks and spaces do not count."""
    if not text.isascii():
        return _WORDS.findall(fold(text))
    parts = text.translate(_SPACED).split()
    if "'" not in text and "`" not in text:
        return parts
    return [word for part in parts for word in (_WORDS.findall(part) if "'" in part else (part,))]
