"""``sitemap.xml`` and ``robots.txt`` (sitemaps.org protocol 0.9), which need absolute addresses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from sitegen.model import OutputFile

MOST = 50_000
"""Addresses that the protocol lets one sitemap hold."""
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemaps(paths: Sequence[str], base_url: str | None) -> Iterator[OutputFile]:
    """The sitemap of the pages *paths*, in several files with an index where they are many; nothing where no address of the site is set."""
    if base_url is None:
        return
    root = base_url.rstrip("/")
    found = sorted(path for path in paths if path != "404.html")
    parts = [found[start : start + MOST] for start in range(0, len(found), MOST)]
    if len(parts) == 1:
        yield _file("sitemap.xml", "urlset", "url", parts[0], root)
    else:
        names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
        yield _file("sitemap.xml", "sitemapindex", "sitemap", names, root)
        yield from (_file(name, "urlset", "url", part, root) for name, part in zip(names, parts, strict=True))
    yield OutputFile("robots.txt", f"User-agent: *\nAllow: /\nSitemap: {root}/sitemap.xml\n".encode())


def _file(path: str, outer: str, inner: str, targets: Sequence[str], root: str) -> OutputFile:
    lines = "".join(f"<{inner}><loc>{escape(f'{root}/{target}', quote=False)}</loc></{inner}>\n" for target in targets)
    return OutputFile(path, f'<?xml version="1.0" encoding="UTF-8"?>\n<{outer} xmlns="{_SPACE}">\n{lines}</{outer}>\n'.encode())
