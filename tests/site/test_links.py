"""Every internal link and fragment resolves, every page can be reached, and no page asks for anything that is not in the site."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from tests.site.built import Site

UNLINKED = {"404.html"}
"""Pages that nothing links to: a server shows them by itself, mostly where an article or the like was looked for."""

FETCHED = {
    "img": "src",
    "script": "src",
    "iframe": "src",
    "source": "src",
    "audio": "src",
    "video": "src",
    "embed": "src",
    "object": "data",
}
"""Elements whose address a browser fetches by itself."""

OUTWARD = {"http", "https", "mailto"}


def _links(site: Site, page: str) -> Iterator[str]:
    for element in site.document(page).iter("a", "area", "form"):
        address = element.get("action" if element.tag == "form" else "href")
        if address is not None:
            yield address


def _fetches(site: Site, page: str) -> Iterator[str]:
    document = site.document(page)
    for tag, name in FETCHED.items():
        yield from (address for element in document.iter(tag) if (address := element.get(name)))
    yield from (element.get("href", "") for element in document.iter("link") if element.get("rel") not in {"canonical", "license"})


def _target(page: str, address: str) -> tuple[str, str]:
    """The path and the fragment that the internal *address* on *page* leads to."""
    parts = urlsplit(address)
    folder = PurePosixPath("articles") if page in UNLINKED else PurePosixPath(page).parent
    path = normpath(str(folder / unquote(parts.path))) if parts.path else page
    return path, unquote(parts.fragment)


def _broken(site: Site, page: str, ids: dict[str, set[str]]) -> Iterator[str]:
    for address in _links(site, page):
        if urlsplit(address).scheme in OUTWARD:
            continue
        path, fragment = _target(page, address)
        if urlsplit(address).scheme or address.startswith("/") or not (site.root / path).is_file():
            yield f"{page}: {address}"
        elif fragment and path in ids and fragment not in ids[path]:
            yield f"{page}: {address} (no such place in the page)"


def test_every_internal_link_resolves(site: Site) -> None:
    ids = {page: {str(name) for name in site.document(page).xpath("//@id")} for page in site.pages()}
    assert [problem for page in site.pages() for problem in _broken(site, page, ids)] == []


def test_every_page_can_be_reached(site: Site) -> None:
    seen, queue = {"index.html"}, deque(["index.html"])
    while queue:
        page = queue.popleft()
        linked = {_target(page, address)[0] for address in _links(site, page) if not urlsplit(address).scheme}
        fresh = {path for path in linked - seen if path.endswith(".html")}
        seen |= fresh
        queue.extend(sorted(fresh))
    assert sorted(set(site.pages()) - seen - UNLINKED) == []


def test_pages_fetch_only_what_the_site_holds(site: Site) -> None:
    outside = [
        f"{page}: {address}" for page in site.pages() for address in _fetches(site, page) if urlsplit(address).scheme or address[0] == "/"
    ]
    absent = [
        f"{page}: {address}"
        for page in site.pages()
        for address in _fetches(site, page)
        if not urlsplit(address).scheme and not (site.root / _target(page, address)[0]).is_file()
    ]
    assert (outside, absent) == ([], [])


def test_no_markup_runs_or_styles_inline(site: Site) -> None:
    inline = "//script[not(@src) and not(@type='application/ld+json')] | //style | //*[@style] | //*[@*[starts-with(name(), 'on')]]"
    scripted = "//@href[starts-with(normalize-space(.), 'javascript:')]"
    assert [page for page in site.pages() if site.document(page).xpath(f"{inline} | {scripted}")] == []


def test_links_out_name_no_onion_mirror(seeds_site: Site) -> None:
    links = [(page, address) for page in seeds_site.pages() for address in _links(seeds_site, page)]
    assert [f"{page}: {address}" for page, address in links if (urlsplit(address).hostname or "").endswith(".onion")] == []
