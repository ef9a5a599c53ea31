"""A folder of captures becomes a site on disk: the stages, run on real files."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs

from sitegen.bag import Label, label
from sitegen.books import (
    Books,
    Intact,
    close_books,
    intact,
    keep_gathering,
    last_edition,
    lay_down_drawer,
    manifest_digest,
    open_books,
    recall_gathering,
)
from sitegen.corrections import load_authority, tell_changes, without_settled
from sitegen.deposit import SiteFile, depositing
from sitegen.digests import digest
from sitegen.errors import SettingsError, SitegenError
from sitegen.gallery import picture_files
from sitegen.garbage import nothing_collected, nothing_old_collected
from sitegen.ledger import ledger_place, load_ledger, save_ledger
from sitegen.manifest import holds_bag
from sitegen.model import Archive, Edition, Note, Noted
from sitegen.model.value import Value
from sitegen.originals import Originals, collections_as_they_stand, original_files
from sitegen.output import Claimed, Written, claimed
from sitegen.pipeline import findings, gather, keep, remarks, render, revise
from sitegen.reading import Reading, Stock, Track, read_stock, take_stock
from sitegen.settings import Site
from sitegen.stopwatch import Stopwatch
from sitegen.store import cache_folder
from sitegen.workers import WORTH_A_PROCESS, copies, count_jobs

if TYPE_CHECKING:
    from sitegen.catalog.memory import Memory
    from sitegen.catalog.rules import Authority
    from sitegen.publish.keeping.ledger import Ledger
    from sitegen.publish.theme import Theme


class Built(Value):
    """What a build did."""

    formats: Mapping[str, int]
    """How many captures of each format were published."""
    reused: int
    """How many of the captures were remembered from an earlier build."""
    notes: tuple[Note, ...]
    """All that was noticed, without what the settings silence."""
    written: Written
    changes: tuple[str, ...] = ()
    """What each correction that is new, or does something new, is about."""
    findings: int | None = None
    """How many things in the archive deserve its keeper's look; None where names are withheld, which only a review may tell."""
    archive: Archive | None = None
    """The archive, where it was gathered and was ordered."""


class Order(Value):
    """How a site is to be built."""

    force: bool = False
    """Write into a folder that holds other files."""
    clean: bool = False
    """As if nothing were remembered of the site that stands there."""
    bag: bool = False
    """As a BagIt bag, with the captures in it."""
    jobs: int | None = None
    scheduler: str | None = None
    """Address of the Dask scheduler whose workers read the captures; None where this machine does."""
    track: Track | None = None
    archive: bool = False
    """Hand out the archive with what was built; else it is let go as soon as the last page is made, for what follows needs room too."""


AS_USUAL = Order()


