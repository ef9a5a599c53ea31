"""Looks over a site that was built: links that lead nowhere, pages that nothing leads to, files that are not as they were written."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from sitegen.bag import MANIFEST, OWN, TAG_LIST, is_alien, tag_list
from sitegen.errors import SitegenError
from sitegen.manifest import holds_bag, read_manifest
from sitegen.model import Note
from sitegen.settings import Site
from sitegen.traces import find_doubts, find_traces

_ADDRESSES = ("href", "src", "srcset", "action", "data", "poster")
_ROOT, _MISSING = "index.html", "404.html"
_STYLE_ADDRESS = re.compile(r"url\(\s*[\"']?([^\"')\s]+)")


@dataclass(frozen=True, slots=True)
class Link:
    """An address on a page, and the line it stands in."""

    line: int
    address: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file of the site offers to links, and where it leads."""

    anchors: frozenset[str]
    links: tuple[Link, ...]
    is_of_old: bool = False
    """Whether it stands at an address of old, to which nothing leads any more."""


def check_site(wanted: Mapping[str, str], site: Site) -> tuple[Note, ...]:
    """The faults of the site in the output folder, where a build would write *wanted*, digest by path; sources are paths on disk."""
    digests = read_manifest(site.output)
    if digests is None:
        raise SitegenError("no site was built here", str(site.output), hint="build it first: sitegen build")
    notes = [*_altered(site.output, digests), *_outdated(wanted, digests), *_misbagged(site.output, digests)]
    sheets = {path: read_sheet(path, (site.output / path).read_bytes()) for path in sorted(digests) if (site.output / path).is_file()}
    notes += [*check_names(digests), *check_links(sheets, urlsplit(site.settings.base_url or "").path.rstrip("/")), *check_reach(sheets)]
    notes += find_traces(site.output, digests, site.settings.redact)
    notes += find_doubts(site.output, sorted(digests), site.settings.redact)
    return tuple(Note(note.severity, note.code, note.message, str(site.output / note.source), note.line, note.hint) for note in notes)


def read_sheet(path: str, content: bytes) -> Sheet:
    """The anchors and links of a page or a style sheet; of any other file none."""
    if path.endswith(".css"):
        text = content.decode("utf-8", "replace")
        found = _STYLE_ADDRESS.finditer(text)
        return Sheet(frozenset(), tuple(Link(text.count("\n", 0, match.start()) + 1, match[1]) for match in found))
    if not path.endswith(".html") or not content.strip():
        return Sheet(frozenset(), ())
    tree = html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    anchors = {str(value) for value in tree.xpath("//@id | //a/@name")}
    return Sheet(frozenset(anchors), tuple(_links(tree)), bool(tree.xpath("//body[contains(@class, 'moved')]")))


def check_names(paths: Iterable[str]) -> Iterator[Note]:
    """A note on each path that is another's where A and a are one letter."""
    first: dict[str, str] = {}
    for path in paths:
        twin = first.setdefault(path.casefold(), path)
        if twin != path:
            yield Note("error", "colliding-permalink", f"is the same file as {twin} on many disks", path)


def check_links(sheets: Mapping[str, Sheet], root: str = "") -> Iterator[Note]:
    """A note on each link whose file or fragment does not exist in the site, which stands at *root* on its server: ``/news``."""
    for path, sheet in sheets.items():
        for link in sheet.links:
            address = link.address.removeprefix(root) if path == _MISSING and link.address.startswith(f"{root}/") else link.address
            if (fault := _fault(path, address, sheets)) is not None:
                yield Note("error", "broken-link", fault, path, link.line or None)


def check_reach(sheets: Mapping[str, Sheet]) -> Iterator[Note]:
    """A note on each page that no way of links leads to from the front page."""
    reached, pending = {_ROOT}, [_ROOT]
    while pending:
        path = pending.pop()
        links = sheets[path].links if path in sheets else ()
        ends = {end for link in links if (end := _end(path, link.address)) is not None and end in sheets}
        pending += sorted(ends - reached)
        reached |= ends
    for path in sheets:
        if path.endswith(".html") and path not in reached and path != _MISSING and not sheets[path].is_of_old:
            yield Note("warning", "orphan", "no link leads to this page from the front page", path)


def _fault(path: str, address: str, sheets: Mapping[str, Sheet]) -> str | None:
    end = _end(path, address)
    if end is None:
        return None
    if address.startswith("/") and path != _MISSING:
        return f"{address!r} does not work from disk: links must be relative"
    if end not in sheets:
        return f"{address!r} leads to no file of the site"
    fragment = unquote(urlsplit(address).fragment).split(":~:")[0]
    if fragment and fragment != "top" and end.endswith(".html") and fragment not in sheets[end].anchors:
        return f"{address!r} leads to no place on that page"
    return None


def _end(path: str, address: str) -> str | None:
    """The path in the site that *address* on the page *path* leads to; None when it leads elsewhere."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    if parts.scheme or parts.netloc:
        return None
    if not parts.path:
        return path
    place = posixpath.join("/", posixpath.dirname(path), unquote(parts.path))
    return posixpath.normpath(place).lstrip("/") + ("/" if parts.path.endswith("/") else "")


def _altered(folder: Path, digests: Mapping[str, str]) -> Iterator[Note]:
    hint = "build again to put it right"
    for path, digest in digests.items():
        place = folder / path
        if not place.is_file():
            yield Note("error", "missing-file", f"{MANIFEST} lists it, but it is gone", path, hint=hint)
        elif hashlib.sha256(place.read_bytes()).hexdigest() != digest:
            yield Note("error", "altered-file", f"not as sitegen wrote it: its SHA-256 is not the one in {MANIFEST}", path, hint=hint)


def _misbagged(folder: Path, digests: Mapping[str, str]) -> Iterator[Note]:
    """What makes a bag a wrong one besides the files that it lists."""
    if not holds_bag(folder):
        return
    line = f"{hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()}  {MANIFEST}"
    if line not in (tag_list(folder) or "").splitlines():
        yield Note("error", "altered-file", f"not as {TAG_LIST} lists it", MANIFEST, hint="build again to put it right")
    for place in sorted(folder.rglob("*")):
        path = place.relative_to(folder).as_posix()
        if is_alien(path) and path not in digests and path not in (MANIFEST, TAG_LIST) and not place.is_dir():
            yield Note("error", "stray-payload", "sitegen did not write it, and it makes the bag a wrong one", path, hint="move it away")


def _outdated(wanted: Mapping[str, str], digests: Mapping[str, str]) -> Iterator[Note]:
    differing = sorted(path for path in (wanted.keys() | digests.keys()) - OWN if wanted.get(path) != digests.get(path))
    if differing:
        message = f"the captures, settings or templates are no longer those of this site: {len(differing)} files would differ"
        yield Note("warning", "outdated", message, MANIFEST, hint=f"build again; the first of them is {differing[0]}")


def _links(tree: html.HtmlElement) -> Iterator[Link]:
    for element in tree.iter(etree.Element):
        for name in _ADDRESSES:
            value = element.get(name)
            if value is not None:
                places = [part.split()[0] for part in value.split(",") if part.strip()] if name == "srcset" else [value]
                yield from (Link(element.sourceline or 0, place) for place in places)
