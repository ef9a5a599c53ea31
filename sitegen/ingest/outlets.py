"""Names and hosts -> outlets: whose page it is, and what a mirror's address is on the public host."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

from sitegen.model.value import Value
from sitegen.reference import reference_tables
from sitegen.typography import fold


class Outlet(Value):
    """A publisher of news, and how its name, slogan and addresses are written."""

    name: str
    also: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    slogans: tuple[str, ...] = ()
    agency: bool = False
    mirrors: tuple[tuple[str, str], ...] = ()


def _outlet(row: dict[str, object]) -> Outlet:
    return Outlet(**{key: tuple(v.items()) if isinstance(v, dict) else tuple(v) if isinstance(v, list) else v for key, v in row.items()})  # type: ignore[arg-type]


_DATA = reference_tables("sitegen.ingest", "publications.toml")
OUTLETS = tuple(_outlet(row) for row in _DATA["outlet"])
_BY_NAME = {fold(name): outlet for outlet in OUTLETS for name in (outlet.name, *outlet.also)}
_BY_HOST = {host: outlet for outlet in OUTLETS for host in outlet.hosts}
_PUBLIC = {mirror: host for outlet in OUTLETS for mirror, host in outlet.mirrors}
_NAME_WORDS = frozenset(_DATA["words"]["names"])
_OTHER_WORDS = frozenset(_DATA["words"]["others"])
_SMALL = frozenset(["of", "the", "and", "de", "la", "le", "del", "da", "di", "for", "on", "&", "in"])
# "The Arden PostNews for the Coast": the name and the slogan of a page's head, copied without the space between them
_GLUED = re.compile(r"[a-z][A-Z][a-z]")
_SLOGANS = {fold(slogan): outlet for outlet in OUTLETS for slogan in outlet.slogans}
_ANY_SLOGAN = tuple(_SLOGANS)


def named(name: str) -> Outlet | None:
    """The outlet that *name* is a name of."""
    folded = fold(name)
    return _BY_NAME.get(folded) or _BY_NAME.get(folded.removeprefix("the "))


def hosted(host: str) -> Outlet | None:
    """The outlet that publishes on *host* or on a host above it."""
    for at in _above(host):
        if at in _BY_HOST:
            return _BY_HOST[at]
    return None


def is_outlet_name(name: str) -> bool:
    """Whether *name* is a known outlet or reads like the name of one: ``Arden Courier``."""
    words = name.split()
    if named(name):
        return True
    capital = "," not in name and words[:1] != ["By"] and all(word[0].isupper() or word in _SMALL for word in words)
    return 2 <= len(words) <= 6 and capital and words[-1] in _NAME_WORDS | _OTHER_WORDS


def masthead(line: str) -> Outlet | None:
    """The outlet when *line* is its name, with or without its slogan."""
    folded = fold(line)
    outlet = named(line) or _SLOGANS.get(folded)
    if outlet:
        return outlet
    for known in OUTLETS if folded.endswith(_ANY_SLOGAN) else ():
        for slogan in known.slogans:
            if folded.endswith(fold(slogan)) and named(re.sub(r"[\s:|–—-]+$", "", line[: -len(slogan)])) is known:
                return known
    return _unlisted(line)


def _unlisted(line: str) -> Outlet | None:
    words = line.split()
    if len(words) <= 5 and words[-1] in _NAME_WORDS and is_outlet_name(line):
        return Outlet(line)
    if len(words) > 12 or not _GLUED.search(line):
        return None
    for word in sorted(_NAME_WORDS | _OTHER_WORDS):
        at = line.find(word)
        name, rest = line[: at + len(word)], line[at + len(word) :]
        if at > 0 and line[at - 1] == " " and rest[:1].isupper() and is_outlet_name(name):
            return Outlet(name)
    return None


def public(url: str) -> str:
    """*url* on the public host, when it stands on a mirror of an outlet (``https://www.NAME.onion/world`` -> ``https://www.courier.example/world``)."""
    if ".onion" not in url:
        return url
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return url
    for mirror, home in _PUBLIC.items():
        if host == mirror or host.endswith("." + mirror):
            return urlunsplit(("https", host.removesuffix(mirror) + home, parts.path, parts.query, parts.fragment))
    return url


def _above(host: str) -> list[str]:
    parts = host.lower().split(".")
    return [".".join(parts[i:]) for i in range(max(1, len(parts) - 1))]
