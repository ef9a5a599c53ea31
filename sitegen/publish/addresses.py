"""Addresses on the web that captures name: which may become links, and how two spellings of one are told to be one."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from sitegen.patterns import later

_MAIL = re.compile(r"mailto:[^\s@<>\"'`{}|\\^%\[\]?#]+@[\w.-]+", re.IGNORECASE)
_HOST = later(r"[\w.-]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")
_AUTHORITY = re.compile(r"[^/?#]*")
_COUNTS_VISITS = later(r"utm_|fbclid|gclid|smid|_r=|ref=|src=|cmp=", re.IGNORECASE)
_ILLEGAL = later(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff\"<>\\^`{|}\[\]#]|%(?![0-9A-Fa-f]{2})")


def safe_href(address: str | None) -> str | None:
    """*address*, fit for a page, where it leads to the web or to a mailbox; None for all else, such as ``javascript:``."""
    if not address:
        return None
    if address[:7].lower() == "mailto:":
        return address if _MAIL.fullmatch(address) else None
    scheme, mark, rest = address.strip().partition("://")
    if not mark or scheme.lower() not in ("http", "https") or not _has_host(address.strip()):
        return None
    authority = _AUTHORITY.match(rest)
    cut = authority.end() if authority else 0
    path, fragment_mark, fragment = rest[cut:].partition("#")
    return f"{scheme.lower()}://{rest[:cut]}{_legal(path)}{fragment_mark}{_legal(fragment)}"


def host(address: str) -> str:
    """The host that *address* names, without ``www.``; empty where it names none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def same_page(address: str) -> str:
    """One spelling for the addresses of one page: scheme, ``www.``, fragment, closing slash and what only counts visits fall away."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    query = "&".join(sorted(pair for pair in parts.query.split("&") if pair and not _COUNTS_VISITS.match(pair)))
    return f"{host(address)}{parts.path.rstrip('/')}?{query}"


def _has_host(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return bool(_HOST.fullmatch(parts.hostname or "")) and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        return False


def _legal(part: str) -> str:
    """*part* with the characters that no address may hold written as per cent."""
    return _ILLEGAL.sub(lambda illegal: "".join(f"%{byte:02X}" for byte in illegal[0].encode("utf-8", "replace")), part)
