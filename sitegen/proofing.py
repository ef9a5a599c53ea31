"""What a saved capture makes of its page, shown at once: the site is built after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from sitegen.attempt import Attempt
from sitegen.corrections import load_authority
from sitegen.files import Found, load, sidecar_of
from sitegen.garbage import nothing_collected
from sitegen.ledger import as_addressed
from sitegen.model import AnnotatedArticle, Archive
from sitegen.pipeline import corrected, gather, proofs, read
from sitegen.reading import captures_of, read_captures, reader_of
from sitegen.settings import Site

if TYPE_CHECKING:
    from sitegen.publish.theme import Theme

_MOST = 8
"""Captures that are proofed; where more are saved at once, the build is waited for."""


class Pulled(msgspec.Struct, frozen=True):
    """Pages that are shown before the site is built."""

    pages: dict[str, bytes]
    """By path; that of a changed article at its new address and at the one it had."""
    moved: dict[str, str]
    """The new address by the one it had."""


class Proofreader:
    """Pulls proofs of the captures of *site* that are saved, in the look of its *theme*, beside the *archive* that was built last."""

    def __init__(self, site: Site, theme: Theme, archive: Archive | None) -> None:
        self._reader, self._authority = reader_of(site), load_authority(site)
        self._proofs = proofs(archive or _gathered(site), site.settings, theme)
        self._captures = dict(_watched(site))
        self._warm_up()

    def pull(self, changed: Iterable[str]) -> Pulled | None:
        """The pages of the captures among the files *changed*; None where another file changed too, or a capture is new or gone."""
        found = [self._captures.get(path) for path in changed]
        if not found or len(found) > _MOST or None in found:
            return None
        pulled = Pulled({}, {})
        for one in dict.fromkeys(filter(None, found)):
            article = Attempt(self._reader)(one).value
            if article is None or not self._add(article, pulled):
                return None
        return pulled

    def _add(self, article: AnnotatedArticle, pulled: Pulled) -> bool:
        proof = self._proofs.pull(corrected(article, self._authority))
        if proof is None:
            return False
        file, before = proof
        pulled.pages[file.path] = pulled.pages[before] = file.content
        if before != file.path:
            pulled.moved[before] = file.path
        return True

    def _warm_up(self) -> None:
        """The first proof would wait for the modules that read a capture, and for the templates."""
        for one in self._captures.values():
            self._proofs.pull(read(load(one)).value)
            return


def _watched(site: Site) -> Iterator[tuple[str, Found]]:
    """The captures by the files that they are made of: themselves and their sidecars."""
    for one in captures_of(site).value:
        if one.slot is None:
            yield str(one.path), one
            if sidecar := sidecar_of(one.path):
                yield str(sidecar), one


def _gathered(site: Site) -> Archive:
    """The archive of *site*, as a build gathers it."""
    with nothing_collected():
        reading = read_captures(site)
        gathered = gather(reading.articles, load_authority(site), site.settings.redact)
        return as_addressed(gathered.value, site)
