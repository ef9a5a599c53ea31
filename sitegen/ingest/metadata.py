"""Tree -> facts: what the page says about itself in linked data, meta tags, microdata and marked lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from sitegen.ingest.byline import people_in
from sitegen.ingest.dates import date_in_address, parse_date
from sitegen.ingest.facts import NOTHING, Facts, learn, overrule
from sitegen.ingest.headline import choose_headline, key
from sitegen.ingest.jsonld import texts
from sitegen.ingest.outlets import hosted, named, public
from sitegen.reference import reference_tables
from sitegen.typography import flat

_NAMES: dict[str, tuple[str, ...]] = {
    stated: tuple(names) for stated, names in reference_tables("sitegen.ingest", "meta_names.toml").items()
}

_PUBLISHED_NAME = re.compile(r"(?:^|[-_.:])(?:publish(?:ed)?|publication|pub|release|post(?:ed)?)[-_]?(?:date|time|at|on)")
_PEN_NAME = re.compile(r"[\w.’' -]{2,40}")
_MOST_HEADINGS = 60
_LONGEST_HEADING = 400
"""Characters."""
_SHORTEST_DECK = 25
"""Characters."""


def stated_decks(tree: HtmlElement) -> tuple[str, ...]:
    """The summaries that the head of the page states; the standfirst is the one of them that stands on the page too."""
    meta = _meta(tree)
    return tuple(dict.fromkeys(flat(value) for name in _NAMES["decks"] for value in meta.get(name, ()) if len(value) > _SHORTEST_DECK))


@dataclass(slots=True)
class _Page:
    """What the head and the marked parts of a page state, by name."""

    meta: dict[str, list[str]] = field(default_factory=dict)
    linked: dict[str, Any] = field(default_factory=dict)
    url: str | None = None
    titles: list[str] = field(default_factory=list)

    def all(self, names: tuple[str, ...]) -> list[tuple[str, str]]:
        return [(f"meta {name}", value) for name in names for value in self.meta.get(name, ())]


def read_metadata(tree: HtmlElement, linked: dict[str, Any], known: Facts = NOTHING) -> Facts:
    """What the page states about itself, and what was *known* of it before."""
    page = _Page(_meta(tree), linked)
    page.url = _address(tree, page)
    facts = overrule(learn(Facts(), "canonical link", url=page.url), known)
    page.url = facts.url
    facts = learn(facts, "html lang", language=_language(tree))
    site = _site(page)
    facts = learn(facts, site[1], publication=site[0]) if site else facts
    facts = _headline(tree, page, facts)
    facts = _dates(tree, page, facts)
    facts = _authors(page, facts)
    for text in texts(page.linked.get("articleSection"))[:1]:
        facts = learn(facts, "JSON-LD articleSection", section=flat(text))
    for where, value in page.all(_NAMES["sections"]):
        facts = learn(facts, where, section=flat(value))
    return facts


def _meta(tree: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        value = (element.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = element.get(attribute)
            if name and value:
                found.setdefault(name.strip().lower(), []).append(value)
                break
    return found


def _address(tree: HtmlElement, page: _Page) -> str | None:
    links = [link.get("href") or "" for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    for url in (*links, *(value for _, value in page.all(("og:url", "twitter:url", "parsely-link"))), *texts(page.linked.get("url"))):
        there = public(url.strip())
        parts = _split(there)
        if parts and parts.scheme in ("http", "https") and parts.hostname and len(parts.path) > 1:
            return there
    return None


def _split(url: str) -> Any:
    try:
        return urlsplit(url)
    except ValueError:
        return None


def _language(tree: HtmlElement) -> str | None:
    found = (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip().replace("_", "-")
    return found if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", found) else None


def _site(page: _Page) -> tuple[str, str] | None:
    host = _split(page.url).hostname if page.url and _split(page.url) else None
    outlet = hosted(host) if host else None
    if outlet:
        return outlet.name, "host of the address"
    for where, value in (
        *page.all(_NAMES["sites"][:1]),
        *(("JSON-LD publisher", text) for text in texts(page.linked.get("publisher"))),
        *page.all(_NAMES["sites"][1:]),
    ):
        name = flat(value)
        if name and len(name) < 60 and "http" not in name:
            known = named(name)
            return (known.name if known else name), where
    return None


def _headline(tree: HtmlElement, page: _Page, facts: Facts) -> Facts:
    host = _split(page.url).hostname if page.url and _split(page.url) else ""
    names = [facts.publication or "", *(value for _, value in page.all(_NAMES["sites"])), *texts(page.linked.get("publisher"))]
    parts = (host or "").removeprefix("www.").split(".")
    site = tuple(name for name in (*names, ".".join(parts), parts[0] if len(parts) < 3 else parts[-2]) if name)
    h1s, h2s = _headings(tree, "h1"), _headings(tree, "h2")
    title = tree.find(".//title")
    stated = [("JSON-LD headline", text) for text in texts(page.linked.get("headline"))] + page.all(_NAMES["titles"])
    if title is not None and title.text:
        stated.append(("title", title.text))
    chosen = choose_headline(stated, h1s, h2s, site)
    return learn(facts, chosen[1], title=chosen[0]) if chosen else facts


def _headings(tree: HtmlElement, tag: str) -> list[str]:
    texts_of = (flat(heading.text_content()) for heading in islice(tree.iter(tag), _MOST_HEADINGS))
    return [text for text in texts_of if text and len(text) < _LONGEST_HEADING]


def _dates(tree: HtmlElement, page: _Page, facts: Facts) -> Facts:
    for text in texts(page.linked.get("datePublished")):
        facts = learn(facts, "JSON-LD datePublished", published=parse_date(text))
    for where, value in page.all(_NAMES["published"]):
        facts = learn(facts, where, published=parse_date(value))
    for name, values in page.meta.items():
        if _PUBLISHED_NAME.search(name):
            facts = learn(facts, f"meta {name}", published=parse_date(values[0]))
    for text in texts(page.linked.get("dateModified")):
        facts = learn(facts, "JSON-LD dateModified", updated=parse_date(text))
    for where, value in page.all(_NAMES["updated"]):
        facts = learn(facts, where, updated=parse_date(value))
    for url in (page.url or "", *(link.get("href") or "" for link in tree.iter("link") if link.get("rel") in ("amphtml", "shortlink"))):
        facts = learn(facts, "address", published=date_in_address(url))
    return facts


def _authors(page: _Page, facts: Facts) -> Facts:
    stated = texts(page.linked.get("author")) or texts(page.linked.get("creator"))
    people = _people(stated, facts)
    if people:
        return learn(facts, "JSON-LD author", authors=people)
    for shape in (people_in, _single):
        for name in _NAMES["authors"]:
            people = tuple(dict.fromkeys(one for text in page.meta.get(name, ()) if _may_name(text, facts) for one in shape(text)))
            if people:
                return learn(facts, f"meta {name}", authors=people)
    return facts


def _people(stated: tuple[str, ...], facts: Facts) -> tuple[str, ...]:
    """The people in a list in which every item is one author."""
    return tuple(dict.fromkeys(name for text in stated if _may_name(text, facts) for name in (people_in(text) or _single(text))))


def _may_name(text: str, facts: Facts) -> bool:
    return "://" not in text and key(text) != key(facts.publication or "-")


def _single(text: str) -> tuple[str, ...]:
    """A pen name, a first name, a desk: short, and no address."""
    text = flat(text)
    return (text,) if 0 < len(text.split()) <= 4 and not named(text) and _PEN_NAME.fullmatch(text) else ()
