"""Markup -> what the program that saved the page wrote into it: from where, and when."""

from __future__ import annotations

import re
from html import unescape

from sitegen.ingest.facts import Facts, learn
from sitegen.ingest.moments import parse_moment
from sitegen.patterns import later

_HEAD = 20_000
"""Characters in which these programs leave their note."""
# "<!--\n Page saved with SingleFile \n url: https://… \n saved date: Mon Jan 02 2017 03:04:05 GMT+0100 (…)\n-->"
_SINGLEFILE = later(r"<!--\s{0,9}Page saved with SingleFile\s{1,9}url:\s?(?P<url>\S{1,2000})\s{1,9}saved date:(?P<moment>[^\n\r]{1,120})")
# "<!-- saved from url=(0042)https://courier.example/news/bridge -->": Internet Explorer, and every browser of Chrome's family since
_BROWSER = later(r"<!--\s?saved from url=\(\d{4,5}\)(?P<url>[^\s>]{1,2000})(?P<moment>)")
# "<!-- Saved from https://courier.example/ at 2017-01-02T03:04:05Z using monolith v2.4.0 -->"
_MONOLITH = later(r"<!-- Saved from (?P<url>[^\s>]{1,2000}) at (?P<moment>[^\s>]{8,40}) using monolith\b")
# "<!-- Mirrored from courier.example/news/bridge.html by HTTrack Website Copier/3.x [XR&CO'2014], Mon, 02 Jan 2017 03:04:05 GMT -->"
_HTTRACK = later(r"<!-- Mirrored from (?P<url>[^\s>]{1,2000}) by HTTrack Website Copier/[^,>]{1,60},(?P<moment>[^->]{8,60})-->")
# '<html data-scrapbook-source="https://…" data-scrapbook-create="20170102030405000">'
_SCRAPBOOK = later(
    r"<html\b[^>]{0,2000}?\sdata-scrapbook-source=\"(?P<url>[^\">]{1,2000})\"(?:[^>]{0,2000}?\sdata-scrapbook-create=\"(?P<moment>\d{14,17})\")?"
)
_PROGRAMS = (
    ("comment of SingleFile", "SingleFile", _SINGLEFILE),
    ("comment of the browser", "saved from url", _BROWSER),
    ("comment of monolith", "using monolith", _MONOLITH),
    ("comment of HTTrack", "by HTTrack", _HTTRACK),
    ("mark of ScrapBook", "data-scrapbook-source", _SCRAPBOOK),
)
_OF_SINGLEFILE = later(r"\A[\s\S]{0,400}?<!--\s{0,9}Page saved with SingleFile\b")


def read_saving(markup: str) -> Facts:
    """Address and moment of the capture, as the program states them that saved *markup* as a file."""
    head = markup[:_HEAD]
    facts = Facts()
    for where, sign, pattern in _PROGRAMS:
        found = pattern.search(head) if sign in head else None
        if found:
            facts = learn(facts, where, url=_address(found["url"]), captured=parse_moment(found["moment"] or ""))
    return facts


def is_single_file(markup: str) -> bool:
    """Whether SingleFile saved *markup*."""
    return "SingleFile" in markup[:500] and bool(_OF_SINGLEFILE.match(markup))


def _address(written: str) -> str | None:
    """The address as it was; HTTrack leaves the scheme off, and what lay on a disk has none that leads anywhere."""
    address = unescape(written)
    if re.match(r"[\w-]{1,63}(?:\.[\w-]{1,63})+/", address):
        address = f"http://{address}"
    return address if address.startswith(("http://", "https://")) else None
