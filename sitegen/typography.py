"""Characters: what is equal to a reader although it is written differently."""

from __future__ import annotations

import re
import unicodedata

_MARKS = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʼʻ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", None),
    }
)


_NO_CHARACTER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def printable(text: str) -> str:
    """*text* with a sign in place of each character that neither HTML nor XML allows."""
    return _NO_CHARACTER.sub("\ufffd", text)


def flat(text: str) -> str:
    """*text* on one line, with single spaces and none at the ends."""
    return " ".join(text.split())


def fold(text: str) -> str:
    """One form for comparing: case, accents, width, kinds of quotation marks, dashes and spaces do not count."""
    if text.isascii():
        return flat(text.translate(_MARKS).lower())
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(_MARKS)
    return flat("".join(c for c in plain if not unicodedata.combining(c)))


def words(text: str) -> list[str]:
    """The words of *text*, folded; marks and spaces do not count."""
    return re.findall(r"\w+(?:'\w+)*", fold(text))
