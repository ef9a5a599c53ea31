"""The encodings that captures come in, besides UTF-8."""

from __future__ import annotations

import codecs

_NAMES = (
    "utf-8 utf-8-sig utf-16 utf-16-le utf-16-be cp1252 iso8859-1 iso8859-2 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9 iso8859-15 "
    "cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 koi8-r koi8-u mac-roman gb18030 gbk gb2312 big5 shift_jis euc-jp euc-kr iso2022_jp"
)
# Looked up at import: Python loads a codec from disk at its first use, and no file is opened while a stage runs.
_KNOWN = frozenset(codecs.lookup(name).name for name in _NAMES.split())


def encodings_called(charset: str | None) -> tuple[str, ...]:
    """The encoding that a page or its server calls *charset*; none where no such encoding is known."""
    try:
        name = codecs.lookup(charset).name if charset else ""
    except (LookupError, ValueError):
        return ()
    # a browser reads "iso-8859-1" as Windows-1252, and so do the pages that say it
    name = "cp1252" if name == "iso8859-1" else name
    return (name,) if name in _KNOWN else ()
