"""All files of the site, in the order in which they are made."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from types import MappingProxyType

import msgspec
from msgspec.structs import replace

from sitegen.digests import NOT_KNOWN, Digest, digest
from sitegen.errors import SitegenError
from sitegen.model import NOTHING_STANDS, Archive, Deposited, DrawnFile, Edition, OutputFile, Sheaf, Standing
from sitegen.model.work import Spread
from sitegen.publish.cards import write_cards
from sitegen.publish.editions import Collation
from sitegen.publish.entries import FOLLOWS
from sitegen.publish.exports.database import lacking
from sitegen.publish.exports.feeds import Feed, list_feeds
from sitegen.publish.exports.files import data_files
from sitegen.publish.exports.sitemap import sitemaps
from sitegen.publish.filing import NAME as FILING
from sitegen.publish.filing import Filing
from sitegen.publish.headers import server_files
from sitegen.publish.lookup import look_up
from sitegen.publish.pages import MOVED, Commission, Page, laying_out, list_all
from sitegen.publish.plates import NAME as PLATES
from sitegen.publish.plates import Plates
from sitegen.publish.render import renderer
from sitegen.publish.search import bind_search
from sitegen.publish.shelves import Slips, watched
from sitegen.publish.standing_type import set_again
from sitegen.publish.theme import Theme, dressed
from sitegen.settings import Settings

Late = Page | Feed
"""What is made late, and only where it does not stand."""
Layout = Callable[[Commission], Page]
Planned = OutputFile | DrawnFile | Standing | Deposited
NOTHING = Edition()
NOWHERE: Mapping[str, str] = MappingProxyType({})


class Revision(msgspec.Struct, frozen=True):
    """A site, beside what an earlier build has made of it."""

    files: Iterator[Planned]
    """The files of the site but for those *untouched*; those that would come out as they stand are not made. Whoever writes them refuses
    a path that is there already."""
    untouched: Collection[str]
    """The paths of the files about what has not changed at all, which stand as they would come out."""
    others: Container[str]
    """The paths of all other files that stand from the earlier build, as far as it has noted them."""
    edition: Callable[[Iterable[str]], Edition]
    """What the files were made of, once all of them have been taken; given the paths of these."""


def publish(archive: Archive, settings: Settings, theme: Theme, originals: Mapping[str, str] = NOWHERE) -> Iterator[OutputFile | DrawnFile]:
    """The files of the site, pages and assets; *originals* says, by accession, where captures stand among them."""
    files = _each_once(revise(archive, settings, theme, originals=originals).files)
    return (file for file in files if isinstance(file, (OutputFile, DrawnFile)))


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
    untouched, filing = collation.settled_files(), Filing(last.drawers.get(FILING, b""))
    lay_out = laying_out(found, (lookup, cards))
    unsettled = collation.unsettled()
    pages = list_all(archive, settings, found, (lookup, cards), unsettled, filing)
    late: list[Late | Commission] = [*pages, *list_feeds(lookup, cards, settings, unsettled)]
    paths = [*_addresses(late), *untouched]
    whole = collation.whole()
    bind = partial(bind_search, found, theme.tongue, known=collation.dossiers, trays=last.drawers)
    search = _Order("search", digest(whole, theme.tongue), bind)
    tables = data_files(lookup, cards, settings, collation.dossiers)
    data = [_Order(path.rpartition("/")[2], digest(whole, settings, lacking()), make) for path, make in tables]
    listed = sorted(path for path in paths if path.endswith(".html")) if settings.base_url else []
    maps = _Order("maps", digest(settings, listed), partial(_anew, partial(sitemaps, listed, settings.base_url)))
    plates = Plates(last.drawers.get(PLATES, b""), theme.tongue)
    there, wanted = _collated((search, *data, maps), late, lay_out, collation)
    del late  # what is wanted is let go as it is made
    make = partial(_make, renderer(settings, theme, plates), lay_out, partial(set_again, found, collation, theme.own), slips, collation)
    made = spread(make, wanted)
    files = chain(theme.assets, server_files(paths, archive.moved), there, _entered(wanted, made, collation))

    def edition(taken: Iterable[str]) -> Edition:
        return collation.edition({**plates.drawers(), **filing.drawers()}, taken)

    return Revision(files, untouched, collation.others(), edition)


def _addresses(late: Iterable[Late | Commission]) -> Iterator[str]:
    """The paths of the pages among what is made *late*, but those at addresses of old."""
    return (one.path for one in late if isinstance(one, Commission) or (isinstance(one, Page) and one.template != MOVED))


class _Order(msgspec.Struct, frozen=True):
    """For files that are made together, of all that there is, or for one that is made of pieces."""

    name: str
    made_of: Digest
    make: Callable[[bytes, Mapping[str, bytes]], Sheaf]
    """Given the drawer that the last making has left, and the files that stand as it made them."""


Wanted = _Order | Late | Commission


def _anew(make: Callable[[], Iterable[OutputFile]], *_: object) -> Sheaf:
    """All files made, whatever stands, and nothing kept."""
    return Sheaf(tuple(make()))


def _collated(
    orders: Iterable[_Order], late: Iterable[Late | Commission], lay_out: Layout, collation: Collation
) -> tuple[list[Standing], list[Wanted | None]]:
    """The files that would come out as they stand, and what is to be made; what takes long to make comes first."""
    there: list[Standing] = []
    wanted: list[Wanted | None] = []
    for order in orders:
        paths = collation.standing(order.name, order.made_of)
        there += map(Standing, paths or ())
        wanted += [order] if paths is None else []
    for one in late:
        own = _own(_laid_out(one, lay_out), collation) if collation.is_as_it_was(one.path) else None
        stands = own is not None and collation.stands(one.path, own, one.subject)
        (there.append(Standing(one.path)) if stands else wanted.append(one))
    return there, wanted


def _entered(wanted: list[Wanted | None], made: Iterable[Sheaf], collation: Collation) -> Iterator[Planned]:
    """The files of what is *made*; what they were made of is noted once they are taken, and what was *wanted* let go."""
    for place, sheaf in enumerate(made):
        one, wanted[place] = wanted[place], None
        paths = []
        for file in sheaf.files:
            paths.append(file.path)
            yield file
        if isinstance(one, _Order):
            collation.enter_sheaf(one.made_of, paths, sheaf)
        elif one and sheaf.made_of:
            collation.enter(one.path, sheaf, one.subject)
    collation.let_go()


def _each_once(files: Iterable[Planned]) -> Iterator[Planned]:
    paths: set[str] = set()
    for file in files:
        if file.path in paths:
            raise SitegenError(f"two files of the site would stand at {file.path}")
        paths.add(file.path)
        yield file


def _laid_out(one: Late | Commission, lay_out: Layout) -> Late:
    return lay_out(one) if isinstance(one, Commission) else one


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


def _make(
    render: Callable[[Page], OutputFile],
    lay_out: Layout,
    set_again: Callable[[Page], Page | None],
    slips: Slips,
    collation: Collation,
    one: Wanted,
) -> Sheaf:
    """What is wanted, with what a page or feed was made of, and all that it took from the shelves."""
    if isinstance(one, _Order):
        return replace(one.make(*collation.start(one.name)), name=one.name)
    late = _laid_out(one, lay_out)
    slips.forget()  # what was taken before is no part of it
    again = None if isinstance(late, Feed) else set_again(late)
    file = late.make() if isinstance(late, Feed) else render(again or late)
    known = collation.follows(late.subject)
    made_of = FOLLOWS if known is not None else _own(late, collation) or b""
    taken = slips.hand_in(known or {})
    return Sheaf((file,), taken=taken, told=collation.tell(taken), made_of=made_of, is_set_again=again is not None)
