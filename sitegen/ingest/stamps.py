"""Tree and markup -> the day of publication that an element or a script states when the head does not."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from sitegen.ingest.dates import parse_date
from sitegen.ingest.facts import Facts, learn

_IN_SCRIPT = re.compile(
    r"(?:datePublished|publish(?:ed)?_?(?:Date|At|On|_at|_on|_date)|publicationDate|first_published_at|firstPublished|datepublished)"
    r"(?:\\?[\"']|&quot;){1,2}\s{0,2}:\s{0,2}(?:\\?[\"']|&quot;)(?P<day>(?:19|20)\d\d-\d\d-\d\d)"
)
_ELSEWHERE = re.compile(r"related|recommend|trending|popular|sidebar|widget|comment|footer|latest|teaser|card|nav", re.IGNORECASE)
_SCRIPTS = 3_000_000
"""Characters of the markup that are searched."""


def read_stamps(tree: HtmlElement, markup: str, facts: Facts) -> Facts:
    """*facts* and the day in a ``<time>`` or an ``itemprop`` of the story, else in the data of a script."""
    if facts.published:
        return facts
    for where, value in _marked(tree):
        facts = learn(facts, where, published=parse_date(value))
    if not facts.published:
        found = _IN_SCRIPT.search(markup, 0, _SCRIPTS)
        facts = learn(facts, "script data", published=parse_date(found["day"])) if found else facts
    return facts


def _marked(tree: HtmlElement) -> list[tuple[str, str]]:
    strong, weak = [], []
    for element in tree.iter("time", "abbr", "span", "div", "p", "li"):
        prop = (element.get("itemprop") or "").lower()
        if prop in ("datepublished", "datecreated"):
            strong.append((f"itemprop {prop}", _value(element)))
        elif element.tag == "time" and prop != "datemodified" and not _stands_elsewhere(element):
            weak.append(("time", _value(element)))
    return strong + weak[:1]


def _value(element: HtmlElement) -> str:
    return element.get("content") or element.get("datetime") or (element.text_content() or "")[:80]


def _stands_elsewhere(element: HtmlElement) -> bool:
    """Whether one of the elements around the time belongs to another story or to readers."""
    for above, _ in zip(element.iterancestors(), range(5), strict=False):
        if above.tag in ("aside", "footer", "nav") or _ELSEWHERE.search(f"{above.get('class') or ''} {above.get('id') or ''}"):
            return True
    return False