def build_site(site: Site, order: Order = AS_USUAL, watch: Stopwatch | None = None) -> Built:
    """What was built: every capture of *site* read, and the site written to its output folder, as far as it is not there already."""
    is_watched, watch = watch is not None, watch or Stopwatch()
    with watch.stage("find"), claimed(site.output, order.force) as output:
        with nothing_collected():
            authority, theme, ledger = load_authority(site), theme_of(site), load_ledger(site)
            info = _label(site) if order.bag else None
            stock = take_stock(site, is_anew=order.clean)
            cache = stock.reader.home
            books, account = (None if order.clean else open_books(output.folder, cache)) or (None, None)
            standing = intact(output.folder, account) if account else Intact(output.folder)
            made_of = _digest(site, stock, authority, theme, ledger, info)
        if books and account and made_of and books.made_of == made_of and len(standing) == len(account):
            return _nothing_new(books, stock, len(account))
        with watch.stage("read"), nothing_collected():
            reading = read_stock(stock, order.jobs, order.track, order.scheduler)
        if not reading.articles:
            raise _nothing_to_build(site, reading)
        with watch.stage("gather"), nothing_collected():
            jobs = count_jobs(order.jobs, len(reading.articles))
            gathered, memory = _gather(site, reading, authority, jobs, {} if order.clean else recall_gathering(output.folder, cache))
            archive, given_out = _kept(gathered.value, ledger, site)
            saved = save_ledger(site, given_out)
            unsettled, made_of = without_settled(reading.notes, archive), made_of if reading.is_steady else ""
            found = None if site.settings.redact else findings(archive, unsettled, authority, memory)
            keep_gathering(output.folder, cache, memory.left)
            del memory  # it is as large as what it saves
        originals = original_files(archive.articles, reading.found, site.settings.redact) if info else Noted(Originals())
        with copies(jobs) as beside:
            with watch.stage("plan"), nothing_collected():
                draft, edition = output.begin(info, account), last_edition(output.folder, cache, books, standing) if books else Edition()
                deposit = watch.timed("write", draft.deposit) if is_watched else draft.deposit
                spread = depositing(beside, deposit, partial(lay_down_drawer, output.folder, cache))
                places, as_read = originals.value.places, _as_read(archive, reading)
                revision = revise(archive, site.settings, theme, edition, standing, spread, places, as_read)
            with watch.stage("keep books"), nothing_collected():  # while copies make pages
                noticed = (*unsettled, *gathered.notes, *saved.notes, *originals.notes, *_on_publishing(archive, site, theme))
                made_of = _digest(site, stock, authority, theme, saved.value, info) if made_of and saved.value != ledger else made_of
                reused, on_gathering, kept = reading.reused, gathered.notes, archive if order.archive else None
            files = chain(revision.files, picture_files(archive.articles, reading.found), originals.value.files)
            untouched, others, edition_now, formats = revision.untouched, revision.others, revision.edition, _formats(archive)
            del stock, reading, gathered, archive, originals, revision  # from here on files alone hold what they are made of
            pages = watch.each("render", files) if is_watched else files  # to look at the clock at 100,000 files takes a second
            with watch.stage("write"), nothing_old_collected():
                written = draft.write(pages, standing, untouched, others)
        with watch.stage("keep books"), nothing_collected():
            changes = tell_changes(authority, on_gathering, cache_folder())
            built = Built(formats, reused, told(noticed, site), written, changes, found, kept)
            _keep_books(output, cache, built, made_of, edition_now(written.taken), books)
    return built


def _gather(site: Site, reading: Reading, authority: Authority, jobs: int, left: Mapping[str, bytes]) -> tuple[Noted[Archive], Memory]:
    """The archive, upon what the last gathering has *left*, and what is remembered of this one."""
    from sitegen.catalog.memory import Memory

    memory = Memory(left, reading.keys)
    is_little = left and len(reading.articles) - reading.reused < WORTH_A_PROCESS
    with copies(1 if is_little else jobs) as beside:  # a copy of the process takes longer than to compare a few texts
        return gather(reading.articles, authority, site.settings.redact, memory, beside), memory


def _kept(archive: Archive, ledger: Ledger, site: Site) -> tuple[Archive, Ledger]:
    """*archive* under the addresses that were given out, and the ledger of all; where none is kept, no address was promised."""
    return keep(archive, ledger, site.settings.redact) if ledger_place(site) else (archive, ())


def _label(site: Site) -> Label:
    """What the bag says of itself; a day only where whoever builds states one."""
    stated = os.environ.get("SOURCE_DATE_EPOCH", "")
    if stated and not re.fullmatch(r"[0-9]{1,11}", stated):
        raise SettingsError(
            f"SOURCE_DATE_EPOCH is no number of seconds: {stated!r}", hint="unset it, or set it as `git log -1 --format=%ct` does"
        )
    from importlib.metadata import version  # loads a reader of mail; only a bag needs it

    day = datetime.fromtimestamp(int(stated), UTC).date().isoformat() if stated else None
    return label(site.settings.description, version("sitegen"), day)


def _digest(site: Site, stock: Stock, authority: Authority, theme: Theme, ledger: Ledger, info: Label | None) -> str:
    """Digest of all that a site is made of; empty where a capture could not be read, for it may be read the next time."""
    if any(key is None for _, key in stock.captures):
        return ""
    captures = [(one.source, key) for one, key in stock.captures]
    return digest(
        captures,
        stock.notes,
        sorted((entry.path, entry.marks) for entry in ledger),
        site.settings,
        str(site.file),
        authority,
        theme.templates,
        theme.assets,
        theme.tongue,
        info and (info, collections_as_they_stand(one for one, _ in stock.captures)),
    ).hex()


def _as_read(archive: Archive, reading: Reading) -> dict[str, bytes]:
    """By accession, a digest that stands for each article that is in *archive* just as its capture was read."""
    keys = map(reading.keys.get, map(id, archive.articles))
    return {one.article.provenance.accession: bytes.fromhex(key) for one, key in zip(archive.articles, keys, strict=True) if key}


