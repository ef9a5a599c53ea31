"""Capture -> the contents of all files in it and beside it, for those to be published whose pictures are shown."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from msgspec import structs

from sitegen.ingest.keeping import take_inline
from sitegen.ingest.page import unwrap
from sitegen.ingest.sniff import sniff
from sitegen.model import Capture


def contents(capture: Capture) -> Mapping[str, bytes]:
    """Every file that was saved with *capture*, by its SHA-256."""
    page = unwrap(capture)
    _, inline = take_inline(sniff(structs.replace(capture, content=page.content), page.charset).text)
    return {hashlib.sha256(resource.content).hexdigest(): resource.content for resource in (*page.resources, *inline)}
