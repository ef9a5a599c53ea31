"""All files of the site, in the order in which they are made."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

from sitegen.digests import NOT_KNOWN, Digest, digest
from sitegen.errors import SitegenError
from sitegen.model import NOTHING_STANDS, Archive, Edition, OutputFile, Sheaf, Standing
from sitegen.publish.cards import write_cards
from sitegen.publish.editions import Collation
from sitegen.publish.exports.database import lacking
from sitegen.publish.exports.feeds import Feed, list_feeds
from sitegen.publish.exports.files import data_files
from sitegen.publish.exports.sitemap import sitemaps
from sitegen.publish.headers import server_files
from sitegen.publish.lookup import look_up
from sitegen.publish.pages import MOVED, Page, list_all
from sitegen.publish.plates import NAME as PLATES
from sitegen.publish.plates import Plates
from sitegen.publish.render import renderer
from sitegen.publish.search import bind_search
from sitegen.publish.search_shelves import FOLDER as SEARCH
from sitegen.publish.shelves import Slips, Taken, watched
from sitegen.publish.theme import Theme, dressed
from sitegen.settings import Settings

Made = tuple[OutputFile, Taken]
Late = Page | Feed
"""What is made late, and only where it does not stand."""
NOTHING = Edition()
NOWHERE: Mapping[str, str] = MappingProxyType({})

FEW = 100
"""Pages that are made sooner than processes are: 0.7 ms each, against 30 ms."""
Spread = Callable[[Callable[[Any], Any], Sequence[Any]], Iterable[Any]]
"""Anything shaped like ``map``."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A site, beside what an earlier build has made of it."""

    files: Iterator[OutputFile | Standing]
    """The files of the site but for those *untouched*; those that would come out as they stand are not made."""
    untouched: Collection[str]
    """The paths of the files about what has not changed at all, which stand as they would come out."""
    edition: Callable[[], Edition]
    """What the files were made of, once all of them have been taken."""


def publish(archive: Archive, settings: Settings, theme: Theme, originals: Mapping[str, str] = NOWHERE) -> Iterator[OutputFile]:
    """The files of the site, pages and assets; *originals* says, by accession, where captures stand among them."""
    return (file for file in revise(archive, settings, theme, originals=originals).files if isinstance(file, OutputFile))


def revise(
    archive: Archive,
    settings: Settings,
    theme: Theme,
    last: Edition = NOTHING,
    intact: Mapping[str, bytes] = NOTHING_STANDS,
    spread: Spread = map,
    originals: Mapping[str, str] = NOWHERE,
    as_read: Mapping[str, Digest] = NOT_KNOWN,
) -> Revision:
    """The site, made of what *last* holds of an earlier build as far as its files are *intact*; pages are made by *spread*.

    *as_read* are digests that stand for the articles which are as their captures were read, by accession.
    """
    theme = dressed(theme, settings)
    slips = Slips()
    found = look_up(archive, originals)
    lookup, cards = watched(found, slips), watched(write_cards(found, theme.tongue), slips)
    look = digest(theme.templates, theme.tongue, settings)
    collation = Collation(last, intact, look, (lookup, cards), as_read)
    standing = collation.settled_files()
    late: list[Late] = [*list_all(archive, settings, lookup, cards, standing), *list_feeds(lookup, cards, settings, standing)]
    untouched = [path for paths in standing.values() for path in paths]
    paths = sorted(_addresses(late, untouched))
    whole = collation.whole()
    files: list[OutputFile | Standing | _Order] = [*theme.assets, *server_files(paths, archive.moved)]
    search = _Order(SEARCH, digest(whole, theme.tongue), partial(bind_search, archive, theme.tongue, known=collation.dossiers))
    tables = data_files(lookup, cards, settings, collation.dossiers)
    data = [_Order(path, digest(whole, settings, lacking()), make) for path, make in tables]
    maps = _Order("sitemap.xml", digest(settings, paths), partial(_anew, partial(sitemaps, paths, settings.base_url)))
    files += _sheaves((*data, maps, search), collation, spread)
    planned = _planned([*late, *files], frozenset(untouched))
    plates = Plates(last.drawers.get(PLATES, b""), theme.tongue)
    render = partial(_make, renderer(settings, theme, plates), slips)
    files_in_order = _in_order(planned, collation, lambda pages: (spread if len(pages) > FEW else map)(render, pages))
    return Revision(files_in_order, untouched, lambda: collation.edition(plates.drawers()))


