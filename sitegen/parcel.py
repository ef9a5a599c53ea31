"""A site on disk as one file to hand out: a zip archive with the same bytes whenever the site has the same."""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from sitegen.bag import MANIFEST, TAG_LIST
from sitegen.errors import SettingsError, SitegenError
from sitegen.manifest import holds_bag, read_manifest
from sitegen.publish.permalinks import slug
from sitegen.settings import Site

_BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip archive can state: it says nothing of when this one was made."""
_MODE = 0o100644 << 16
_UNIX = 3
_CHUNK = 1 << 20


def admit_place(place: Path, site: Site) -> None:
    """SettingsError where no zip archive of *site* can be put at *place*."""
    real = Path(os.path.realpath(place))
    for folder, name in ((site.output, "output folder"), (site.source, "folder of captures")):
        if real.is_relative_to(os.path.realpath(folder)):
            raise SettingsError(f"the zip archive would lie in the {name}", str(place), hint="name a file beside it")
    if not real.parent.is_dir():
        raise SettingsError("there is no such folder for the zip archive", str(place), hint="make the folder, or name another file")
    if real.exists() and not (real.is_file() and zipfile.is_zipfile(real)):
        raise SettingsError("what lies there is no zip archive, and is not overwritten", str(place), hint="name another file")


def pack(folder: Path, place: Path) -> int:
    """How many files were packed into the zip archive *place*: all that sitegen wrote into *folder*, below one folder of their own."""
    digests: dict[str, str | None] = {**(read_manifest(folder) or {}), MANIFEST: None}
    if holds_bag(folder):
        digests[TAG_LIST] = None
    real = Path(os.path.realpath(place))
    try:
        with _beside(real) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            _fill(archive, folder, digests, slug(place.stem) or "archive")
    except OSError as error:
        hint = "make room, or name another file; the site itself is built"
        raise SitegenError(f"cannot write the zip archive: {error.strerror or error}", str(place), hint=hint) from error
    return len(digests)


def _fill(archive: zipfile.ZipFile, folder: Path, digests: Mapping[str, str | None], top: str) -> None:
    for path in sorted(digests):
        entry = zipfile.ZipInfo(f"{top}/{path}", _BEGINNING)
        entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, _UNIX, _MODE
        entry.file_size = (folder / path).stat().st_size
        digest = hashlib.sha256()
        with (folder / path).open("rb") as source, archive.open(entry, "w") as target:
            while chunk := source.read(_CHUNK):
                digest.update(chunk)
                target.write(chunk)
        if digests[path] not in (None, digest.hexdigest()):
            raise SitegenError(
                "not as sitegen wrote it", str(folder / path), hint="build again, and leave the site alone while it is packed"
            )


@contextmanager
def _beside(place: Path) -> Iterator[IO[bytes]]:
    """A new file beside *place* that takes its name in the end, if nothing goes wrong."""
    with tempfile.NamedTemporaryFile("wb", dir=place.parent, prefix=f".{place.name}.", delete=False) as file:
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
            file.close()
            Path(file.name).chmod(0o644)
            Path(file.name).replace(place)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
