"""A folder of captures becomes a site on disk: the stages, run on real files."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.corrections import FILE_NAME as AUTHORITY
from sitegen.corrections import load_authority, tell_changes, without_settled
from sitegen.errors import SitegenError
from sitegen.files import Found, find_captures, load
from sitegen.gallery import picture_files
from sitegen.model import AnnotatedArticle, Archive, Capture, Note, Noted, Severity
from sitegen.output import SiteFile, Written, claimed
from sitegen.pipeline import gather, read, remarks, render
from sitegen.settings import Site
from sitegen.store import Remembered, cache_folder, forget_old, own_salt
from sitegen.workers import count_jobs, spread

if TYPE_CHECKING:
    from sitegen.publish.theme import Theme

Attempted = Noted[AnnotatedArticle | None]
"""An article and its notes, or None and the note that says why."""
Track = Callable[[Iterable[Attempted], int], Iterable[Attempted]]
"""Passes results through and shows how many of how many have come."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a folder of captures."""

    articles: tuple[AnnotatedArticle, ...]
    notes: tuple[Note, ...]
    reused: int
    """How many of the articles were remembered from an earlier build."""
    found: Mapping[str, Found]
    """Where each capture lies, by source."""


@dataclass(frozen=True, slots=True)
class Stock:
    """The captures of a folder, identical ones once, in the order of their sources."""

    captures: tuple[tuple[Found, str | None], ...]
    """Each with the key by which its result is remembered; None where its bytes cannot be had."""
    notes: tuple[Note, ...]
    reader: Remembered


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did."""

    reading: Reading
    notes: tuple[Note, ...]
    """All that was noticed, without what the settings silence."""
    written: Written
    changes: tuple[str, ...] = ()
    """What each correction that is new, or does something new, is about."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """The reader *reader* on a file, with a note in place of an article where it fails: one bad capture never stops the build."""

    reader: Callable[[Capture], Noted[AnnotatedArticle]]

    def __call__(self, found: Found) -> Attempted:
        """The article and its notes, or None and the reason."""
        try:
            noted = self.reader(load(found))
        except SitegenError as error:
            # a crawl holds many a page without a text; that spoils no archive
            severity: Severity = "warning" if found.slot else "error"
            return Noted(None, (Note(severity, "unreadable", error.message, error.path or found.source, error.line, error.hint),))
        except Exception as error:
            return Noted(None, (Note("error", "failed", _failure(error), found.source, hint="please report it with the capture"),))
        return Noted(noted.value, noted.notes)


def build_site(site: Site, *, force: bool = False, jobs: int | None = None, track: Track | None = None) -> Built:
    """What was built: every capture of *site* read, and the site written to its output folder."""
    authority = load_authority(site)
    with claimed(site.output, force) as output:
        reading = read_captures(site, jobs, track)
        if not reading.articles:
            raise _nothing_to_build(site, reading)
        archive = gather(reading.articles, authority, site.settings.redact)
        written = output.write(site_files(reading, archive.value, site))
    changes = tell_changes(authority, archive.notes, cache_folder())
    notes = (*without_settled(reading.notes, archive.value), *archive.notes, *on_settings(archive.value, site))
    return Built(reading, told(notes, site), written, changes)


def site_files(reading: Reading, archive: Archive, site: Site) -> Iterator[SiteFile]:
    """The files that a build writes."""
    yield from render(archive, site.settings, _theme(site))
    yield from picture_files(archive.articles, reading.found)


def on_settings(archive: Archive, site: Site) -> tuple[Note, ...]:
    """What publishing notices of the settings file, if there is one."""
    if site.file is None:
        return ()
    place = str(site.file.resolve())
    return tuple(replace(note, source=place) for note in remarks(archive, site.settings, _theme(site)))


def _theme(site: Site) -> Theme:
    """The built-in look, with the site's own templates."""
    from sitegen.publish.theme import load_theme

    return load_theme(site.templates if site.templates and site.templates.is_dir() else None)


def read_captures(site: Site, jobs: int | None = None, track: Track | None = None) -> Reading:
    """Every capture of *site*, read or remembered, identical ones once, in the order of their sources."""
    return read_stock(take_stock(site), jobs, track)


def take_stock(site: Site) -> Stock:
    """The captures of *site*, before any is read."""
    found = find_captures(site.source, [site.output, *([site.templates] if site.templates else [])], (*site.settings.ignore, AUTHORITY))
    reader = _reader()
    captures, notes = _sort_out(found.value, reader)
    return Stock(tuple(captures), (*found.notes, *notes), reader)


