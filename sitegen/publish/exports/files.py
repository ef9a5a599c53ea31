"""The data files of a site that hold the whole archive."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterator, Mapping
from functools import partial
from typing import Any

import msgspec

from sitegen.digests import Digest, digest
from sitegen.drawers import closed, opened
from sitegen.model import DrawnFile, Sheaf
from sitegen.publish.cards import Cards
from sitegen.publish.exports.csv_files import csv_file, path_of
from sitegen.publish.exports.database import PATH, database, lacking
from sitegen.publish.exports.datapackage import data_package
from sitegen.publish.exports.matter import Printing, Setting
from sitegen.publish.exports.tables import tables
from sitegen.publish.lookup import Lookup
from sitegen.record import record
from sitegen.settings import Settings

RECORDS = "data/records.jsonl"
DataFile = Callable[[bytes, Container[str]], Sheaf]
"""Makes a file from what its last making has kept, and the paths of the files that stand."""


def data_files(lookup: Lookup, cards: Cards, settings: Settings, dossiers: Mapping[str, Digest]) -> Iterator[tuple[str, DataFile]]:
    """Tables, database and records, each with its path; *dossiers* are digests of all that is known of each article and name."""
    stories = {accession: digest(dossiers[accession], story) for accession, story in lookup.story_of.items()}
    told = tables(lookup, cards, {**dossiers, **stories})
    for table in told:
        yield path_of(table), partial(csv_file, table)
    yield "data/datapackage.json", lambda *_: Sheaf((data_package(told, settings),))
    if lacking() is None:
        yield PATH, partial(database, told)
    yield RECORDS, partial(_records, lookup, {**dossiers, **stories})


def _records(lookup: Lookup, dossiers: Mapping[str, Digest], drawer: bytes, standing: Container[str]) -> Sheaf:
    """The record of each article, a line each, with its story; notes are for the keeper of the archive and are left out."""
    before = opened(drawer if RECORDS in standing else b"", dict[str, Setting]).get(RECORDS, Setting())
    pieces = ((accession, dossiers[accession]) for accession in lookup.articles)
    printing = Printing(pieces, lambda one, _: _line(_told(one, lookup)), before)
    return Sheaf((DrawnFile(RECORDS, printing.draw),), lambda: closed({RECORDS: printing.setting()}))


def _told(accession: str, lookup: Lookup) -> dict[str, Any]:
    return record(lookup.articles[accession], ()) | {"story": lookup.story_of.get(accession)}


def _line(one: dict[str, Any]) -> bytes:
    try:
        return msgspec.json.encode(one) + b"\n"
    except UnicodeEncodeError:  # half a character of a broken capture
        return json.dumps(one, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"
