"""What a web server is told about the site: the files ``_headers`` and ``_redirects``, which Netlify and Cloudflare read."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.model import Moved, OutputFile
from sitegen.publish.permalinks import FOLDERS

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'"
)
"""Nothing is loaded from elsewhere and nothing runs that does not stand in a file of the site."""

_HEADERS = f"""\
/*
  Content-Security-Policy: {POLICY}; frame-ancestors 'none'
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
  Permissions-Policy: camera=(), geolocation=(), microphone=()
  Cross-Origin-Opener-Policy: same-origin
  Cache-Control: public, max-age=0, must-revalidate

/data/captures/*
  Content-Disposition: attachment
"""

DEPTHS = ("/:a", "/:a/:b", "/:a/:b/:c")
"""How deep an address that leads nowhere may stand for its page to be shown whole; the site itself is one folder deep."""
LINKED = ("index", "articles", "quotes", "people", "organizations", "places", "timeline", "about", "search")
"""The pages that ``404.html`` links to."""


def server_files(paths: Iterable[str], moved: Iterable[Moved] = ()) -> tuple[OutputFile, ...]:
    """The files for servers, given the *paths* of all pages and the addresses that *moved*.

    A server shows ``404.html`` under the missing address, so that its relative links lead astray there: they are led back. Some hosts
    follow a rule although a page stands at the address, so that none speaks of one: ``organizations/people.html`` may be a magazine.
    """
    there = {f"{folder}/{name}.html" for folder in ("articles", "quotes", *FOLDERS.values()) for name in LINKED}.intersection(paths)
    names = {path.rpartition("/")[2] for path in there}
    rules = [f"/{one.path} /{one.to} 301" for one in moved if one.to]
    rules += [
        f"{depth}/{name}.html /{name}.html 302" for depth in DEPTHS for name in LINKED if depth != DEPTHS[0] or f"{name}.html" not in names
    ]
    rules += [f"{depth}/assets/* /assets/:splat 302" for depth in DEPTHS]
    return (
        OutputFile(".nojekyll", b""),
        OutputFile("_headers", _HEADERS.encode()),
        OutputFile("_redirects", ("\n".join(rules) + "\n").encode()),
    )