def read_stock(stock: Stock, jobs: int | None = None, track: Track | None = None) -> Reading:
    """The captures in *stock*, read or remembered."""
    known: dict[str, Attempted] = {}
    for one, key in stock.captures:
        if key is not None and (result := stock.reader.recall_by(key)) is not None:
            known[one.source] = Noted(result.value, result.notes)
    new = [one for one, _ in stock.captures if one.source not in known]
    fresh = spread(Attempt(stock.reader), new, count_jobs(jobs, len(new)), _lost)
    results = known | dict(zip((one.source for one in new), track(fresh, len(new)) if track else fresh, strict=True))
    ordered = [results[one.source] for one, _ in stock.captures]
    articles = tuple(result.value for result in ordered if result.value is not None)
    noticed = (*stock.notes, *(note for result in ordered for note in result.notes))
    return Reading(articles, noticed, len(known), {one.source: one for one, _ in stock.captures})


def told(notes: Iterable[Note], site: Site) -> tuple[Note, ...]:
    """The notes that a person should see, by source and line: all but those that the settings silence."""
    kept = (note for note in notes if note.severity == "error" or note.code not in site.settings.silence)
    return tuple(sorted(kept, key=lambda note: (note.source, note.line or 0, note.code, note.message)))


def closing_line(built: Built, seconds: float, place: Path) -> str:
    """One line that says what was built: ``Built 61 pages from 9 captures (6 html, 2 text, 1 markdown) in 1.2 s: output/index.html; …``."""
    formats = Counter(annotated.article.provenance.format for annotated in built.reading.articles)
    kinds = ", ".join(f"{count} {name}" for name, count in sorted(formats.items(), key=lambda pair: (-pair[1], pair[0])))
    severities = Counter(note.severity for note in built.notes)
    rest = [
        f"{built.reading.reused} remembered" if built.reading.reused else "",
        _count(severities["error"], "error") if severities["error"] else "",
        _count(severities["warning"], "warning"),
    ]
    pages, captures = _count(built.written.pages, "page"), _count(formats.total(), "capture")
    return "; ".join([f"Built {pages} from {captures} ({kinds}) in {seconds:.1f} s: {place / 'index.html'}", *filter(None, rest)])


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _reader() -> Remembered:
    folder, salt = cache_folder(), own_salt()
    forget_old(folder, salt)
    return Remembered(read, folder, salt)


def _sort_out(found: Iterable[Found], reader: Remembered) -> tuple[list[tuple[Found, str | None]], list[Note]]:
    """The captures with the keys by which they are remembered, without what is there twice; of each one copy is held at a time."""
    stock: list[tuple[Found, str | None]] = []
    notes: list[Note] = []
    first: dict[str, str] = {}
    for one in found:
        try:
            capture = load(one)
        except SitegenError:
            stock.append((one, None))  # the attempt to read it says what is wrong
            continue
        twin = first.setdefault(capture.sha256, one.source)
        if twin == one.source:
            stock.append((one, reader.key(capture)))
            continue
        notes.append(Note("info", "identical", f"the same bytes as {twin}: published once", one.source))
        beside = replace(capture, source=twin).sidecar_source
        if capture.sidecar and capture.sidecar_source != beside:
            message = f"not read: what it speaks of is published as {twin}"
            notes.append(Note("warning", "sidecar", message, capture.sidecar_source, None, f"put it beside that one, as {beside}"))
    return stock, notes


def _lost(found: Found) -> Attempted:
    hint = "the process that read it ended at once, as for want of memory; name it in `ignore` in sitegen.toml to build without it"
    return Noted(None, (Note("error", "failed", "reading it killed the reader", found.source, hint=hint),))


def _failure(error: Exception) -> str:
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"sitegen failed on this capture: {type(error).__name__}: {error} ({Path(place.filename).name}:{place.lineno})"


def _nothing_to_build(site: Site, reading: Reading) -> SitegenError:
    errors = [note for note in reading.notes if note.severity == "error"]
    if errors:
        return SitegenError(f"no capture could be read; {errors[0].source}: {errors[0].message}", str(site.source), hint=errors[0].hint)
    return SitegenError(
        "no captures here", str(site.source), hint="put saved pages (.html), pandoc markdown (.md) or pasted text (.txt) into it"
    )
