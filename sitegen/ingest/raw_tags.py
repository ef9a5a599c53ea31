"""A raw HTML tag in Markdown -> its name, its attributes and what they say."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import lru_cache

from sitegen.ingest.marks import is_author, mark

_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_HIDDEN = re.compile(r"display:\s?none|visibility:\s?hidden")
_BARE_HIDDEN = re.compile(r"\shidden(?=[\s/>])")


@dataclass(frozen=True, slots=True, eq=False)
class Tag:
    """An opening tag as it was written; it answers for its attributes like an element of a tree."""

    tag: str
    attributes: dict[str, str]
    mark: str | None = None
    """What the names on it say it is: ``caption``, ``related``."""

    is_author: bool = False
    hidden: bool = False

    def get(self, name: str) -> str | None:
        """The attribute *name*; None when the tag does not have it."""
        return self.attributes.get(name)


@lru_cache(maxsize=20_000)
def read_tag(written: str) -> Tag:
    """The tag that is *written*: ``<div class="byline">``."""
    name = re.match(r"<([a-zA-Z][\w:-]*)", written)
    found = {a.lower(): html.unescape(b or c or d) for a, b, c, d in _ATTRIBUTE.findall(written)}
    bare = Tag(name[1].lower() if name else "", found)
    style = found.get("style")
    hidden = "hidden" in found or bool(_BARE_HIDDEN.search(written)) or bool(style and _HIDDEN.search(style))
    return Tag(bare.tag, found, mark(bare), is_author(bare), hidden)