def _formats(archive: Archive) -> Mapping[str, int]:
    return Counter(annotated.article.provenance.format for annotated in archive.articles)


def _nothing_new(books: Books, stock: Stock, files: int) -> Built:
    return Built(books.formats, len(stock.captures), books.notes, Written(books.pages, files, files), (), books.findings)


def _keep_books(output: Claimed, cache: Path, built: Built, made_of: str, edition: Edition, last: Books | None) -> None:
    """What failed may not fail the next time, so that a build with errors is never taken for the next one; *last* are its books."""
    sound = all(note.severity != "error" for note in built.notes)
    manifest, drawers = built.written.account.listed or manifest_digest(output.folder), last.drawers if last else {}
    books = Books(made_of if sound else "", manifest, dict(built.formats), built.notes, built.written.pages, built.findings, drawers)
    close_books(output.folder, cache, books, built.written.account, edition)


def site_files(reading: Reading, archive: Archive, site: Site) -> Iterator[SiteFile]:
    """The files that a build writes, as a bag where one stands there."""
    bagged = holds_bag(site.output)
    originals = original_files(archive.articles, reading.found, site.settings.redact).value if bagged else Originals()
    yield from render(archive, site.settings, theme_of(site), originals.places)
    yield from picture_files(archive.articles, reading.found)
    yield from originals.files


def on_publishing(archive: Archive, site: Site) -> tuple[Note, ...]:
    """What publishing notices, of the settings file where there is one."""
    return _on_publishing(archive, site, theme_of(site))


def _on_publishing(archive: Archive, site: Site, theme: Theme) -> tuple[Note, ...]:
    settings = str(site.file.resolve()) if site.file else None
    notes = (structs.replace(note, source=note.source or settings or "") for note in remarks(archive, site.settings, theme))
    return tuple(note for note in notes if note.source)


def theme_of(site: Site) -> Theme:
    """The built-in look, with the site's own templates."""
    from sitegen.publish.theme import load_theme

    try:
        return load_theme(site.templates if site.templates and site.templates.is_dir() else None, site.settings.language)
    except SettingsError as error:
        raise SettingsError(error.message, str(site.file) if site.file else None, None, error.hint) from error


def told(notes: Iterable[Note], site: Site) -> tuple[Note, ...]:
    """The notes that a person should see, by source and line: all but those that the settings silence."""
    kept = (note for note in notes if note.severity == "error" or note.code not in site.settings.silence)
    return tuple(sorted(kept, key=lambda note: (note.source, note.line or 0, note.code, note.message)))


def closing_line(built: Built, seconds: float, place: Path) -> str:
    """One line that says what was built: ``Built 61 pages from 9 captures (6 html, 2 text, 1 markdown) in 1.2 s: output/index.html; …``."""
    kinds = ", ".join(f"{count} {name}" for name, count in sorted(built.formats.items(), key=lambda pair: (-pair[1], pair[0])))
    severities = Counter(note.severity for note in built.notes)
    rest = [
        _reused(built),
        _count(severities["error"], "error") if severities["error"] else "",
        _count(severities["warning"], "warning"),
        "" if built.findings is None else _count(built.findings, "review item"),
    ]
    pages, captures = _count(built.written.pages, "page"), _count(sum(built.formats.values()), "capture")
    return "; ".join([f"Built {pages} from {captures} ({kinds}) in {seconds:.1f} s: {place / 'index.html'}", *filter(None, rest)])


def _reused(built: Built) -> str:
    parts = [
        _count(built.reused, "capture") if built.reused else "",
        _count(built.written.kept, "file") if built.written.kept else "",
    ]
    return f"reused {' and '.join(filter(None, parts))}" if any(parts) else ""


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _nothing_to_build(site: Site, reading: Reading) -> SitegenError:
    errors = [note for note in reading.notes if note.severity == "error"]
    if errors:
        return SitegenError(f"no capture could be read; {errors[0].source}: {errors[0].message}", str(site.source), hint=errors[0].hint)
    return SitegenError(
        "no captures here", str(site.source), hint="put saved pages (.html), pandoc markdown (.md) or pasted text (.txt) into it"
    )
