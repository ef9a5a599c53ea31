"""Scripts of linked data -> what they state about the article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from sitegen.ingest.headline import key
from sitegen.typography import flat

_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|Story)$|^(?:Recipe|CreativeWork|Webpage|WebPage|ReportageNewsArticle)$")
_WEAK = frozenset(("WebPage", "Webpage", "CreativeWork", "Review", "Recipe"))
_WRAPPED = re.compile(r"^\s*(?://)?\s*(?:<!\[CDATA\[|<!--)|(?:\]\]>|-->)\s*$")
_DEEPEST = 12
_OWN = 6
"""What it weighs that the page bears the headline: more than all that one article may state and another not, less than the type."""
_HEADINGS, _LEAST_LETTERS = 8, 12
_MOST = 4000
"""Objects looked at in one script."""


def read_linked_data(tree: HtmlElement) -> dict[str, Any]:
    """The object that describes the article, with references to other objects filled in; empty when there is none.

    The strongest type comes first, and of two of one type the one whose headline the page bears: lists of other stories are articles too.
    """
    objects: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            objects.extend(_objects(_load(script.text or ""), 0))
            if len(objects) > _MOST:
                break
    known = {str(one["@id"]): one for one in objects if "@id" in one and len(one) > 1}
    articles = [one for one in objects if _strength(one)]
    titles = [key(text) for text in _titles(tree)] if len(articles) > 1 else []
    articles.sort(key=lambda one: _strength(one) + _OWN * _bears(one, titles), reverse=True)
    best = articles[0] if articles else {}
    return {name: _filled(value, known) for name, value in best.items()}


def _titles(tree: HtmlElement) -> Iterator[str]:
    for meta in tree.iter("meta"):
        if meta.get("property") == "og:title":
            yield meta.get("content") or ""
    yield from (flat(element.text_content()) for element in islice(tree.iter("title", "h1"), _HEADINGS))


def _bears(one: dict[str, Any], titles: list[str]) -> bool:
    """Whether the headline of *one* is among the titles of the page, or opens one."""
    own = key(" ".join(texts(one.get("headline") or one.get("name"))))
    known = (title for title in titles if len(title) >= _LEAST_LETTERS)
    return len(own) >= _LEAST_LETTERS and any(title.startswith(own) or own.startswith(title) for title in known)


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
