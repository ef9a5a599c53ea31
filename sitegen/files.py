"""Captures in: which files of a folder are captures, told by their name and their content, and what they hold."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from fnmatch import translate
from itertools import count
from operator import attrgetter
from pathlib import Path

from msgspec import structs

from sitegen.companions import companion_of, find_companions, picture_paths, read_pictures
from sitegen.errors import CaptureError
from sitegen.manifest import holds_site
from sitegen.model import Capture, Note, Noted, Severity
from sitegen.model.capture import SETTINGS_FILE
from sitegen.model.value import Value
from sitegen.unpack.collection import explain, is_collection, list_captures, take_capture
from sitegen.unpack.slots import Slot

LARGEST = 50_000_000
"""Bytes in the largest capture that is read; the largest news page met was 4 MB, ten times that with its pictures; a film is more."""
SIDECAR = ".toml"
_HEAD = 4096

_LEFTOVER = re.compile(r"(?i)^[.]|^~\$|^#.*#$|~$|\.(?:sw[a-p]|tmp|part|crdownload)$|^(?:thumbs\.db|desktop\.ini|4913|___jb_\w+___)$")
"""Hidden files, and what editors, browsers and desktops leave about: ``story.html~``, ``#story.md#``, ``~$story.txt``, ``4913`` (vim)."""
_CAPTURE_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml", ".md", ".markdown", ".mdown", ".txt", ".text", ".mht", ".mhtml"})
_OTHER_SUFFIXES = frozenset(
    {
        *(".css", ".js", ".mjs", ".map", ".json", ".jsonl", ".xml", ".rss", ".atom", ".svg", ".csv", ".tsv", ".bib"),
        *(".ris", ".tex", ".rtf", ".yaml", ".yml", ".ini", ".cfg", ".py", ".sh", ".bat", ".log", ".eml", ".warc"),
    }
)
"""Text that is no capture, unless it begins as a web page does."""
_PAGE = re.compile(rb"(?i)^(?:\xef\xbb\xbf)?\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|article|main)\b", re.DOTALL)
_BINARY = (b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"wOF", b"BZh", b"\xfd7zXZ", b"bplist")


class Found(Value):
    """A capture that was found: where it lies, and how the archive calls it."""

    source: str
    """As in ``Capture.source``."""
    place: str
    """Where it lies: a Path for each of 10,000 takes longer than all else that is found out of them."""
    companion: Path | None = None
    """The folder with the page's pictures that a browser saved with it."""
    slot: Slot | None = None
    """Where in the collection *path* it stands; None for a file of its own."""
    is_alone: bool = False
    """Whether no file in its folder can have been a sidecar when it was found."""

    @property
    def path(self) -> Path:
        """Where it lies."""
        return Path(self.place)


def find_captures(folder: Path, skip: Collection[Path] = (), ignore: Sequence[str] = ()) -> Noted[tuple[Found, ...]]:
    """The captures below *folder*, sorted by source, and a note on each file that was left out; *skip* are folders not to enter."""
    found: list[Found] = []
    others: list[Found] = []
    packed: list[str] = []
    notes: list[Note] = []
    is_ignored = re.compile("|".join(map(translate, ignore)) or "(?!)").match

    def unreadable(error: OSError) -> None:
        place = _below(Path(error.filename or folder), folder)
        notes.append(Note("error", "unreadable-folder", f"cannot open the folder: {error.strerror}", place, hint="check its permissions"))

    def built(place: Path) -> None:
        hint = "to build from the captures in it, name it as the folder of captures"
        notes.append(Note("info", "left-out", "left out: a site that sitegen built", _below(place, folder), hint=hint))

    home = _within(folder)
    for place, companion, is_alone in _survey(folder, skip, unreadable, built):
        source, name = _source(place[len(home) :]), _name(place)
        if is_ignored(source) or is_ignored(name):
            continue
        is_named = _suffix(name).lower() in _CAPTURE_SUFFIXES
        if not is_named and is_collection(place):
            inside = open_collection(Path(place), source)
            found += inside.value
            notes += inside.notes
            packed.append(place)
        elif is_named or _holds_capture(place):
            found.append(Found(source, place, companion, is_alone=is_alone))
        else:
            others.append(Found(source, place))
    taken = {beside(place) for place in (*packed, *(one.place for one in found))} if others else ()
    order = _told_apart(sorted(found, key=attrgetter("source")))
    notes += [Note("info", "not-a-capture", _no_capture(one.place), one.source) for one in others if one.place not in taken]
    return Noted(tuple(order), tuple(sorted(notes, key=lambda note: note.source)))


