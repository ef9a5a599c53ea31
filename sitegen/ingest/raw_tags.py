"""A raw HTML tag in Markdown -> its name, its attributes and what they say."""

from __future__ import annotations

import html
from functools import lru_cache

from sitegen.ingest.marks import NAMING, read_mark
from sitegen.patterns import later

_NAME = later(r"<([a-zA-Z][\w:-]*)")
_ATTRIBUTE = later(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_NAMES = later(rf"""\s(?:{"|".join(NAMING)})=["']([^"']*)""")
_HIDDEN = later(r"""style=["'][^"']*(?:display:\s?none|visibility:\s?hidden)|\shidden(?=[\s/>=])""")
_AUTHOR = later(r"""\s(?:rel|itemprop)=["']author["']""")


class Tag:
    """An opening tag as it was written; it answers for its attributes like an element of a tree."""

    __slots__ = ("_attributes", "hidden", "is_author", "mark", "tag", "written")

    def __init__(self, written: str, attributes: dict[str, str] | None = None) -> None:
        name = _NAME.match(written)
        self.written = written
        self.tag = name[1].lower() if name else ""
        self._attributes = attributes
        self.mark = read_mark(" ".join(_NAMES.findall(written)))
        """What the names on it say it is: ``caption``, ``related``."""
        self.is_author = self.mark == "byline" or ("author" in written and bool(_AUTHOR.search(written)))
        self.hidden = ("hidden" in written or "display" in written) and bool(_HIDDEN.search(written))

    def get(self, name: str) -> str | None:
        """The attribute *name*; None when the tag does not have it."""
        if self._attributes is None:
            self._attributes = {a.lower(): html.unescape(b or c or d) for a, b, c, d in _ATTRIBUTE.findall(self.written)}
        return self._attributes.get(name)


@lru_cache(maxsize=20_000)
def read_tag(written: str) -> Tag:
    """The tag that is *written*: ``<div class="byline">``."""
    return Tag(written)
