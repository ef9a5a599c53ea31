"""The data files of a site that hold the whole archive, in no order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from sitegen.model import Archive, OutputFile
from sitegen.publish.cards import Cards
from sitegen.publish.exports.csv_files import csv_file
from sitegen.publish.exports.database import database, lacking
from sitegen.publish.exports.datapackage import data_package
from sitegen.publish.exports.tables import tables
from sitegen.publish.lookup import Lookup
from sitegen.record import record
from sitegen.settings import Settings

RECORDS = "data/records.jsonl"


def data_files(archive: Archive, lookup: Lookup, cards: Cards, settings: Settings) -> Iterator[OutputFile]:
    """Tables, database and records."""
    told = tables(lookup, cards)
    yield from map(csv_file, told)
    yield data_package(told, settings)
    if lacking() is None:
        yield database(told)
    yield _records(archive, lookup)


def _records(archive: Archive, lookup: Lookup) -> OutputFile:
    """The record of each article, a line each, with its story; notes are for the keeper of the archive and are left out."""
    told = (
        record(annotated, ()) | {"story": lookup.story_of.get(annotated.article.provenance.accession)} for annotated in archive.articles
    )
    return OutputFile(RECORDS, b"".join(_line(one) for one in told))


def _line(one: dict[str, Any]) -> bytes:
    try:
        return msgspec.json.encode(one) + b"\n"
    except UnicodeEncodeError:  # half a character of a broken capture
        return json.dumps(one, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"
