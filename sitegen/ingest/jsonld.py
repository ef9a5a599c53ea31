"""Scripts of linked data -> what they state about the article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|Story)$|^(?:Recipe|CreativeWork|Webpage|WebPage|ReportageNewsArticle)$")
_WEAK = frozenset(("WebPage", "Webpage", "CreativeWork", "Review", "Recipe"))
_WRAPPED = re.compile(r"^\s*(?://)?\s*(?:<!\[CDATA\[|<!--)|(?:\]\]>|-->)\s*$")
_DEEPEST = 12
_MOST = 4000
"""Objects looked at in one script."""


def read_linked_data(tree: HtmlElement) -> dict[str, Any]:
    """The object that describes the article, strongest type first, with references to other objects filled in; empty when there is none."""
    objects: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            objects.extend(_objects(_load(script.text or ""), 0))
            if len(objects) > _MOST:
                break
    known = {str(one["@id"]): one for one in objects if "@id" in one and len(one) > 1}
    articles = [one for one in objects if _strength(one)]
    articles.sort(key=_strength, reverse=True)
    best = articles[0] if articles else {}
    return {key: _filled(value, known) for key, value in best.items()}


def _load(text: str) -> Any:
    text = _WRAPPED.sub("", text.strip())
    for attempt in (text, re.sub(r"[\x00-\x1f]", " ", text), re.sub(r",\s*([}\]])", r"\1", re.sub(r"[\x00-\x1f]", " ", text)).rstrip(" ;")):
        try:
            return json.loads(attempt)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            if isinstance(inner, dict | list):
                yield from _objects(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _objects(inner, depth + 1)


def _strength(one: dict[str, Any]) -> int:
    types = one.get("@type")
    names = [name for name in (types if isinstance(types, list) else [types]) if isinstance(name, str) and _ARTICLE.search(name)]
    if not names:
        return 0
    score = 10 if any(name not in _WEAK for name in names) else 1
    return score + 4 * bool(one.get("headline")) + 2 * bool(one.get("datePublished")) + bool(one.get("author"))


def _filled(value: Any, known: dict[str, dict[str, Any]]) -> Any:
    if isinstance(value, list):
        return [_filled(one, known) for one in value]
    if isinstance(value, dict) and set(value) <= {"@id", "@type"} and str(value.get("@id")) in known:
        return known[str(value["@id"])]
    return value


def texts(value: Any) -> tuple[str, ...]:
    """The texts or names that *value* holds: a string, an object with a name, or a list of these."""
    if isinstance(value, str):
        return (value.strip(),) if value.strip() else ()
    if isinstance(value, dict):
        return texts(value.get("name"))
    if isinstance(value, list):
        return tuple(text for one in value for text in texts(one))
    return ()
