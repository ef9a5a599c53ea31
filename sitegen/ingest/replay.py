"""A page that a web archive shows -> the page as it was: the archive's bar taken off, its addresses undone everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml.html import HtmlElement

from sitegen.ingest.facts import Facts, learn
from sitegen.ingest.moments import parse_moment
from sitegen.model import Removed
from sitegen.reference import reference_tables
from sitegen.typography import flat

_KNOWN = reference_tables("sitegen.ingest", "replay.toml")
_HOSTS = frozenset(_KNOWN["hosts"])
_BARS = frozenset(_KNOWN["bars"])
_LONGEST_BAR = 8_000
"""Characters of its text; an element called so that holds more holds the page as well."""
# "https://web.archive.org/web/20170102030405id_/https://courier.example/news", "https://archive.example/2017.01.02-030405/https://…"
_COPY = re.compile(
    r"(?:https?:)?//(?P<host>[\w.-]{1,200}(?::\d{1,5})?)(?P<path>(?:/[\w.-]{1,60}){0,3}?)/(?P<time>\d{4,14}|\d{4}\.\d\d\.\d\d-\d{6})"
    r"(?:[a-z]{2}_|\*)?/(?P<original>(?:https?:)?/{1,2}\S+|www\.\S+)"
)
# "__wm.wombat("https://courier.example/news","20170102030405","https://web.archive.org/","web", …"
_WOMBAT = re.compile(r'__wm\.wombat\("([^"]{8,2000})",\s?"(\d{14})",\s?"https?://([\w.-]{1,200})/"')
# "<!--\n     FILE ARCHIVED ON 03:04:05 Jan 02, 2017 AND RETRIEVED FROM THE"
_ARCHIVED = re.compile(r"FILE ARCHIVED ON (\d\d:\d\d:\d\d) ([A-Z][a-z]{2}) (\d\d), (\d{4})")
_ADDRESSES = (
    *("href", "src", "srcset", "content", "action", "poster", "cite", "style", "value", "imagesrcset"),
    *("data-src", "data-srcset", "data-original", "data-lazy-src", "data-href", "data-url", "data-hi-res-src", "data-full-src"),
)
_TAIL = 4_000


@dataclass(frozen=True, slots=True)
class Copy:
    """A web archive's copy of a page."""

    host: str
    path: str
    """Between the host and the moment: ``/web``."""
    time: str
    original: str
    address: str | None
    """Of the copy; None where only its bar tells that the page is one."""

    @property
    def facts(self) -> Facts:
        """The original's address and the moment of the copy."""
        where = "address of the web archive's copy"
        return learn(Facts(), where, url=self.original, captured=parse_moment(self.time), archived=self.address)


class Undo:
    """Turns the addresses of a copy back into those that the page had."""

    def __init__(self, copy: Copy) -> None:
        self.copy = copy

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The archive's part of an address, with a second one behind it that stood in the page itself."""
        place = rf"(?:(?:https?:)?//{re.escape(self.copy.host)})?{re.escape(self.copy.path)}/(?:\d{{4,14}}|\d{{4}}\.\d\d\.\d\d-\d{{6}})"
        inner = rf"(?:(?:https?:)?//{re.escape(self.copy.host)}{re.escape(self.copy.path)}/\d{{4,14}}(?:[a-z]{{2}}_|\*)?/)?"
        return re.compile(rf"(?<![\w.:/-]){place}(?:[a-z]{{2}}_|\*)?/({inner})(?=(?:https?:)?/{{1,2}}[\w%]|www\.|mailto:)")

    def __call__(self, text: str) -> str:
        """*text*, an address or more, without the archive in it."""
        return self.pattern.sub(r"\1", text)


def find_copy(address: str) -> Copy | None:
    """What *address* says where it leads to a web archive's copy of another page."""
    found = _COPY.fullmatch(address.strip()[:4000])
    if not found or not (found["host"] in _HOSTS or len(found["time"]) >= 14):
        return None
    original = re.sub(r"^(?=//)", "https:", re.sub(r"^(https?:)/(?!/)", r"\1//", found["original"]))
    original = f"http://{original}" if original.startswith("www.") else original
    if not original.startswith(("http://", "https://")) or (found["host"] not in _HOSTS and parse_moment(found["time"]) is None):
        return None
    return Copy(found["host"], found["path"], found["time"], original, address.strip())


def leave_replay(tree: HtmlElement, markup: str, addresses: tuple[str, ...]) -> tuple[Undo | None, tuple[Removed, ...]]:
    """Make of *tree*, saved from one of *addresses*, the page that was copied: how its addresses are undone, and what was taken off."""
    copy = next((copy for address in (*addresses, *_own(tree)) if (copy := find_copy(address))), None) or _told(markup)
    if copy is None:
        return None, ()
    undo = Undo(copy)
    for element in tree.iter("*"):
        for name in _ADDRESSES:
            value = element.get(name)
            if value and "/" in value:
                element.set(name, undo(value))
        if element.tag == "script" and "json" in (element.get("type") or "") and element.text:
            element.text = undo(element.text.replace("\\/", "/"))
    return undo, tuple(_take_bars(tree))


def _own(tree: HtmlElement) -> Iterator[str]:
    """The addresses by which the page calls itself."""
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            yield link.get("href") or ""
    for meta in tree.iter("meta"):
        if meta.get("property") == "og:url":
            yield meta.get("content") or ""


def _told(markup: str) -> Copy | None:
    """The copy of which only the archive's own script or closing comment tells."""
    if found := _WOMBAT.search(markup, 0, 200_000):
        address = f"https://{found[3]}/web/{found[2]}/{found[1]}"
        return Copy(found[3], "/web", found[2], found[1], address)
    if found := _ARCHIVED.search(markup, max(0, len(markup) - _TAIL)):
        moment = parse_moment(f"{found[2]} {found[3]} {found[4]} {found[1]} GMT")
        return Copy("web.archive.org", "/web", moment or "", "", None)
    return None


def _take_bars(tree: HtmlElement) -> Iterator[Removed]:
    bars = [element for element in tree.iter("*") if element.get("id") in _BARS and element.getparent() is not None]
    for bar in bars:
        text = flat(" ".join(str(piece) for piece in bar.xpath(".//text()[not(ancestor::script or ancestor::style)]")))
        if len(text) <= _LONGEST_BAR and not any(above in bars for above in bar.iterancestors()):
            bar.drop_tree()
            yield Removed("chrome", text)