def _told_apart(found: Sequence[Found]) -> list[Found]:
    """*found* with a source of its own for each: names that differ on the disk may be one to a reader, as é in one character and in two."""
    taken = {one.source for one in found}
    met: set[str] = set()
    apart = []
    for one in found:
        source = one.source
        if source in met:
            stem, dot, suffix = source.rpartition(".")
            names = (f"{stem} ({number}){dot}{suffix}" for number in count(2))
            source = next(name for name in names if name not in taken)
            taken.add(source)
        met.add(source)
        apart.append(one if source == one.source else structs.replace(one, source=source))
    return apart


def find_named(name: str) -> Noted[tuple[Found, ...]]:
    """The captures in the file *name*: itself, or those of the collection that it is."""
    path = Path(name)
    if not is_collection(name):
        return Noted((Found(name, os.fspath(path), companion_of(path)),))
    return open_collection(path, name)


def open_collection(path: Path, source: str) -> Noted[tuple[Found, ...]]:
    """The captures in the collection *path*, each called after it and after its own record, and what is to be said of the rest."""
    try:
        listing = list_captures(path)
    except OSError as error:
        return Noted((), (Note("error", "unreadable", f"cannot read the file: {error.strerror}", source, None, "check its permissions"),))
    except Exception as error:
        # as with a capture that is a file of its own: one that brings its reader down is named, and the others are read
        message = f"sitegen failed on this collection: {type(error).__name__}: {str(error)[:200]}"
        return Noted((), (Note("error", "failed", message, source, None, "please report it with the file"),))
    notes = []
    if listing.fault:
        severity: Severity = "warning" if listing.slots else "error"
        notes.append(Note(severity, "unreadable", listing.fault.message, source, None, listing.fault.hint))
    notes += [Note("error", "unreadable", bad.message, source, bad.line, bad.hint) for bad in listing.bad]
    if left := explain(listing):
        notes.append(Note("info", "left-out", left, source))
    return Noted(tuple(Found(f"{source}#{slot.name}", os.fspath(path), None, slot) for slot in listing.slots), tuple(notes))


def load(found: Found) -> Capture:
    """The capture with its bytes and those of its sidecar; CaptureError where either cannot be had."""
    try:
        capture = _load(found) if found.slot is None else take_capture(found.path, found.slot, found.source, LARGEST)
    except OSError as error:
        raise CaptureError(f"cannot read the file: {error.strerror}", found.source, hint="check its permissions") from error
    try:
        stated = _sidecar(beside(found.place))
        return structs.replace(capture, sidecar=stated) if stated else capture
    except OSError as error:
        raise CaptureError(f"cannot read the sidecar: {error.strerror}", capture.sidecar_source, hint="check its permissions") from error


def _load(found: Found) -> Capture:
    size = os.stat(found.place).st_size  # noqa: PTH116
    if size > LARGEST:
        hint = f"the largest that is read has {LARGEST:,}; if it is no capture, name it in `ignore` in sitegen.toml"
        raise CaptureError(f"too large for a saved article: {size:,} bytes", found.source, hint=hint)
    pictures = read_pictures(found.companion) if found.companion else ()
    with open(found.place, "rb", buffering=0) as file:  # noqa: PTH123
        return Capture(found.source, file.read(), resources=pictures)


def sidecar_of(path: Path) -> Path | None:
    """The sidecar beside the file *path*; the settings are none of a capture that is called sitegen, a pipe would be waited on."""
    place = beside(os.fspath(path))
    return Path(place) if _is_sidecar(place) else None


def _is_sidecar(place: str) -> bool:
    return _name(place) != SETTINGS_FILE and os.path.isfile(place)  # noqa: PTH113


def _sidecar(place: str) -> bytes:
    """What the sidecar at *place* holds; nothing where there is none."""
    if not _is_sidecar(place):
        return b""
    with open(place, "rb") as file:  # noqa: PTH123
        return file.read(LARGEST)


def beside(place: str) -> str:
    """Where the sidecar of the capture at *place* lies, as in ``Capture.sidecar_source``."""
    folder, slash, name = place.rpartition(os.sep)
    return f"{folder}{slash}{name.rpartition('.')[0] or name}{SIDECAR}"


