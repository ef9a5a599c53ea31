"""Tree -> the lines that belong to the story, as trafilatura sees it."""

from __future__ import annotations

from copy import deepcopy

import trafilatura
from lxml.html import HtmlElement
from trafilatura.settings import Document


def choose(tree: HtmlElement, precise: bool = False) -> tuple[str, ...]:
    """The lines of the story in order: paragraphs, headings, list items, table rows; none when it finds no story."""
    try:
        found = trafilatura.bare_extraction(deepcopy(tree), include_comments=False, with_metadata=False, favor_precision=precise)
    except Exception:
        return ()
    if not isinstance(found, Document):
        return ()
    return tuple(line.removeprefix("- ") for line in (found.text or "").split("\n") if line.strip())