def _addresses(late: Iterable[Late], untouched: Iterable[str]) -> Iterator[str]:
    """The paths of all pages but those at addresses of old."""
    yield from (page.path for page in late if isinstance(page, Page) and page.template != MOVED)
    yield from (path for path in untouched if path.endswith(".html"))


@dataclass(frozen=True, slots=True)
class _Order:
    """For files that are made together, of all that there is, or for one that is made of pieces."""

    path: str
    """Of the first file, or of the folder that they stand in."""
    made_of: bytes
    make: Callable[[bytes, Mapping[str, bytes]], Sheaf]
    """Given the drawer that the last making has left, and the files that stand as it made them."""

    @property
    def name(self) -> str:
        """What the sheaf is called."""
        return self.path.strip("/").rpartition("/")[2]


Planned = Late | OutputFile | Standing | _Order


def _anew(make: Callable[[], Iterable[OutputFile]], *_: object) -> Sheaf:
    """All files made, whatever stands, and nothing kept."""
    return Sheaf(tuple(make()))


def _sheaves(orders: Iterable[_Order], collation: Collation, spread: Spread) -> Iterator[OutputFile | Standing | _Order]:
    """The files that are ordered, or that they stand; in one process they are made when their turn comes, and then let go."""
    wanted = []
    for order in orders:
        paths = collation.standing(order.name, order.made_of)
        if paths is None and spread is map:
            yield order
        elif paths is None:
            wanted.append(order)
        yield from map(Standing, paths or ())
    for order, (files, drawer) in zip(wanted, spread(partial(_bound, collation), wanted), strict=True):
        collation.enter_sheaf(order.name, order.made_of, (file.path for file in files), drawer)
        yield from files


def _bound(collation: Collation, order: _Order) -> tuple[tuple[OutputFile | Standing, ...], bytes]:
    """All files of a sheaf, and its drawer."""
    sheaf = order.make(*collation.start(order.name))
    return tuple(sheaf.files), sheaf.drawer()


def _in_turn(order: _Order, collation: Collation) -> Iterator[OutputFile | Standing]:
    """The files of a sheaf, one after the other."""
    sheaf = order.make(*collation.start(order.name))
    paths: list[str] = []
    for file in sheaf.files:
        paths.append(file.path)
        yield file
    collation.enter_sheaf(order.name, order.made_of, paths, sheaf.drawer())


def _planned(entries: Iterable[Planned], untouched: Container[str]) -> dict[str, Planned]:
    planned: dict[str, Planned] = {}
    for entry in entries:
        if entry.path in planned or entry.path in untouched:
            raise SitegenError(f"two files of the site would stand at {entry.path}")
        planned[entry.path] = entry
    return planned


def _in_order(
    planned: dict[str, Planned], collation: Collation, make: Callable[[Sequence[Late]], Iterable[Made]]
) -> Iterator[OutputFile | Standing]:
    """What is *planned*, every page that does not stand made; *planned* is used up."""
    late = [entry for entry in planned.values() if isinstance(entry, Late)]
    own = {entry.path: _own(entry, collation) for entry in late}
    standing = {
        entry.path for entry in late if (made_of := own[entry.path]) is not None and collation.stands(entry.path, made_of, entry.subject)
    }
    made = iter(make([entry for entry in late if entry.path not in standing]))
    for path in list(planned):
        entry = planned.pop(path)  # a file of data may hold the whole archive: it is let go once it is written
        if path in standing:
            yield Standing(path)
        elif isinstance(entry, Late):
            file, taken = next(made)
            made_of = own[path]
            if made_of is not None:
                collation.enter(path, made_of, taken, entry.subject)
            yield file
        elif isinstance(entry, _Order):
            yield from _in_turn(entry, collation)
        else:
            yield entry


def _own(late: Late, collation: Collation) -> Digest | None:
    """Digest of what *late* is made of besides the shelves; None where that cannot be told."""
    known = collation.own_of(late.path, late.subject) if late.subject else None
    return known or collation.own(_kind(late), _given(late))


def _given(late: Late) -> tuple[Callable[..., object], ...]:
    return (late.make, late.about) if isinstance(late, Page) and late.about else (late.make,)


def _kind(late: Late) -> tuple[object, ...]:
    if isinstance(late, Feed):
        return (late.path,)
    return late.path, late.template, late.title, late.trail, late.shelf, late.feed


def _make(render: Callable[[Page], OutputFile], slips: Slips, late: Late) -> Made:
    """The page or feed as a file, and what it took from the shelves."""
    slips.hand_in()  # what was taken before is no part of it
    file = late.make() if isinstance(late, Feed) else render(late)
    return file, slips.hand_in()
