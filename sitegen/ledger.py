"""The ledger of permalinks on disk: beside the settings of an archive, so that it is kept and merged with them."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.errors import SettingsError
from sitegen.model import Archive, Note, Noted
from sitegen.pipeline import keep
from sitegen.settings import Site
from sitegen.switch import write_text

if TYPE_CHECKING:
    from sitegen.publish.keeping.ledger import Ledger

FILE_NAME = "permalinks.txt"
_READ_ONLY = (errno.EROFS, errno.EACCES, errno.EPERM)
_HINT = "without it, addresses of this site may break; make the folder writable"


def load_ledger(site: Site) -> Ledger:
    """The addresses that *site* has given out; none where no ledger is kept."""
    from sitegen.publish.keeping.ledger import parse_ledger

    place = ledger_place(site)
    if place is None or not place.is_file():
        return ()
    try:
        return parse_ledger(place.read_text(encoding="utf-8-sig"), str(place))
    except OSError as error:
        raise SettingsError(f"cannot read the ledger: {error.strerror}", str(place)) from error
    except UnicodeDecodeError as error:
        raise SettingsError("the ledger must be UTF-8 text", str(place), hint="take the file back from your last copy") from error


def save_ledger(site: Site, ledger: Ledger) -> Noted[Ledger]:
    """The ledger that this build answers to: *ledger*, once it is written, whole, beside what another build gave out meanwhile.

    SettingsError where it cannot be written; an archive that may only be read is built all the same, and a note says what that means.
    """
    from sitegen.publish.keeping.ledger import write_ledger

    place = ledger_place(site)
    if place is None:
        return Noted(())
    there = load_ledger(site)
    whole = tuple(({entry.path: entry for entry in there} | {entry.path: entry for entry in ledger}).values())
    text = write_ledger(whole)
    try:
        if not (place.is_file() and place.read_text(encoding="utf-8") == text):
            write_text(place, text)
    except OSError as error:
        if error.errno not in _READ_ONLY:
            raise SettingsError(f"cannot write the ledger: {error.strerror}", str(place), hint=_HINT) from error
        message = f"cannot write the ledger: {error.strerror}; what this build newly gave out is not remembered"
        return Noted(there, (Note("warning", "ledger", message, str(place.resolve()), hint=_HINT),))
    return Noted(ledger)


def as_addressed(archive: Archive, site: Site) -> Archive:
    """*archive* under the addresses that *site* has given out."""
    return keep(archive, load_ledger(site), site.settings.redact)[0]


def ledger_place(site: Site) -> Path | None:
    """Where the ledger of *site* is kept, beside its settings; None for captures without settings, for nothing is written among them."""
    return site.root / FILE_NAME if site.file else None
