"""A file takes time in proportion to its length, whatever is repeated in it: in the title, the byline, a caption, a quote, a name."""

from __future__ import annotations

import html
from collections.abc import Iterator
from contextlib import suppress

import pytest

from sitegen.errors import SitegenError
from sitegen.model import Capture
from sitegen.pipeline import read
from tests.effort import processor_seconds

LENGTH, TIMES = 4_000, 4
WORST = 2.5 * TIMES
"""Growth of processor time; what is quadratic grows by the square of TIMES, and a little may come from elsewhere."""
FREE = 0.6
"""Seconds; below that nothing is compared."""
ROUNDS = 3
"""What else runs on a machine makes one measurement twice as long, but what is quadratic is so each time."""
REPEATED = (
    *(" ", "\t", "\n", "\n\n", ".", ",", "-", "(", "[", "*", "|", "“", "@", "a", "A", "1", "a ", "A ", "A-", "A.", "A, ", "x’"),
    *("“a", "> ", "- ", "<", "By ", "said ", " and ", "of ", "12 March 2031, ", "“A,” said B. "),
)


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    """What is loaded at its first use is no effort of a file: gazetteers, parsers, patterns."""
    for name, text in _files("Tesmin ", 200):
        _effort(name, text)


def _files(part: str, length: int) -> Iterator[tuple[str, str]]:
    long = (part * (length // len(part) + 1))[:length]
    told = f"The boats sailed {long} on Monday.\n\n“We saw {long},” said Ansel {long} Quorrick, a {long} pilot of {long} harbour.\n"
    yield "a.txt", f"Boats sail\n\nBy Mira {long} Tolland, {long}\n\n12 March 2031\n\nTESMIN, {long} — {told}\nPhoto: {long}\n"
    yield "a.md", f"# Boats {long} sail\n\nBy Mira {long} Tolland\n\n[a {long}](https://a.example)\n\n{told}"
    safe = html.escape(long)
    head = f'<title>Boats {safe}</title><meta name="author" content="{safe}"><h1>Boats {safe}</h1><p class="byline">By Mira {safe} Tolland'
    caption = f"<figure><img src=a><figcaption>{safe}</figcaption></figure>"
    yield "a.html", f"<!doctype html>{head}<time>{safe}</time>{caption}{''.join(f'<p>{line}' for line in html.escape(told).split(chr(10)))}"


def _effort(name: str, text: str) -> float:
    def reading() -> None:
        with suppress(SitegenError):
            read(Capture(name, text.encode()))

    return processor_seconds(reading)


@pytest.mark.parametrize("part", REPEATED)
def test_effort_grows_with_length(part: str) -> None:
    for (name, short), (_, long) in zip(_files(part, LENGTH), _files(part, LENGTH * TIMES), strict=True):
        assert _effort(name, long) <= FREE or any(_grows_with_length(name, short, long) for _ in range(ROUNDS)), name


def _grows_with_length(name: str, short: str, long: str) -> bool:
    """Whether *long*, TIMES as long as *short*, takes no more than it may: the better of two measurements of each, taken by turns."""
    few, much, again, more = (_effort(name, text) for text in (short, long, short, long))
    return min(much, more) < max(WORST * min(few, again), FREE)
