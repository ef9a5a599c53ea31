"""Titles that a page states -> its headline, without the name of the site."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from sitegen.patterns import later
from sitegen.typography import flat, fold

_DIVIDER = later(r"\s+[|–—•·»:-]\s+|\s*[|»]\s*|\s+::\s+")
_PUBLISHED = later(r"\s*\(Published \d{4}\)$")
_LONGEST_SITE = 6
"""Words; what calls itself the site's name and is longer is a slogan or the headline itself."""
_MOST_PARTS = 20
"""Dividers of a title that are looked at: a title has a handful, one that is made to take time has thousands."""
_SHORTEST = 3
"""Words of a heading that may be the headline without being one with what the head states."""
_WORD = later(r"\w+")
_KEY = re.compile(r"[\W_]+")


@lru_cache(maxsize=256)
def key(text: str) -> str:
    """*text* as its letters and digits alone, to compare titles and paragraphs; the same few of a page are asked for again and again."""
    return _KEY.sub("", fold(text))


def choose_headline(stated: list[tuple[str, str]], h1s: list[str], h2s: list[str], site: tuple[str, ...]) -> tuple[str, str] | None:
    """The headline and where it was found: the page's own heading that is what the head *stated* or agrees with it, else that, bare.

    *stated* holds (where, text) in order of trust; *site* the names of the site.
    """
    site = tuple(name for name in site if len(name.split()) <= _LONGEST_SITE)
    names = {key(name) for name in site}
    bare = [(where, bare_title(text, site)) for where, text in stated if text.strip()]
    bare = [(where, text) for where, text in bare if text and key(text) not in names]
    tops = [h1 for h1 in h1s if len(h1.split()) >= _SHORTEST and key(h1) not in names]
    lower = [h2 for h2 in h2s if len(h2.split()) >= _SHORTEST and key(h2) not in names]
    same = {key(text) for _, text in bare}
    opens = {key(text[: cut.start()]) for _, text in bare for cut in islice(_DIVIDER.finditer(text), _MOST_PARTS)}
    # a heading for screen readers alone carries the names of the site too, and the one that is shown stands below it
    whole = [h1 for h1 in tops if "|" not in h1]
    for where, headings, wanted in (("h1", whole, same), ("h2", lower, same), ("h1", tops, opens), ("h2", [] if whole else lower, opens)):
        found = next((heading for heading in headings if key(heading) in wanted), None)
        if found:
            return flat(found), where
    for h1 in h1s:
        if any(agrees(h1, text) for _, text in bare):
            return flat(h1), "h1"
    if len(tops) == 1 and len(_WORD.findall(tops[0])) > _SHORTEST and any(_share_a_word(tops[0], text) for _, text in bare):
        return flat(tops[0]), "h1"
    found = None if tops else next((h2 for h2 in lower if any(_nearly(h2, text) for _, text in bare)), None)
    if found:
        return flat(found), "h2"
    return _fullest(bare) if bare else None


def _nearly(one: str, other: str) -> bool:
    """Whether two titles agree and neither says much more than the other."""
    mine, theirs = set(fold(one).split()), set(fold(other).split())
    return agrees(one, other) and 2 * len(mine & theirs) >= max(len(mine), len(theirs))


def _fullest(bare: list[tuple[str, str]]) -> tuple[str, str]:
    """The first stated title, unless a later one is the same and goes on where the first was cut."""
    where, text = bare[0]
    for other_where, other in bare[1:]:
        if len(other) > len(text) and key(other).startswith(key(text)) and len(text) > 60:
            return other, other_where
    return text, where


def _share_a_word(one: str, other: str) -> bool:
    return any(len(word) > 4 for word in set(fold(one).split()) & set(fold(other).split()))


def agrees(one: str, other: str) -> bool:
    """Whether two titles are one title: equal, one inside the other, or most words shared."""
    a, b = key(one), key(other)
    if not a or not b:
        return False
    if a == b or (min(len(a), len(b)) > 14 and (a in b or b in a)):
        return True
    mine, theirs = set(fold(one).split()), set(fold(other).split())
    return len(mine) >= 4 and len(mine & theirs) >= 0.6 * min(len(mine), len(theirs)) and len(theirs) >= 3


def bare_title(text: str, site: tuple[str, ...]) -> str:
    """*text* without the name of the site before or after it."""
    text = _PUBLISHED.sub("", flat(text))
    names = {key(name) for name in site if name}
    changed = True
    while changed:
        changed = False
        cuts = list(_DIVIDER.finditer(text))
        if cuts and _is_site(text[cuts[-1].end() :], names):
            text, changed = text[: cuts[-1].start()].strip(), True
        elif cuts and _is_site(text[: cuts[0].start()], names):
            text, changed = text[cuts[0].end() :].strip(), True
    return text


def _is_site(part: str, names: set[str]) -> bool:
    bare = key(part)
    return bool(bare) and any(
        bare == name
        or bare.removeprefix("the") == name.removeprefix("the")
        or (len(bare) > 5 and (name.startswith(bare) or (bare.startswith(name) and len(name) > 4)))
        for name in names
        if name
    )
