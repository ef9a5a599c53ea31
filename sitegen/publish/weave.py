"""The one place where text and spans become HTML: everything is escaped, tags nest, and stripping them gives the text back."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from html import escape
from operator import attrgetter

import markupsafe
from markupsafe import Markup
from msgspec.structs import replace

from sitegen.publish.view import View

NOTHING = Markup("")
_START = attrgetter("start")
as_markup: Callable[[str], Markup] = partial(str.__new__, Markup)
"""A text that is HTML, marked as such."""


def _escape_slowly(text: str) -> str:
    return str(markupsafe.escape(text))


escape_text: Callable[[str], str] = getattr(markupsafe, "_escape_inner", _escape_slowly)
"""The part of ``markupsafe.escape`` that escapes, where this release has it apart."""


class Thread(View):
    """An element over a stretch of a text; of two that cross, the one that starts later is cut where the other ends."""

    start: int
    end: int
    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    knot: Markup = NOTHING
    """Markup without text that stands right behind the element and outside all links, such as the link of a pilcrow."""


def weave(text: str, threads: Iterable[Thread]) -> Markup:
    """*text* as HTML with *threads* woven in; of links that meet the first given stays, of equal stretches the first given encloses."""
    length = len(text)
    fitting = [thread for thread in threads if 0 <= thread.start < thread.end <= length]
    ordered = sorted(fitting, key=_START) if len(fitting) > 1 else fitting
    return as_markup("".join(_side_by_side(text, ordered) or _crossing(text, fitting)))


def marked(before: str, words: str, behind: str) -> Markup:
    """*words* in a mark, between the text *before* and *behind* them."""
    return as_markup(f"{_shown(before)}<mark>{_shown(words)}</mark>{_shown(behind)}")


def _side_by_side(text: str, threads: list[Thread]) -> list[str]:
    """The same where no two of *threads* meet, as nearly always; else nothing."""
    woven: list[str] = []
    shown = str if _shown(text) is text else _shown
    done = 0
    for thread in threads:
        start, end, tag = thread.start, thread.end, thread.tag
        if start < done:
            return []
        opening = "".join([f' {name}="{_marked(value)}"' for name, value in thread.attributes])
        woven += shown(text[done:start]), f"<{tag}{opening}>{shown(text[start:end])}</{tag}>", thread.knot
        done = end
    woven.append(shown(text[done:]))
    return woven


def _crossing(text: str, threads: list[Thread]) -> list[str]:
    starting = _by_start(_without_nested_links(threads))
    ends = {thread.end for group in starting.values() for thread in group}
    loom = _Loom()
    done = 0
    for place in sorted(ends | starting.keys()):
        loom.woven.append(_shown(text[done:place]))
        done = place
        loom.close(place)
        for thread in starting.get(place, ()):
            loom.open(thread)
    loom.woven.append(_shown(text[done:]))
    return loom.woven


def _shown(text: str) -> str:
    """*text* with what could begin a tag escaped; *text* itself where there is nothing to escape."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


_marked = lru_cache(maxsize=8192)(escape)
"""The same few classes and addresses come again and again."""


def _opening(thread: Thread) -> str:
    return f"<{thread.tag}" + "".join([f' {name}="{_marked(value)}"' for name, value in thread.attributes]) + ">"


class _Loom:
    """HTML on its way: what is written, which elements are open, which knots wait for a link to end."""

    def __init__(self) -> None:
        self.woven: list[str] = []
        self.opened: list[Thread] = []
        self.knots: list[Markup] = []

    def open(self, thread: Thread) -> None:
        self.woven.append(_opening(thread))
        self.opened.append(thread)

    def close(self, place: int) -> None:
        """Close what ends at *place*; what stands inside it and goes on is closed with it and opened again."""
        going_on: list[Thread] = []
        while any(thread.end == place for thread in self.opened):
            thread = self.opened.pop()
            self.woven.append(f"</{thread.tag}>")
            if thread.end > place:
                going_on.append(thread)
            else:
                self.knots.append(thread.knot)
            self._tie()
        for thread in reversed(going_on):
            self.open(replace(thread, attributes=tuple(pair for pair in thread.attributes if pair[0] != "id")))

    def _tie(self) -> None:
        if self.knots and not any(thread.tag == "a" for thread in self.opened):
            self.woven.extend(self.knots)
            self.knots.clear()


def _by_start(threads: list[Thread]) -> dict[int, list[Thread]]:
    starting: dict[int, list[Thread]] = {}
    for thread in threads:
        starting.setdefault(thread.start, []).append(thread)
    for group in starting.values():
        group.sort(key=lambda thread: -thread.end)
    return starting


def _without_nested_links(threads: list[Thread]) -> list[Thread]:
    """*threads* in order, less the links that touch an earlier-given link: HTML allows no link in a link."""
    starts: list[int] = []
    ends: list[int] = []
    kept = []
    for thread in threads:
        if thread.tag == "a":
            place = bisect_left(starts, thread.end)
            if place and ends[place - 1] > thread.start:
                continue
            starts.insert(place, thread.start)
            ends.insert(place, thread.end)
        kept.append(thread)
    return kept
