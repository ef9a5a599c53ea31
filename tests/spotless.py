"""Articles -> whatever in their site could run, lead astray or ask for something from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import lxml.html

from sitegen.model import AnnotatedArticle, OutputFile
from sitegen.pipeline import gather, render
from sitegen.publish.theme import Theme, load_theme
from sitegen.settings import Settings

FOREIGN = frozenset(
    (
        *("iframe", "frame", "frameset", "object", "embed", "applet", "base", "template", "portal", "marquee", "style", "math"),
        *("video", "audio", "track", "source", "animate", "animatetransform", "set", "foreignobject"),
    )
)
"""Elements that no template of the site writes."""
SCHEMES = ("http", "https", "mailto")
ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "background", "cite", "longdesc", "ping", "srcset", "xlink:href")


@cache
def _theme() -> Theme:
    return load_theme(None)


def faults_of_site(articles: Sequence[AnnotatedArticle], settings: Settings | None = None, theme: Theme | None = None) -> list[str]:
    """What is wrong with the pages of the site of *articles*."""
    faults: list[str] = []
    for file in render(gather(articles).value, settings or Settings(), theme or _theme()):
        if isinstance(file, OutputFile) and file.path.endswith(".html"):
            faults += faults_of_page(file.path, file.content)
    return faults


def faults_of_page(path: str, content: bytes) -> Iterator[str]:
    """What in the page *path* is no element, attribute or address that a template writes."""
    document = lxml.html.document_fromstring(content, parser=lxml.html.HTMLParser(encoding="utf-8", huge_tree=True))
    for element in document.iter():
        if not isinstance(element.tag, str):
            yield f"{path}: {element}"
            continue
        if element.tag in FOREIGN or (element.tag == "script" and not _is_own(element)):
            yield f"{path}: <{element.tag}>"
        for name, value in element.attrib.items():
            if name.lower().startswith("on") or name.lower() in ("srcdoc", "style"):
                yield f"{path}: {name}={value[:80]!r}"
            if name.lower() in ADDRESSES and not _is_safe(element, value):
                yield f"{path}: {name}={value[:80]!r}"
        if element.tag == "meta" and element.get("http-equiv", "").lower() not in ("", "content-security-policy"):
            yield f"{path}: {element.get('http-equiv')}"


def _is_own(script: lxml.html.HtmlElement) -> bool:
    return bool(script.get("src", "").endswith(".js")) or script.get("type") == "application/ld+json"


def _is_safe(element: lxml.html.HtmlElement, value: str) -> bool:
    scheme, mark, _ = value.partition(":")
    if value.startswith("//") or value.startswith("\\"):
        return False
    if element.tag in ("img", "script", "form") or (element.tag == "link" and element.get("rel") not in ("canonical", "license")):
        return not mark
    return not mark or scheme in SCHEMES
