"""A saved file as it was found, and what is remembered of it in its article."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from sitegen.model.value import Value

Format = Literal["html", "markdown", "text"]
Container = Literal["mhtml", "singlefile", "warc", "wacz", "record"]
SETTINGS_FILE = "sitegen.toml"
"""What the keeper sets of an archive; it is no sidecar of a capture that is called sitegen."""
RasterType = Literal["jpeg", "png", "gif", "webp", "avif"]
_NOTHING = hashlib.sha256(hashlib.sha256(b"").digest() + b"None").digest()
"""``Capture.beyond`` of a file that nothing was saved or stated with."""


class Resource(Value):
    """A file that was saved together with a page."""

    address: str
    """How the page may refer to it: an absolute address, ``cid:…``, or a path relative to the page's own folder."""
    content: bytes


class Envelope(Value):
    """What a collection says of a capture that was packed in it."""

    container: Container
    url: str | None = None
    captured: str | None = None
    """As in ``Provenance.captured``."""
    charset: str | None = None
    """The encoding that the server named."""
    sha256: str | None = None
    """Of the capture that a record describes; None where the capture is here itself."""


class Picture(Value):
    """A picture that is kept with the archive, as a figure shows it."""

    sha256: str
    type: RasterType
    width: int  # pixels
    height: int  # pixels
    size: int  # bytes
    alt: str
    """What the page says that it shows; empty where it says nothing."""


class Capture(Value):
    """One saved file as it was found."""

    source: str
    """Path below the archive's source folder, with forward slashes; a bare path for a file named on the command line."""
    content: bytes
    sidecar: bytes = b""
    """What the keeper states of it in the file ``NAME.toml`` beside it; empty where there is none. No part of the capture's own bytes."""
    envelope: Envelope | None = None
    """What the collection says of it that it was taken from; None for a file of its own."""
    resources: tuple[Resource, ...] = ()
    """The pictures that were saved beside it; what a capture holds inside of its own bytes is not listed."""

    @property
    def sidecar_source(self) -> str:
        """Where the sidecar file is, as *source* says where the capture is: ``march/story.html`` -> ``march/story.toml``."""
        folder, slash, name = self.source.rpartition("/")
        return f"{folder}{slash}{name.rpartition('.')[0] or name}.toml"

    @property
    def beyond(self) -> bytes:
        """SHA-256 of all that reading it depends on besides its name and its own bytes."""
        if not (self.sidecar or self.envelope or self.resources):
            return _NOTHING
        digest = hashlib.sha256(hashlib.sha256(self.sidecar).digest())
        digest.update(repr(self.envelope).encode("utf-8", "backslashreplace"))
        for resource in self.resources:
            digest.update(resource.address.encode("utf-8", "backslashreplace") + b"\0" + hashlib.sha256(resource.content).digest())
        return digest.digest()

    @property
    def sha256(self) -> str:
        """SHA-256 of the bytes, 64 hexadecimal digits; of a record, that of the capture which it describes."""
        if self.envelope and self.envelope.sha256:
            return self.envelope.sha256
        return digest_of(self.content)

    @property
    def accession(self) -> str:
        """The capture's number in the archive: the first 12 hexadecimal digits of its SHA-256."""
        return accession_of(self.sha256)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an article came from and how it was read."""

    source: str
    accession: str
    sha256: str
    format: Format
    encoding: str
    """The encoding the bytes were read with, as Python names it."""
    size: int  # bytes in the capture
    captured: str | None = None
    """When the page was captured, as far as that is known: ``2017-01-02T03:04:05Z``, with another offset where the capture states one,
    or a day alone."""
    archived: str | None = None
    """Address of the web archive's copy that was captured, where it was not the original."""
    container: Container | None = None
    """What the page was packed in."""
    has_double: bool = False
    """Whether another article of the archive would stand at the same address, of one title and with an accession that begins alike."""


@lru_cache(maxsize=1)
def digest_of(content: bytes) -> str:
    """SHA-256 of *content*, in hexadecimal digits: whoever keeps what was read of a capture asks for it, and whoever reads it."""
    return hashlib.sha256(content).hexdigest()


def accession_of(sha256: str) -> str:
    """The number in the archive of a capture with this *sha256*."""
    return sha256[:12]
