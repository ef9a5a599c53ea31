"""A language that nobody speaks: every text of the interface in Cyrillic letters, so that one that is still English stands out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from babel.messages.catalog import Catalog
from lxml import html

from tests.gathering import gathering
from tests.site.built import Site

LANGUAGE = "uk"
"""Ukrainian: its months have no Latin letter either."""
_KEPT = re.compile(r"(%\(\w+\)s|%%|</?[^<>]*>)")
_LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "абцдефгхийклмнопярстувшжузАБЦДЕФГХИЙКЛМНОПЯРСТУВШЖУЗ")
_WORD = re.compile(r"[A-Za-z]{2,}")
_SPOKEN = ("aria-label", "title", "alt", "placeholder")
_MARKUP = re.compile(r"^(?:meta |JSON-LD |itemprop |html lang|h[1-6]|title|time|MHTML |WARC |data-)")
"""Where a value was found, where that is a name of markup."""
_ADDRESS = r"\b[\w.-]+\.(?:example|org|html|csv|jsonl|json|sqlite|xml)\b"
PROPER = frozenset(("Chicago", "APA", "MLA", "BibTeX", "RIS", "CSL", "JSON", "SHA", "MB", "GeoNames", "Natural", "Earth", "CC", "BY"))
PROPER |= {"Wikidata", "UTC", "utf", "cp"}
"""Names that are the same in all languages."""


def catalogue() -> str:
    """The catalogue of that language, complete."""
    tool = gathering()
    said = Catalog(locale=LANGUAGE)
    for message in tool.gathered():
        if isinstance(message.id, tuple):
            said.add(message.id, tuple(_marked(message.id[place > 0]) for place in range(said.num_plurals)), context=message.context)
        elif message.id:
            said.add(message.id, _marked(message.id), context=message.context)
    written: str = tool.written(said, LANGUAGE, said.plural_forms)
    return written


def _marked(text: str) -> str:
    return "".join(piece if number % 2 else piece.translate(_LETTERS) for number, piece in enumerate(_KEPT.split(text)))


def english_words(site: Site) -> Iterator[str]:
    """What pages say in English of themselves: page, element, words."""
    told = _told(site)
    for page in site.pages():
        for element in site.document(page).iter():
            if isinstance(element.tag, str) and element.tag not in ("script", "style"):
                for text, holder in _texts(element):
                    left = _WORD.findall(told.sub(" ", text)) if holder is None or not _is_quoted(holder) else []
                    if [word for word in left if word not in PROPER]:
                        yield f"{page}: {element.tag}: {text.strip()}"


def _texts(element: html.HtmlElement) -> Iterator[tuple[str, html.HtmlElement | None]]:
    """The texts at *element*, each with the element whose words it would be if it were an article's."""
    yield element.text or "", element
    yield element.tail or "", element.getparent()
    for name in _SPOKEN:
        yield element.get(name) or "", None if name != "alt" else element


def _is_quoted(holder: html.HtmlElement) -> bool:
    """Whether the words of *holder* are an article's, or a name: such words are set apart from the site's own."""
    if "where" in (holder.get("class") or "").split():
        return bool(_MARKUP.match(holder.text_content()))
    around = [holder, *holder.iterancestors()]
    return any(one.get("dir") or one.tag in ("bdi", "pre", "title", "mark", "img") or _is_code(one) for one in around if one.tag != "html")


def _is_code(element: html.HtmlElement) -> bool:
    classes = (element.get("class") or "").split()
    return "code" in classes or "print-only" in classes or (element.get("lang") is not None and element.tag != "html")


def _told(site: Site) -> re.Pattern[str]:
    """Everything that the captures tell and that stands among the site's own words: headlines, outlets, names, addresses, verbs."""
    known: set[str] = set()
    for line in (site.root / "data" / "records.jsonl").read_text(encoding="utf-8").splitlines():
        known |= set(_strings(json.loads(line)))
    known |= {html_.strip() for page in site.pages() for html_ in site.document(page).xpath("//main//h1//text() | //bdi//text()")}
    whole = sorted({text for text in known if _WORD.search(text) and len(text) < 300}, key=len, reverse=True)
    return re.compile(
        "|".join(rf"(?<!\w){re.escape(text)}(?!\w)" for text in whole) + r"|\b[\w.-]+\.(?:example|org|html|csv|jsonl|json|sqlite|xml)\b"
    )


def _strings(record: Any) -> Iterator[str]:
    if isinstance(record, str):
        yield record
    elif isinstance(record, dict):
        for key, value in record.items():
            if key not in ("format", "kind", "type", "confidence", "severity", "code", "message", "hint", "text", "origins"):
                yield from _strings(value)
    elif isinstance(record, list):
        for value in record:
            yield from _strings(value)