def _no_capture(place: str) -> str:
    return "left out: no capture of that name lies beside it" if place.endswith(SIDECAR) else "left out: neither a web page nor a text"


def walk(folder: Path, skip: Collection[Path] = (), unreadable: Callable[[OSError], None] | None = None) -> Iterator[Path]:
    """The regular files below *folder* that a site may be made of: none hidden, no editor's leftovers, of a page's companions pictures."""
    for place, companion, _ in _survey(folder, skip, unreadable):
        yield Path(place)
        if companion:
            yield from picture_paths(companion)


def _survey(
    folder: Path,
    skip: Collection[Path] = (),
    unreadable: Callable[[OSError], None] | None = None,
    built: Callable[[Path], None] | None = None,
) -> Iterator[tuple[str, Path | None, bool]]:
    """The files that a person put below *folder*, each page with the folder saved with it; not the sites that were *built* there.

    With each, whether nothing in its folder is called as a sidecar is.
    """
    home = os.path.realpath(folder)
    seen = {os.path.realpath(path) for path in skip} | {home}
    pending = [folder]
    while pending:
        place = pending.pop()
        if place is not folder and holds_site(place):
            if built:
                built(place)
            continue
        try:
            entries = sorted(os.scandir(place), key=attrgetter("name"))
        except OSError as error:
            if unreadable:
                unreadable(error)
            continue
        there = {entry.name: entry for entry in entries if not _LEFTOVER.search(entry.name)}
        files = [name for name, entry in there.items() if _is(entry.is_file)]
        folders = [name for name, entry in there.items() if _is(entry.is_dir)] if len(files) < len(there) else []
        companions = find_companions(place, folders, files)
        owned = {page: place / name for name, page in companions.items() if page}
        is_alone, before = f"{SIDECAR}\n" not in "".join([f"{entry.name}\n" for entry in entries]).lower(), _within(place)
        yield from ((before + name, owned.get(name), is_alone) for name in files)
        pending += [place / name for name in folders if name not in companions and _enters(there[name], home, seen)]


def _enters(entry: os.DirEntry[str], home: str, seen: set[str]) -> bool:
    """True for a folder met for the first time; a link into the folder itself is a loop or a second name."""
    real = os.path.realpath(entry)
    if real in seen or (entry.is_symlink() and f"{real}{os.sep}".startswith(home + os.sep)):
        return False
    seen.add(real)
    return True


def _is(kind: Callable[[], bool]) -> bool:
    """Whether an entry is of this *kind*: a pipe, a socket or a device, which a read would wait on, is no file, a dead link nothing."""
    try:
        return kind()
    except OSError:
        return False


def _holds_capture(place: str) -> bool:
    """Whether a file holds a capture whose name does not say so; a broken one that is named as such is for the reader to refuse."""
    suffix = _suffix(_name(place)).lower()
    if suffix == SIDECAR:
        return False
    try:
        with open(place, "rb") as file:  # noqa: PTH123
            head = file.read(_HEAD)
    except OSError:
        return suffix not in _OTHER_SUFFIXES
    if _PAGE.search(head):
        return True
    return suffix not in _OTHER_SUFFIXES and bool(head.strip()) and not _is_binary(head)


def _is_binary(head: bytes) -> bool:
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return head.startswith(_BINARY) or (b"\0" in head and not wide)


def _within(folder: Path) -> str:
    """What the places of the files in *folder* begin with, as a Path has it."""
    return "" if folder == Path() else os.path.join(folder, "")  # noqa: PTH118  (with the one slash that is the root)


def _name(place: str) -> str:
    return place.rpartition(os.sep)[2]


def _suffix(name: str) -> str:
    """As a Path has it, of a name that is not hidden."""
    stem, dot, ending = name.rpartition(".")
    return f".{ending}" if stem and dot and ending else ""


def _below(path: Path, folder: Path) -> str:
    return _source(os.fspath(path.relative_to(folder)))


def _source(name: str) -> str:
    """The same on every system: forward slashes, composed characters (macOS gives é as two), no bytes that are not text."""
    if name.isascii():
        return name.replace(os.sep, "/")
    return unicodedata.normalize("NFC", os.fsencode(name.replace(os.sep, "/")).decode("utf-8", "replace"))
