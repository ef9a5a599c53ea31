"""Builds, shows and builds again: the site on this machine while its captures, settings and templates are being edited."""

from __future__ import annotations

import threading
import time
import traceback
import webbrowser
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sitegen.build import Built, Order, build_site, closing_line, theme_of
from sitegen.console import Console
from sitegen.corrections import FILE_NAME as AUTHORITY
from sitegen.errors import SitegenError
from sitegen.files import walk
from sitegen.garbage import clear_away
from sitegen.ledger import ledger_place
from sitegen.model import Archive, Note
from sitegen.proofing import Proofreader
from sitegen.server import Builds, open_server
from sitegen.settings import FILE_NAME, Site, find_site
from sitegen.watch import Watch


def preview(options: Namespace, console: Console) -> None:
    """Serve the site until the user interrupts."""
    builder = Builder(options, console, find_site(options.source, options.config, options.output), Builds())
    try:
        server = open_server(builder.site.output, builder.builds, options.bind, options.port)
    except OSError as error:
        raise SitegenError(f"cannot listen on {options.bind}: {error.strerror or error}", hint="choose another --port or --bind") from error
    watch = Watch(builder.files, builder.folders, poll=options.poll)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    builder.build()
    watch.accept(builder.written())
    builder.make_ready()
    console.say(f"Serving {builder.site.output} at {server.url} (stop with Ctrl-C)")
    if options.open:
        webbrowser.open(server.url)
    try:
        for changed in watch.changes():
            console.say(f"Changed: {', '.join(changed[:3])}{f' and {len(changed) - 3} more' if len(changed) > 3 else ''}")
            builder.build(changed)
            watch.accept(builder.written())
            server.folder = builder.site.output
            builder.make_ready()
    finally:
        builder.builds.close()
        watch.close()
        server.shutdown()


@dataclass
class Builder:
    """Builds a site again and again, and tells the terminal and the open pages how it went."""

    options: Namespace
    console: Console
    site: Site
    builds: Builds
    told: frozenset[Note] = frozenset()
    """What the terminal has been told already: after a change, only what is new is of interest."""
    archive: Archive | None = None
    """As it was gathered last."""
    proofreader: Proofreader | None = None

    def build(self, changed: Sequence[str] = ()) -> None:
        """Read the settings and build; whatever goes wrong, the last good site stays. Where captures *changed*, their pages come first."""
        with self.builds.running():
            begin = time.perf_counter()
            self._proof(changed)
            try:
                self.site = find_site(self.options.source, self.options.config, self.options.output)
                order = Order(self.options.force, clean=False, jobs=self.options.jobs, track=self.console.track, archive=True)
                built = build_site(self.site, order)
            except SitegenError as error:
                self.console.fail(error)
                self.builds.failed(str(error))
            except Exception as error:
                # A template of the user's own can fail in any way; the preview outlives it.
                told = SitegenError(f"the site could not be made: {type(error).__name__}: {error}", hint=_last_step(error))
                self.console.fail(told)
                self.builds.failed(str(told))
            else:
                self.archive = built.archive or self.archive
                self._tell(built, time.perf_counter() - begin)

    def make_ready(self) -> None:
        """Make ready to show the next change before it is built; names that are withheld are shown in nothing but a build."""
        self.proofreader = None
        clear_away()
        if not self.site.settings.redact:
            with suppress(Exception):  # what is wrong with the archive, the build has told
                self.proofreader = Proofreader(self.site, theme_of(self.site), self.archive)

    def _proof(self, changed: Sequence[str]) -> None:
        with suppress(Exception):  # as above: the build that follows tells
            pulled = self.proofreader.pull(changed) if self.proofreader else None
            if pulled:
                self.builds.proofed(pulled.pages, pulled.moved)

    def files(self) -> Iterator[Path]:
        """The files that the site is made of."""
        skip = [self.site.output]
        yield from walk(self.site.source, skip)
        if self.site.templates:
            yield from walk(self.site.templates, skip)
        yield self.site.file or self.site.root / FILE_NAME
        yield self.site.root / AUTHORITY
        yield from self.written()

    def written(self) -> tuple[Path, ...]:
        """Those of them that a build writes too."""
        place = ledger_place(self.site)
        return (place,) if place else ()

    def folders(self) -> Iterator[tuple[Path, bool]]:
        """The folders to be told of, and whether what is inside of their folders counts: the archive's own is there for its settings."""
        yield self.site.source, True
        if self.site.templates:
            yield self.site.templates, True
        yield self.site.root, False

    def _tell(self, built: Built, seconds: float) -> None:
        self.console.tell([note for note in built.notes if note not in self.told], self.site.source)
        self.told = frozenset(built.notes)
        for line in built.changes:
            self.console.say(line)
        self.console.say(closing_line(built, seconds, self.site.output))
        errors = [f"{self.site.source / note.source}: {note.message}" for note in built.notes if note.severity == "error"]
        self.builds.succeeded("\n".join(errors) or None)


def _last_step(error: Exception) -> str:
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"it failed in {place.filename}, line {place.lineno}"
