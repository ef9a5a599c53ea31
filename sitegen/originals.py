"""The captures as they were saved, as files of the site: byte for byte, under names that no browser takes for a page."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from sitegen.catalog.withheld import SIGN, Withheld
from sitegen.deposit import CopiedFile
from sitegen.devices import is_device
from sitegen.digests import digest_on_disk
from sitegen.errors import SitegenError
from sitegen.files import Found, sidecar_of
from sitegen.model import AnnotatedArticle, Note, Noted
from sitegen.model.capture import Capture
from sitegen.model.value import Value
from sitegen.patterns import later
from sitegen.traces import readings_of

FOLDER = "data/captures/"
_TEXT = ".txt"
_LONGEST = 200
"""Bytes in a step of a path; file systems take 255."""
_UNFIT = later(r'[\x00-\x1f\x7f-\x9f\\:*?"<>|%]')
_ENCODED = later(rb"(?i)data:(?!image/|font/)[^,\"'<>]{0,200};base64")
_HINT = "the bag is valid without it; keep the capture itself where only you can read it"


class _Original(Value):
    """A file of the keeper's that goes into the bag."""

    source: str
    place: Path
    sha256: str


class Originals(Value):
    """What of the keeper's goes into a bag."""

    files: tuple[CopiedFile, ...] = ()
    places: Mapping[str, str] = {}
    """By accession, the path of the file that holds the capture; none of one that is left out."""


def original_files(articles: Sequence[AnnotatedArticle], found: Mapping[str, Found], redact: Sequence[str]) -> Noted[Originals]:
    """The captures of *articles*, each file once, with their sidecars, and a note on each that may tell a name that *redact* lists."""
    kept: dict[Path, _Original] = {}
    left: dict[Path, Note] = {}
    for annotated in articles:
        one = found.get(annotated.article.provenance.accession)
        if one is None or one.path in kept or one.path in left:
            continue
        source = _file_source(one)
        if redact and (reason := _reason(annotated, one, source, Withheld(frozenset(redact)))):
            left[one.path] = Note("warning", "capture-withheld", f"not in the bag: {reason}", source, hint=_HINT)
            continue
        known = None if one.slot else annotated.article.provenance.sha256
        kept[one.path] = _Original(source, one.path, known or _digest(one.path))
        if (beside := sidecar_of(one.path)) is not None and beside not in kept:
            sidecar = Capture(source, b"").sidecar_source
            if _tells(beside.read_bytes(), sidecar, Withheld(frozenset(redact))):
                left[beside] = Note(
                    "warning", "capture-withheld", "not in the bag: it tells a name that `redact` withholds", sidecar, hint=_HINT
                )
            else:
                kept[beside] = _Original(sidecar, beside, _digest(beside))
    files = tuple(_named(sorted(kept.values(), key=lambda one: (one.source, str(one.place)))))
    named = {file.original: file.path for file in files}
    accessions = (annotated.article.provenance.accession for annotated in articles)
    places = {accession: named[found[accession].path] for accession in accessions if accession in found and found[accession].path in named}
    return Noted(Originals(files, places), tuple(left.values()))


def collections_as_they_stand(found: Iterable[Found]) -> tuple[tuple[str, int, int], ...]:
    """Each collection among *found* with its size and the time of its last change: more of it goes into a bag than its captures."""
    places = {one.path for one in found if one.slot}
    return tuple((str(place), place.stat().st_size, place.stat().st_mtime_ns) for place in sorted(places))


def _file_source(found: Found) -> str:
    return found.source.removesuffix(f"#{found.slot.name}") if found.slot else found.source


def _reason(annotated: AnnotatedArticle, found: Found, source: str, withheld: Withheld) -> str | None:
    """Why the capture of *annotated* cannot be shown; None where it holds none of the names *withheld*."""
    provenance = annotated.article.provenance
    packed = "what is packed in it cannot be searched for the names that `redact` withholds"
    if found.slot or provenance.container:
        return packed
    content = found.path.read_bytes()
    if _ENCODED.search(content):
        return packed
    text = content.decode(provenance.encoding, "replace").encode("utf-8", "replace")
    if SIGN in repr(annotated) or _tells(content, source, withheld) or _tells(text, source, withheld):
        return "it tells a name that `redact` withholds"
    return None


def _tells(content: bytes, source: str, withheld: Withheld) -> bool:
    return withheld.spelled(source) or any(map(withheld.holds, readings_of(content)))


def _digest(place: Path) -> str:
    try:
        return digest_on_disk(place)
    except OSError as error:
        raise SitegenError(f"cannot read the file: {error.strerror}", str(place), hint="check its permissions") from error


def _named(originals: Sequence[_Original]) -> Iterator[CopiedFile]:
    """*originals* under names of their own, on disks too that take A and a for one letter."""
    wanted = [safe_path(one.source) for one in originals]
    taken = {_key(path[:end]) for path in wanted for end, character in enumerate(path) if character == "/"}
    for one, path in zip(originals, wanted, strict=True):
        free = next(name for name in _variants(path) if _key(name) not in taken)
        taken.add(_key(free))
        yield CopiedFile(FOLDER + free, one.sha256, one.place)


def _variants(path: str) -> Iterator[str]:
    yield path
    stem = path.removesuffix(_TEXT)
    yield from (f"{stem}-{number}{_TEXT}" for number in itertools.count(2))


def _key(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def safe_path(source: str) -> str:
    """*source* as a path that every system takes and every browser shows as text: ``march/story.html`` -> ``march/story.html.txt``."""
    steps = [_safe_step(step) for step in source.split("/") if step.strip(" .")]
    path = "/".join(steps) or "_"
    return path if path.endswith(_TEXT) else path + _TEXT


def _safe_step(step: str) -> str:
    fit = _UNFIT.sub("_", unicodedata.normalize("NFC", step)).strip(" .")
    fit = f"_{fit}" if is_device(fit) else fit
    content = fit.encode("utf-8", "replace")
    if len(content) <= _LONGEST:
        return content.decode()
    mark = sha256(content).hexdigest()[:12]
    return f"{content[: _LONGEST - 13].decode('utf-8', 'ignore').strip(' .')}-{mark}"
